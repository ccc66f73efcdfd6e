"""An accepted report and money provided say that somebody keeps a cooperation; neither says that something was done."""

from datetime import date

import pytest
from tests.monitoring.offices import centre, city, handed_in, period, returned
from tests.plans.helpers import acting, approval, filled, officer, plan
from tests.register.helpers import agreed

from gerbang.monitoring import queries
from gerbang.monitoring.liveliness import gathering
from gerbang.monitoring.liveliness.states import SignKind, State
from gerbang.monitoring.reports import reporting
from gerbang.monitoring.reports.reporting import HandedIn, TieWords
from gerbang.plans.actions import approve
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def signs(of: Tie, kind: SignKind) -> list[date | None]:
    return [one.happened.latest for one in gathering.evidence_of([of])[of.pk].signs if one.kind == kind]


def test_a_report_counts_once_it_is_accepted_and_told_something() -> None:
    old, silent = agreed(on=date(2015, 1, 1)), agreed(with_="Kota Diam", on=date(2015, 1, 1))
    kemendagri, by = centre(), city()
    made = handed_in(by, period(kemendagri))
    made = returned(kemendagri, made)
    reporting.say_of_tie(by=by, report=made, tie=old, words=TieWords("Menunggu jawaban mitra."))
    reporting.submit(by=by, report=made, handed_in=HandedIn())
    assert signs(old, SignKind.REPORT) == []
    reporting.accept(by=kemendagri, report=made)
    assert signs(old, SignKind.REPORT) == [kemendagri.today] and signs(silent, SignKind.REPORT) == []
    assert queries.state_on(old, kemendagri.today).state == State.FADING
    assert queries.state_on(silent, kemendagri.today).state == State.NO_DATA


def test_money_of_an_approved_plan_is_a_sign_in_its_year() -> None:
    made = filled(plan(tie=agreed(on=date(2015, 1, 1))))
    assert signs(made.tie, SignKind.MONEY) == []
    approve(by=acting(officer()), plan=made, approval=approval())
    assert signs(made.tie, SignKind.MONEY) == [date(2026, 12, 31)]
