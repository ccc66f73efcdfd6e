"""The strip of three weeks, without a database."""

from datetime import date

import pytest
from django.utils import translation

from gerbang.desk import week
from gerbang.rulebook.calendar import builtin


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (date(2026, 4, 27), date(2026, 4, 27)),
        (date(2026, 5, 1), date(2026, 4, 27)),
        (date(2026, 5, 2), date(2026, 5, 4)),
        (date(2026, 5, 3), date(2026, 5, 4)),
    ],
)
def test_it_begins_on_monday_of_this_week_or_of_the_next_at_a_weekend(on: date, first: date) -> None:
    begin, end = week.span(on)
    assert begin == first and end.weekday() == 4 and (end - begin).days == 18


def test_a_holiday_on_which_something_is_due_is_both() -> None:
    with translation.override("id"):
        strip = week.strip(date(2026, 4, 27), {date(2026, 5, 1): 1}, builtin())
    day = next(one for one in strip.days if one.on == date(2026, 5, 1))
    assert day.css == "h o" and day.says == "1 Mei: Hari Buruh Internasional, 1 tugas jatuh waktu"


def test_over_the_turn_of_the_year_both_years_are_said() -> None:
    strip = week.strip(date(2026, 12, 28), {}, builtin())
    assert strip.label.startswith("28 December 2026–15 January 2027: nothing due,")


def test_weeks_without_a_holiday_say_so_in_words() -> None:
    with translation.override("id"):
        assert week.strip(date(2026, 7, 6), {}, builtin()).label.endswith("tanpa hari libur")
