"""Reads of evaluations, and the figures that are worked out of what was recorded in a period."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gerbang.documents.models import Document
from gerbang.documents.queries import visible_to as documents
from gerbang.monitoring.models import Evaluation, PartnerLink, PartnerView
from gerbang.people.acting import Actor
from gerbang.plans import recorded, travels
from gerbang.plans.models import ActivityLine, Delivery, Participant, Plan, PlanVersion, Spent, Trip
from gerbang.plans.queries import current
from gerbang.register import queries as register
from gerbang.register.models import Tie

Opens = Literal["open", "used", "expired", "revoked"]
Figures = dict[str, Any]
"""Figures by their keys: a number, None where nobody counted, or rows of what has no single number."""


def visible_to(actor: Actor) -> QuerySet[Evaluation]:
    """Evaluations of cooperations whose inside the actor may see; a draft is its own office's alone."""
    inside = register.inside(actor).values("pk")
    seen = ~Q(state=Evaluation.State.DRAFT) | Q(body__in=list(actor.bodies))
    return Evaluation.objects.filter(seen, tie__in=inside).select_related("tie", "body")


def of_tie(actor: Actor, tie: Tie, newest: int | None = None) -> list[Evaluation]:
    """What stands of a cooperation, the newest first."""
    return list(visible_to(actor).filter(tie=tie, withdrawn_at=None).order_by("-ends_on", "-pk")[:newest])


def listed(actor: Actor) -> QuerySet[Evaluation]:
    """All that stand, those that are not decided first, then the newest."""
    standing = visible_to(actor).filter(withdrawn_at=None)
    return standing.order_by(F("decided_on").desc(nulls_first=True), "-ends_on", "-pk")


def waiting_for(actor: Actor) -> QuerySet[Evaluation]:
    """Evaluations of the actor's own offices that are to be completed or decided, the one begun first first."""
    own = visible_to(actor).filter(withdrawn_at=None, body__in=list(actor.bodies))
    return own.exclude(state=Evaluation.State.DECIDED).order_by("pk")


def newest_decided(tie: Tie) -> Evaluation | None:
    """The evaluation by which a cooperation was last decided upon: what rooms above go by."""
    return newest_decided_of([tie]).get(tie.pk)


def newest_decided_of(ties: Collection[Tie]) -> dict[int, Evaluation]:
    """The same of many cooperations by their keys, in one query. Says nothing of who may read it."""
    decided = Evaluation.objects.filter(tie__in=ties, state=Evaluation.State.DECIDED, withdrawn_at=None)
    return {one.tie_id: one for one in decided.select_related("tie", "body").order_by("decided_on", "pk")}


def open_draft(tie: Tie, body: Any) -> Evaluation | None:
    """The evaluation that a body has begun and not completed."""
    return Evaluation.objects.filter(tie=tie, body=body, state=Evaluation.State.DRAFT, withdrawn_at=None).first()


def documents_of(actor: Actor, evaluation: Evaluation) -> dict[str, list[Document]]:
    """The documents of an evaluation by what they show: a criterion, or the decision."""
    found: dict[str, list[Document]] = {}
    for document in documents(actor).filter(subject_ref=evaluation.ref, withdrawn_at=None).order_by("pk"):
        found.setdefault(document.kind.rpartition(".")[2], []).append(document)
    return found


# The partner's view ---------------------------------------------------------------------------------------------------


def opens(link: PartnerLink, now: datetime) -> Opens:
    """What the link is good for. That it was used is told first; one of an evaluation that is over opens nothing."""
    if hasattr(link, "view"):
        return "used"
    over = link.evaluation.state == Evaluation.State.DECIDED or not link.evaluation.stands
    if link.revoked_at is not None or over:
        return "revoked"
    return "expired" if link.has_expired(now) else "open"


def links_of(evaluation: Evaluation) -> list[PartnerLink]:
    return list(PartnerLink.objects.filter(evaluation=evaluation).select_related("evaluation", "view").order_by("pk"))


def views_of(evaluation: Evaluation) -> list[PartnerView]:
    return list(PartnerView.objects.filter(link__evaluation=evaluation).order_by("pk"))


# Figures --------------------------------------------------------------------------------------------------------------


def figures(tie: Tie, begins: date, ends: date) -> Figures:
    """What the records of a period say. What nobody recorded is not known, and no zero by itself.

    What is agreed for the period and what is carried out by its end are what the report of the same days tells.
    """
    planned, deliveries = _planned(tie, begins, ends), _deliveries(tie, begins, ends)
    in_plan = {activity for activity, _agreed, _done in planned}
    agreed = [done for _activity, agreed, done in planned if agreed]
    trips = Trip.objects.filter(
        travels.took_place(ends), tie=tie, withdrawn_at=None, ends_on__gte=begins
    ).prefetch_related("money")
    outcomes = list(_outcomes(tie, begins, ends))
    took_part = Participant.objects.filter(delivery__in=deliveries).values_list("side", "name")
    sides = {side: {name.casefold() for of, name in took_part if of == side} for side in Participant.Side.values}
    return {
        "plan-agreed": len(agreed),
        "plan-done": sum(agreed),
        "outside-plan": sum(one.activity_id not in in_plan for one in deliveries),
        "outcomes-with-baseline": len(outcomes),
        "outcomes": outcomes,
        **_exchange(trips, deliveries),
        "bodies-ours": len(sides[Participant.Side.OURS]),
        "bodies-theirs": len(sides[Participant.Side.THEIRS]),
        "money": _money([*_spent(deliveries), *(one for trip in trips for one in trip.money.all())]),
    }


def _deliveries(tie: Tie, begins: date, ends: date) -> list[Delivery]:
    """What is only known to be no later than a day belongs to no period."""
    inside = Delivery.objects.filter(
        tie=tie, withdrawn_at=None, happened_earliest__isnull=False, happened_latest__range=(begins, ends)
    )
    return list(inside.select_related("trip").prefetch_related("spending"))


def _plans(tie: Tie, begins: date, ends: date) -> QuerySet[Plan]:
    """The standing plans that share a day with the period; one without a period is taken in."""
    begun, over = Q(starts_on=None) | Q(starts_on__lte=ends), Q(ends_on=None) | Q(ends_on__gte=begins)
    return Plan.objects.filter(begun, over, tie=tie, withdrawn_at=None).order_by("pk")


def _planned(tie: Tie, begins: date, ends: date) -> list[tuple[int, bool, bool]]:
    """The activities of the approved plans: key, whether it is agreed for the period, and carried out by its end."""
    done = Delivery.objects.filter(activity=OuterRef("activity"), withdrawn_at=None, happened_latest__lte=ends)
    lines = ActivityLine.objects.filter(
        version__plan__in=_plans(tie, begins, ends).values("pk"), version__state=PlanVersion.State.APPROVED
    )
    told = lines.order_by().annotate(agreed=recorded.planned_for(begins, ends), done=Exists(done))
    return list(told.values_list("activity", "agreed", "done"))


def _outcomes(tie: Tie, begins: date, ends: date) -> Iterable[dict[str, Any]]:
    """Indicators with a baseline whose latest accepted reading lies in the period."""
    for plan in _plans(tie, begins, ends).prefetch_related("versions"):
        version = current(plan)
        latest: dict[int, dict[str, Any]] = {}
        for year in range(begins.year, ends.year + 1):
            for row in recorded.measured(version, year):
                counts = row.counts
                if row.line.baseline is not None and counts and begins <= counts.dated_on <= ends:
                    latest[row.line.pk] = {
                        "name": row.line.name,
                        "unit": row.line.unit,
                        "baseline": str(row.line.baseline.normalize()),
                        "value": str(counts.value.normalize()),
                        "on": counts.dated_on.isoformat(),
                    }
        yield from latest.values()


def _exchange(trips: QuerySet[Trip], deliveries: Iterable[Delivery]) -> Figures:
    """Trips and people each way, of trips and of what was part of none (`on_no_trip`). None: nobody counted."""
    found: Figures = {}
    for direction, of_delivery in ((Trip.Direction.OUT, "people_out"), (Trip.Direction.IN, "people_in")):
        those = [trip for trip in trips if trip.direction == direction]
        counted = [trip.people for trip in those] + [
            getattr(one, of_delivery) for one in deliveries if one.trip is None or not one.trip.stands
        ]
        known = [people for people in counted if people is not None]
        found[f"trips-{direction}"] = len(those)
        found[f"people-{direction}"] = sum(known) if known else None
    return found


def _spent(deliveries: Iterable[Delivery]) -> Iterable[Spent]:
    return (one for delivery in deliveries for one in delivery.spending.all())


def _money(spent: Iterable[Spent]) -> list[dict[str, str]]:
    """Summed within a source and a currency only."""
    sums: dict[tuple[str, str], Decimal] = {}
    for one in spent:
        sums[one.source, one.currency] = sums.get((one.source, one.currency), Decimal(0)) + one.amount
    return [
        {"source": source, "currency": currency, "amount": str(amount)}
        for (source, currency), amount in sorted(sums.items())
    ]
