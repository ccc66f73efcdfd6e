"""What the pages show of trips: days, states, sums and totals in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gerbang.pages import formatting
from gerbang.plans.models import Trip, TripReport
from gerbang.plans.travel_terms import report_term
from gerbang.plans.travels import Total
from gerbang.values import language


@dataclass(frozen=True, slots=True)
class ShownTrip:
    """A trip as a list or its own page shows it; `awaited`: the report is waited for, and until when."""

    trip: Trip
    when: str
    state: str
    tag: str
    people: str
    report: TripReport | None
    due: date | None
    awaited: str

    @property
    def money(self) -> list[str]:
        """What it costs by source; asked for only where it is shown."""
        spent = self.trip.money.all()
        return [f"{one.get_source_display()}: {formatting.money(one.amount, one.currency)}" for one in spent]


def shown(of: Any, today: date) -> ShownTrip:
    """Of a trip as `travels.complete` gives it."""
    report = next(iter(of.standing_reports), None)
    due = None if report and report.reported_on else report_term().due(of)
    state, tag = _state(of, today)
    return ShownTrip(
        of,
        when(of),
        state,
        tag,
        _people(of.people),
        report,
        due,
        _("Report awaited until %(day)s") % {"day": formatting.day(due)} if due and of.ends_on < today else "",
    )


def when(of: Trip) -> str:
    """`12 Maret 2026 – 15 Maret 2026`, or the one day."""
    begins = formatting.day(of.begins_on)
    return f"{begins} – {formatting.day(of.ends_on)}" if of.ends_on != of.begins_on else begins


def named(of: Trip) -> str:
    """A trip as a choice offers it."""
    return f"{of.purpose} ({when(of)})"


def basis_of_term() -> str:
    """Where it stands until when a report is waited for, and how sure that is."""
    term = report_term()
    said = ngettext(
        "%(n)d day after the return, by: %(source)s.", "%(n)d days after the return, by: %(source)s.", term.days
    ) % {"n": term.days, "source": language.pick(id=term.source.id, en=term.source.en)}
    unread = _("The text of this letter was not read; it is known from the press.")
    return said if term.read else f"{said} {unread}"


def _state(of: Any, today: date) -> tuple[str, str]:
    """Whether a trip is planned or took place. One whose day passed while nobody said anything is neither."""
    if of.made:
        return pgettext("of a trip", "Took place"), "done"
    if of.begins_on > today:
        return pgettext("of a trip", "Planned"), "plain"
    if of.ends_on >= today:
        return pgettext("of a trip", "Under way"), "soon"
    return pgettext("of a trip", "Planned; not yet confirmed that it took place"), "open"


def _people(people: int | None) -> str:
    if people is None:
        return ""
    return ngettext("%(n)s person", "%(n)s people", people) % {"n": formatting.number(people)}


def totals(of: Mapping[str, Total]) -> str:
    """`3 perjalanan ke luar negeri (12 orang), 2 kunjungan delegasi (20 orang)`; empty where there was none."""
    out, into = of.get(Trip.Direction.OUT, Total()), of.get(Trip.Direction.IN, Total())
    said = (
        (ngettext("%(n)s working trip abroad", "%(n)s working trips abroad", out.trips), out),
        (ngettext("%(n)s visit of a delegation", "%(n)s visits of delegations", into.trips), into),
    )
    return ", ".join(_total(words, one) for words, one in said if one.trips)


def _total(words: str, of: Total) -> str:
    found = words % {"n": formatting.number(of.trips)}
    if not of.people:
        return found
    people = _people(of.people)
    counted = _("at least %(people)s") % {"people": people} if of.uncounted else people
    return f"{found} ({counted})"


def listed_otherwise(of: Trip) -> str:
    """That the list of the delegation counts other people than the number in all; a line may say how many it is for."""
    listed = sum(int(one.office) if one.office.isdecimal() else 1 for one in of.travellers.all())
    if not listed or of.people is None or listed == of.people:
        return ""
    said = _("The list names %(listed)s, the number in all is %(people)s. Set it right if one of them is wrong.")
    return said % {"listed": _people(listed), "people": _people(of.people)}


def awaited(trips: Iterable[ShownTrip]) -> int:
    """Of how many a report is waited for."""
    return sum(bool(one.awaited) for one in trips)
