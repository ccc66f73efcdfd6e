"""Until when the report of a trip is waited for is data with its source; nothing is called late by it."""

from datetime import date

import pytest
from tests.plans.helpers import acting, officer
from tests.plans.travel import days, trip
from tests.register.helpers import agreed

from gerbang.people.acting import Acting, Actor
from gerbang.plans import showing_travel, travelling, travels
from gerbang.plans.models import Trip
from gerbang.plans.travel_terms import permission, report_term

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def of(begins: date, direction: str = "out") -> Trip:
    return Trip(direction=direction, **days(begins))


def test_a_report_is_waited_for_two_weeks_after_the_return() -> None:
    assert report_term().due(of(date(2026, 3, 9))) == date(2026, 3, 26)


def test_a_visit_of_a_delegation_and_a_trip_before_the_letter_have_no_such_day() -> None:
    assert report_term().due(of(date(2026, 3, 9), "in")) is None
    assert report_term().due(of(date(2024, 12, 20))) is None


def test_the_term_is_a_guideline_whose_text_was_not_read_and_the_ban_is_confirmed_law() -> None:
    assert report_term().nature == "guideline" and not report_term().read
    assert "14 hari setelah kembali" in showing_travel.basis_of_term()
    assert "belum kami baca" in showing_travel.basis_of_term()
    assert (permission().nature, permission().sure, permission().basis.at) == ("regulation", "confirmed", "76(1)i")


def test_it_is_awaited_once_the_trip_is_over_and_until_it_was_handed_in(by: Acting) -> None:
    tie = agreed()
    made = trip(by, tie)

    def awaited(today: date) -> str:
        found = travels.complete(Trip.objects.filter(pk=made.pk), today).get()
        return showing_travel.shown(found, today).awaited

    assert awaited(date(2026, 3, 10)) == ""
    assert awaited(date(2026, 3, 14)) == awaited(date(2026, 9, 1)) == "Laporan ditunggu sampai 27 Maret 2026"
    travelling.report_trip(by=by, trip=made, result="Selesai")
    assert awaited(date(2026, 3, 14)) != ""
    travelling.report_trip(by=by, trip=made, result="Selesai", reported_on=date(2026, 3, 20))
    assert awaited(date(2026, 3, 21)) == ""
    assert [one.purpose for one in travels.of_tie(Actor(by.account), tie)] == ["Studi kompos"]
