"""Reads of what was carried out and measured, for those who see the inside of a cooperation."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, Q, QuerySet

from gerbang.documents.models import Document
from gerbang.documents.queries import visible_to as documents
from gerbang.people.acting import Actor
from gerbang.plans.models import (
    Activity,
    ActivityLine,
    Closing,
    Delivery,
    IndicatorLine,
    Plan,
    PlanVersion,
    Reading,
)
from gerbang.plans.queries import current
from gerbang.register import queries as register
from gerbang.register.models import Tie

HUNDRED = Decimal(100)


def visible_to(actor: Actor) -> QuerySet[Delivery]:
    """What was carried out in cooperations whose inside the actor may see; withdrawn ones stay readable."""
    inside = register.inside(actor).values("pk")
    return Delivery.objects.filter(tie__in=inside).select_related("tie", "body", "activity__plan", "trip", "replaces")


def of_tie(actor: Actor, tie: Tie, newest: int | None = None) -> list[Delivery]:
    """What stands of a cooperation, the latest first."""
    standing = visible_to(actor).filter(tie=tie, withdrawn_at=None).prefetch_related("spending", "participants")
    return list(standing.order_by("-happened_latest", "-pk")[:newest])


def chain(delivery: Delivery) -> list[str]:
    """Its ref and those of the records it was set right from: their evidence is its own."""
    refs, earlier = [delivery.ref], delivery.replaces
    while earlier is not None:
        refs.append(earlier.ref)
        earlier = earlier.replaces
    return refs


def evidence(actor: Actor, refs: Collection[str]) -> list[Document]:
    """The documents that show it, as far as the actor may have them."""
    return list(documents(actor).filter(subject_ref__in=refs, withdrawn_at=None).order_by("pk"))


def titles(activities: Collection[int]) -> dict[int, ActivityLine]:
    """What an activity is called by its key: as the approved version says, else the newest."""
    lines = ActivityLine.objects.filter(activity__in=activities).select_related("version__plan")
    found: dict[int, ActivityLine] = {}
    for line in sorted(lines, key=_authority):
        found[line.activity_id] = line
    return found


def _authority(line: ActivityLine) -> tuple[bool, int]:
    return line.version.state == PlanVersion.State.APPROVED, line.version.number


def choices(tie: Tie) -> list[tuple[Plan, list[ActivityLine]]]:
    """The activities of a cooperation's standing plans that something carried out may serve."""
    plans = Plan.objects.filter(tie=tie, withdrawn_at=None).prefetch_related("versions").order_by("-starts_on", "-pk")
    lines = ActivityLine.objects.select_related("activity")
    return [(plan, list(lines.filter(version=current(plan)).order_by("number"))) for plan in plans]


def of_activities(version: PlanVersion) -> dict[int, list[Delivery]]:
    """What was carried out of each activity of a version, by the activity's key, the first first."""
    found: dict[int, list[Delivery]] = defaultdict(list)
    deliveries = Delivery.objects.filter(activity__lines__version=version, withdrawn_at=None)
    deliveries = deliveries.prefetch_related("spending", "participants")
    for delivery in deliveries.order_by("happened_latest", "pk"):
        found[delivery.activity_id or 0].append(delivery)
    return found


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator in one year: its line, the year's target, its readings, and the one that counts."""

    line: IndicatorLine
    target: Decimal | None
    readings: Sequence[Reading]

    @property
    def counts(self) -> Reading | None:
        """The latest accepted reading; of one day the one recorded last."""
        accepted = [one for one in self.readings if one.state == Reading.State.ACCEPTED and one.withdrawn_at is None]
        return max(accepted, key=lambda one: (one.dated_on, one.pk), default=None)

    @property
    def reached(self) -> Decimal | None:
        """Capaian in per cent: realisasi divided by the target, of an indicator that is to grow.

        None where nothing may be divided, and of one that is to fall or to be kept: a share would mislead there.
        """
        counts = self.counts
        if counts is None or not self.target or self.target < 0 or self.line.direction != IndicatorLine.Direction.UP:
            return None
        return counts.value / self.target * HUNDRED

    @property
    def met(self) -> bool | None:
        """Whether the target is met, by the direction of the indicator; None where that cannot be said."""
        counts = self.counts
        if counts is None or self.target is None or not self.line.direction:
            return None
        ways = IndicatorLine.Direction
        if self.line.direction == ways.UP:
            return counts.value >= self.target
        return counts.value <= self.target if self.line.direction == ways.DOWN else counts.value == self.target


def measured(version: PlanVersion, year: int) -> list[Measured]:
    """Every indicator of a version with what was measured for a year."""
    readings = Reading.objects.filter(year=year).select_related("body").order_by("dated_on", "pk")
    lines = IndicatorLine.objects.filter(version=version).select_related("activity", "indicator")
    with_readings = lines.prefetch_related("targets", Prefetch("indicator__readings", readings))
    found = []
    for line in with_readings.order_by("number"):
        target = next((one.value for one in line.targets.all() if one.year == year), None)
        found.append(Measured(line, target, list(line.indicator.readings.all())))
    return found


def planned_for(begins: date, ends: date) -> Q:
    """Of the activities of plans that share a day with these days: those agreed for them.

    Their own days share one with the period. An activity that names no day may be kept in all the time of its plan.
    """
    begun = Q(begins_on__lte=ends) | Q(begins_on=None, ends_on__lte=ends)
    not_over = Q(ends_on__gte=begins) | Q(ends_on=None, begins_on__gte=begins)
    return (begun & not_over) | Q(begins_on=None, ends_on=None)


def indicator_of(version: PlanVersion, ref: str) -> IndicatorLine | None:
    lines = IndicatorLine.objects.filter(version=version, indicator__ref=ref)
    return lines.select_related("indicator__plan__tie", "activity").first()


def closings(plan: Plan) -> dict[int, Closing]:
    """The years that are closed, each with its closing."""
    return {one.year: one for one in Closing.objects.filter(plan=plan, reopened_at=None).select_related("body")}


def activity_of(tie: Tie, ref: str) -> Activity | None:
    return Activity.objects.filter(ref=ref, plan__tie=tie, plan__withdrawn_at=None).select_related("plan").first()


def reading_of(plan: Plan, ref: str) -> Reading | None:
    found = Reading.objects.filter(indicator__plan=plan, ref=ref)
    return found.select_related("indicator__plan", "body").first()
