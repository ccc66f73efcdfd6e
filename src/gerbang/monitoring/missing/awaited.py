"""What is awaited of cooperations and is not there yet: each kind with its rows, and since which day it is missing.

Nothing here is a legal deadline. `since` is the day the plan, the letter or the follow-up itself names.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value, When

from gerbang.plans.models import ActivityLine, Delivery, FollowUp, Plan, PlanVersion, Reading, Trip, TripReport
from gerbang.plans.models.planning import Target
from gerbang.plans.travel_terms import report_term
from gerbang.register.models import Phase, Tie

Rows = QuerySet[Any, Any]
Keys = QuerySet[Any, Any] | Collection[int]
"""Keys of cooperations, or the question that finds them."""


UNKNOWN = date.max
"""Stands where nobody knows since when: behind every day that is known."""


class Kind(StrEnum):
    """What may be missing."""

    REPORT = "laporan"
    PLAN = "rencana"
    ACTIVITY = "kegiatan"
    READING = "realisasi"
    FOLLOW_UP = "tindak-lanjut"
    TRIP = "perjalanan"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Everything of one kind that is not done, of whatever day.

    `tie`: the way from a row to its cooperation, empty where the row is one. `what`: how it is called. `since`: the day
    from which it is awaited. `grace`: so long after that day nothing is missing yet; None: missing whatever the day.
    """

    kind: Kind
    rows: Rows
    tie: str
    what: Any
    since: Any
    grace: timedelta | None = timedelta(0)

    def way(self, name: str) -> str:
        """To a column of the cooperation."""
        return f"{self.tie}__{name}" if self.tie else name

    def dated(self) -> Rows:
        """The rows with the day as `m_since`."""
        found: Rows = self.rows.order_by().annotate(m_since=self.since)
        return found

    def passed(self, today: date) -> Q:
        """Of rows so dated: the day and the grace have passed."""
        return Q() if self.grace is None else Q(m_since__lt=today - self.grace)


def awaited(ties: Keys) -> list[Awaited]:
    """Of these cooperations, as far as they are agreed and within the law, each kind in its place."""
    agreed = Tie.objects.filter(pk__in=ties, phase=Phase.AGREED, outside_law=False)
    keys = agreed.values("pk")
    return [_plans(agreed), _activities(keys), _readings(keys), _follow_ups(keys), _trips(keys)]


def _plans(agreed: Rows) -> Awaited:
    """Cooperations without a plan, since they were agreed, where that day is known."""
    standing = Plan.objects.filter(tie=OuterRef("pk"), withdrawn_at=None)
    known = Case(When(signed_earliest=F("signed_latest"), then=F("listed_on")), default=Value(UNKNOWN))
    return Awaited(Kind.PLAN, agreed.filter(~Exists(standing)), "", _no_words(), known, None)


def _activities(ties: Rows) -> Awaited:
    """Activities of approved plans of which nothing is recorded."""
    done = Delivery.objects.filter(activity=OuterRef("activity"), withdrawn_at=None)
    rows = ActivityLine.objects.filter(~Exists(done), version__plan__tie__in=ties, **of_approved("version__"))
    return Awaited(Kind.ACTIVITY, rows, "version__plan__tie", F("title"), F("ends_on"))


def _readings(ties: Rows) -> Awaited:
    """Targets of a year without an accepted reading."""
    read = Reading.objects.filter(
        indicator=OuterRef("line__indicator"), year=OuterRef("year"), state=Reading.State.ACCEPTED, withdrawn_at=None
    )
    rows = Target.objects.filter(~Exists(read), line__version__plan__tie__in=ties, **of_approved("line__version__"))
    return Awaited(Kind.READING, rows, "line__version__plan__tie", F("line__name"), EndOfYear(F("year")))


def _follow_ups(ties: Rows) -> Awaited:
    rows = FollowUp.objects.filter(done_on=None, withdrawn_at=None, tie__in=ties)
    return Awaited(Kind.FOLLOW_UP, rows, "tie", F("what"), F("due_on"))


def _trips(ties: Rows) -> Awaited:
    """Working trips whose report is awaited, by the term that is data; since the return."""
    term = report_term()
    told = TripReport.objects.filter(trip=OuterRef("pk"), withdrawn_at=None, reported_on__isnull=False)
    rows = Trip.objects.filter(
        ~Exists(told), direction=Trip.Direction.OUT, withdrawn_at=None, tie__in=ties, ends_on__gte=term.since
    )
    return Awaited(Kind.TRIP, rows, "tie", F("purpose"), F("ends_on"), timedelta(term.days))


def of_approved(way: str) -> dict[str, Any]:
    """Conditions on a version of a plan, `way` to it: it is the approved one of a plan that stands."""
    return {f"{way}state": PlanVersion.State.APPROVED, f"{way}plan__withdrawn_at": None}


class EndOfYear(Func):
    """The last day of a year that a column names."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="(%(expressions)s || '-12-31')", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="make_date(%(expressions)s, 12, 31)", **context)


def _no_words() -> Value:
    return Value("", output_field=CharField())
