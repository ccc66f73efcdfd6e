"""Reads of the register, all through `visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gerbang.people.acting import Actor
from gerbang.people.queries import in_audience, regional_sight
from gerbang.places.models import Country, Partner, Region
from gerbang.register.claims import SIGNING_PRECISIONS
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
from gerbang.search import common_words, tokens

PARTIES = Prefetch(
    "parties",
    Party.objects.select_related("region__province", "partner__subdivision", "partner__city__admin1", "country"),
)
NEWEST_FIRST = ("-listed_on", "-ref")
COUNTED = 10_000
INSIDE_A_WORD = 4
"""Letters a word needs to be found inside another (sampah in persampahan); shorter ones only begin one (air)."""


def same_tie(kind: str, region: Region, partners: Iterable[Partner], regions: Iterable[Region]) -> Tie | None:
    """The tie on the register with exactly these parties and this kind; the oldest where there are several."""
    wanted = {("partner", partner.pk) for partner in partners} | {("region", other.pk) for other in regions}
    ours = Party.objects.filter(tie=OuterRef("pk"), side=Party.Side.REGION, region=region)
    for tie in Tie.objects.filter(Exists(ours), kind=kind).prefetch_related("parties").order_by("pk"):
        others = {_link(party) for party in tie.parties.all() if party.side == Party.Side.PARTNER}
        if len(tie.regions_side) == 1 and others == wanted:
            return tie
    return None


def _link(party: Party) -> tuple[str, int | None]:
    """What a party is linked to; a held one is like no other."""
    if party.partner_id is not None:
        return "partner", party.partner_id
    return "region", party.region_id


def is_signed() -> Q:
    """A cooperation in the sense of PP 28/2018 whose agreement is on record or told of by a source."""
    texts = Instrument.objects.filter(tie=OuterRef("pk"), kind__in=AGREEMENTS, withdrawn_at=None)
    return Q(Exists(texts), phase__in=COOPERATIONS, outside_law=False)


def is_told_of() -> Q:
    """A tie that a source tells of. What is only prepared inside is confidential, and not even counted in public."""
    return ~Q(origin="") | Q(Exists(Claim.objects.filter(tie=OuterRef("pk"), withdrawn_at=None)))


def public_subject(field: str) -> Exists:
    """Whether the tie whose ref stands in that field is public: what documents on it ask."""
    return Exists(Tie.objects.filter(is_signed(), ref=OuterRef(field)))


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


@dataclass(frozen=True, slots=True)
class Detail:
    """A tie with everything its page shows. `insider`: the actor may see its letters of intent and notices too."""

    tie: Tie
    insider: bool


def detail(actor: Actor, ref: str) -> Detail | None:
    """One tie as this actor may see it; None where it does not exist for them."""
    insider = _is_insider(actor, ref)
    instruments = Instrument.objects.filter(withdrawn_at=None).prefetch_related("signatures", "originals")
    if not insider:
        instruments = instruments.filter(Q(reported=True) | ~Q(kind__in=NEVER_PUBLIC))
    claims = Claim.objects.filter(withdrawn_at=None).select_related("source", "instrument")
    tie = (
        visible_to(actor)
        .filter(ref=ref)
        .prefetch_related(PARTIES, Prefetch("instruments", instruments), Prefetch("claims", claims), "choices")
        .first()
    )
    return Detail(tie, insider) if tie else None


def _is_insider(actor: Actor, ref: str) -> bool:
    """Whether the tie is of the actor's own bodies, of its province, or in its audience; or its sight national."""
    if actor.national_sight or not actor.is_authenticated:
        return actor.national_sight
    mine = Party.objects.filter(regional_sight(actor, "region"), tie=OuterRef("pk"))
    return Tie.objects.filter(Q(Exists(mine)) | Q(in_audience(actor)), ref=ref).exists()


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
    for word in common_words(tokens(by.words)):
        ties = ties.filter(folded__contains=word if len(word) >= INSIDE_A_WORD else f" {word}")
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
    """Computed whenever they are shown. Contacts and intentions are counted apart and are no cooperations.

    Of what is not agreed, only ties that a source tells of are counted.
    """

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
    signed = Tie.objects.filter(is_signed())
    told = Tie.objects.filter(is_told_of()).exclude(is_signed())
    counted = told.aggregate(
        contacts=Count("pk", filter=Q(outside_law=False, phase=Phase.IDEA)),
        intentions=Count("pk", filter=Q(outside_law=False) & ~Q(phase=Phase.IDEA)),
        outside_law=Count("pk", filter=Q(outside_law=True)),
    )
    agreed = signed.aggregate(cooperations=Count("pk"), dated=Count("pk", filter=Q(signed_precision="day")))
    parties = Party.objects.filter(tie__in=signed)
    places = parties.aggregate(
        regions=Count("region", distinct=True, filter=Q(side=Party.Side.REGION)),
        countries=Count("country", distinct=True),
    )
    return Figures(**counted, **agreed, **places)


def regions_of(ties: QuerySet[Tie]) -> QuerySet[Region]:
    """Regions that are a party of one of these ties."""
    inside = Party.objects.filter(tie__in=ties, region=OuterRef("pk"))
    return Region.objects.filter(Exists(inside)).select_related("province").order_by("code")


def provinces_of(ties: QuerySet[Tie]) -> QuerySet[Region]:
    """Provinces that are a party themselves, or in which a party lies."""
    inside = Party.objects.filter(Q(region=OuterRef("pk")) | Q(region__province=OuterRef("pk")), tie__in=ties)
    return Region.objects.filter(Exists(inside), kind=Region.Kind.PROVINCE).order_by("code")


def countries_of(ties: QuerySet[Tie]) -> QuerySet[Country]:
    """Countries with a partner among these ties."""
    return Country.objects.filter(Exists(Party.objects.filter(tie__in=ties, country=OuterRef("pk"))))


def years_of(ties: QuerySet[Tie]) -> list[int]:
    """Years in which one of these ties was certainly agreed, the newest first."""
    dated = ties.filter(signed_precision__in=SIGNING_PRECISIONS)
    return [day.year for day in dated.dates("signed_earliest", "year", order="DESC")]


def newest(ties: QuerySet[Tie], number: int) -> QuerySet[Tie]:
    """The newest by their date of signing. One only known to exist by some year has no such date: it is left out."""
    return with_parties(ties.filter(signed_precision__in=SIGNING_PRECISIONS).order_by(*NEWEST_FIRST))[:number]


def tally(ties: QuerySet[Tie], column: str) -> dict[int, int]:
    """How many of these ties each region (`region`) or country (`country`) has."""
    rows = Party.objects.filter(tie__in=ties, **{f"{column}__isnull": False}).values(column)
    return {row[column]: row["ties"] for row in rows.annotate(ties=Count("tie", distinct=True))}


def bounded_count(ties: QuerySet[Tie]) -> int | None:
    """How many, counted to 10,000 and no further; None says that there are more."""
    number = ties.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else None


@dataclass(frozen=True, slots=True)
class CountClaim:
    """A source's own count, beside how many of those it names the register knows."""

    claim: Claim
    named: int

    @property
    def unnamed(self) -> int:
        return int(self.claim.value) - self.named


def counts_claimed() -> list[CountClaim]:
    """What sources say of the number of cooperations; shown with their words, never as our figure."""
    claims = Claim.objects.filter(fact=Fact.COUNT, withdrawn_at=None, tie=None).select_related("source")
    named = Count("source__claims__tie", distinct=True)
    return [CountClaim(claim, claim.named) for claim in claims.annotate(named=named) if claim.value.isdecimal()]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures rest on: `reported` and `filed` together are all that is counted, agreed or not."""

    reported: int
    sources: int
    filed: int
    held: int
    unconfirmed: int


def basis() -> Basis:
    """How many ties are known from sources, from how many, and how many of the signed ones have an unmatched party.

    `filed`: signed ones that no source tells of. `unconfirmed`: those of which nobody has recorded a text here.
    """
    texts = Instrument.objects.filter(tie=OuterRef("pk"), kind__in=AGREEMENTS, withdrawn_at=None, reported=False)
    held = Exists(Party.objects.filter(tie=OuterRef("pk"), region=None, partner=None))
    counted = Tie.objects.filter(is_signed()).aggregate(
        filed=Count("pk", filter=~is_told_of()),
        held=Count("pk", filter=Q(held)),
        unconfirmed=Count("pk", filter=~Q(Exists(texts))),
    )
    return Basis(Tie.objects.filter(is_told_of()).count(), Source.objects.count(), **counted)
