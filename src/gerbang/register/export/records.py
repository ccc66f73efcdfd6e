"""Cooperations as a reader may see them, read in chunks: a handful of queries for each chunk, none for a row.

Rows are plain tuples and not model objects, which cost several times as much at national size.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connection, transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from gerbang.people.acting import Actor
from gerbang.places.models import Country, Partner, Region
from gerbang.register import queries
from gerbang.register.models import NEVER_PUBLIC, Claim, Instrument, Party, Source, Tie

CHUNK = 2_000
DENSE = 2
KEPT = 20_000
"""How many partners and sources are kept at hand before the memory is cleared."""

Key = int
Row = TypeVar("Row")


class RegionRow(NamedTuple):
    key: Key
    ref: str
    code: str
    kind: str
    name_id: str
    name_en: str
    iso: str
    province_iso: str | None


class CountryRow(NamedTuple):
    key: Key
    ref: str
    alpha2: str
    alpha3: str
    name_id: str
    name_en: str


class PartnerRow(NamedTuple):
    """`iso` and `type` are those of a first tier that is the partner; `city` is the GeoNames number of a city."""

    key: Key
    ref: str
    kind: str
    level: str
    name_id: str
    name_en: str
    iso: str | None
    type: str | None
    city: int | None
    city_iso: str | None


class SourceRow(NamedTuple):
    key: Key
    name_id: str
    name_en: str
    url: str
    published: str


class TieRow(NamedTuple):
    """`areas` and `sdgs` are the JSON texts they are kept as: most formats need them read by nobody."""

    key: Key
    ref: str
    kind: str
    phase: str
    outside_law: bool
    fields_id: str
    fields_en: str
    areas: str
    sdgs: str
    disputed: bool
    names_id: str
    names_en: str
    signed_earliest: date | None
    signed_latest: date | None
    signed_precision: str
    confirmed_on: date | None


class TextRow(NamedTuple):
    tie: Key
    key: Key
    ref: str
    kind: str
    reported: bool
    called: str
    title_id: str
    title_en: str
    signed_earliest: date | None
    signed_latest: date | None
    signed_precision: str
    valid_until: date | None
    valid_until_precision: str


class ClaimRow(NamedTuple):
    """`mended_on`: the day a person set it right; `as_written` is then what the source's table has instead."""

    tie: Key
    key: Key
    ref: str
    text: Key | None
    fact: str
    value: str
    precision: str
    said_id: str
    said_en: str
    confidence: str
    source: Key
    as_written: str
    mended_on: date | None
    quoted_on: date | None


class PartyRow(NamedTuple):
    """A party with the place it is linked to; without one it is held, and known as it was written."""

    side: str
    written: str
    region: RegionRow | None
    partner: PartnerRow | None
    country: CountryRow | None

    @property
    def name_id(self) -> str:
        linked = self.region or self.partner
        return linked.name_id if linked else self.written

    @property
    def name_en(self) -> str:
        linked = self.region or self.partner
        return (linked.name_en or linked.name_id) if linked else self.written


class Record(NamedTuple):
    """One cooperation with all that its reader may see; withheld things are not in it."""

    tie: TieRow
    parties: list[PartyRow]
    texts: list[TextRow]
    claims: list[ClaimRow]
    sources: Mapping[Key | None, SourceRow]

    def side(self, side: str) -> list[PartyRow]:
        return [party for party in self.parties if party.side == side]


def records(actor: Actor, ties: QuerySet[Tie]) -> Iterator[Record]:
    """Every one of these ties that the actor may see, in the order they were recorded.

    Keys come first and by a cursor of the database; what stands under them is read chunk by chunk.
    """
    places = _Places()
    chunk: list[Key] = []
    for key in ties.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=CHUNK):
        chunk.append(key)
        if len(chunk) == CHUNK:
            yield from _read(actor, chunk, places)
            chunk.clear()
    yield from _read(actor, chunk, places)


@contextmanager
def one_view() -> Iterator[None]:
    """One state of the database for a whole export. On SQLite the open cursor of the reading holds it by itself.

    It also spares PostgreSQL from working out every key before the first is read, as it must for a cursor outside a
    transaction.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


class _Known(Generic[Row]):
    """Rows by key, fetched when first asked for; forgotten altogether when there are too many."""

    def __init__(self, rows: "QuerySet[Any, tuple[Any, ...]]", make: type[Row]) -> None:
        self._rows, self._make = rows, make
        self.at: dict[Key | None, Row] = {}

    def fetch(self, keys: Iterable[Key | None]) -> Mapping[Key | None, Row]:
        wanted = set(keys)
        wanted.discard(None)
        if len(self.at) > KEPT:
            self.at = {}
        missing = wanted - self.at.keys()
        if missing:
            self.at |= {row[0]: self._make(*row) for row in self._rows.filter(pk__in=missing).order_by()}
        return self.at


class _Places:
    """Regions, countries, partners and sources: few of them stand in many ties."""

    def __init__(self) -> None:
        regions = Region.objects.values_list(
            "pk", "ref", "code", "kind", "name_id", "name_en", "iso", "province__iso"
        )  # fmt: skip
        self.regions: dict[Key | None, RegionRow] = {row[0]: RegionRow(*row) for row in regions}
        countries = Country.objects.values_list("pk", "ref", "alpha2", "alpha3", "name_id", "name_en")
        self.countries: dict[Key | None, CountryRow] = {row[0]: CountryRow(*row) for row in countries}
        self.partners = _Known(
            Partner.objects.values_list(
                "pk", "ref", "kind", "level", "name_id", "name_en", "subdivision__iso", "subdivision__type",
                "city__geonameid", "city__admin1__iso",
            ),
            PartnerRow,
        )  # fmt: skip
        self.sources = _Known(Source.objects.values_list("pk", "name_id", "name_en", "url", "published"), SourceRow)


def _read(actor: Actor, keys: list[Key], places: _Places) -> Iterator[Record]:
    """One chunk. Ties are asked for through `visible_to` again: a long export must not show what was withdrawn."""
    if not keys:
        return
    visible = queries.visible_to(actor).filter(_among("pk", keys)).order_by("pk")
    wanted = set(keys)
    ties = [
        TieRow(*row)
        for row in visible.values_list(
            "pk", "ref", "kind", "phase", "outside_law", "fields_id", "fields_en", Cast("areas", TextField()),
            Cast("sdgs", TextField()), "disputed", "names_id", "names_en", "signed_earliest", "signed_latest",
            "signed_precision", "confirmed_on",
        )
        if row[0] in wanted
    ]  # fmt: skip
    insiders = queries.insiders_of(actor, [tie.ref for tie in ties])
    inside = {tie.key for tie in ties if tie.ref in insiders}
    parties = _parties(keys, places)
    texts = _texts(keys, inside)
    claims = _claims(keys, {text.key for each in texts.values() for text in each})
    sources = places.sources.fetch(claim.source for each in claims.values() for claim in each)
    for tie in ties:
        yield Record(tie, parties[tie.key], texts[tie.key], claims[tie.key], sources)


def _among(field: str, keys: list[Key]) -> Q:
    """Rows of these ties. Where they stand close together a span of keys is asked for instead of a long list, which
    costs a database more than the few rows of other ties that come with it and are passed over.
    """
    if keys[-1] - keys[0] < DENSE * len(keys):
        return Q(**{f"{field}__gte": keys[0], f"{field}__lte": keys[-1]})
    return Q(**{f"{field}__in": keys})


def _parties(keys: list[Key], places: _Places) -> dict[Key, list[PartyRow]]:
    rows = list(
        Party.objects.filter(_among("tie_id", keys))
        .order_by("pk")
        .values_list("tie_id", "side", "order", "name_as_signed", "region_id", "partner_id", "country_id")
    )
    rows.sort(key=lambda row: (row[1] != Party.Side.REGION, row[2]))
    partners = places.partners.fetch(row[5] for row in rows)
    found: dict[Key, list[PartyRow]] = defaultdict(list)
    for tie, side, _order, written, region, partner, country in rows:
        linked = places.regions.get(region)
        party = PartyRow(side, written, linked, partners.get(partner), places.countries.get(country))
        found[tie].append(party)
    return found


def _texts(keys: list[Key], inside: set[Key]) -> dict[Key, list[TextRow]]:
    rows = Instrument.objects.filter(_among("tie_id", keys), withdrawn_at=None).order_by("pk")
    found: dict[Key, list[TextRow]] = defaultdict(list)
    for row in rows.values_list(
        "tie_id", "pk", "ref", "kind", "reported", "called", "title_id", "title_en", "signed_earliest",
        "signed_latest", "signed_precision", "valid_until", "valid_until_precision",
    ):  # fmt: skip
        text = TextRow(*row)
        if text.reported or text.kind not in NEVER_PUBLIC or text.tie in inside:
            found[text.tie].append(text)
    return found


def _claims(keys: list[Key], shown: set[Key]) -> dict[Key, list[ClaimRow]]:
    """A text the reader may not know of leaves nothing among the claims."""
    rows = Claim.objects.filter(_among("tie_id", keys), withdrawn_at=None).order_by("pk")
    found: dict[Key, list[ClaimRow]] = defaultdict(list)
    for row in rows.values_list(
        "tie_id", "pk", "ref", "instrument_id", "fact", "value", "precision", "said_id", "said_en", "confidence",
        "source_id", "as_written", "mended_on", "quoted_on",
    ):  # fmt: skip
        claim = ClaimRow(*row)
        if claim.text is None or claim.text in shown:
            found[claim.tie].append(claim)
    return found
