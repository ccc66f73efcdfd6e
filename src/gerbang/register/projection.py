"""Columns that repeat other rows, so that lists, searches and counts ask one table.

`describe` works on objects at hand and asks the database nothing: one tie and a million are described by one code.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Prefetch
from django.utils import translation

from gerbang.places.models import Level, Partner, Region
from gerbang.places.queries import MUNICIPAL, PROVINCIAL
from gerbang.register import cube, facets
from gerbang.register.areas import areas
from gerbang.register.claims import SIGNING_PRECISIONS, Accepted, vague
from gerbang.register.facts import Heard, in_use, told
from gerbang.register.models import (
    AGREEMENTS,
    COOPERATIONS,
    NEVER_PUBLIC,
    UNDATED,
    Choice,
    Claim,
    Fact,
    Instrument,
    InstrumentKind,
    Party,
    Tie,
    TieKind,
)
from gerbang.register.terms import rewrite
from gerbang.search.numbers import is_number
from gerbang.search.querying import terms
from gerbang.search.stemming import STEM_VERSION
from gerbang.values.dates import VagueDate

SIGNED = ("signed_earliest", "signed_latest", "signed_precision", "signed_as_written")
COLUMNS = (
    *SIGNED,
    "listed_on",
    "year",
    "public",
    "disputed",
    "names_id",
    "names_en",
    "countries_id",
    "countries_en",
    "facets",
    "terms",
    "stem_version",
)
REINDEXED = 2_000
"""Ties described anew in one run of the job."""
KIND_WORDS = {
    TieKind.KSDPL_SISTER: "KSDPL sister twin kembar bersaudara kerja sama luar negeri cooperation abroad",
    TieKind.KSDPL_OTHER: "KSDPL kerja sama luar negeri cooperation abroad",
    TieKind.KSDLL_APPROVED: "KSDLL kerja sama lembaga luar negeri foreign institution",
    TieKind.KSDLL_PASSTHROUGH: "KSDLL kerja sama lembaga luar negeri foreign institution",
    TieKind.KSDD_MANDATORY: "KSDD kerja sama antardaerah wajib between regions mandatory",
    TieKind.KSDD_VOLUNTARY: "KSDD kerja sama antardaerah sukarela between regions voluntary",
    TieKind.KSDPK: "KSDPK kerja sama pihak ketiga third party",
}
"""Words people search a kind by; search data, not interface texts."""
SISTER_CITY = "sister city kota kembar"
SISTER_PROVINCE = "sister province provinsi kembar"


@dataclass(frozen=True, slots=True)
class Whole:
    """A tie with all that its own row repeats. Claims and texts include withdrawn ones; choices are oldest first."""

    tie: Tie
    parties: Sequence[Party]
    instruments: Sequence[Instrument]
    claims: Sequence[Claim]
    choices: Sequence[Choice] = ()


def project_instrument(instrument: Instrument) -> None:
    """A reported text bears the dates its claims give; a recorded one its own, unless a person chose otherwise."""
    claims = list(instrument.claims.all())
    date_text(instrument, claims, list(instrument.choices.all()))
    instrument.save(update_fields=[*SIGNED, "valid_until", "valid_until_precision"])


def date_text(instrument: Instrument, claims: Iterable[Claim], choices: Sequence[Choice]) -> None:
    """Sets the dates of a text from the claims on it; writes nothing."""
    said = list(claims)
    signing = _accepted(said, choices, Fact.SIGNING_DATE)
    if instrument.reported or signing.chosen:
        instrument.signed = vague(signing.value, signing.precision)
    validity = _accepted(said, choices, Fact.VALIDITY)
    if instrument.reported or (validity.chosen and validity.precision):
        until = vague(validity.value, validity.precision)
        instrument.valid_until, instrument.valid_until_precision = until.latest, until.precision


def project_tie(tie: Tie) -> None:
    """Writes what the tie's row repeats, and puts it where it is searched."""
    parties = tie.parties.select_related("region__province", "partner__country", "country")
    whole = Whole(
        tie,
        list(parties.prefetch_related("region__names", "partner__names")),
        list(tie.instruments.order_by("pk")),
        list(tie.claims.select_related("instrument", "source")),
        list(tie.choices.order_by("pk")),
    )
    describe(whole)
    tie.save(update_fields=COLUMNS)
    rewrite([(tie.pk, tie.terms)])


def project_ties(keys: Collection[int]) -> None:
    """The same for many, with a few questions for all of them."""
    parties = Party.objects.select_related("region__province", "partner__country", "country")
    ties = Tie.objects.filter(pk__in=keys).prefetch_related(
        Prefetch("parties", parties.prefetch_related("region__names", "partner__names")),
        Prefetch("instruments", Instrument.objects.order_by("pk")),
        Prefetch("claims", Claim.objects.select_related("instrument", "source")),
        Prefetch("choices", Choice.objects.order_by("pk")),
    )
    wholes = [
        Whole(
            tie, list(tie.parties.all()), list(tie.instruments.all()), list(tie.claims.all()), list(tie.choices.all())
        )
        for tie in ties
    ]
    describe_all(wholes)
    Tie.objects.bulk_update([whole.tie for whole in wholes], COLUMNS, batch_size=200)
    rewrite((whole.tie.pk, whole.tie.terms) for whole in wholes)


def reindex(now: datetime | None = None) -> int:
    """Describes anew ties that were indexed by older rules, a part each time until none is left. The clock's job."""
    stale = list(Tie.objects.exclude(stem_version=STEM_VERSION).order_by("pk")[:REINDEXED])
    for tie in stale:
        with transaction.atomic():
            for text in tie.instruments.filter(reported=True):
                project_instrument(text)
            project_tie(tie)
            cube.recount([tie])
    return len(stale)


def describe(whole: Whole) -> None:
    """Sets every repeated column of the tie; writes nothing. Its first standing cooperation text dates it."""
    describe_all([whole])


def describe_all(wholes: Sequence[Whole]) -> None:
    """The same for many, switching the language once for all of them."""
    for language in ("id", "en"):
        with translation.override(language):
            for whole in wholes:
                _name(whole, language)
    for whole in wholes:
        _describe(whole)


def _name(whole: Whole, language: str) -> None:
    """The parties and their countries in the language that is active."""
    setattr(whole.tie, f"names_{language}", _sides(whole.parties))
    countries = dict.fromkeys(party.country.name for party in whole.parties if party.country)
    setattr(whole.tie, f"countries_{language}", ", ".join(countries))


def _describe(whole: Whole) -> None:
    tie = whole.tie
    standing = [text for text in whole.instruments if text.withdrawn_at is None]
    agreed = [text for text in standing if text.kind in AGREEMENTS]
    tie.signed = agreed[0].signed if agreed else VagueDate.unknown()
    tie.listed_on = place_in_list(tie.signed)
    tie.year = _year(tie.signed)
    shown = {None, *(text.pk for text in standing)}
    facts = told((claim for claim in whole.claims if claim.instrument_id in shown), whole.choices)
    tie.disputed = any(fact.disputed for fact in facts)
    gone = tie.withdrawn_at is not None or tie.merged_into_id is not None
    tie.public = tie.phase in COOPERATIONS and not tie.outside_law and bool(agreed) and not gone
    found = () if gone else tuple(_facets(whole, agreed, facts))
    tie.facets = " ".join(dict.fromkeys(found))
    tie.terms = " ".join(sorted({*found, *terms(_words(whole, standing))}))
    tie.stem_version = STEM_VERSION


def place_in_list(signed: VagueDate) -> date:
    """Where a tie stands in a list ordered by date: at the last day on which it may have been signed.

    "Not later than 2012" is no date of signing but its bound is all that is known, so it stands by that; and because
    nothing says that it was in 2012, it stands behind all that was signed in that year, where the newest come first.
    """
    if signed.latest is None:
        return UNDATED
    bounded = signed.precision == "not-later"
    return (VagueDate.parse(signed.iso).earliest if bounded else None) or signed.latest


def _accepted(claims: Sequence[Claim], choices: Sequence[Choice], fact: Fact) -> Accepted:
    chosen = [choice for choice in choices if choice.fact == fact]
    return in_use([claim for claim in claims if claim.fact == fact], chosen[-1] if chosen else None)


def _year(signed: VagueDate) -> int | None:
    """The year it was certainly agreed in."""
    known = signed.precision in SIGNING_PRECISIONS and signed.latest is not None
    return signed.latest.year if known and signed.latest and signed.certainly_in(signed.latest.year) else None


def _sides(parties: Sequence[Party]) -> str:
    sides = ([party.name for party in parties if party.side == side] for side in Party.Side.values)
    return " – ".join(" · ".join(side) for side in sides if side)


def _facets(whole: Whole, agreed: Sequence[Instrument], facts: Sequence[Heard]) -> Iterator[str]:
    tie = whole.tie
    for party in whole.parties:
        yield from _places(party)
    yield facets.of_key(facets.KIND, tie.kind)
    yield facets.OUTSIDE if tie.outside_law else facets.of_key(facets.PHASE, tie.phase)
    yield from (facets.of_key(facets.AREA, key) for key in tie.areas)
    yield from (facets.of_key(facets.SDG, f"{number:02}") for number in tie.sdgs)
    if tie.year:
        yield facets.of_key(facets.YEAR, tie.year)
    yield facets.PRECISIONS[tie.signed_precision]
    if tie.confirmed_on:
        yield facets.of_key(facets.CONFIRMED, tie.confirmed_on.year)
    yield from _differences(facts)
    if any(party.is_held for party in whole.parties):
        yield facets.HELD
    heard = bool(tie.origin) or any(claim.is_live for claim in whole.claims)
    yield facets.TOLD if heard else facets.FILED
    yield facets.TEXT_HERE if any(not text.reported for text in agreed) else facets.NO_TEXT_HERE


def _differences(facts: Sequence[Heard]) -> Iterator[str]:
    disputed = [fact for fact in facts if fact.disputed]
    if disputed:
        yield facets.DISPUTED
        yield from (facets.of_key(facets.DIFFER, fact.fact) for fact in disputed)
        yield facets.UNDECIDED if any(fact.undecided for fact in disputed) else facets.LEFT_OPEN
    elif any(fact.differs for fact in facts):
        yield facets.CHOSEN
    if any(fact.again for fact in facts):
        yield facets.AGAIN


def _places(party: Party) -> Iterator[str]:
    if party.region:
        yield facets.of_ref(facets.REGION, party.region.ref)
        yield facets.of_ref(facets.PROVINCE, (party.region.province or party.region).ref)
    if party.partner:
        yield facets.of_ref(facets.PARTNER, party.partner.ref)
    if party.country:
        yield facets.of_ref(facets.COUNTRY, party.country.ref)


def _words(whole: Whole, standing: Sequence[Instrument]) -> Iterator[str]:
    """What the tie is found by. A public tie is not found by a letter of intent or a notice that is not public."""
    tie = whole.tie
    yield from (tie.fields_id, tie.fields_en, tie.ref, KIND_WORDS[TieKind(tie.kind)])
    if tie.kind == TieKind.KSDPL_SISTER:
        yield from _sister_words(whole.parties)
    known = areas()
    yield from (f"{known[key].name_id} {known[key].name_en}" for key in tie.areas if key in known)
    for party in whole.parties:
        yield party.name_as_signed
        if party.region:
            yield from _region_words(party.region)
        if party.partner:
            yield from _partner_words(party.partner)
        if party.country:
            yield from (party.country.name_id, party.country.name_en)
    seen = [text for text in standing if text.reported or not tie.public or text.kind not in NEVER_PUBLIC]
    for text in seen:
        yield from _text_words(text)
    shown = {None, *(text.pk for text in seen)}
    yield from _numbers(claim for claim in whole.claims if claim.is_live and claim.instrument_id in shown)


def _numbers(claims: Iterable[Claim]) -> Iterator[str]:
    """Numbers of papers in the names of the sources."""
    for claim in claims:
        yield from (word for word in claim.source.name_id.replace(",", " ").split() if is_number(word))


def _sister_words(parties: Sequence[Party]) -> Iterator[str]:
    """What sisters are called follows from the levels of both sides; where a partner's is not known, the region's say.

    Jakarta and Los Angeles are sister cities, though Jakarta is a province; Jakarta and Berlin are called either.
    """
    provinces = {party.region.kind for party in parties if party.region} == {Region.Kind.PROVINCE}
    levels = {Level(party.partner.level) for party in parties if party.partner} - {Level.UNKNOWN}
    if provinces and levels <= PROVINCIAL:
        yield SISTER_PROVINCE
    if not provinces or levels & MUNICIPAL:
        yield SISTER_CITY


def _text_words(text: Instrument) -> Iterator[str]:
    """Titles, kind and year of a text; the year also of one known only to be no later, as people remember it so."""
    yield from (text.called, text.title_id, text.title_en)
    yield "MoU" if text.kind == InstrumentKind.MOU else text.kind
    if text.signed.latest:
        yield str(text.signed.latest.year)


def _region_words(region: Region) -> Iterator[str]:
    yield from (region.full_name_id, region.full_name_en, region.short_id)
    yield from (name.name_id for name in region.names.all())
    if region.province:
        yield from (region.province.short_id, region.province.name_id)


def _partner_words(partner: Partner) -> Iterator[str]:
    yield from (partner.name_id, partner.name_en, partner.folded_names)
    yield from (name.name_id for name in partner.names.all())
