"""The public reads how many trips took place and how many people travelled, of public cooperations, and no more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.people import helpers as people
from tests.plans.helpers import acting, officer
from tests.plans.travel import days, journey, trip
from tests.register.helpers import agreed
from tests.register.helpers import tie as talks

from gerbang.people.acting import Acting
from gerbang.people.models import Right
from gerbang.plans import recording, travelling
from gerbang.plans.models import Trip
from gerbang.plans.recording import Told
from gerbang.plans.showing_travel import totals
from gerbang.plans.travelling import record_trip
from gerbang.plans.travels import Total
from gerbang.plans.travels import totals as counted
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def planned_before(made: Trip) -> Trip:
    """As if it had been recorded before it began."""
    Trip.objects.filter(pk=made.pk).update(recorded_at="2026-01-02T03:04:05Z")
    return made


def said(tie: Tie, client: Client | None = None) -> str:
    return " ".join((client or Client()).get(reverse("portal:tie", args=[tie.ref])).content.decode().split())


def test_totals_are_said_in_one_line() -> None:
    of = {"out": Total(3, 12, 0), "in": Total(2, 20, 0)}
    assert totals(of) == "3 perjalanan dinas ke luar negeri (12 orang), 2 kunjungan delegasi (20 orang)"
    assert totals({"in": Total(2, 20, 1)}) == "2 kunjungan delegasi (sedikitnya 20 orang)"
    assert totals({"out": Total(1, 0, 1)}) == "1 perjalanan dinas ke luar negeri"
    assert totals({}) == ""


def test_what_stands_and_took_place_is_counted(tie: Tie, by: Acting) -> None:
    trip(by, tie, people=4)
    trip(by, tie, direction="in", people=20)
    trip(by, tie, direction="in")
    wrong = trip(by, tie, people=100)
    travelling.withdraw_trip(by=by, trip=wrong, reason="Ganda")
    twice = trip(by, tie, people=7)
    record_trip(by=by, tie=tie, told=journey(people=8), replaces=twice)
    trip(by, tie, people=1000, **days(by.today + timedelta(30)))
    assert counted(tie, by.today) == {"out": Total(2, 12, 0), "in": Total(2, 20, 1)}


def test_a_plan_whose_day_has_passed_does_not_count_until_somebody_says_what_came_of_it(tie: Tie, by: Acting) -> None:
    made = planned_before(trip(by, tie, people=4))
    assert counted(tie, TODAY) == {}
    travelling.report_trip(by=by, trip=made, result="Selesai")
    assert counted(tie, TODAY) == {"out": Total(1, 4, 0)}


def test_what_was_carried_out_on_a_trip_says_that_it_took_place(tie: Tie, by: Acting) -> None:
    made = planned_before(trip(by, tie, people=4))
    told = Told("Pelatihan", VagueDate.day(date(2026, 3, 10)))
    delivery = recording.record_delivery(by=by, tie=tie, told=told, trip=made)
    assert counted(tie, TODAY) == {"out": Total(1, 4, 0)}
    recording.withdraw_delivery(by=by, delivery=delivery, reason="Tidak jadi")
    assert counted(tie, TODAY) == {}


def test_the_public_and_other_regions_read_the_totals_and_nothing_else(tie: Tie, by: Acting) -> None:
    made = trip(by, tie, people=4, places="Kitakyushu")
    stranger = people.signed_in(people.working(people.body("Pemerintah Kota Surabaya"), Right.SEND))
    for client in (Client(), stranger):
        page = said(tie, client)
        assert "1 perjalanan dinas ke luar negeri (4 orang)." in page
        assert "Studi kompos" not in page and "Kitakyushu" not in page and made.ref not in page
    assert "Studi kompos" in said(tie, people.signed_in(by.account))


def test_of_a_cooperation_that_is_not_public_nobody_outside_reads_anything(by: Acting) -> None:
    hidden = talks()
    trip(by, hidden, people=4)
    assert Client().get(reverse("portal:tie", args=[hidden.ref])).status_code == 404


def test_without_trips_the_public_page_says_nothing_of_them(tie: Tie) -> None:
    assert "Perjalanan dinas" not in said(tie)
