"""What is missing, from whom, and since when: one board over everything that is awaited.

Which cooperations wait the longest is kept of each. For national sight one line is a cooperation and a kind; for the
others one line is one thing, as it is on record this minute.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, DateField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Sum, Value

from gerbang.monitoring.missing.awaited import UNKNOWN, Awaited, Kind, Rows, awaited
from gerbang.monitoring.models import FigureTally, KeptAwaited, Report, ReportPeriod
from gerbang.monitoring.reports.reported import asked_regions
from gerbang.people.acting import Actor
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


def missing(actor: Actor, kind: Kind | None = None, most: int = SHOWN) -> list[Missing]:
    """What is awaited of the cooperations whose inside the actor may see, the longest awaited first.

    One query for national sight; for the others one more, which finds the cooperations to look at.
    """
    first = _kept(actor, kind).order_by("since", "tie")[:most]
    parts = [_rows_of(first)] if actor.national_sight else _things(first, kind, actor.today)
    parts += _reports(actor) if kind in (None, Kind.REPORT) else []
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(_read(rows.order_by("m_since", "m_ref", "m_what")[:most]))


def numbers(actor: Actor) -> dict[Kind, int]:
    """How much of each kind is awaited."""
    found = dict.fromkeys(Kind, 0)
    found[Kind.REPORT] = sum(part.count() for part in _reports(actor))
    if actor.national_sight:
        tallied = FigureTally.objects.filter(name__in=[figure(kind) for kind in Kind])
        counted = [(name.partition(":")[2], amount) for name, amount in tallied.values_list("name", "amount")]
    else:
        counted = list(_kept(actor).order_by().values_list("kind").annotate(all=Sum("number")))
    return found | {Kind(kind): int(number) for kind, number in counted}


def figure(kind: Kind) -> str:
    """The name under which it is kept how much of a kind is missing."""
    return f"missing:{kind.value}"


def _read(rows: Iterable[Sequence[object]]) -> Iterator[Missing]:
    for kind, what, ref, name_id, name_en, since, number in rows:
        name = pick(id=str(name_id), en=str(name_en))
        day = since if isinstance(since, date) and since != UNKNOWN else None
        yield Missing(Kind(str(kind)), str(what), str(ref), name, day, int(str(number)))


def _kept(actor: Actor, kind: Kind | None = None) -> QuerySet[KeptAwaited]:
    """What was kept of the cooperations the actor sees the inside of."""
    found = KeptAwaited.objects.all()
    found = found if actor.national_sight else found.filter(tie__in=inside_keys(actor))
    return found.filter(kind=kind) if kind else found


def _rows_of(first: QuerySet[KeptAwaited]) -> Rows:
    """A line a cooperation and kind."""
    kept = KeptAwaited.objects.filter(pk__in=first.values("pk")).order_by()
    named = kept.annotate(
        m_kind=F("kind"), m_what=_text(""), m_ref=F("tie__ref"), m_id=F("tie__names_id"), m_en=F("tie__names_en"),
        m_since=F("since"), m_number=F("number"),
    )  # fmt: skip
    found: Rows = named.values_list(*COLUMNS)
    return found


def _things(first: QuerySet[KeptAwaited], kind: Kind | None, today: date) -> list[Rows]:
    """A line a thing, as is on record now. The longest awaited things are of the cooperations that wait the longest."""
    ties = set(first.values_list("tie", flat=True))
    return [_lines(each, today) for each in awaited(ties) if kind in (None, each.kind)]


def _lines(of: Awaited, today: date) -> Rows:
    named = of.dated().filter(of.passed(today)).annotate(
        m_kind=_text(of.kind), m_what=of.what, m_ref=F(of.way("ref")), m_id=F(of.way("names_id")),
        m_en=F(of.way("names_en")), m_number=_ONE,
    )  # fmt: skip
    found: Rows = named.values_list(*COLUMNS)
    return found


def _reports(actor: Actor) -> list[Rows]:
    """Of each period whose day has passed the regions that handed nothing in."""
    periods = ReportPeriod.objects.filter(withdrawn_at=None, due_on__lt=actor.today).order_by("due_on")
    return [_silent(actor, period) for period in periods]


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
