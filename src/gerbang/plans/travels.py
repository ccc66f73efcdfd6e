"""Reads of trips, for those who see the inside of a cooperation; of a public one everybody may read the totals."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum

from gerbang.documents.models import Document
from gerbang.documents.queries import visible_to as documents
from gerbang.people.acting import Actor
from gerbang.plans.models import Delivery, Permit, Trip, TripPart, TripReport
from gerbang.register import queries as register
from gerbang.register.models import Tie

PARTS: tuple[type[TripPart], ...] = (Permit, TripReport)


def visible_to(actor: Actor) -> QuerySet[Trip]:
    """Trips of cooperations whose inside the actor may see; withdrawn ones stay readable."""
    inside = register.inside(actor).values("pk")
    return Trip.objects.filter(tie__in=inside).select_related("tie", "body", "activity__plan", "replaces")


def took_place(today: date) -> Q:
    """The trips that were made: they are over, and somebody said so, after their end or by what came of them.

    A plan alone does not count when its day has passed.
    """
    report = TripReport.objects.filter(trip=OuterRef("pk"), withdrawn_at=None)
    carried_out = Delivery.objects.filter(trip=OuterRef("pk"), withdrawn_at=None)
    said = Q(recorded_at__date__gte=F("ends_on")) | Q(Exists(report)) | Q(Exists(carried_out))
    return Q(ends_on__lte=today) & said


def on_no_trip() -> Q:
    """Deliveries that were part of no trip that stands: their people are counted with them, else with the trip."""
    return Q(trip=None) | Q(trip__withdrawn_at__isnull=False)


def of_tie(actor: Actor, tie: Tie, newest: int | None = None) -> list[Trip]:
    """What stands of a cooperation, the latest first, each with its report; the whole list with the money as well."""
    found = complete(visible_to(actor).filter(tie=tie, withdrawn_at=None), actor.today)
    found = found if newest else found.prefetch_related("money")
    return list(found.order_by("-begins_on", "-pk")[:newest])


def complete(trips: QuerySet[Trip], today: date) -> QuerySet[Trip]:
    """Trips with `made`: whether they took place, and with their standing report."""
    standing = Prefetch("reports", TripReport.objects.filter(withdrawn_at=None), to_attr="standing_reports")
    return trips.annotate(made=took_place(today)).prefetch_related(standing)


def whole(actor: Actor) -> QuerySet[Trip]:
    """Trips as their own pages show them: `carried_out` on them and `standing_permits`."""
    standing = [
        Prefetch("deliveries", Delivery.objects.filter(withdrawn_at=None), to_attr="carried_out"),
        Prefetch("permits", Permit.objects.filter(withdrawn_at=None), to_attr="standing_permits"),
    ]
    return complete(visible_to(actor), actor.today).prefetch_related("money", "travellers", *standing)


def open_to_deliveries(tie: Tie, today: date) -> list[Trip]:
    """The standing trips that something carried out may have been part of."""
    begun = Trip.objects.filter(tie=tie, withdrawn_at=None, begins_on__lte=today)
    return list(begun.order_by("-begins_on", "-pk"))


def trip_of(tie: Tie, ref: str) -> Trip | None:
    return Trip.objects.filter(tie=tie, ref=ref, withdrawn_at=None).select_related("activity").first()


def chain(trip: Trip) -> list[str]:
    """Its ref and those of the records it was set right from: their documents are its own."""
    refs, earlier = [trip.ref], trip.replaces
    while earlier is not None:
        refs.append(earlier.ref)
        earlier = earlier.replaces
    return refs


def part_of(trip: Trip, ref: str) -> TripPart | None:
    """The permit or the report of that ref, if it stands."""
    for kind in PARTS:
        found = kind._default_manager.filter(trip=trip, ref=ref, withdrawn_at=None).select_related("trip__tie").first()
        if found is not None:
            return found
    return None


@dataclass(frozen=True, slots=True)
class Total:
    """Trips in one direction that took place; `people` of those where somebody counted, `uncounted` of the others."""

    trips: int = 0
    people: int = 0
    uncounted: int = 0


def totals(tie: Tie, today: date) -> dict[str, Total]:
    """How many trips took place and stand, by direction, in one query. Holds nothing that is not for everybody."""
    counted = (
        Trip.objects.filter(took_place(today), tie=tie, withdrawn_at=None)
        .order_by()
        .values("direction")
        .annotate(trips=Count("pk"), all=Sum("people"), counted=Count("people"))
    )
    return {one["direction"]: Total(one["trips"], one["all"] or 0, one["trips"] - one["counted"]) for one in counted}


def documents_of(actor: Actor, trip: Trip) -> dict[str, list[Document]]:
    """The documents of a trip, of its permits and of what was reported of it, by what they belong to.

    Those of a report that was told anew stay with it; those of what was withdrawn do not.
    """
    own = chain(trip)
    reports = TripReport.objects.filter(trip=trip, withdrawn_reason="").values_list("ref", flat=True)
    permits = Permit.objects.filter(trip=trip, withdrawn_at=None).values_list("ref", flat=True)
    kept = dict.fromkeys(own, "trip") | dict.fromkeys(reports, "report") | {ref: ref for ref in permits}
    found: dict[str, list[Document]] = defaultdict(list)
    for document in documents(actor).filter(subject_ref__in=kept, withdrawn_at=None).order_by("pk"):
        found[kept[document.subject_ref]].append(document)
    return dict(found)
