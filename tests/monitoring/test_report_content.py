"""What a report tells is taken from the record, within its days, and kept as it was."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from string import ascii_letters
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.monitoring.offices import HALF_YEAR, city, region
from tests.plans.helpers import acting, approval, filled, new, officer, plan, put
from tests.plans.travel import trip
from tests.register.helpers import agreed, tie

from gerbang.documents.paper import Table
from gerbang.monitoring.models import Obstacle, ReportedTie
from gerbang.monitoring.obstacles import handling
from gerbang.monitoring.reports import content, gathering, paper
from gerbang.monitoring.reports.content import Account, Awaited, Carried, Paid, Said, Shown, ToDo, Travelled
from gerbang.people.acting import Acting
from gerbang.plans import following_up
from gerbang.plans.actions import approve
from gerbang.plans.following_up import Task
from gerbang.plans.models import Activity, Indicator, Plan
from gerbang.plans.recording import Measured, Told, answer_readings, record_delivery, record_reading
from gerbang.plans.taking_part import TookPart
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

text = st.text(alphabet=ascii_letters + " é§\n", max_size=12)
people = st.none() | st.integers(0, 99)
accounts = st.builds(
    Account, tie=text, name_id=text, name_en=text, kind=text, phase=text,
    carried=st.lists(st.builds(Carried, title=text, earliest=text, latest=text, precision=text,
                               ours=st.lists(text, max_size=2).map(tuple), people_out=people), max_size=2).map(tuple),
    awaited=st.lists(st.builds(Awaited, title=text, owner=text), max_size=2).map(tuple),
    shown=st.lists(st.builds(Shown, name=text, unit=text, year=st.integers(1990, 2100)), max_size=2).map(tuple),
    paid=st.lists(st.builds(Paid, source=text, currency=text), max_size=2).map(tuple),
    travelled=st.lists(st.builds(Travelled, direction=text, purpose=text, begins_on=text, ends_on=text), max_size=2)
    .map(tuple),
    to_do=st.lists(st.builds(ToDo, what=text, owner=text), max_size=2).map(tuple),
    obstacles=text,
)  # fmt: skip


@given(st.builds(Said, summary=text, associations=text, outlook=text, accounts=st.lists(accounts, max_size=3)))
def test_what_was_kept_is_read_again_as_it_was(told: Said) -> None:
    kept = content.write(told)
    assert content.read(kept) == told and content.write(content.read(kept)) == kept


def test_the_planned_activity_is_named_in_the_reader_s_language_and_shortened() -> None:
    long = "Peningkatan kapasitas " * 10
    for planned, told in (("Pelatihan kompos", "Rencana: Pelatihan kompos"), (long, "…"), ("Pelatihan", "")):
        account = Account("", "A", "", "", "", carried=(Carried("Pelatihan", "", "", "unknown", planned=planned),))
        with translation.override("id"):
            table = next(block for block in paper.of_tie(account) if isinstance(block, Table))
        title, _newline, line = table.rows[0][0].partition("\n")
        assert title == "Pelatihan" and line.endswith(told) and len(line) <= 130 and bool(line) == bool(told)


def approved(of: Plan) -> Plan:
    approve(by=acting(officer()), plan=of, approval=approval())
    return of


@pytest.fixture
def by() -> Acting:
    return city()


def told_of(of: Tie, words: ReportedTie | None = None) -> Account:
    return gathering.accounts_of([of], *HALF_YEAR, {of.pk: words} if words else {})[0]


def record(by: Acting, of: Tie, title: str, happened: VagueDate, **told: object) -> None:
    activity = told.pop("activity", None)
    record_delivery(by=by, tie=of, told=Told(title, happened, **told), activity=activity)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_what_is_told_lies_in_the_period_and_each_thing_in_one(by: Acting) -> None:
    of = agreed()
    record(by, of, "Tepat", VagueDate.day(date(2026, 6, 30)))
    record(by, of, "Kemudian", VagueDate.day(date(2026, 7, 1)))
    record(by, of, "Dahulu", VagueDate.day(date(2025, 12, 31)))
    record(by, of, "Bulan", VagueDate.month(2026, 2))
    record(by, of, "Tahun", VagueDate.year(2026))
    record(by, of, "Paling lambat", VagueDate.not_later(date(2026, 3, 1)))
    assert [one.title for one in told_of(of).carried] == ["Bulan", "Tepat"]


@pytest.mark.django_db
def test_it_tells_who_took_part_and_what_it_cost_against_the_plan(by: Acting) -> None:
    made = approved(filled(plan(tie=agreed())))
    activity = Activity.objects.filter(plan=made).order_by("pk").first()
    happened = VagueDate.day(date(2026, 3, 10))
    record(by, made.tie, "Pelatihan", happened, ours=[TookPart("Dinas", 4)], theirs=[TookPart("City")],
           spending=[("apbd", Money(Decimal("1500000.50"), "IDR"))], people_in=2, activity=activity)  # fmt: skip
    account = told_of(made.tie)
    carried = account.carried[0]
    assert (carried.ours, carried.theirs, carried.people_in, bool(carried.planned)) == (
        ("Dinas (4)",),
        ("City",),
        2,
        True,
    )
    assert [(one.source, one.spent) for one in account.paid if one.spent] == [("apbd", "1500000.5")]
    assert account.plan == made.period


@pytest.mark.django_db
def test_an_activity_of_the_plan_without_a_record_is_awaited(by: Acting) -> None:
    made = approved(filled(plan(tie=agreed())))
    assert [(one.title, one.owner, one.begins_on) for one in told_of(made.tie).awaited] == [
        ("Pelatihan kompos", "Dinas Lingkungan Hidup", "2026-03-01"), ("Kunjungan balasan", "", ""),
    ]  # fmt: skip
    activity = Activity.objects.filter(plan=made).order_by("pk").first()
    record(by, made.tie, "Pelatihan", VagueDate.day(date(2026, 3, 10)), activity=activity)
    assert [one.title for one in told_of(made.tie).awaited] == ["Kunjungan balasan"]


@pytest.mark.django_db
def test_only_accepted_readings_are_told_with_their_target(by: Acting) -> None:
    made = filled(plan(tie=agreed()))
    put(made, "indicators", new(name="Orang terlatih", unit="orang", direction="up", **{"target-2026": "40"}))
    approved(made)
    indicator = Indicator.objects.get(plan=made)
    measured = Measured(2026, date(2026, 5, 1), Decimal(25))
    reading = record_reading(by=by, indicator=indicator, measured=measured, submit=True)
    assert [(one.target, one.value) for one in told_of(made.tie).shown] == [("40", "")]
    answer_readings(by=by, plan=made, readings=[reading.ref], accept=True)
    assert [(one.target, one.value, one.reached) for one in told_of(made.tie).shown] == [("40", "25", "62.5")]


@pytest.mark.django_db
def test_trips_that_took_place_and_open_follow_ups_are_told(by: Acting) -> None:
    of = agreed()
    made = trip(by, of, people=4)
    following_up.add(by=by, of=made.ref, task=Task("Percontohan", "Dinas", due_on=date(2026, 5, 1)))
    account = told_of(of)
    assert [(one.purpose, one.people) for one in account.travelled] == [("Studi kompos", 4)]
    assert account.to_do == () and account.is_told_of  # recorded after the period: today
    later = gathering.accounts_of([of], date(2026, 1, 1), date(2026, 12, 31), {})[0]
    assert [(one.what, one.due_on, one.done_on) for one in later.to_do] == [("Percontohan", "2026-05-01", "")]


@pytest.mark.django_db
def test_of_what_is_not_agreed_only_what_moved_is_told(by: Acting) -> None:
    talks, quiet, signed = tie(with_="Kota Jajak"), tie(with_="Kota Diam"), agreed(with_="Kota Resmi")
    record(by, talks, "Kunjungan", VagueDate.day(date(2026, 3, 1)))
    found = gathering.ties_of(region(by), *HALF_YEAR)
    assert set(found) == {talks, signed} and quiet not in found


@pytest.mark.django_db
def test_however_many_cooperations_the_questions_are_the_same(
    by: Acting, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    ties = [agreed(with_=f"Kota {number}") for number in range(6)]
    for of in ties:
        record(by, of, "Pelatihan", VagueDate.day(date(2026, 3, 1)))
    with django_assert_max_num_queries(17):
        assert len(gathering.accounts_of(ties, *HALF_YEAR, {})) == 6


@pytest.mark.django_db
def test_a_plan_or_a_text_alone_is_no_word_on_the_period(by: Acting) -> None:
    assert not told_of(approved(filled(plan(tie=agreed()))).tie).is_told_of


@pytest.mark.django_db
def test_obstacles_that_stood_open_in_the_period_are_told(by: Acting) -> None:
    of = agreed()
    for title, since in (("Dahulu", date(2025, 3, 1)), ("Sekarang", date(2026, 1, 5)), ("Kemudian", date(2026, 8, 1))):
        told = handling.Told(title, "budget", since=VagueDate.day(since))
        handling.record_obstacle(by=by, tie=of, told=told)
    gone = Obstacle.objects.get(title="Dahulu")
    solved = VagueDate.day(date(2025, 12, 1))
    handling.close(by=by, obstacle=gone, result="resolved", how="Dianggarkan", happened=solved)
    account = told_of(of)
    assert [(one.title, one.category, one.state) for one in account.hindered] == [("Sekarang", "budget", "open")]
    assert account.is_told_of
