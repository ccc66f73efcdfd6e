"""The signing form begins with who holds the office by the terms on record."""

from datetime import date

import pytest
from tests.gate.office import acting, bandung, begun

from gerbang.gate import rules, signatures
from gerbang.people.acting import Acting
from gerbang.people.actions import add_term
from gerbang.people.models import Body

pytestmark = pytest.mark.django_db


def term(by: Acting, body: Body, holder: str, capacity: str, since: date, until: date | None = None) -> None:
    values = {"office": "Wali Kota Bandung", "holder": holder, "capacity": capacity, "decree": "SK uji"}
    add_term(by=by, body=body, values={**values, "since": since, "until": until})


def test_the_newest_term_that_holds_on_the_day_is_offered() -> None:
    walk = begun(bandung())
    body = rules.government(walk.case)
    by = acting(walk.offices.accounts["region"])
    term(by, body, holder="Pejabat lama", capacity="definitive", since=date(2018, 9, 1), until=date(2023, 9, 1))
    term(by, body, holder="Pejabat kini", capacity="pj", since=date(2023, 9, 20))
    found = signatures.from_terms(walk.case.tie, body, date(2024, 4, 1))
    assert found == {
        "sign-0-office": "Wali Kota Bandung",
        "sign-0-name": "Pejabat kini",
        "sign-0-capacity": "pj",
    }


def test_without_a_term_nothing_is_offered() -> None:
    walk = begun(bandung())
    assert signatures.from_terms(walk.case.tie, rules.government(walk.case), date(2024, 4, 1)) == {}
