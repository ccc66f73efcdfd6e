"""Where bars lie: inside the chart, in the order of their days, each activity with its row."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans.gantt import HEAD, LABEL, LINES, WIDTH, Task, chart, place

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
tasks = st.builds(Task, st.text(max_size=200), st.none() | days, st.none() | days)


@given(st.lists(tasks, min_size=1, max_size=20), st.none() | days)
def test_every_bar_lies_inside_and_rows_follow_one_another(found: list[Task], ends: date | None) -> None:
    drawn = chart(found, None, ends)
    if drawn is None:
        return
    assert [bar.task for bar in drawn.bars] == found
    assert drawn.bars[0].top == HEAD
    assert all(above.top + above.height == below.top for above, below in pairwise(drawn.bars))
    assert drawn.height == drawn.bars[-1].top + drawn.bars[-1].height
    for bar in drawn.bars:
        assert 1 <= len(bar.lines) <= LINES
        assert (bar.left is None) == (bar.task.begins is None and bar.task.ends is None)
        if bar.left is not None:
            assert bar.left >= LABEL
            assert bar.left + bar.width <= WIDTH + 0.001


@given(days, days, days)
def test_a_later_day_lies_further_right(one: date, other: date, ends: date) -> None:
    first, last = min(one, other, ends), max(one, other, ends)
    assert (one <= other) == (place(one, first, last) <= place(other, first, last))


@given(days, st.integers(0, 4000))
def test_ticks_are_the_first_of_months_and_few_enough_to_read(begins: date, length: int) -> None:
    drawn = chart([Task("", begins, begins + timedelta(days=length))])
    assert drawn is not None
    assert all(tick.on.day == 1 for tick in drawn.ticks)
    assert len(drawn.ticks) <= 30
    assert [tick.left for tick in drawn.ticks] == sorted(tick.left for tick in drawn.ticks)


def test_without_any_day_there_is_no_chart() -> None:
    assert chart([Task("Satu", None, None)]) is None


def test_long_labels_are_shortened_and_say_so() -> None:
    drawn = chart([Task("kata " * 60, date(2026, 1, 1), None)])
    assert drawn is not None
    assert drawn.bars[0].lines[-1].endswith("…")
