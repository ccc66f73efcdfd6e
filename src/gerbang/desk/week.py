"""Three weeks of working days: what falls due on which, and when offices are closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.pages.formatting import day as written
from gerbang.rulebook.calendar import Calendar
from gerbang.values.dates import MONTHS
from gerbang.values.language import active, pick

WEEKS = 3
SHORT = {"id": ("Sn", "Sl", "Rb", "Km", "Jm"), "en": ("Mo", "Tu", "We", "Th", "Fr")}


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `css`: t today, h closed, o something is due; `says` tells the same in words, `due` how many."""

    on: date
    name: str
    css: str
    says: str
    due: int


@dataclass(frozen=True, slots=True)
class Strip:
    label: str
    days: tuple[Day, ...]


def span(on: date) -> tuple[date, date]:
    """The first and the last day shown: Monday of this week (of the next, at a weekend) and the third Friday."""
    monday = on - timedelta(days=on.weekday()) if on.weekday() < 5 else on + timedelta(days=7 - on.weekday())
    return monday, monday + timedelta(days=7 * WEEKS - 3)


def strip(on: date, due: Mapping[date, int], by: Calendar) -> Strip:
    """The cells from Monday to the third Friday, Saturdays and Sundays left out."""
    first, last = span(on)
    shown = [first + timedelta(days=gone) for gone in range((last - first).days + 1)]
    days = tuple(_day(one, on, due.get(one, 0), by) for one in shown if one.weekday() < 5)
    return Strip(_label(first, last, sum(due.values()), sum("h" in day.css.split() for day in days)), days)


def _day(one: date, on: date, due: int, by: Calendar) -> Day:
    holiday = by.holidays.get(one)
    parts = []
    if one == on:
        parts.append(_("today"))
    if holiday:
        parts.append(pick(id=holiday.name_id, en=holiday.name_en))
    if due:
        parts.append(_due(due))
    marks = [name for name, holds in (("t", one == on), ("h", holiday), ("o", due)) if holds]
    says = _short(one) + (f": {', '.join(parts)}" if parts else "")
    return Day(one, SHORT[active()][one.weekday()], " ".join(marks), says, due)


def _label(first: date, last: date, due: int, closed: int) -> str:
    holidays = (
        ngettext("%(n)d day closed", "%(n)d days closed", closed) % {"n": closed} if closed else _("no day closed")
    )
    across = first.year != last.year
    start, end = (written(first), written(last)) if across else (_short(first), _short(last))
    return f"{start}–{end}: {_due(due)}, {holidays}"


def _due(number: int) -> str:
    if not number:
        return _("nothing due")
    return ngettext("%(n)d task due", "%(n)d tasks due", number) % {"n": number}


def _short(one: date) -> str:
    return f"{one.day} {MONTHS[active()][one.month - 1]}"
