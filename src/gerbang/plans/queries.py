"""Reads of action plans, all through `visible_to`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import ngettext

from gerbang.people.acting import Actor
from gerbang.people.models import BodyKind
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, IndicatorLine, Objective, Plan, PlanVersion, Trip
from gerbang.register import queries as register
from gerbang.register.models import Party, Tie
from gerbang.register.rules import SENDERS, writing

WITH_MONEY = BudgetLine.objects.filter(activity=OuterRef("pk"), amount__isnull=False)
NO_OWNER = Q(owner=None, owner_as_written="")


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """Plans of cooperations whose inside the actor may see; the public sees none. Withdrawn ones stay readable."""
    return Plan.objects.filter(tie__in=register.inside(actor).values("pk")).select_related("tie")


def of_tie(actor: Actor, tie: Tie) -> list[Plan]:
    """The standing plans of a cooperation in the order of their periods, each with its versions."""
    found = visible_to(actor).filter(tie=tie, withdrawn_at=None).prefetch_related("versions")
    return list(found)


def overlapping(plan_of: Tie, starts: Any, ends: Any, but: int | None = None) -> QuerySet[Plan]:
    """Standing plans of a cooperation whose period shares a day with this one."""
    standing = Plan.objects.filter(tie=plan_of, withdrawn_at=None)
    standing = standing.exclude(pk=but) if but else standing
    return standing.filter(starts_on__lte=ends, ends_on__gte=starts)


def current(plan: Plan) -> PlanVersion:
    """The version a plan is shown by: the approved one, else the newest."""
    versions = list(plan.versions.all())
    approved = [version for version in versions if version.state == PlanVersion.State.APPROVED]
    return approved[0] if approved else max(versions, key=lambda version: version.number)


def draft(plan: Plan) -> PlanVersion | None:
    """The version that is being worked on."""
    return next((version for version in plan.versions.all() if version.is_draft), None)


def handed_up_to(actor: Actor) -> QuerySet[PlanVersion]:
    """Drafts that wait for the actor, who may approve plans of these regions, the longest waiting first."""
    bodies = {body.pk: body for by in writing(actor, SENDERS) for body in by.bodies}
    regions = {body.region_id for body in bodies.values() if body.kind in (BodyKind.REGION, BodyKind.UNIT)} - {None}
    if not regions:
        return PlanVersion.objects.none()
    waiting = PlanVersion.objects.filter(
        state=PlanVersion.State.DRAFT, handed_up_at__isnull=False, plan__withdrawn_at=None
    )
    own = Party.objects.filter(tie=OuterRef("plan__tie"), region__in=regions)
    return waiting.filter(Exists(own)).select_related("plan__tie").order_by("handed_up_at", "pk")


def flagged(activities: QuerySet[ActivityLine]) -> QuerySet[ActivityLine]:
    """Activities with `no_money` and `no_owner` said of each."""
    return activities.annotate(no_money=~Exists(WITH_MONEY))


@dataclass(frozen=True, slots=True)
class Flags:
    """How many activities a version has, and of how many nobody says who pays or who carries them out."""

    activities: int = 0
    no_money: int = 0
    no_owner: int = 0


def flags(versions: Collection[PlanVersion]) -> dict[int, Flags]:
    """The flags of each version by its key, in one query."""
    counted = (
        flagged(ActivityLine.objects.filter(version__in=versions))
        .order_by()
        .values("version")
        .annotate(all=Count("pk"), bare=Count("pk", Q(no_money=True)), nobody=Count("pk", NO_OWNER))
    )
    found = {one["version"]: Flags(one["all"], one["bare"], one["nobody"]) for one in counted}
    return {version.pk: found.get(version.pk, Flags()) for version in versions}


@dataclass(frozen=True, slots=True)
class Content:
    """All that a version says."""

    objectives: list[Objective]
    activities: list[Any]
    budget: list[BudgetLine]
    indicators: list[IndicatorLine]


def content(version: PlanVersion) -> Content:
    """The lines of a version, each activity with its money, its indicators and its flags."""
    money = BudgetLine.objects.order_by("year", "number")
    activities = flagged(ActivityLine.objects.filter(version=version)).select_related("owner", "objective", "activity")
    return Content(
        list(Objective.objects.filter(version=version)),
        list(activities.prefetch_related(Prefetch("budget", money))),
        list(BudgetLine.objects.filter(version=version).select_related("activity").order_by("number")),
        list(IndicatorLine.objects.filter(version=version).select_related("activity").prefetch_related("targets")),
    )


def hanging_on(tie: Tie) -> str:
    """That plans, deliveries or trips hang on a tie, for whoever would change its parties or merge it away."""
    plans, deliveries = Plan.objects.filter(tie=tie).count(), Delivery.objects.filter(tie=tie).count()
    trips = Trip.objects.filter(tie=tie).count()
    planned = ngettext("%(n)d action plan hangs on this record.", "%(n)d action plans hang on this record.", plans)
    carried_out = ngettext(
        "%(n)d record of something carried out hangs on it.",
        "%(n)d records of something carried out hang on it.",
        deliveries,
    )
    travelled = ngettext("%(n)d record of a trip hangs on it.", "%(n)d records of trips hang on it.", trips)
    said = ((planned, plans), (carried_out, deliveries), (travelled, trips))
    return " ".join(words % {"n": number} for words, number in said if number)
