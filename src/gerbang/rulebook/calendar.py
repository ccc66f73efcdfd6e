"""Working days. Pure: a calendar is a value with a version, and a due date explains itself day by day."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

DAY = timedelta(days=1)
Interval = tuple[date, date]
"""A stretch of days: the first is inside, the last is not."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which offices are closed. `kind` is "national" or "collective-leave" (*cuti bersama*)."""

    name_id: str
    name_en: str
    kind: str
    decree: str = ""


@dataclass(frozen=True, slots=True)
class DayState:
    """One day of a count. `state`: received, counted, weekend, holiday, suspended or due; `number` from 1."""

    on: date
    state: str
    number: int | None
    holiday: Holiday | None
    today: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """A due date with every day that led to it. `undecreed` lists years whose collective leave is not known."""

    days: tuple[DayState, ...]
    due_on: date
    undecreed: tuple[int, ...]
    calendar_version: str

    def passed(self, on: date) -> int:
        """How many counted days lie on or before `on`."""
        return sum(1 for day in self.days if day.number is not None and day.on <= on)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Holidays by date, and the years whose decree (*SKB*) is known. Saturdays and Sundays are never working days."""

    version: str
    holidays: Mapping[date, Holiday]
    decreed_years: frozenset[int]

    def is_working_day(self, on: date) -> bool:
        return on.weekday() < 5 and on not in self.holidays

    def due(self, start: date, days: int, unit: str, suspended: Sequence[Interval] = ()) -> date:
        """The last of `days` days after `start`; the day of receipt itself does not count."""
        return next(day.on for day in self._count(start, days, unit, suspended) if day.state == "due")

    def explain(
        self, start: date, days: int, unit: str, on: date | None = None, suspended: Sequence[Interval] = ()
    ) -> Explanation:
        """Day by day from receipt to due date, with `on` marked as today."""
        counted = tuple(
            DayState(day.on, day.state, day.number, day.holiday, day.on == on)
            for day in self._count(start, days, unit, suspended)
        )
        years = range(start.year, counted[-1].on.year + 1) if unit == "working" else ()
        undecreed = tuple(year for year in years if year not in self.decreed_years)
        return Explanation(counted, counted[-1].on, undecreed, self.version)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        return sum(1 for gone in range((end - start).days) if self.is_working_day(start + DAY * (gone + 1)))

    def _count(self, start: date, days: int, unit: str, suspended: Sequence[Interval]) -> Iterator[DayState]:
        if days < 1:
            raise ValueError("a count needs at least one day")
        yield DayState(start, "received", None, self.holidays.get(start), False)
        number, on = 0, start
        while number < days:
            on += DAY
            state = self._state(on, unit, suspended)
            if state == "counted":
                number += 1
            last = number == days
            shown = number if state == "counted" else None
            yield DayState(on, "due" if last else state, shown, self.holidays.get(on), False)

    def _state(self, on: date, unit: str, suspended: Sequence[Interval]) -> str:
        if any(begin <= on < end for begin, end in suspended):
            return "suspended"
        if unit == "calendar" or self.is_working_day(on):
            return "counted"
        return "weekend" if on.weekday() >= 5 else "holiday"


@cache
def builtin() -> Calendar:
    """The shipped calendar: 1990-2027, from the PyPI package `holidays`; see `data/README.md`."""
    data = resources.files("gerbang.rulebook") / "data"
    holidays = {
        date.fromisoformat(row["date"]): Holiday(row["name_id"], row["name_en"], row["kind"], row["decree"])
        for row in csv.DictReader((data / "holidays.csv").read_text(encoding="utf-8").splitlines())
    }
    years = csv.DictReader((data / "decreed_years.csv").read_text(encoding="utf-8").splitlines())
    return Calendar("builtin-1", holidays, frozenset(int(row["year"]) for row in years))
