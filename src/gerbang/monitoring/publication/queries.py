"""What regions were shown of their cooperations, what they answered, and what of it the public may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gerbang.monitoring.models import Publication, RegionAnswer, Showing, ShownTie
from gerbang.people.acting import Actor
from gerbang.people.queries import regional_sight
from gerbang.register.models import Party, Tie
from gerbang.values import zones

NEWEST_FIRST = ("-pk",)
IN_ORDER = ("tie__listed_on", "tie__ref")
"""Cooperations of a showing: the ones agreed longest ago first, never the most or the least alive."""


def visible_to(actor: Actor) -> QuerySet[Showing]:
    """Those of one's own region and, for a province, of its regencies and cities; national sight sees all."""
    rows = Showing.objects.select_related("region", "body")
    if not actor.is_authenticated:
        return rows.none()
    return rows if actor.national_sight else rows.filter(regional_sight(actor))


def listed(actor: Actor) -> QuerySet[Showing]:
    """The newest first, each with how many of its cooperations the region has answered on."""
    standing = RegionAnswer.objects.filter(shown__showing=OuterRef("pk"), withdrawn_at=None).order_by()
    number = standing.values("shown__showing").annotate(number=Count("pk")).values("number")
    return visible_to(actor).annotate(answered=Coalesce(Subquery(number), 0))


def running(today: date) -> QuerySet[Showing]:
    """Those that are being prepared, and those a region may still answer."""
    return Showing.objects.filter(_still_open(today) | Q(shown_on=None), withdrawn_at=None)


def open_to(actor: Actor) -> QuerySet[Showing]:
    """What the actor's own regions may answer today, the first to end first."""
    rows = Showing.objects.filter(_still_open(actor.today), withdrawn_at=None, region__in=list(actor.region_ids))
    return rows.select_related("region").order_by("answers_until", "pk")


def _still_open(today: date) -> Q:
    return Q(more_time_until__gte=today) | Q(more_time_until=None, answers_until__gte=today)


def ties_of(showing: Showing) -> QuerySet[ShownTie]:
    """What was shown of each cooperation, with the answer that stands and the state as it is now."""
    return _with_answer(showing.ties.select_related("tie")).annotate(now=F("tie__kept_liveliness__state"))


def _with_answer(rows: QuerySet[ShownTie]) -> QuerySet[ShownTie]:
    """The one answer that stands, in the same query."""
    standing = FilteredRelation("answers", condition=Q(answers__withdrawn_at=None))
    answered = {"answer": F("standing__text"), "letter": F("standing__letter"), "answered": F("standing__recorded_at")}
    return rows.annotate(standing=standing).annotate(**answered)


def shown_tie(showing: Showing, ref: str) -> ShownTie | None:
    """What was shown of one cooperation, with every answer to it."""
    every = Prefetch("answers", RegionAnswer.objects.select_related("body").order_by("-pk"))
    found = showing.ties.filter(tie__ref=ref).select_related("tie", "showing__region", "showing__body")
    return found.prefetch_related(every).first()


def publication() -> Publication | None:
    """The one that runs; None where the public sees nothing."""
    return Publication.objects.filter(ended_at=None).first()


def publications() -> QuerySet[Publication]:
    """When it was switched on and off, the newest first."""
    return Publication.objects.select_related("body", "ended_by_body")


# One cooperation ------------------------------------------------------------------------------------------------------


class Standing(StrEnum):
    """How far a cooperation is on the way to the public."""

    NEVER_SHOWN = "never-shown"
    ANSWERING = "answering"
    OTHERS = "others"
    OFF = "off"
    CHANGED = "changed"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Course:
    """Where it stands, and what each of its regions was shown last, the newest first."""

    standing: Standing
    shown: Sequence[ShownTie] = ()

    @property
    def newest(self) -> ShownTie | None:
        return self.shown[0] if self.shown else None


def seen_by(actor: Actor, of: Course) -> ShownTie | None:
    """The newest that was shown to a region of the actor's own, or of its province; national sight sees all."""
    own = actor.region_ids
    for one in of.shown:
        region = one.showing.region
        if actor.national_sight or region.pk in own or region.province_id in own:
            return one
    return None


def published(tie: Tie) -> Course | None:
    """What the public may see of a cooperation; None where that is nothing. One query."""
    found = _course(tie, _shown(tie).filter(_switched_on()))
    return found if found.standing == Standing.PUBLIC else None


def course(tie: Tie) -> Course:
    """The same for those inside, who are told as well why the public sees nothing."""
    return _course(tie, _shown(tie))


def _course(tie: Tie, rows: QuerySet[ShownTie]) -> Course:
    """Public is what every region of the cooperation was shown and could answer, as long as that is still so.

    Where the state is another now, or nobody has looked since a day that changes it, nothing is shown: what is
    outdated does not stand in public.
    """
    today, regions = zones.today("WIB"), _regions(tie)
    every = [one for one in rows if one.showing.region_id in regions]
    if not every:
        return Course(Standing.NEVER_SHOWN)
    closed = _newest_of_each(one for one in every if not one.showing.is_open(today))
    if {one.showing.region_id for one in closed} != regions:
        waits = any(one.showing.is_open(today) for one in every)
        return Course(Standing.ANSWERING if waits else Standing.OTHERS, _newest_of_each(every))
    now: Any = closed[0]
    if not now.switched:
        return Course(Standing.OFF, closed)
    if {one.state for one in closed} != {now.now} or (now.holds is not None and now.holds < today):
        return Course(Standing.CHANGED, closed)
    return Course(Standing.PUBLIC, closed)


def _shown(tie: Tie) -> QuerySet[ShownTie]:
    """What regions were shown of it, the newest first, with all that decides on its being public."""
    rows = ShownTie.objects.filter(tie=tie, showing__withdrawn_at=None, showing__shown_on__isnull=False)
    kept = {"now": F("tie__kept_liveliness__state"), "holds": F("tie__kept_liveliness__until")}
    found = _with_answer(rows.select_related("showing__region")).annotate(switched=_switched_on(), **kept)
    return found.order_by("-showing__shown_on", "-showing_id")


def _switched_on() -> Exists:
    return Exists(Publication.objects.filter(ended_at=None))


def _newest_of_each(rows: Iterable[ShownTie]) -> list[ShownTie]:
    """The first of each region, in the order given."""
    found: dict[int, ShownTie] = {}
    for one in rows:
        found.setdefault(one.showing.region_id, one)
    return list(found.values())


def _regions(tie: Tie) -> set[int | None]:
    """The regions that are party to it; a party on their side that nobody has matched yet was shown nothing."""
    return {one.region_id for one in tie.parties.all() if one.region_id or one.side == Party.Side.REGION}
