"""Reads of the register, all through `visible_to`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from gerbang.people.acting import Actor
from gerbang.people.models import Audience
from gerbang.people.queries import in_audience
from gerbang.places.models import Country, Partner, Region
from gerbang.register import cube, facets
from gerbang.register.claims import SIGNING_PRECISIONS
from gerbang.register.models import (
    COOPERATIONS,
    NEVER_PUBLIC,
    UNDATED,
    Claim,
    Confirmation,
    Fact,
    Instrument,
    Party,
    Phase,
    Source,
    Tie,
)
from gerbang.search.querying import Query, words_query

PARTIES = Prefetch(
    "parties",
    Party.objects.select_related("region__province", "partner__subdivision", "partner__city__admin1", "country"),
)
NEWEST_FIRST = ("-listed_on", "-ref")
"""By the date of signing. What is only known not to be later than some year stands at its bound, behind what was
certainly signed in that year (`projection.place_in_list`)."""
OLDEST_FIRST = ("listed_on", "ref")
"""Ties without a date stand first here, as they stand last in the other order."""
LISTED = (
    "ref",
    "kind",
    "phase",
    "outside_law",
    "fields_id",
    "fields_en",
    "disputed",
    "facets",
    "listed_on",
    "names_id",
    "names_en",
    "countries_id",
    "countries_en",
    "signed_earliest",
    "signed_latest",
    "signed_precision",
    "signed_as_written",
    "confirmed_on",
)
COUNTED = 10_000


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


def public_subject(field: str) -> Exists:
    """Whether the tie whose ref stands in that field is public: what documents on it ask."""
    return Exists(Tie.objects.filter(public=True, ref=OuterRef(field)))


def visible_to(actor: Actor) -> QuerySet[Tie]:
    """Signed ties for everybody; all ties for national sight; besides, one's own, one's province's, one's audience.

    What was withdrawn or merged into another tie is on no list.
    """
    if not actor.is_authenticated:
        return Tie.objects.filter(public=True)
    standing = Tie.objects.filter(withdrawn_at=None, merged_into=None)
    if actor.national_sight:
        return standing
    return standing.filter(Q(public=True) | _is_own(actor))


def listed(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """The ties with the columns a row of a list shows: one table, and nothing beside it."""
    return ties.only(*LISTED)


@dataclass(frozen=True, slots=True)
class Detail:
    """A tie with everything its page shows. `insider`: the actor may see its letters of intent and notices too."""

    tie: Tie
    insider: bool


def detail(actor: Actor, ref: str) -> Detail | None:
    """One tie as this actor may see it; None where it does not exist for them."""
    insider = _is_insider(actor, ref)
    instruments = Instrument.objects.filter(withdrawn_at=None).prefetch_related("signatures", "versions__source")
    if not insider:
        instruments = instruments.filter(Q(reported=True) | ~Q(kind__in=NEVER_PUBLIC))
    claims = Claim.objects.filter(withdrawn_at=None).select_related("source__publisher", "instrument")
    tie = (
        visible_to(actor)
        .filter(ref=ref)
        .prefetch_related(PARTIES, Prefetch("instruments", instruments), Prefetch("claims", claims), "choices")
        .first()
    )
    return Detail(tie, insider) if tie else None


def withdrawn(ref: str) -> Tie | None:
    """A tie that was public until it was taken off the register; what never was public never was there."""
    was_public = Tie.objects.filter(phase__in=COOPERATIONS, outside_law=False, merged_into=None)
    return was_public.filter(ref=ref, withdrawn_at__isnull=False).first()


def last_confirmed(region: Region) -> date | None:
    """The date of the letter by which the region last confirmed its whole list."""
    given = Confirmation.objects.filter(region=region, state=Confirmation.State.GIVEN, letter_date__isnull=False)
    return given.order_by("-letter_date").values_list("letter_date", flat=True).first()


def merged_into(actor: Actor, ref: str) -> str | None:
    """The ref of the record that a merged one has become part of, as far as this actor may see it."""
    gone = Tie.objects.filter(ref=ref).exclude(merged_into=None).select_related("merged_into").first()
    while gone is not None and gone.merged_into is not None:
        gone = gone.merged_into
    return gone.ref if gone and visible_to(actor).filter(pk=gone.pk).exists() else None


def _is_insider(actor: Actor, ref: str) -> bool:
    return bool(insiders_of(actor, [ref]))


def insiders_of(actor: Actor, refs: Collection[str]) -> set[str]:
    """Those ties that are of the actor's own bodies, of its province, or in its audience; or its sight national."""
    if actor.national_sight or not actor.is_authenticated:
        return set(refs) if actor.national_sight else set()
    return set(Tie.objects.filter(_is_own(actor), ref__in=refs).values_list("ref", flat=True))


def inside(actor: Actor) -> QuerySet[Tie]:
    """The ties of which the actor sees more than the public does: one's own, one's province's, one's audience."""
    standing = Tie.objects.filter(withdrawn_at=None, merged_into=None)
    if actor.national_sight:
        return standing
    return standing.filter(_is_own(actor)) if actor.is_authenticated else standing.none()


def inside_keys(actor: Actor) -> QuerySet[Tie, int]:
    """The keys of the same ties, for other tables to be asked with: a union of parts each of which has an index."""
    standing = Tie.objects.filter(withdrawn_at=None, merged_into=None).order_by()
    if actor.national_sight:
        return standing.values_list("pk", flat=True)
    heard = Audience.objects.filter(body_id__in=list(actor.bodies)).values("subject_ref")
    parts = [standing.filter(_of_own_regions(actor)), standing.filter(ref__in=heard)]
    own, shared = (part.values_list("pk", flat=True) for part in parts)
    return own.union(shared)


def hidden_from_public(actor: Actor) -> list[QuerySet[Tie]]:
    """What a regional official sees besides what is public, in parts that may overlap: each part has an index."""
    hidden = Tie.objects.filter(withdrawn_at=None, merged_into=None, public=False)
    heard = Audience.objects.filter(body_id__in=list(actor.bodies)).values("subject_ref")
    return [hidden.filter(_of_own_regions(actor)), hidden.filter(ref__in=heard)]


def _is_own(actor: Actor) -> Q:
    """Of the actor's own bodies, of its province, or in its audience."""
    return _of_own_regions(actor) | Q(in_audience(actor))


def _of_own_regions(actor: Actor) -> Q:
    """Said by the facets on the tie's own row, so that no other table is asked."""
    own = own_tokens(actor)
    return Q(terms__matches=(own,)) if own else Q(pk__in=())


def own_tokens(actor: Actor) -> tuple[str, ...]:
    """The tokens of the actor's regions, and of the regencies and cities of a province."""
    return tuple(facets.of_ref(facet, ref) for ref in actor.region_refs for facet in (facets.REGION, facets.PROVINCE))


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty means everything. Places are refs; `areas` and `sdgs` must all be met.

    `year` is certain; with `possibly`, a date that only may lie in it fits too. `precision`: how well the date is known
    (`facets.PRECISIONS`). `confirmed`: the year in which a region last confirmed the tie. `disputed`: sources differ,
    not decided yet; `chosen`: they differ, and a person chose; `differ`: a fact on which they do. `also`: ties found in
    another way than by their words (a letter's number), which join what the words find.
    """

    words: str = ""
    province: str = ""
    region: str = ""
    country: str = ""
    partner: str = ""
    kind: str = ""
    phase: str = ""
    areas: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    year: int | None = None
    possibly: bool = False
    precision: str = ""
    confirmed: int | None = None
    dated: bool = False
    disputed: bool = False
    chosen: bool = False
    held: bool = False
    differ: str = ""
    also: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Filters()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The facets asked for; a year that is only possible has none."""
        refs = {
            facets.PROVINCE: self.province,
            facets.REGION: self.region,
            facets.COUNTRY: self.country,
            facets.PARTNER: self.partner,
        }
        keys = {facets.KIND: self.kind, facets.PHASE: self.phase}
        certain = self.year is not None and not self.possibly
        return (
            *(facets.of_ref(facet, ref) for facet, ref in refs.items() if ref),
            *(facets.of_key(facet, key) for facet, key in keys.items() if key),
            *(facets.of_key(facets.AREA, key) for key in self.areas),
            *(facets.of_key(facets.SDG, f"{number:02}") for number in self.sdgs),
            *([facets.of_key(facets.YEAR, self.year)] if certain and self.year is not None else []),
            *([facets.PRECISIONS[self.precision]] if self.precision else []),
            *([facets.of_key(facets.CONFIRMED, self.confirmed)] if self.confirmed else []),
            *([facets.DATED] if self.dated else []),
            *([facets.DISPUTED] if self.disputed else []),
            *([facets.CHOSEN] if self.chosen else []),
            *([facets.HELD] if self.held else []),
            *([facets.of_key(facets.DIFFER, self.differ)] if self.differ else []),
        )

    @property
    def query(self) -> Query:
        """Facets and words as one query of the full-text column."""
        return (*((token,) for token in self.tokens), *words_query(self.words))

    @property
    def is_only_facets(self) -> bool:
        return not self.words and not self.possibly


def narrowed(ties: QuerySet[Tie], by: Filters) -> QuerySet[Tie]:
    """The ties that satisfy every filter: words and facets are one condition on one indexed column."""
    asked = tuple((token,) for token in by.tokens)
    words = words_query(by.words)
    if by.also:
        ties = ties.filter(Q(ref__in=by.also) | Q(terms__matches=words) if words else Q(ref__in=by.also))
        words = ()
    if asked or words:
        ties = ties.filter(terms__matches=(*asked, *words))
    if by.words and not words and not by.also:
        return ties.none()
    ties = _placed(ties, by)
    if by.possibly and by.year is not None:
        first, last = date(by.year, 1, 1), date(by.year, 12, 31)
        ties = ties.filter(Q(signed_earliest=None) | Q(signed_earliest__lte=last), signed_latest__gte=first)
    return ties


def _placed(ties: QuerySet[Tie], by: Filters) -> QuerySet[Tie]:
    """Says once more, in columns that an ordered index has, what decides where in a list the ties stand.

    Else a database that walks down the list would look for the undated, who stand at its end, from the beginning.
    """
    if by.year is not None and not by.possibly:
        ties = ties.filter(listed_on__range=(date(by.year, 1, 1), date(by.year, 12, 31)))
    if by.phase:
        ties = ties.filter(phase=by.phase)
    return ties.filter(disputed=True) if by.disputed else ties


def in_order(ties: QuerySet[Tie], order: Sequence[str], number: int | None) -> tuple[QuerySet[Tie], Sequence[str]]:
    """Ties and the names to order them by, given how many they are (None: more than anybody counted).

    Few are found first and sorted then: the order is by an expression that no index has. Of many, the first of the
    list are near its beginning, and an index walks down to them.
    """
    if number is None or number > COUNTED:
        return ties, order
    return ties.annotate(place=Coalesce("listed_on", Value(UNDATED))), [
        name.replace("listed_on", "place") for name in order
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counted by the cube. Contacts and intentions are counted apart and are no cooperations.

    Of what is not agreed, only ties that a source tells of are counted. `countries` are sovereign states; what depends
    on one, or has another status, is among the `territories`.
    """

    cooperations: int
    dated: int
    contacts: int
    intentions: int
    outside_law: int
    regions: int
    countries: int
    territories: int

    @property
    def places(self) -> int:
        """Countries and territories together."""
        return self.countries + self.territories

    @property
    def not_yet(self) -> int:
        return self.contacts + self.intentions


def figures() -> Figures:
    """The figures of the whole register; numbers only, no names, so that anybody may read them."""
    public = cube.numbers()
    told = cube.hidden(facets.TOLD)
    places = [facets.ref_of(token, facets.COUNTRY) for token in public if facets.facet(token) == facets.COUNTRY]
    sovereign = Country.objects.filter(ref__in=places, status=Country.Status.SOVEREIGN).count()
    return Figures(
        cooperations=sum(public.get(facets.of_key(facets.PHASE, phase), 0) for phase in COOPERATIONS),
        dated=public.get(facets.DATED, 0),
        contacts=told.get(facets.of_key(facets.PHASE, Phase.IDEA), 0),
        intentions=sum(
            told.get(facets.of_key(facets.PHASE, phase), 0) for phase in Phase.values if phase != Phase.IDEA
        ),
        outside_law=told.get(facets.OUTSIDE, 0),
        regions=sum(facets.facet(token) == facets.REGION for token in public),
        countries=sovereign,
        territories=len(places) - sovereign,
    )


def newest(ties: QuerySet[Tie], number: int) -> QuerySet[Tie]:
    """The newest by their date of signing. One only known to exist by some year has no such date: it is left out."""
    return listed(ties.filter(signed_precision__in=SIGNING_PRECISIONS).order_by(*NEWEST_FIRST))[:number]


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
    def number(self) -> int:
        return int(self.claim.value)

    @property
    def unnamed(self) -> int:
        """How many it counts without naming them, where it names any."""
        return max(0, self.number - self.named) if self.named else 0


def counts_claimed(country: Country | None = None) -> list[CountClaim]:
    """What sources say of the number of cooperations, or of those with one country; never our figure."""
    claims = Claim.objects.filter(fact=Fact.COUNT, withdrawn_at=None, tie=None)
    if country is not None:
        claims = claims.filter(country=country)
    named = claims.annotate(named=Count("source__claims__tie", distinct=True))
    found = named.select_related("source__publisher", "country").order_by("country__alpha2", "-source__published", "pk")
    return [CountClaim(claim, claim.named) for claim in found if claim.value.isdecimal()]


def cited() -> Exists:
    """Whether a source is cited by a statement that stands; the table of an undone import stays, and is not."""
    return Exists(Claim.objects.filter(source=OuterRef("pk"), withdrawn_at=None))


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures rest on: `reported` and `filed` together are all that is counted, agreed or not.

    `sources` have an address that anybody can open; the others are `papers`: letters, reports and tables. Only those
    that a standing statement cites are counted.
    """

    reported: int
    sources: int
    papers: int
    filed: int
    held: int
    unconfirmed: int


def basis() -> Basis:
    """How many ties are known from sources, from how many, and how many of the signed ones have an unmatched party.

    `filed`: signed ones that no source tells of. `unconfirmed`: those of which nobody has recorded a text here.
    """
    public, everything = cube.numbers(), cube.numbers(everything=True)
    sources = Source.objects.filter(cited()).aggregate(all=Count("pk"), open=Count("pk", filter=~Q(url="")))
    return Basis(
        reported=everything.get(facets.TOLD, 0),
        sources=sources["open"],
        papers=sources["all"] - sources["open"],
        filed=public.get(facets.FILED, 0),
        held=public.get(facets.HELD, 0),
        unconfirmed=public.get(facets.NO_TEXT_HERE, 0),
    )
