"""Who writes a plan says that its draft is ready, and whoever may approve it finds it on the desk."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.people import helpers as people
from tests.plans.helpers import acting, approval, draft, filled, new, officer, plan, put
from tests.plans.test_pages import at, said

from gerbang.access import Conflict, Refused
from gerbang.desk import other_tasks, queries
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Right
from gerbang.plans import actions
from gerbang.plans.models import Plan
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Account:
    return people.working(people.bandung(), Right.PREPARE, email="penyusun@bandung.example")


@pytest.fixture
def head() -> Acting:
    return acting(officer(Right.SEND))


def waiting(of: Acting) -> list[str]:
    found = [one.what for one in other_tasks.tasks(Actor(of.account)) if "konsep" in one.url]
    assert len(found) == queries.waiting_count(Actor(of.account))
    return found


def test_a_draft_handed_up_waits_for_those_who_may_approve_until_it_is_approved(writer: Account, head: Acting) -> None:
    made = filled(plan())
    assert waiting(head) == []
    for _again in range(2):
        actions.hand_up(by=acting(writer, Right.PREPARE), plan=made)
    assert waiting(head) == [f"{made} · {made.tie.name}"]
    assert other_tasks.tasks(Actor(writer)) == []
    assert [entry.kind for entry in ledger.history(made.ref)].count("plan.handed-up") == 1
    actions.approve(by=head, plan=made, approval=approval())
    assert waiting(head) == []
    with pytest.raises(Conflict):
        actions.hand_up(by=acting(writer, Right.PREPARE), plan=made)


def test_a_change_and_a_withdrawal_take_it_back(writer: Account, head: Acting) -> None:
    made, by = filled(plan()), acting(writer, Right.PREPARE)
    actions.hand_up(by=by, plan=made)
    put(made, "activities", new(title="Ketiga"))
    assert waiting(head) == [] and draft(made).handed_up_at is None
    actions.hand_up(by=by, plan=made)
    actions.set_period(by=by, plan=made, period=actions.Period(made.starts_on, made.ends_on, 6))
    assert waiting(head) == []
    actions.hand_up(by=by, plan=made)
    actions.withdraw(by=head, plan=made, reason="Keliru")
    assert waiting(head) == []


def test_an_empty_draft_is_not_handed_up_and_only_its_regions_do_so(writer: Account) -> None:
    made = plan()
    with pytest.raises(Invalid):
        actions.hand_up(by=acting(writer, Right.PREPARE), plan=made)
    stranger = people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND, email="surabaya@example.id")
    with pytest.raises(Refused):
        actions.hand_up(by=acting(stranger), plan=filled(made))
    assert waiting(acting(stranger)) == []


def test_the_page_offers_it_to_who_may_not_approve_and_says_that_it_was_done(writer: Account, head: Acting) -> None:
    made: Plan = filled(plan())
    client: Client = people.signed_in(writer)
    assert "Ajukan untuk disetujui" in said(client.get(at(made)))
    assert "Ajukan untuk disetujui" not in said(people.signed_in(head.account).get(at(made)))
    page = said(client.post(at(made, "hand-up"), {"key": uuid4().hex}, follow=True))
    assert "Konsep telah diajukan" in page and "Bila diubah, pengajuannya gugur" in page
    assert "Ajukan untuk disetujui" not in page
