"""A made-up national register: what its ties, texts, sources and ledger entries say. Writes nothing.

Each region has a stream of ties of its own, drawn from the seed and the region's code, so that the register is the
same however the work is divided. Only refs, salts and keys differ from one run to the next, as they always do.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from gerbang.places.models import Country, Partner, Region
from gerbang.register.areas import DATA
from gerbang.register.bulk import Event, NewTie
from gerbang.register.models import Claim, Fact, Instrument, InstrumentKind, Party, Phase, Source, Tie, TieKind
from gerbang.register.projection import Whole
from gerbang.values.dates import VagueDate

TODAY = date(2026, 11, 1)
"""The day the register stands at; fixed, so that a seed gives the same register tomorrow."""
KINDS = {
    TieKind.KSDPL_SISTER: 30,
    TieKind.KSDPL_OTHER: 33,
    TieKind.KSDLL_APPROVED: 9,
    TieKind.KSDLL_PASSTHROUGH: 6,
    TieKind.KSDD_MANDATORY: 6,
    TieKind.KSDD_VOLUNTARY: 14,
    TieKind.KSDPK: 2,
}
PHASES = {Phase.AGREED: 85, Phase.ENDED: 6, Phase.INTENDED: 5, Phase.IDEA: 4}
PRECISIONS = {"day": 70, "month": 9, "year": 14, "not-later": 4, "unknown": 3}
AREAS_TOGETHER = {1: 35, 2: 35, 3: 20, 4: 10}
SDGS_TOGETHER = {0: 40, 1: 30, 2: 20, 3: 10}
TOLD, HELD, DISPUTED, CONFIRMED = 0.65, 0.007, 0.03, 0.2
"""Shares of ties that a source tells of, with a partner nobody could match, with sources that differ, confirmed."""
FURTHER = {InstrumentKind.ARRANGEMENT: 0.10, InstrumentKind.EXTENSION: 0.06, InstrumentKind.AMENDMENT: 0.02}
ATTEMPTS = 12
"""How often another partner is drawn where the region has a tie of that kind with the first one."""

T = TypeVar("T")


class Weighted(Generic[T]):
    """Things drawn by their weights."""

    def __init__(self, weights: dict[T, int] | dict[T, float]) -> None:
        self.things = list(weights)
        self.sums = list(accumulate(weights.values()))

    def draw(self, rng: Random) -> T:
        return rng.choices(self.things, cum_weights=self.sums)[0]


KIND, PHASE, PRECISION = Weighted(KINDS), Weighted(PHASES), Weighted(PRECISIONS)
AREA_NUMBER, SDG_NUMBER = Weighted(AREAS_TOGETHER), Weighted(SDGS_TOGETHER)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of cooperation in both languages, and what it is counted under."""

    name_id: str
    name_en: str
    areas: tuple[str, ...]


def fields() -> list[Field]:
    with (DATA / "fields.csv").open(encoding="utf-8", newline="") as file:
        return [Field(row["id"], row["en"], tuple(row["areas"].split())) for row in csv.DictReader(file)]


@dataclass(frozen=True, slots=True)
class World:
    """What ties are made of, all of it saved. Regions and partners have their names at hand."""

    regions: Sequence[Region]
    countries: Weighted[Country]
    governments: dict[int, Weighted[Partner]]
    institutions: Sequence[Partner]
    official: dict[int, Source]
    press: Sequence[Source]
    fields: Sequence[Field]


def shares(regions: Sequence[Region], ties: int) -> dict[Region, int]:
    """How many ties each region has: by the root of its population, so that no region runs out of partners."""
    weights = {region: max(region.population, 1) ** 0.5 for region in regions}
    whole = sum(weights.values())
    sums = [round(ties * so_far / whole) for so_far in accumulate(weights.values())]
    return {region: end - start for region, start, end in zip(weights, [0, *sums], sums, strict=False)}


def ties_of(world: World, region: Region, seed: int, entries: int) -> Iterator[NewTie]:
    """Ties of one region without end, no two of them with the same kind and partners."""
    rng = Random(f"{seed}/{region.code}")  # noqa: S311 - data to measure with
    known: set[tuple[str, frozenset[str]]] = set()
    number = 0
    while True:
        number += 1
        yield _Drawing(world, region, rng, known, number).tie(entries)


class _Drawing:
    """One tie while it is being drawn."""

    def __init__(
        self, world: World, region: Region, rng: Random, known: set[tuple[str, frozenset[str]]], number: int
    ) -> None:
        self.world, self.region, self.rng, self.known, self.number = world, region, rng, known, number

    def tie(self, entries: int) -> NewTie:
        rng = self.rng
        kind, others = self._parties()
        phase = PHASE.draw(rng)
        chosen = rng.sample(self.world.fields, AREA_NUMBER.draw(rng))
        tie = Tie(
            kind=kind,
            phase=phase,
            fields_id="; ".join(one.name_id for one in chosen),
            fields_en="; ".join(one.name_en for one in chosen),
            areas=sorted({key for one in chosen for key in one.areas}),
            sdgs=sorted(rng.sample(range(1, 18), SDG_NUMBER.draw(rng))),
            origin=f"{self.region.code}-{self.number}" if rng.random() < TOLD else "",
            confirmed_on=TODAY - timedelta(days=rng.randrange(900)) if rng.random() < CONFIRMED else None,
        )
        texts = list(self._texts(tie, chosen, others))
        claims = list(self._claims(tie, texts, others)) if tie.origin else []
        parties = [Party(side=Party.Side.REGION, region=self.region), *others]
        return NewTie(Whole(tie, parties, texts, claims), list(self._events(tie, texts, claims, entries)))

    def _parties(self) -> tuple[str, list[Party]]:
        for _attempt in range(ATTEMPTS):
            kind = KIND.draw(self.rng)
            others = self._others(kind)
            key = kind.value, frozenset(_identity(party) for party in others)
            if key not in self.known:
                break
        self.known.add(key)
        return kind.value, others

    def _others(self, kind: TieKind) -> list[Party]:
        rng, world = self.rng, self.world
        if kind == TieKind.KSDPK:
            return [_held(f"Perguruan tinggi contoh {rng.randrange(400)}", None)]
        if kind in (TieKind.KSDD_MANDATORY, TieKind.KSDD_VOLUNTARY):
            others = rng.sample(world.regions, rng.choice((1, 1, 1, 2, 3)))
            rest = [one for one in others if one.pk != self.region.pk] or [world.regions[0]]
            return [Party(side=Party.Side.PARTNER, region=one, order=order) for order, one in enumerate(rest, 1)]
        if kind in (TieKind.KSDLL_APPROVED, TieKind.KSDLL_PASSTHROUGH):
            return [_partner(rng.choice(world.institutions))]
        country = world.countries.draw(rng)
        if rng.random() < HELD:
            return [_held(f"Kota contoh {rng.randrange(4000)}", country)]
        return [_partner(world.governments[country.pk].draw(rng))]

    def _texts(self, tie: Tie, chosen: Sequence[Field], others: Sequence[Party]) -> Iterator[Instrument]:
        """The text it was agreed by first; what only prepares one, has a letter of intent or nothing."""
        if tie.phase == Phase.IDEA:
            return
        rng = self.rng
        signed = self._date()
        agreed = tie.phase != Phase.INTENDED
        kind = (InstrumentKind.MOU if tie.is_abroad else InstrumentKind.PKS) if agreed else InstrumentKind.LOI
        yield self._text(tie, kind, signed, chosen, others)
        for further, share in FURTHER.items():
            if agreed and rng.random() < share:
                later = (signed.latest or date(2010, 1, 1)) + timedelta(days=rng.randrange(300, 2000))
                yield self._text(tie, further, VagueDate.day(min(later, TODAY)), chosen, others)

    def _text(
        self, tie: Tie, kind: str, signed: VagueDate, chosen: Sequence[Field], others: Sequence[Party]
    ) -> Instrument:
        other = others[0].name
        text = Instrument(kind=kind, reported=bool(tie.origin), called="MoU" if kind == InstrumentKind.MOU else "")
        text.signed = signed
        if not tie.origin:
            about_id, about_en = chosen[0].name_id, chosen[0].name_en
            text.title_id = f"Kerja sama {self.region.full_name_id} dan {other} di bidang {about_id}"[:300]
            text.title_en = f"Cooperation between {self.region.full_name_en} and {other} in {about_en}"[:300]
            text.languages = ["id", "en"]
            if signed.latest and signed.precision == "day":
                text.valid_from, text.term_months = signed.latest, self.rng.choice((36, 48, 60))
                text.valid_until = signed.latest + timedelta(days=text.term_months * 30)
                text.valid_until_precision = "day"
        return text

    def _date(self) -> VagueDate:
        """More of late than long ago."""
        rng = self.rng
        day = TODAY - timedelta(days=int(abs(rng.gauss(0, 12 * 365))) % (60 * 365))
        precision = PRECISION.draw(rng)
        if precision == "unknown":
            return VagueDate.unknown()
        if precision == "not-later":
            return VagueDate.not_later(day)
        if precision == "day":
            return VagueDate.day(day)
        return VagueDate.month(day.year, day.month) if precision == "month" else VagueDate.year(day.year)

    def _claims(self, tie: Tie, texts: Sequence[Instrument], others: Sequence[Party]) -> Iterator[Claim]:
        rng = self.rng
        source = self.world.official[self.region.pk] if rng.random() < 0.5 else rng.choice(self.world.press)
        identity = "+".join([self.region.ref, *map(_identity, others)])
        sides = f"{self.region.full_name_id} – {others[0].name}"
        yield _claim(Fact.PARTIES, source, identity, said_id=sides, said_en=sides)
        yield _claim(Fact.STATUS, source, "active" if tie.phase == Phase.AGREED else tie.phase)
        for text in texts:
            yield _dated(text, source, text.signed)
        if texts and rng.random() < DISPUTED:
            other = rng.choice([one for one in self.world.press if one.pk != source.pk])
            yield _dated(texts[0], other, VagueDate.year(rng.randrange(1980, TODAY.year)))

    def _events(self, tie: Tie, texts: Sequence[Instrument], claims: Sequence[Claim], number: int) -> Iterator[Event]:
        at = datetime(2027, 1, 1, tzinfo=UTC) - timedelta(minutes=self.rng.randrange(2 * 365 * 24 * 60))
        told: list[tuple[str, dict[str, object]]] = [("tie.reported", {"origin": tie.origin, "kind": tie.kind})]
        told += [("instrument.signed", {"instrument": one.ref, "kind": str(one.kind)}) for one in texts]
        told += [("claim.added", {"claim": one.ref, "fact": str(one.fact), "value": one.value}) for one in claims]
        if not tie.origin:
            told[0] = ("tie.opened", {"kind": tie.kind, "region": self.region.ref})
        told += [
            ("tie.phase", {"from": "agreed", "to": str(tie.phase), "reason": f"Pemutakhiran data ke-{one}"})
            for one in range(number - len(told))
        ]
        for order, (kind, payload) in enumerate(told[:number]):
            yield Event(kind, payload, at + timedelta(hours=7 * order))


def _partner(one: Partner) -> Party:
    return Party(side=Party.Side.PARTNER, partner=one, country=one.country, order=1)


def _held(name: str, country: Country | None) -> Party:
    return Party(side=Party.Side.PARTNER, name_as_signed=name, country=country, order=1)


def _identity(party: Party) -> str:
    linked = party.region or party.partner
    return linked.ref if linked else party.name_as_signed


def _dated(text: Instrument, source: Source, signed: VagueDate) -> Claim:
    ends = {"day": 10, "month": 7, "year": 4, "not-later": 10, "unknown": 0}
    value = signed.latest.isoformat()[: ends[signed.precision]] if signed.latest else ""
    claim = _claim(Fact.SIGNING_DATE, source, value, signed.precision)
    claim.instrument = text
    return claim


def _claim(fact: str, source: Source, value: str, precision: str = "", said_id: str = "", said_en: str = "") -> Claim:
    confidence = {Source.Kind.OFFICIAL: "A", Source.Kind.PRESS: "B"}.get(Source.Kind(source.kind), "C")
    return Claim(
        fact=fact,
        source=source,
        value=value,
        precision=precision,
        said_id=said_id,
        said_en=said_en,
        confidence=confidence,
    )
