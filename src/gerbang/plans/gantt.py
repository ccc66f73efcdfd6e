"""Where the bars of a time chart lie. Pure geometry: the template draws what this says, in units of the picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap

WIDTH = 1000
LABEL = 300
LINE = 15
"""Height of one line of a label."""
LETTERS = 44
LINES = 3
PADDING = 7
THICK = 18
"""A bar is as thick in a row of three lines as in a row of one."""
HEAD = 34
LEAST = 3.0
"""A day of a plan of ten years is still seen."""
MONTHS = 26
"""A chart of at most so many months names the months; a longer one only the quarters, or the years."""
QUARTERS = 72


@dataclass(frozen=True, slots=True)
class Task:
    """One activity. Where only one of its days is known it is drawn on that day, and without any not at all."""

    label: str
    begins: date | None
    ends: date | None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A task's place. Without a day it has no bar; `lines` is its label as it fits."""

    task: Task
    top: float
    height: float
    lines: tuple[str, ...]
    left: float | None = None
    width: float = 0.0

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def bar_top(self) -> float:
        return self.middle - THICK / 2

    @property
    def text_top(self) -> float:
        """The base line of the first line of the label."""
        return self.middle - (len(self.lines) - 1) * LINE / 2 + 4


@dataclass(frozen=True, slots=True)
class Tick:
    """A line down the chart, where a month, quarter or year begins."""

    on: date
    left: float
    is_year: bool


@dataclass(frozen=True, slots=True)
class Chart:
    first: date
    last: date
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    label: int = LABEL
    head: int = HEAD
    thick: int = THICK

    @property
    def yearly(self) -> bool:
        """Whether only years are named."""
        return all(tick.is_year for tick in self.ticks)


def chart(tasks: Sequence[Task], starts: date | None = None, ends: date | None = None) -> Chart | None:
    """The chart over the plan's period and all its tasks; None where no day is known at all."""
    days = [day for task in tasks for day in (task.begins, task.ends) if day]
    known = [*days, *(day for day in (starts, ends) if day)]
    if not known:
        return None
    first, last = _month_begins(min(known)), _month_ends(max(known))
    bars: list[Bar] = []
    top = float(HEAD)
    for task in tasks:
        bars.append(_bar(task, top, first, last))
        top += bars[-1].height
    return Chart(first, last, top, tuple(bars), tuple(_ticks(first, last)))


def place(day: date, first: date, last: date) -> float:
    """How far to the right the beginning of a day lies."""
    span = (last - first).days + 1
    return LABEL + (WIDTH - LABEL) * (day - first).days / span


def _bar(task: Task, top: float, first: date, last: date) -> Bar:
    lines = _wrapped(task.label)
    height = len(lines) * LINE + 2 * PADDING
    begins = task.begins or task.ends
    if begins is None:
        return Bar(task, top, height, lines)
    ends = task.ends if task.ends and task.ends >= begins else begins
    left = place(begins, first, last)
    width = max(LEAST, place(ends + timedelta(days=1), first, last) - left)
    return Bar(task, top, height, lines, min(left, WIDTH - width), width)


def _wrapped(label: str) -> tuple[str, ...]:
    lines = wrap(label, LETTERS, break_long_words=True) or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1].rstrip() + "…"]
    return tuple(lines)


def _ticks(first: date, last: date) -> list[Tick]:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    every = 1 if months <= MONTHS else 3 if months <= QUARTERS else 12
    found = []
    on = first
    while on <= last:
        if (on.month - 1) % every == 0:
            found.append(Tick(on, place(on, first, last), on.month == 1))
        on = _month_ends(on) + timedelta(days=1)
    return found


def _month_begins(day: date) -> date:
    return day.replace(day=1)


def _month_ends(day: date) -> date:
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return following - timedelta(days=1)
