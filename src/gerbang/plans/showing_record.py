"""What the pages show of what was carried out and measured: numbers and days in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.pages import formatting
from gerbang.plans import cells, recorded
from gerbang.plans.models import ActivityLine, Delivery, IndicatorLine, Participant, PlanVersion, Reading
from gerbang.values.dates import VagueDate
from gerbang.values.language import active

VALUE = cells.Amount(4, negative=True)
TAGS = {
    Reading.State.DRAFT: "open",
    Reading.State.SUBMITTED: "soon",
    Reading.State.RETURNED: "over",
    Reading.State.ACCEPTED: "done",
}


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery as a list or its own page shows it."""

    delivery: Delivery
    when: str
    money: list[str]
    people: list[str]
    ours: list[str]
    theirs: list[str]


def delivered(of: Delivery) -> Delivered:
    took_part: dict[str, list[str]] = {side: [] for side in Participant.Side.values}
    for one in of.participants.all():
        took_part[one.side].append(_named(one))
    return Delivered(
        of,
        when(of),
        [f"{one.get_source_display()}: {formatting.money(one.amount, one.currency)}" for one in of.spending.all()],
        _people(of),
        took_part[Participant.Side.OURS],
        took_part[Participant.Side.THEIRS],
    )


def when(of: Delivery) -> str:
    """`12 Maret 2026 – 15 Maret 2026`, or as precisely as it is known."""
    begins = formatting.day(of.happened)
    return f"{begins} – {formatting.day(of.ended_on)}" if of.ended_on and of.ended_on != of.happened_latest else begins


def _named(one: Participant) -> str:
    if one.people is None:
        return one.name
    said = ngettext("%(name)s: %(n)s person", "%(name)s: %(n)s people", one.people)
    return said % {"name": one.name, "n": formatting.number(one.people)}


def _people(of: Delivery) -> list[str]:
    """How many went and came; nothing where nobody counted."""
    found = []
    if of.people_out is not None:
        said = ngettext("%(n)s person went abroad", "%(n)s people went abroad", of.people_out)
        found.append(said % {"n": formatting.number(of.people_out)})
    if of.people_in is not None:
        said = ngettext("%(n)s person came from abroad", "%(n)s people came from abroad", of.people_in)
        found.append(said % {"n": formatting.number(of.people_in)})
    return found


@dataclass(frozen=True, slots=True)
class ShownReading:
    """One reading with its state."""

    reading: Reading
    value: str
    tag: str
    counts: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An indicator in one year; `reached`: the share of the target in per cent, where it may be given."""

    line: IndicatorLine
    target: str
    value: str
    reached: str
    met: bool | None
    readings: list[ShownReading]


def measured(row: recorded.Measured) -> ShownRow:
    counts = row.counts
    return ShownRow(
        row.line,
        _number(row.target),
        _number(counts.value) if counts else "",
        f"{_number(row.reached.quantize(Decimal('0.1'), ROUND_HALF_UP))}%" if row.reached is not None else "",
        row.met,
        [ShownReading(one, _number(one.value), TAGS[Reading.State(one.state)], one is counts) for one in row.readings],
    )


def handed_in(rows: Iterable[recorded.Measured]) -> list[tuple[str, str]]:
    """The readings that wait for an answer, each with the words a form offers it by."""
    said = _("%(indicator)s: %(value)s on %(day)s")
    return [
        (
            one.ref,
            said % {"indicator": row.line.name, "value": _valued(row.line, one), "day": formatting.day(one.dated_on)},
        )
        for row in rows
        for one in row.readings
        if one.state == Reading.State.SUBMITTED and one.withdrawn_at is None
    ]


def _valued(line: IndicatorLine, reading: Reading) -> str:
    return " ".join(filter(None, (_number(reading.value), line.unit)))


def of_year(
    deliveries: Mapping[int, Sequence[Delivery]], version: PlanVersion, year: int
) -> list[tuple[ActivityLine, list[Delivered]]]:
    """The activities of a version of which something may have been carried out in that year, with what was."""
    lines = ActivityLine.objects.filter(version=version).order_by("number")
    found = []
    for line in lines:
        those = [delivered(one) for one in deliveries.get(line.activity_id, ()) if _in_year(one.happened, year)]
        if those:
            found.append((line, those))
    return found


def _in_year(happened: VagueDate, year: int) -> bool:
    """Whether it may have happened in that year; of a bound only the year of the bound."""
    last = happened.latest.year if happened.latest else 0
    first = happened.earliest.year if happened.earliest else last
    return first <= year <= last


def _number(value: Decimal | None) -> str:
    return VALUE.show(cells.plain(value), active()) if value is not None else ""
