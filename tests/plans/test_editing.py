"""A draft is edited row by row; what cannot stand is refused cell by cell, and nothing of it is written."""

import json
from datetime import date
from decimal import Decimal

import pytest
from tests.people import helpers as people
from tests.plans.helpers import acting, base, changed, draft, filled, new, officer, plan, put, table
from tests.register.helpers import agreed

from gerbang.access import Refused
from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.people.models import Right
from gerbang.plans import actions
from gerbang.plans.actions import Clashing, Period, WrongCells
from gerbang.plans.merging import Typed
from gerbang.plans.models import ActivityLine, BudgetLine, Plan
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def wrong(of: Plan, name: str, *typed: Typed) -> dict[tuple[int | None, str], str]:
    with pytest.raises(WrongCells) as caught:
        put(of, name, *typed)
    return {place: fault.code for place, fault in caught.value.faults.items()}


def test_rows_get_numbers_keys_and_identities_of_their_own() -> None:
    made = filled(plan())
    first, second = draft(made).activitylines.all()
    assert (first.number, second.number) == (1, 2)
    assert first.key == first.activity.ref
    assert first.key.startswith("kg-")
    assert first.objective == second.objective == draft(made).objectives.get()


def test_money_without_a_currency_is_rupiah() -> None:
    line = draft(filled(plan())).budgetlines.get()
    assert (line.amount, line.currency, line.year) == (Decimal(250_000_000), "IDR", 2026)


def test_an_owner_that_is_an_office_of_the_region_is_known_by_it() -> None:
    made = plan()
    unit = people.division()
    put(made, "activities", new(0, title="Satu", owner=unit.name_id.upper()), new(1, title="Dua", owner="Kelurahan"))
    one, other = draft(made).activitylines.all()
    assert (one.owner, one.owner_as_written) == (unit, "")
    assert (other.owner, other.owner_as_written) == (None, "Kelurahan")


def test_indicators_have_a_target_for_each_year_of_the_period() -> None:
    made = filled(plan())
    assert [column.name for column in table(made, "indicators").columns if "target" in column.name] == [
        "target-2026", "target-2027", "target-2028",
    ]  # fmt: skip
    put(made, "indicators", new(name="Sampah ke TPA", unit="%", direction="down", baseline="100",
        baseline_on="2025-12-31", **{"target-2026": "90", "target-2028": "70.5"}))  # fmt: skip
    line = draft(made).indicatorlines.get()
    assert [(one.year, one.value) for one in line.targets.all()] == [(2026, 90), (2028, Decimal("70.5"))]
    put(made, "indicators", changed(made, "indicators", **{"target-2026": ""}))
    assert [one.year for one in line.targets.all()] == [2028]


def test_what_cannot_stand_is_said_at_its_cell_and_nothing_is_written() -> None:
    made = filled(plan())
    before = draft(made).activitylines.count()
    faults = wrong(
        made,
        "activities",
        new(7, title="Baik"),
        new(8, title="", place="Tokyo"),
        new(9, title="Salah", objective="5", begins_on="2026-05-01", ends_on="2026-04-01", number="1"),
    )
    assert faults[8, "title"] == "empty"
    assert faults[9, "objective"] == "no-such-objective"
    assert faults[9, "ends_on"] == "ends-early"
    assert faults[9, "number"] == "number-twice"
    assert (7, "title") not in faults
    assert draft(made).activitylines.count() == before


def test_money_and_indicators_refer_to_activities_that_are_there() -> None:
    made = filled(plan())
    assert wrong(made, "budget", new(0, activity="9", source="apbd"))[0, "activity"] == "no-such-activity"
    assert wrong(made, "budget", new(0, source="apbd", currency="JPY"))[0, "amount"] == "no-amount"
    assert wrong(made, "indicators", new(0, name="Satu", baseline_on="2026-01-01"))[0, "baseline"] == "no-baseline"


def test_taking_an_activity_out_leaves_its_money_to_the_plan() -> None:
    made = filled(plan())
    key = next(iter(base(made, "activities")))
    put(made, "activities", Typed(0, key, base(made, "activities")[key], removed=True))
    assert not ActivityLine.objects.filter(key=key).exists()
    assert BudgetLine.objects.get(version=draft(made)).activity is None


def test_a_table_holds_two_hundred_rows_and_no_more() -> None:
    made = plan()
    faults = wrong(made, "objectives", *(new(at, text_id=f"Tujuan {at}") for at in range(201)))
    assert "too-many-rows" in faults.values()
    assert draft(made).objectives.count() == 0


def test_saving_what_is_there_already_writes_nothing() -> None:
    made = filled(plan())
    head = Entry.objects.filter(stream=made.ref).count()
    assert put(made, "activities", changed(made, "activities")).is_empty
    assert Entry.objects.filter(stream=made.ref).count() == head


def test_the_ledger_says_how_much_of_which_table() -> None:
    made = filled(plan())
    put(made, "activities", changed(made, "activities", title="Pelatihan kompos Takakura"))
    entry = Entry.objects.filter(stream=made.ref, kind="plan.edited").latest("seq")
    told = json.loads(entry.payload.text)
    assert told == {"version": 1, "tables": {"activities": {"added": 0, "changed": 1, "removed": 0}}}


# --- Two people ---


def test_two_who_edit_different_cells_both_succeed() -> None:
    made = filled(plan())
    drawn = base(made, "activities")
    mine, theirs = (changed(made, "activities", place="Bandung"), changed(made, "activities", output="200 kader"))
    put(made, "activities", theirs)
    put(made, "activities", mine, seen=drawn)
    line = draft(made).activitylines.all()[0]
    assert (line.place, line.output, line.revision) == ("Bandung", "200 kader", 3)


def test_two_who_add_rows_at_once_both_have_theirs() -> None:
    made = filled(plan())
    drawn = base(made, "activities")
    put(made, "activities", new(title="Ketiga"), seen=drawn)
    put(made, "activities", new(title="Keempat"), seen=drawn)
    assert [line.number for line in draft(made).activitylines.all()] == [1, 2, 3, 4]


def test_the_same_cell_written_twice_is_shown_and_not_overwritten() -> None:
    made = filled(plan())
    drawn, mine = base(made, "activities"), changed(made, "activities", place="Bandung", output="kader")
    put(made, "activities", changed(made, "activities", place="Kitakyushu"))
    with pytest.raises(Clashing) as caught:
        put(made, "activities", mine, seen=drawn)
    (clash,) = caught.value.clashes
    assert (clash.column, clash.was, clash.now, clash.typed) == ("place", "", "Kitakyushu", "Bandung")
    line = draft(made).activitylines.all()[0]
    assert (line.place, line.output) == ("Kitakyushu", "")


# --- Who ---


def test_only_the_regions_of_the_cooperation_write() -> None:
    made = plan()
    strangers = {
        "Pemerintah Kota Surabaya": Right.SEND,
        "Pusat Fasilitasi Kerja Sama": Right.SEND,
        "Pemerintah Provinsi Jawa Barat": Right.SEND,
        "Pemerintah Kota Bandung": Right.READ,
    }
    for body, right in strangers.items():
        with pytest.raises(Refused):
            put(made, "objectives", new(text_id="Bukan milik kami"), by=people.acting(people.body(body), right))
    put(made, "objectives", new(text_id="Milik kami"), by=people.acting(people.division(), Right.PREPARE))
    assert draft(made).objectives.count() == 1


def test_opening_a_plan_is_said_in_the_stream_of_its_cooperation() -> None:
    tie = agreed()
    head = ledger.head(tie.ref)
    made = plan(tie=tie)
    entry = Entry.objects.get(stream=tie.ref, seq__gt=head)
    assert (entry.kind, json.loads(entry.payload.text)) == ("plan.begun", {"plan": made.ref})


def test_a_plan_begins_and_ends_and_says_why_it_runs_beside_another() -> None:
    first = plan()
    by = acting(officer())
    with pytest.raises(Invalid, match="starts_on"):
        actions.open_plan(by=by, tie=first.tie, period=Period())
    beside = Period(date(2028, 6, 1), date(2029, 5, 31))
    with pytest.raises(Invalid, match="overlap_reason"):
        actions.open_plan(by=by, tie=first.tie, period=beside)
    reason = Period(beside.starts_on, beside.ends_on, 12, "Rencana khusus bencana.")
    assert actions.open_plan(by=by, tie=first.tie, period=reason).interval_months == 12
    with pytest.raises(Invalid, match="ends_on"):
        actions.set_period(by=by, plan=first, period=Period(date(2028, 1, 1), date(2027, 1, 1)))
