"""A period exists only with its letter; being late is counted from the original day; the board says what is missing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.monitoring.offices import asked, centre, city, handed_in, period, province, region, report, returned
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.monitoring.models import ReportPeriod
from gerbang.monitoring.reports import reported, reporting, wording
from gerbang.people.acting import Actor
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def test_a_period_needs_the_letter_that_sets_it() -> None:
    with pytest.raises(Invalid) as refused:
        period(name=" ", letter_number="", letter_date=date.max, ends_on=date(2025, 1, 1))
    assert set(refused.value.problems) == {"name", "letter_number", "letter_date", "ends_on", "due_on"}
    assert not ReportPeriod.objects.exists()


def test_regions_ask_nobody_and_a_province_asks_its_own() -> None:
    with pytest.raises(Refused):
        reporting.set_period(by=city(), asked=asked())
    governor = province()
    made = reporting.set_period(by=governor, asked=asked(route="governor"))
    assert (made.province, made.route) == (governor.body.region, "direct")
    agreed("Kota Surabaya", "Kota Jauh")
    agreed()
    assert [one.name_id for one in reported.asked_regions(made)] == ["Kota Bandung"]


def test_without_a_period_nothing_is_late() -> None:
    agreed()
    made = handed_in(city())
    assert wording.lateness(made.period, made.first_submitted_on, date.max) == ""


def test_being_late_is_counted_from_the_original_day_whatever_more_time_was_given() -> None:
    kemendagri = centre()
    made = period(kemendagri)
    reporting.give_more_time(by=kemendagri, period=made, until=date(2026, 12, 31), letter="000.8/2/SJ")
    made.refresh_from_db()
    assert made.due_on == date(2026, 7, 31)
    assert wording.lateness(made, None, date(2026, 7, 31)) == ""
    assert wording.lateness(made, None, date(2026, 8, 3)) == "Melewati batas waktu 3 hari"
    assert wording.lateness(made, date(2026, 8, 1), date(2027, 1, 1)) == "Disampaikan 1 hari setelah batas waktu"
    with pytest.raises(Invalid):
        reporting.give_more_time(by=kemendagri, period=made, until=date(2026, 12, 1), letter=" ")


def test_a_report_that_came_back_is_as_late_as_when_it_first_came() -> None:
    agreed()
    kemendagri, by = centre(), city()
    made = period(kemendagri, due_on=by.today)
    back = returned(kemendagri, handed_in(by, made))
    assert wording.lateness(back.period, back.first_submitted_on, by.today + timedelta(90)) == ""


def test_what_was_asked_by_one_body_is_changed_by_that_body_alone() -> None:
    kemendagri = centre()
    made = period(kemendagri)
    with pytest.raises(Refused, match="Pusat Fasilitasi"):
        reporting.withdraw_period(by=province(), period=made, reason="x")
    reporting.withdraw_period(by=kemendagri, period=made, reason="Salah tanggal")
    with pytest.raises(Conflict):
        reporting.withdraw_period(by=kemendagri, period=made, reason="Lagi")


def test_a_withdrawn_period_asks_nobody() -> None:
    agreed()
    by, kemendagri = city(), centre()
    made = period(kemendagri)
    reporting.withdraw_period(by=kemendagri, period=made, reason="Salah tanggal")
    made.refresh_from_db()
    with pytest.raises(Invalid):
        report(by, made)
    assert reported.missing_of(region(by)) == []


def test_the_board_says_what_is_missing_first_and_hides_drafts() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh")
    agreed("Kota Semarang", "Kota Dekat")
    kemendagri, by = centre(), city()
    made = period(kemendagri)
    report(by, made)
    board = reported.board(made, Actor(kemendagri.account)).order_by(*reported.OPEN_FIRST)
    assert {one.report_state for one in board} == {None} and len(board) == 3
    handed_in(by, made)
    board = reported.board(made, Actor(kemendagri.account)).order_by(*reported.OPEN_FIRST)
    assert [one.report_state for one in board] == [None, None, "submitted"]
    assert [one.name_id for one in board][-1] == "Kota Bandung"


def test_the_board_is_one_question(django_assert_num_queries: Callable[[int], Any]) -> None:
    agreed()
    kemendagri = centre()
    made = period(kemendagri)
    actor = Actor(kemendagri.account)
    assert actor.national_sight
    with django_assert_num_queries(1):
        list(reported.board(made, actor).order_by(*reported.OPEN_FIRST))


def test_a_region_sees_only_its_own_line_of_the_board() -> None:
    agreed()
    agreed("Kota Surabaya", "Kota Jauh")
    by = city()
    board = reported.board(period(), Actor(by.account))
    assert [one.name_id for one in board] == ["Kota Bandung"]


def test_a_region_without_a_cooperation_is_not_asked() -> None:
    by = city()
    made = period()
    assert not reported.asked_regions(made).exists()
    assert report(by, made).period == made
