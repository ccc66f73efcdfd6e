"""The details of a paper are open as far as its disclosure says; that it is on file, to all who see the case."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.gate.office import Walk, account, bandung, begun

from gerbang.gate import actions
from gerbang.gate.models import Step
from gerbang.gate.writing import Happening
from gerbang.people.models import Account

pytestmark = pytest.mark.django_db

PARTIES_ONLY, BODIES = "exploration-findings", "letter-of-intent"
GIVEN, WRITTEN = date(2024, 2, 9), "7 Februari 2024"
PAGES = ("gate:show-paper", "gate:print-paper", "gate:step")


def on_file(walk: Walk, paper_id: str) -> Step:
    data = {"dated_on": "2024-02-07"}
    on = Happening(happened_on=GIVEN)
    return actions.give_paper(by=walk.by("region"), case=walk.case, paper_id=paper_id, on=on, seen=None, data=data)


def shows(step: Step, who: Account) -> set[str]:
    """The pages on which the day of the paper, its only detail, is to be read."""
    client = Client()
    client.force_login(who)
    found = set()
    for page in PAGES:
        key = step.seq if page == "gate:step" else step.paper
        answer = client.get(reverse(page, args=[step.case.ref, key]))
        assert answer.status_code == 200
        if WRITTEN in answer.content.decode():
            found.add(page)
    return found


def test_the_parties_read_their_findings_and_those_who_oversee_them_do_not() -> None:
    walk = begun(bandung("home-affairs", "province"))
    step = on_file(walk, PARTIES_ONLY)
    accounts = walk.offices.accounts
    colleague = account(walk.offices.bodies["region"], "Pembaca")
    assert shows(step, accounts["region"]) == shows(step, colleague) == set(PAGES)
    assert shows(step, accounts["province"]) == shows(step, accounts["home-affairs"]) == set()


def test_a_paper_for_the_bodies_involved_is_read_by_all_who_see_the_case() -> None:
    walk = begun(bandung("home-affairs", "province"))
    step = on_file(walk, BODIES)
    assert all(shows(step, who) == set(PAGES) for who in walk.offices.accounts.values())


def test_whoever_recorded_a_paper_reads_it() -> None:
    walk = begun(bandung("home-affairs"))
    on = Happening(happened_on=GIVEN)
    step = actions.give_paper(
        by=walk.by("home-affairs"),
        case=walk.case,
        paper_id=PARTIES_ONLY,
        on=on,
        seen=None,
        data={"dated_on": "2024-02-07"},
    )
    assert shows(step, walk.offices.accounts["home-affairs"]) == set(PAGES)
