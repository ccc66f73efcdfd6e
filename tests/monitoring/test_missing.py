"""One question says what is missing, from whom and since when, of everything that is awaited."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.monitoring.offices import acting, centre, city, delivered, handed_in, period, province, region
from tests.plans.helpers import acting as planning
from tests.plans.helpers import approval, filled, new, officer, plan, put
from tests.plans.travel import days, trip
from tests.register.helpers import agreed

from gerbang.ledger.actions import seal
from gerbang.monitoring import following
from gerbang.monitoring.missing.asking import Missing, missing, numbers
from gerbang.monitoring.missing.awaited import Kind
from gerbang.people.acting import Acting, Actor
from gerbang.plans import following_up
from gerbang.plans.actions import approve
from gerbang.plans.following_up import Task
from gerbang.plans.models import Activity, Plan
from gerbang.plans.recording import Told, record_delivery
from gerbang.plans.travelling import report_trip
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Acting:
    return city()


def refreshed() -> None:
    seal()
    following.refresh()


def of(who: Acting, kind: Kind | None = None) -> list[Missing]:
    refreshed()
    return missing(Actor(who.account), kind)


def planned(tie: Tie | None = None) -> Plan:
    made = filled(plan(tie=tie or agreed()))
    put(made, "indicators", new(name="Orang terlatih", unit="orang", direction="up", **{"target-2026": "40"}))
    approve(by=planning(officer()), plan=made, approval=approval())
    return made


def test_an_agreed_cooperation_without_a_plan_is_missing_one_since_it_was_agreed(by: Acting) -> None:
    tie = agreed()
    assert of(by) == [Missing(Kind.PLAN, "", tie.ref, tie.name, date(2024, 5, 17))]
    plan(tie=tie)
    assert of(by) == []


def test_an_activity_whose_time_passed_is_missing_until_something_is_recorded(by: Acting) -> None:
    made = planned()
    assert [(one.what, one.since) for one in of(by)] == [("Pelatihan kompos", date(2026, 5, 31))]
    told = Told("Pelatihan", VagueDate.day(date(2026, 5, 2)))
    activity = Activity.objects.filter(plan=made).order_by("pk").first()
    record_delivery(by=by, tie=made.tie, told=told, activity=activity)
    assert of(by) == []


def test_a_target_of_a_year_that_is_over_is_missing_its_reading(by: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    planned()
    actor = Actor(by.account)
    refreshed()
    following._pass_days(date(2027, 3, 1))
    monkeypatch.setattr(Actor, "today", date(2027, 3, 1))
    assert Missing(Kind.READING, "Orang terlatih", *_named(), date(2026, 12, 31)) in missing(actor)


def _named() -> tuple[str, str]:
    tie = Tie.objects.get()
    return tie.ref, tie.name


def test_a_follow_up_and_a_trip_are_missing_once_their_day_has_passed(by: Acting) -> None:
    tie = planned().tie
    made = trip(by, tie, **days(by.today - timedelta(40)))
    following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas", due_on=by.today - timedelta(1)))
    assert {one.kind for one in of(by)} == {Kind.ACTIVITY, Kind.TRIP, Kind.FOLLOW_UP}
    report_trip(by=by, trip=made, result="Selesai", reported_on=by.today)
    assert {one.kind for one in of(by)} == {Kind.ACTIVITY, Kind.FOLLOW_UP}
    assert [one.what for one in of(by, Kind.FOLLOW_UP)] == ["Percontohan"]


def test_a_report_is_missing_from_each_region_once_its_day_has_passed(by: Acting) -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh")
    kemendagri = centre()
    asked = period(kemendagri)
    period(kemendagri, due_on=by.today + timedelta(1), name="Semester II 2026")
    found = of(kemendagri, Kind.REPORT)
    assert {(one.name, one.what, one.ref, one.since) for one in found} == {
        (name, "Semester I 2026", asked.ref, date(2026, 7, 31)) for name in ("Kota Bandung", "Kota Surabaya")
    }
    assert [one.name for one in of(by, Kind.REPORT)] == ["Kota Bandung"]
    handed_in(by, asked)
    assert [one.name for one in of(kemendagri, Kind.REPORT)] == ["Kota Surabaya"]


def test_each_sees_what_is_missing_of_its_own(by: Acting) -> None:
    tie = agreed()
    agreed("Kota Surabaya", "Kota Jauh")
    assert [one.ref for one in of(by)] == [one.ref for one in of(province())] == [tie.ref]
    assert len(of(centre())) == 2 and of(acting("Kementerian Perdagangan")) == []
    assert missing(Actor(None)) == [] and region(by).name_id == "Kota Bandung"


def test_the_longest_awaited_stands_first_and_numbers_agree(by: Acting) -> None:
    agreed(with_="Kota Lama", on=date(2001, 1, 1))
    planned(agreed(with_="Kota Baru"))
    agreed(with_="Kota Tengah", on=date(2010, 1, 1))
    found = of(by)
    assert [one.since for one in found] == sorted(one.since for one in found if one.since)
    assert {kind: number for kind, number in numbers(Actor(by.account)).items() if number} == {
        Kind.PLAN: 2, Kind.ACTIVITY: 1,
    }  # fmt: skip


def test_it_is_one_question_for_the_ministry_and_two_for_a_region(
    by: Acting, django_assert_num_queries: Callable[[int], Any]
) -> None:
    delivered(by, planned().tie)
    agreed(with_="Kota Lain")
    period(centre())
    refreshed()
    for who, questions in ((centre(), 1), (by, 2)):
        actor = Actor(who.account)
        assert actor.region_ids or actor.national_sight
        with django_assert_num_queries(1 + questions):  # the periods, and what is missing
            assert {one.kind for one in missing(actor)} == {Kind.PLAN, Kind.ACTIVITY, Kind.REPORT}


def test_only_the_longest_awaited_are_read_and_they_are_the_right_ones(by: Acting) -> None:
    for year in (2001, 2010, 2005):
        agreed(with_=f"Kota {year}", on=date(year, 1, 1))
    planned(agreed(with_="Kota Baru"))
    refreshed()
    for who in (by, centre()):
        found = missing(Actor(who.account), most=2)
        assert [one.since for one in found] == [date(2001, 1, 1), date(2005, 1, 1)]
