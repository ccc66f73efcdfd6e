"""Readings of indicators: drafts, handed in, returned or accepted; a closed year is closed by every way."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.plans.helpers import acting, draft, filled, new, officer, plan, put
from tests.register.helpers import agreed

from gerbang.access import Conflict, Refused
from gerbang.people.acting import Acting
from gerbang.people.models import Right
from gerbang.plans import queries, recorded, recording
from gerbang.plans.actions import Period
from gerbang.plans.models import Activity, Closing, Delivery, Indicator, Plan, Reading
from gerbang.plans.recording import Measured, Told
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db

YEAR = 2026
STATES = Reading.State


@pytest.fixture
def of() -> Plan:
    """A plan with an indicator that is to reach 40 people in its first year."""
    made = filled(plan(tie=agreed()))
    put(made, "indicators", new(name="Orang terlatih", unit="orang", direction="up", **{f"target-{YEAR}": "40"}))
    return made


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def indicator(of: Plan) -> Indicator:
    return Indicator.objects.get(plan=of)


def read(of: Plan, by: Acting, value: int = 25, *, submit: bool = False, **changed: Any) -> Reading:
    measured = Measured(**{"year": YEAR, "dated_on": date(2026, 6, 30), "value": Decimal(value), **changed})
    return recording.record_reading(by=by, indicator=indicator(of), measured=measured, submit=submit)


def row(of: Plan) -> recorded.Measured:
    return recorded.measured(queries.current(Plan.objects.prefetch_related("versions").get(pk=of.pk)), YEAR)[0]


def answer(of: Plan, by: Acting, *readings: Reading, accept: bool = True, remark: str = "") -> None:
    recording.answer_readings(by=by, plan=of, readings=[one.ref for one in readings], accept=accept, remark=remark)


def test_a_reading_goes_from_draft_to_accepted(of: Plan, by: Acting) -> None:
    made = read(of, by)
    assert (made.state, row(of).counts) == (STATES.DRAFT, None)
    assert recording.submit_readings(by=by, plan=of, year=YEAR) == 1
    answer(of, by, made)
    made.refresh_from_db()
    assert made.state == STATES.ACCEPTED and made.decided_at
    assert (row(of).counts, row(of).target, row(of).reached) == (made, Decimal(40), Decimal("62.5"))
    assert row(of).met is False


def test_a_returned_reading_keeps_its_remark_and_a_better_one_follows(of: Plan, by: Acting) -> None:
    poor = read(of, by, submit=True)
    with pytest.raises(Invalid) as refused:
        answer(of, by, poor, accept=False)
    assert "remark" in refused.value.problems
    answer(of, by, poor, accept=False, remark="Daftar hadir belum ada")
    better = read(of, by, 42, submit=True)
    answer(of, by, better)
    poor.refresh_from_db()
    assert (poor.state, poor.remark) == (STATES.RETURNED, "Daftar hadir belum ada")
    assert row(of).counts == better and row(of).met is True


def test_the_latest_accepted_reading_counts_also_when_an_earlier_one_comes_after_it(of: Plan, by: Acting) -> None:
    december = read(of, by, 39, submit=True, dated_on=date(2026, 7, 31))
    june = read(of, by, 20, submit=True)
    answer(of, by, december, june)
    assert row(of).counts == december


def test_who_prepares_does_not_accept(of: Plan) -> None:
    preparing, checking = acting(officer(Right.PREPARE), Right.PREPARE), acting(officer(Right.CHECK), Right.CHECK)
    made = read(of, preparing, submit=True)
    with pytest.raises(Refused):
        answer(of, preparing, made)
    answer(of, checking, made)


def test_of_two_who_answer_at_once_the_second_is_told(of: Plan, by: Acting) -> None:
    made = read(of, by, submit=True)
    answer(of, by, made)
    with pytest.raises(Conflict):
        answer(of, by, made, accept=False, remark="Terlambat")


def test_wrong_readings_are_refused_with_the_place(of: Plan, by: Acting) -> None:
    for wrong, place in (
        ({"year": 2040}, "year"),
        ({"dated_on": by.today + timedelta(2)}, "dated_on"),
        ({"value": Decimal(10) ** 16}, "value"),
    ):
        with pytest.raises(Invalid) as refused:
            read(of, by, **wrong)
        assert set(refused.value.problems) == {place}
    with pytest.raises(Invalid):
        recording.submit_readings(by=by, plan=of, year=YEAR)


def test_a_share_is_given_only_for_what_is_to_grow(of: Plan, by: Acting) -> None:
    line = draft(of).indicatorlines.get()
    answer(of, by, read(of, by, submit=True))
    for direction, reached, met in (("up", Decimal("62.5"), False), ("down", None, True), ("keep", None, False)):
        line.direction = direction
        line.save()
        assert (row(of).reached, row(of).met) == (reached, met)


def test_a_year_closes_only_when_every_reading_is_decided(of: Plan, by: Acting) -> None:
    made = read(of, by)
    with pytest.raises(Invalid) as caught:
        recording.close_year(by=by, plan=of, year=YEAR)
    assert caught.value.problems == {"": "1 realisasi tahun ini masih konsep, belum diajukan."}
    recording.submit_readings(by=by, plan=of, year=YEAR)
    with pytest.raises(Invalid) as caught:
        recording.close_year(by=by, plan=of, year=YEAR)
    assert caught.value.problems == {"": "1 realisasi tahun ini sudah diajukan dan belum diputuskan."}
    answer(of, by, made)
    recording.close_year(by=by, plan=of, year=YEAR)
    assert YEAR in recorded.closings(of)
    with pytest.raises(Invalid):
        recording.close_year(by=by, plan=of, year=YEAR)


def _attempts(of: Plan, by: Acting, reading: Reading, delivery: Delivery) -> dict[str, Callable[[], object]]:
    """Every way to change the record of the year."""
    activity = Activity.objects.filter(plan=of).order_by("pk")[0]
    told = Told("Kunjungan", VagueDate.day(date(2026, 5, 5)))
    moved = Told("Kunjungan", VagueDate.day(date(2025, 5, 5)))
    return {
        "a reading": lambda: read(of, by),
        "readings handed in": lambda: recording.submit_readings(by=by, plan=of, year=YEAR),
        "a reading withdrawn": lambda: recording.withdraw_reading(by=by, reading=reading, reason="Salah"),
        "a delivery": lambda: recording.record_delivery(by=by, tie=of.tie, told=told, activity=activity),
        "a delivery of a whole year": lambda: recording.record_delivery(
            by=by, tie=of.tie, told=Told("Kunjungan", VagueDate.read("2026")), activity=activity
        ),
        "a delivery of an unknown beginning": lambda: recording.record_delivery(
            by=by, tie=of.tie, told=Told("Kunjungan", VagueDate.read("paling lambat 2026")), activity=activity
        ),
        "a delivery moved away": lambda: recording.record_delivery(
            by=by, tie=of.tie, told=moved, activity=activity, replaces=delivery
        ),
        "a delivery taken from its activity": lambda: recording.record_delivery(
            by=by, tie=of.tie, told=told, replaces=delivery
        ),
        "a delivery withdrawn": lambda: recording.withdraw_delivery(by=by, delivery=delivery, reason="Salah"),
        "a delivery by the system": lambda: recording.record_delivery(
            by=None, tie=of.tie, told=told, activity=activity
        ),
    }  # fmt: skip


def test_a_closed_year_cannot_be_changed_by_any_way(of: Plan, by: Acting) -> None:
    activity = Activity.objects.filter(plan=of).order_by("pk")[0]
    told = Told("Pelatihan", VagueDate.day(date(2026, 3, 12)))
    delivery = recording.record_delivery(by=by, tie=of.tie, told=told, activity=activity)
    reading = read(of, by, submit=True)
    answer(of, by, reading)
    recording.close_year(by=by, plan=of, year=YEAR)
    before = list(Reading.objects.values()), list(Delivery.objects.values())
    for name, attempt in _attempts(of, by, reading, delivery).items():
        with pytest.raises(Invalid) as refused:
            attempt()
        assert "2026" in str(refused.value.problems), name
    assert (list(Reading.objects.values()), list(Delivery.objects.values())) == before


def test_other_years_and_what_no_plan_foresaw_stay_open(of: Plan, by: Acting) -> None:
    earlier = Told("Pelatihan", VagueDate.day(date(2025, 12, 30)))
    activity = Activity.objects.filter(plan=of).order_by("pk")[0]
    told = Told("Pelatihan", VagueDate.day(date(2026, 3, 12)))
    recording.record_delivery(by=by, tie=of.tie, told=told, activity=activity)
    recording.close_year(by=by, plan=of, year=YEAR)
    recording.record_delivery(by=by, tie=of.tie, told=told)
    recording.record_delivery(by=by, tie=of.tie, told=earlier, activity=activity)
    assert Delivery.objects.count() == 3


def test_a_year_that_has_not_begun_does_not_close(by: Acting) -> None:
    ahead = plan(tie=agreed(), period=Period(date(2190, 1, 1), date(2192, 12, 31)))
    with pytest.raises(Invalid) as refused:
        recording.close_year(by=by, plan=ahead, year=2191)
    assert "2191" in str(refused.value.problems)


def test_a_closed_year_opens_again_with_a_reason_by_whoever_may_send(of: Plan, by: Acting) -> None:
    recording.close_year(by=by, plan=of, year=YEAR)
    checking = acting(officer(Right.CHECK), Right.CHECK)
    with pytest.raises(Refused):
        recording.reopen_year(by=checking, plan=of, year=YEAR, reason="Ada temuan")
    with pytest.raises(Invalid):
        recording.reopen_year(by=by, plan=of, year=YEAR, reason=" ")
    recording.reopen_year(by=by, plan=of, year=YEAR, reason="Ada temuan")
    assert Closing.objects.get().reopened_reason == "Ada temuan"
    read(of, by)
    with pytest.raises(Conflict):
        recording.reopen_year(by=by, plan=of, year=YEAR, reason="Lagi")
