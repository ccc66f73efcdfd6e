"""What is missing, from whom, and since when: one question over everything that is awaited.

Nothing here is a legal deadline. `since` is the day the plan, the letter or the follow-up itself names.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When

from gerbang.monitoring.models import Report, ReportPeriod
from gerbang.monitoring.reports.reported import asked_regions
from gerbang.people.acting import Actor
from gerbang.plans.models import ActivityLine, Delivery, FollowUp, Plan, PlanVersion, Reading, Trip, TripReport
from gerbang.plans.models.planning import Target
from gerbang.plans.travel_terms import report_term
from gerbang.register.models import Phase
from gerbang.register.models.ties import UNDATED
from gerbang.register.queries import inside
from gerbang.values.language import pick

SHOWN = 200
"""How many a page shows, the longest awaited first; a file has all."""


Part = QuerySet[Any, Any]
"""Rows of one kind of what is missing, or the keys of ties."""


class Kind(StrEnum):
    """What may be missing."""

    REPORT = "laporan"
    PLAN = "rencana"
    ACTIVITY = "kegiatan"
    READING = "realisasi"
    FOLLOW_UP = "tindak-lanjut"
    TRIP = "perjalanan"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing awaited: `ref` of the cooperation, or of the period a report is awaited for; `since`: None unknown."""

    kind: Kind
    what: str
    ref: str
    name: str
    since: date | None


COLUMNS = ("m_kind", "m_what", "m_ref", "m_id", "m_en", "m_since")
"""Of every part alike; named so that no table has a column of that name."""


def missing(actor: Actor, kind: Kind | None = None, most: int | None = SHOWN) -> list[Missing]:
    """Everything awaited of the cooperations whose inside the actor may see, the longest awaited first. One query."""
    parts = [part for each, parts in _parts(actor).items() if kind in (None, each) for part in parts]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return list(_read(rows.order_by("m_since", "m_ref", "m_what")[:most]))


def numbers(actor: Actor) -> dict[Kind, int]:
    """How much of each kind is awaited."""
    return {kind: sum(part.count() for part in parts) for kind, parts in _parts(actor).items()}


def _read(rows: Iterable[Sequence[Any]]) -> Iterator[Missing]:
    for kind, what, ref, name_id, name_en, since in rows:
        yield Missing(Kind(kind), what, ref, pick(id=name_id, en=name_en), None if since == UNDATED else since)


def _parts(actor: Actor) -> dict[Kind, list[Part]]:
    ties, today = inside(actor).filter(phase=Phase.AGREED, outside_law=False).values("pk"), actor.today
    return {
        Kind.REPORT: _reports(actor, today),
        Kind.PLAN: [_plans(actor)],
        Kind.ACTIVITY: [_activities(ties, today)],
        Kind.READING: [_readings(ties, today)],
        Kind.FOLLOW_UP: [_follow_ups(ties, today)],
        Kind.TRIP: [_trips(ties, today)],
    }


def _columns(rows: QuerySet[Any, Any], kind: Kind, what: Any, tie: str, since: Any) -> Part:
    """The same columns of every part; `tie`: the way from a row to its cooperation."""
    way = f"{tie}__" if tie else ""
    named = rows.order_by().annotate(
        m_kind=Value(kind.value, output_field=CharField()), m_what=what, m_ref=F(f"{way}ref"), m_id=F(f"{way}names_id"),
        m_en=F(f"{way}names_en"), m_since=since,
    )  # fmt: skip
    found: Part = named.values_list(*COLUMNS)
    return found


def _no_words() -> Value:
    return Value("", output_field=CharField())


def _plans(actor: Actor) -> Part:
    """Agreed cooperations without a plan, since they were agreed, where that day is known."""
    standing = Plan.objects.filter(tie=OuterRef("pk"), withdrawn_at=None)
    bare = inside(actor).filter(~Exists(standing), phase=Phase.AGREED, outside_law=False)
    known = Case(When(signed_earliest=F("signed_latest"), then=F("listed_on")), default=Value(UNDATED))
    return _columns(bare, Kind.PLAN, _no_words(), "", known)


APPROVED = {"state": PlanVersion.State.APPROVED, "plan__withdrawn_at": None}


def _of_approved(way: str) -> dict[str, Any]:
    return {f"{way}{name}": value for name, value in APPROVED.items()}


def _activities(ties: Part, today: date) -> Part:
    """Activities of approved plans whose time has passed and of which nothing is recorded."""
    done = Delivery.objects.filter(activity=OuterRef("activity"), withdrawn_at=None)
    passed = ActivityLine.objects.filter(
        ~Exists(done), ends_on__lt=today, version__plan__tie__in=ties, **_of_approved("version__")
    )
    return _columns(passed, Kind.ACTIVITY, F("title"), "version__plan__tie", F("ends_on"))


class EndOfYear(Func):
    """The last day of a year that a column names."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="(%(expressions)s || '-12-31')", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="make_date(%(expressions)s, 12, 31)", **context)


def _readings(ties: Part, today: date) -> Part:
    """Targets of years that are over without an accepted reading."""
    read = Reading.objects.filter(
        indicator=OuterRef("line__indicator"), year=OuterRef("year"), state=Reading.State.ACCEPTED, withdrawn_at=None
    )
    due = Target.objects.filter(
        ~Exists(read), year__lt=today.year, line__version__plan__tie__in=ties, **_of_approved("line__version__")
    )
    return _columns(due, Kind.READING, F("line__name"), "line__version__plan__tie", EndOfYear(F("year")))


def _follow_ups(ties: Part, today: date) -> Part:
    """Follow-ups whose day has passed."""
    open_ones = FollowUp.objects.filter(due_on__lt=today, done_on=None, withdrawn_at=None, tie__in=ties)
    return _columns(open_ones, Kind.FOLLOW_UP, F("what"), "tie", F("due_on"))


def _trips(ties: Part, today: date) -> Part:
    """Working trips whose report is awaited, by the term that is data; since the return."""
    term = report_term()
    told = TripReport.objects.filter(trip=OuterRef("pk"), withdrawn_at=None, reported_on__isnull=False)
    over = Trip.objects.filter(
        ~Exists(told), direction=Trip.Direction.OUT, withdrawn_at=None, tie__in=ties, ends_on__gte=term.since,
        ends_on__lt=today - timedelta(term.days),
    )  # fmt: skip
    return _columns(over, Kind.TRIP, F("purpose"), "tie", F("ends_on"))


def _reports(actor: Actor, today: date) -> list[Part]:
    """Of each period whose day has passed the regions that handed nothing in."""
    periods = ReportPeriod.objects.filter(withdrawn_at=None, due_on__lt=today).order_by("due_on")
    return [_silent(actor, period) for period in periods]


def _silent(actor: Actor, period: ReportPeriod) -> Part:
    handed_in = Report.objects.filter(
        period=period, region=OuterRef("pk"), withdrawn_at=None, first_submitted_on__isnull=False
    )
    silent = asked_regions(period).filter(_seen(actor), ~Exists(handed_in)).order_by()
    named = silent.annotate(
        m_kind=Value(Kind.REPORT.value, output_field=CharField()), m_what=Value(period.name, output_field=CharField()),
        m_ref=Value(period.ref, output_field=CharField()), m_id=F("name_id"), m_en=F("name_en"),
        m_since=Value(period.due_on, output_field=DateField()),
    )  # fmt: skip
    return named.values_list(*COLUMNS)


def _seen(actor: Actor) -> Q:
    """All for national sight; else one's own regions and, for a province, those in it."""
    if actor.national_sight:
        return Q()
    own = list(actor.region_ids)
    return Q(pk__in=own) | Q(province__in=own)
