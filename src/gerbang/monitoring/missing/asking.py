"""What is missing, from whom, and since when: one question over everything that is awaited.

For national sight one line is a cooperation and a kind, from what is kept of each; for the others one line is one
thing, as it is on record this minute.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, Q, Value

from gerbang.monitoring.missing.awaited import Awaited, Kind, Rows, awaited
from gerbang.monitoring.models import FigureTally, KeptAwaited, Report, ReportPeriod
from gerbang.monitoring.reports.reported import asked_regions
from gerbang.people.acting import Actor
from gerbang.register.models.ties import UNDATED
from gerbang.register.queries import inside_keys
from gerbang.values.language import pick

SHOWN = 200
"""How many lines a page shows, the longest awaited first; a file has more."""

COLUMNS = ("m_kind", "m_what", "m_ref", "m_id", "m_en", "m_since", "m_number")
"""Of every part alike; named so that no table has a column of that name."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What is awaited, `number` of it (then `what` names none).

    `ref`: of the cooperation, or of the period a report is awaited for. `since`: the longest; None: not known.
    """

    kind: Kind
    what: str
    ref: str
    name: str
    since: date | None
    number: int = 1


def missing(actor: Actor, kind: Kind | None = None, most: int | None = SHOWN) -> list[Missing]:
    """Everything awaited of the cooperations whose inside the actor may see, the longest awaited first. One query."""
    parts = [part for each, part in _parts(actor) if kind in (None, each)]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(_read(rows.order_by("m_since", "m_ref", "m_what")[:most]))


def numbers(actor: Actor) -> dict[Kind, int]:
    """How much of each kind is awaited."""
    found = dict.fromkeys(Kind, 0)
    for kind, part in _reports(actor) if actor.national_sight else _parts(actor):
        found[kind] += part.count()
    if actor.national_sight:
        tallied = FigureTally.objects.filter(name__in=[figure(kind) for kind in Kind]).values_list("name", "amount")
        found.update({Kind(name.partition(":")[2]): int(amount) for name, amount in tallied})
    return found


def figure(kind: Kind) -> str:
    """The name under which it is kept how much of a kind is missing."""
    return f"missing:{kind.value}"


def _read(rows: Iterable[Sequence[object]]) -> Iterator[Missing]:
    for kind, what, ref, name_id, name_en, since, number in rows:
        name = pick(id=str(name_id), en=str(name_en))
        day = since if isinstance(since, date) and since != UNDATED else None
        yield Missing(Kind(str(kind)), str(what), str(ref), name, day, int(str(number)))


def _parts(actor: Actor) -> list[tuple[Kind, Rows]]:
    if actor.national_sight:
        return [*_reports(actor), *((kind, _kept(kind)) for kind in Kind if kind != Kind.REPORT)]
    found = awaited(inside_keys(actor))
    return [*_reports(actor), *((each.kind, _lines(each, actor.today)) for each in found)]


def _lines(of: Awaited, today: date) -> Rows:
    named = of.dated().filter(of.passed(today)).annotate(
        m_kind=_text(of.kind), m_what=of.what, m_ref=F(of.way("ref")), m_id=F(of.way("names_id")),
        m_en=F(of.way("names_en")), m_number=_ONE,
    )  # fmt: skip
    found: Rows = named.values_list(*COLUMNS)
    return found


def _kept(kind: Kind) -> Rows:
    named = KeptAwaited.objects.filter(kind=kind).order_by().annotate(
        m_kind=F("kind"), m_what=_text(""), m_ref=F("tie__ref"), m_id=F("tie__names_id"), m_en=F("tie__names_en"),
        m_since=F("since"), m_number=F("number"),
    )  # fmt: skip
    found: Rows = named.values_list(*COLUMNS)
    return found


def _reports(actor: Actor) -> list[tuple[Kind, Rows]]:
    """Of each period whose day has passed the regions that handed nothing in."""
    periods = ReportPeriod.objects.filter(withdrawn_at=None, due_on__lt=actor.today).order_by("due_on")
    return [(Kind.REPORT, _silent(actor, period)) for period in periods]


def _silent(actor: Actor, period: ReportPeriod) -> Rows:
    handed_in = Report.objects.filter(
        period=period, region=OuterRef("pk"), withdrawn_at=None, first_submitted_on__isnull=False
    )
    silent = asked_regions(period).filter(_seen(actor), ~Exists(handed_in)).order_by()
    named = silent.annotate(
        m_kind=_text(Kind.REPORT), m_what=_text(period.name), m_ref=_text(period.ref), m_id=F("name_id"),
        m_en=F("name_en"), m_since=Value(period.due_on, output_field=DateField()), m_number=_ONE,
    )  # fmt: skip
    found: Rows = named.values_list(*COLUMNS)
    return found


def _seen(actor: Actor) -> Q:
    """All for national sight; else one's own regions and, for a province, those in it."""
    if actor.national_sight:
        return Q()
    own = list(actor.region_ids)
    return Q(pk__in=own) | Q(province__in=own)


def _text(said: str) -> Value:
    return Value(str(said), output_field=CharField())


_ONE = Value(1, output_field=IntegerField())
