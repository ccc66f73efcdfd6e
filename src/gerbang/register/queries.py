"""Reads of the register, all through `visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gerbang.people.acting import Actor
from gerbang.people.queries import in_audience, regional_sight
from gerbang.places.models import Country, Region
from gerbang.register.models import (
    AGREEMENTS,
    COOPERATIONS,
    NEVER_PUBLIC,
    Claim,
    Fact,
    Instrument,
    Party,
    Phase,
    Source,
    Tie,
)
from gerbang.search.folding import tokens

PARTIES = Prefetch(
    "parties",
    Party.objects.select_related("region__province", "partner__subdivision", "partner__city__admin1", "country"),
)
NEWEST_FIRST = ("-listed_on", "-ref")


def is_signed() -> Q:
    """A cooperation in the sense of PP 28/2018 whose agreement is on record or told of by a source."""
    texts = Instrument.objects.filter(tie=OuterRef("pk"), kind__in=AGREEMENTS, withdrawn_at=None)
    return Q(Exists(texts), phase__in=COOPERATIONS, outside_law=False)


def visible_to(actor: Actor) -> QuerySet[Tie]:
    """Signed ties for everybody; all ties for national sight; besides, one's own, one's province's, one's audience."""
    if actor.national_sight:
        return Tie.objects.all()
    seen = is_signed()
    if actor.is_authenticated:
        parties = Party.objects.filter(regional_sight(actor, "region"), tie=OuterRef("pk"))
        seen = seen | Q(Exists(parties)) | Q(in_audience(actor))
    return Tie.objects.filter(seen)


def with_parties(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """The ties with what a row of a list shows, in two queries however many there are."""
    return ties.prefetch_related(PARTIES)


def detail(actor: Actor, ref: str) -> Tie | None:
    """One tie with everything its page shows; None where it does not exist for this actor."""
    sees_all = sees_unsigned_papers(actor, ref)
    instruments = Instrument.objects.filter(withdrawn_at=None).prefetch_related("signatures", "originals")
    claims = Claim.objects.filter(withdrawn_at=None).select_related("source", "instrument")
    if not sees_all:
        instruments = instruments.filter(Q(reported=True) | ~Q(kind__in=NEVER_PUBLIC))
        claims = claims.filter(
            Q(instrument=None) | Q(instrument__reported=True) | ~Q(instrument__kind__in=NEVER_PUBLIC),
            Q(instrument=None) | Q(instrument__withdrawn_at=None),
        )
    found = visible_to(actor).filter(ref=ref)
    return found.prefetch_related(
        PARTIES, Prefetch("instruments", instruments), Prefetch("claims", claims), "choices"
    ).first()


def sees_unsigned_papers(actor: Actor, ref: str) -> bool:
    """Whether the actor may see letters of intent and notices of this tie: its own bodies, its province, the nation."""
    if actor.national_sight:
        return True
    if not actor.is_authenticated:
        return False
    mine = Party.objects.filter(regional_sight(actor, "region"), tie=OuterRef("pk"))
    return Tie.objects.filter(Q(Exists(mine)) | Q(in_audience(actor)), ref=ref).exists()


def cooperations(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """Those that count as cooperations: agreed or ended, under PP 28/2018."""
    return ties.filter(phase__in=COOPERATIONS, outside_law=False)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything."""

    words: str = ""
    province: str = ""
    region: str = ""
    country: str = ""
    kind: str = ""
    phase: str = ""
    year: int | None = None
    dated: bool = False
    disputed: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Filters()


def narrowed(ties: QuerySet[Tie], by: Filters) -> QuerySet[Tie]:
    """The ties that satisfy every filter. "In 2012" is certainly inside that year; "dated" is known to the day."""
    for word in tokens(by.words):
        ties = ties.filter(folded__contains=word)
    if by.province:
        ties = ties.filter(_party(Q(region__ref=by.province) | Q(region__province__ref=by.province)))
    if by.region:
        ties = ties.filter(_party(Q(region__ref=by.region)))
    if by.country:
        ties = ties.filter(_party(Q(country__ref=by.country)))
    if by.kind:
        ties = ties.filter(kind=by.kind)
    if by.phase:
        ties = ties.filter(phase=by.phase)
    if by.year is not None:
        ties = ties.filter(signed_earliest__year=by.year, signed_latest__year=by.year)
    if by.dated:
        ties = ties.filter(signed_precision="day")
    return ties.filter(disputed=True) if by.disputed else ties


def _party(condition: Q) -> Exists:
    return Exists(Party.objects.filter(condition, tie=OuterRef("pk")))


@dataclass(frozen=True, slots=True)
class Figures:
    """Computed whenever they are shown. Contacts and intentions are counted apart and are no cooperations."""

    cooperations: int
    dated: int
    contacts: int
    intentions: int
    outside_law: int
    regions: int
    countries: int

    @property
    def not_yet(self) -> int:
        return self.contacts + self.intentions


def figures() -> Figures:
    """The figures of the whole register; numbers only, no names, so that anybody may read them."""
    law = Q(outside_law=False)
    signed = Tie.objects.filter(is_signed())
    counted = Tie.objects.aggregate(
        contacts=Count("pk", filter=law & Q(phase=Phase.IDEA)),
        intentions=Count("pk", filter=law & Q(phase=Phase.INTENDED)),
        outside_law=Count("pk", filter=Q(outside_law=True)),
    )
    agreed = signed.aggregate(cooperations=Count("pk"), dated=Count("pk", filter=Q(signed_precision="day")))
    parties = Party.objects.filter(tie__in=signed)
    places = parties.aggregate(
        regions=Count("region", distinct=True, filter=Q(side=Party.Side.REGION)),
        countries=Count("country", distinct=True),
    )
    return Figures(**counted, **agreed, **places)


def by_region(ties: QuerySet[Tie]) -> QuerySet[Region]:
    """Regions with a tie among these, with how many, the most first."""
    inside = Party.objects.filter(tie__in=ties, region__isnull=False)
    found = Region.objects.filter(Exists(inside.filter(region=OuterRef("pk")))).select_related("province")
    return found.order_by("code")


def tally(ties: QuerySet[Tie], column: str) -> dict[int, int]:
    """How many of these ties each region (`region`) or country (`country`) has."""
    rows = Party.objects.filter(tie__in=ties, **{f"{column}__isnull": False}).values(column)
    return {row[column]: row["ties"] for row in rows.annotate(ties=Count("tie", distinct=True))}


def countries_of(ties: QuerySet[Tie]) -> QuerySet[Country]:
    """Countries with a partner among these ties."""
    inside = Party.objects.filter(tie__in=ties, country=OuterRef("pk"))
    return Country.objects.filter(Exists(inside))


def counts_claimed() -> Iterable[Claim]:
    """What sources say of the number of cooperations; shown with their definitions, never as our figure."""
    return Claim.objects.filter(fact=Fact.COUNT, withdrawn_at=None).select_related("source")


def sources() -> QuerySet[Source]:
    return Source.objects.annotate(number=Count("claims"))
