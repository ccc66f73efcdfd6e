"""Working days, counted from the day after receipt, each one explained."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gerbang.rulebook.calendar import Calendar, Holiday, builtin

EMPTY = Calendar("none", {}, frozenset())


def test_forty_five_working_days_from_2_march_2026_end_on_13_may() -> None:
    found = builtin().explain(date(2026, 3, 2), 45, "working", on=date(2026, 4, 24))
    assert found.due_on == date(2026, 5, 13)
    holidays = [(day.on.day, day.on.month) for day in found.days if day.state == "holiday"]
    assert holidays == [(18, 3), (19, 3), (20, 3), (23, 3), (24, 3), (3, 4), (1, 5)]
    assert [day.state for day in found.days[:2]] == ["received", "counted"]
    assert found.days[-1].state == "due" and found.days[-1].number == 45
    assert [day.on for day in found.days if day.today] == [date(2026, 4, 24)]
    assert found.passed(date(2026, 4, 24)) == 33
    assert found.undecreed == ()


def test_a_year_without_decree_is_warned_of() -> None:
    found = builtin().explain(date(2027, 12, 1), 45, "working")
    assert found.undecreed == (2028,)


def test_calendar_days_count_every_day() -> None:
    assert builtin().due(date(2026, 3, 18), 3, "calendar") == date(2026, 3, 21)


def test_receipt_on_a_holiday_does_not_count_either() -> None:
    assert builtin().due(date(2026, 3, 21), 1, "working") == date(2026, 3, 25)


def test_suspended_days_are_passed_over() -> None:
    pause = [(date(2026, 4, 7), date(2026, 4, 9))]
    found = EMPTY.explain(date(2026, 4, 6), 2, "working", suspended=pause)
    assert [day.state for day in found.days] == ["received", "suspended", "suspended", "counted", "due"]


def test_an_unknown_number_of_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        EMPTY.due(date(2026, 1, 1), 0, "working")


def test_no_name_carries_a_mark_of_estimation() -> None:
    assert not any("perkiraan" in day.name_id or "estimated" in day.name_en for day in builtin().holidays.values())


def test_holidays_reach_from_1990_to_2027_and_say_their_kind() -> None:
    holidays = builtin().holidays
    assert {on.year for on in holidays} == set(range(1990, 2028))
    assert {day.kind for day in holidays.values()} == {"national", "collective-leave"}
    counted = [on for on, day in holidays.items() if on.year == 2026 and day.kind == "collective-leave"]
    assert len(counted) == 8


days = st.dates(date(2000, 1, 1), date(2040, 1, 1))


@settings(derandomize=True, max_examples=150, deadline=None)
@given(days, st.integers(1, 60), st.sets(days, max_size=10))
def test_the_due_date_is_the_last_of_as_many_working_days(start: date, count: int, closed: set[date]) -> None:
    calendar = Calendar("x", dict.fromkeys(closed, Holiday("Libur", "Holiday", "national")), frozenset())
    due = calendar.due(start, count, "working")
    assert calendar.is_working_day(due)
    assert calendar.working_days_between(start, due) == count
