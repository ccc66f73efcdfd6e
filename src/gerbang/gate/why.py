"""Why this date: the rule, its start and its count, day by day, as the page draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.gate.recounting import Move
from gerbang.rulebook.calendar import Calendar, DayState, Explanation
from gerbang.rulebook.clocks import Due
from gerbang.values.dates import MONTHS
from gerbang.values.language import active, pick

AFTER = 2
"""Days shown behind the deadline, so that it is seen not to be the end of the world."""


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `kind`: s0 received, p passed, t today, h holiday, d due, x0 after the deadline, "" still to come."""

    number: int
    month: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Key:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """The explanation of one due date."""

    due: date
    sentence: str
    label: str
    months: tuple[str, ...]
    day_names: tuple[str, ...]
    days: tuple[Day, ...]
    keys: tuple[Key, ...]
    closing: str
    warnings: tuple[str, ...]
    overdue: bool


def why(due: Due, by_calendar: Calendar, on: date, moves: Sequence[Move] = ()) -> Why:
    """Working days only: columns are weeks, Monday to Friday."""
    explained = due.explain(by_calendar, on)
    cells = [state for state in explained.days if state.on.weekday() < 5]
    lead = cells[0].on.weekday() if cells else 0
    days = tuple(_cell(state, cells, index, on) for index, state in enumerate(cells)) + _after(due.on)
    passed = explained.passed(on)
    return Why(
        due=due.on,
        sentence=" ".join([_sentence(due, by_calendar), *(_moved(move) for move in moves if move.stage == due.stage)]),
        label=_("The count from %(start)s to %(due)s: %(days)d working days.")
        % {"start": _long(due.start_on), "due": _long(due.on), "days": due.clock.days},
        months=_months(cells, weeks=-(-(lead + len(days)) // 5)),
        day_names=tuple(pick(id="Sen Sel Rab Kam Jum", en="Mon Tue Wed Thu Fri").split()),
        days=tuple(Day(0, "", "gap", "") for _gap in range(lead)) + days,
        keys=_keys(cells, due, passed, on),
        closing=_closing(due, explained),
        warnings=tuple(
            _("The decree on collective leave for %(year)d is not out yet; this date may still move.") % {"year": year}
            for year in explained.undecreed
        ),
        overdue=due.overdue(on),
    )


def _cell(state: DayState, cells: list[DayState], index: int, on: date) -> Day:
    first_of_month = index == 0 or cells[index - 1].on.month != state.on.month
    month = MONTHS[active()][state.on.month - 1][:3] if first_of_month else ""
    return Day(state.on.day, month, _kind(state, on), _title(state))


def _kind(state: DayState, on: date) -> str:
    if state.state == "received":
        return "s0"
    if state.state == "due":
        return "d"
    if state.state in ("holiday", "suspended"):
        return "h"
    if state.on == on:
        return "t"
    return "p" if state.on < on else ""


def _title(state: DayState) -> str:
    day = date_format(state.on, "j F")
    if state.state == "received":
        return _("%(day)s: received, not counted") % {"day": day}
    if state.holiday is not None:
        return f"{day}: {pick(id=state.holiday.name_id, en=state.holiday.name_en)}"
    if state.number is None:
        return day
    return _("%(day)s: working day %(n)d") % {"day": day, "n": state.number}


def _after(due_on: date) -> tuple[Day, ...]:
    days = [due_on + timedelta(days=ahead) for ahead in range(1, 8)]
    weekdays = [day for day in days if day.weekday() < 5][:AFTER]
    return tuple(
        Day(day.day, "", "x0", _("%(day)s: after the deadline") % {"day": date_format(day, "j F")}) for day in weekdays
    )


def _months(cells: list[DayState], weeks: int) -> tuple[str, ...]:
    """One label a week: the month's name where a new one begins."""
    names: dict[date, str] = {}
    seen: set[tuple[int, int]] = set()
    for state in cells:
        monday = state.on - timedelta(days=state.on.weekday())
        month = (state.on.year, state.on.month)
        names.setdefault(monday, "")
        if month not in seen:
            seen.add(month)
            names[monday] = MONTHS[active()][state.on.month - 1][:3]
    return (*names.values(), *[""] * (weeks - len(names)))


def _sentence(due: Due, by_calendar: Calendar) -> str:
    first = due.start_on + timedelta(days=1)
    while due.clock.unit == "working" and not by_calendar.is_working_day(first):
        first += timedelta(days=1)
    proof = f" ({due.start_proof})" if due.start_proof else ""
    text = _(
        "At most %(days)d working days from the day the letter was received. It was received on %(start)s%(proof)s. "
        "The first day counted is %(first)s."
    ) % {"days": due.clock.days, "start": date_format(due.start_on, "l, j F Y"), "proof": proof, "first": _long(first)}
    if due.first_on != due.on:
        text += " " + _("The date first counted was %(first)s.") % {"first": _long(due.first_on)}
    return text


def _moved(move: Move) -> str:
    """Why the date is another than it was: a calendar published since."""
    return _("A new calendar of holidays moved the date from %(before)s to %(after)s.") % {
        "before": _long(move.before),
        "after": _long(move.after),
    }


def _keys(cells: list[DayState], due: Due, passed: int, on: date) -> tuple[Key, ...]:
    holidays = sum(1 for state in cells if state.state == "holiday")
    keys = [Key("s0", _("received, not counted"))]
    if passed:
        keys.append(Key("p", _("passed (%(n)d)") % {"n": passed}))
    if any(state.on == on for state in cells):
        keys.append(Key("t", _("today")))
    if holidays:
        keys.append(
            Key("h", ngettext("%(n)d holiday", "%(n)d holidays and collective leave", holidays) % {"n": holidays})
        )
    return (*keys, Key("d", _("deadline, day %(n)d") % {"n": due.clock.days}))


def _closing(due: Due, explained: Explanation) -> str:
    shipped = explained.calendar_version.startswith("builtin")
    version = _("Calendar: as shipped.") if shipped else _("Calendar: published, no. %s.") % _number(explained)
    if not due.is_law:
        return _("This is a service target of the house, not a deadline of the law.") + " " + version
    return (
        _(
            "This count cannot be stopped, also not in recess. Passing it does not mean approval; a reminder letter "
            "can be made from the day after. The day of receipt is not counted (house rule of this system)."
        )
        + " "
        + version
    )


def _number(explained: Explanation) -> str:
    return explained.calendar_version.rpartition("-")[2]


def _long(day: date) -> str:
    return date_format(day, "j F Y")
