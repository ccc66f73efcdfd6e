"""The list of cooperations as an address asks for it, and the address that asks for it: what is shared and saved.

`read` and `Wanted.query` are each other's inverse, so that an address may be written anew without losing a filter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from gerbang.places import queries as places
from gerbang.register.areas import areas
from gerbang.register.models import Phase, TieKind
from gerbang.register.queries import NEWEST_FIRST, OLDEST_FIRST, Filters
from gerbang.values.refs import is_ref

LONGEST_SEARCH = 120
LIST, TABLE, MAP = "daftar", "tabel", "peta"
SHAPES = (LIST, TABLE, MAP)
OLDEST = "terlama"
COLUMNS = ("nomor", "negara", "jenis", "tahap", "disepakati", "bidang", "konfirmasi")
"""Columns of the table that may be chosen; the parties always stand first."""
USUAL_COLUMNS = ("negara", "disepakati", "bidang")
SDGS = range(1, 18)
FIRST_YEAR, LAST_YEAR = 1900, 2999
PRECISIONS = {"bulan": "month", "tahun": "year", "batas": "not-later", "belum": "unknown"}
"""How an address asks for dates that are known less well than to the day."""
PRECISION_WORDS = {precision: word for word, precision in PRECISIONS.items()} | {"day": "lengkap"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for: which ties, in which shape and order. `unknown_region`: a name that no region has."""

    by: Filters = field(default_factory=Filters)
    shape: str = LIST
    columns: tuple[str, ...] = USUAL_COLUMNS
    oldest: bool = False
    unknown_region: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        return OLDEST_FIRST if self.oldest else NEWEST_FIRST

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every name and value of the address."""
        return [*_filter_pairs(self.by), *_shape_pairs(self)]

    @property
    def filters(self) -> str:
        """The filters alone, as the part of an address after its question mark."""
        return _encoded(_filter_pairs(self.by))

    @property
    def query(self) -> str:
        """Everything, as the part of an address after its question mark; empty where nothing is asked for."""
        return _encoded(self.pairs)

    def with_filters(self, **changes: Any) -> "Wanted":
        return replace(self, by=replace(self.by, **changes), unknown_region="")


def read(given: QueryDict) -> Wanted:
    """What an address asks for; what is not one of ours is as good as not given."""
    region, unknown = _region(given.get("daerah", ""))
    columns = tuple(name for name in COLUMNS if name in given.getlist("kolom"))
    return Wanted(
        by=_filters(given, region),
        shape=_one_of(SHAPES, given.get("tampilan", "")) or LIST,
        columns=columns or USUAL_COLUMNS,
        oldest=given.get("urut") == OLDEST,
        unknown_region=unknown,
    )


def _filters(given: QueryDict, region: str) -> Filters:
    year, confirmed = _number(given.get("tahun", "")), _number(given.get("dikonfirmasi", ""))
    return Filters(
        words=" ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_SEARCH],
        province=_ref(given.get("provinsi", ""), "dr"),
        region=region,
        country=_ref(given.get("negara", ""), "ng"),
        partner=_ref(given.get("mitra", ""), "mt"),
        kind=_one_of(TieKind.values, given.get("jenis", "")),
        phase=_one_of(Phase.values, given.get("tahap", "")),
        areas=tuple(key for key in areas() if key in given.getlist("bidang")),
        sdgs=tuple(sorted({number for text in given.getlist("sdg") if (number := _number(text)) in SDGS})),
        year=year if FIRST_YEAR <= year <= LAST_YEAR else None,
        possibly=given.get("mungkin") == "1" and FIRST_YEAR <= year <= LAST_YEAR,
        precision=PRECISIONS.get(given.get("tanggal", ""), ""),
        confirmed=confirmed if FIRST_YEAR <= confirmed <= LAST_YEAR else None,
        dated=given.get("tanggal") == "lengkap",
        disputed=given.get("sumber") == "berbeda",
        chosen=given.get("sumber") == "dipilih",
        held=given.get("pihak") == "belum-cocok",
    )


def _one_of(known: Sequence[str], text: str) -> str:
    return text if text in known else ""


def _ref(text: str, prefix: str) -> str:
    return text if is_ref(text, prefix) else ""


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else 0


def _region(text: str) -> tuple[str, str]:
    """The ref of the region: given itself, or by the name that a person typed; else the name, as unknown."""
    typed = " ".join(text.replace("\0", "").split())[:LONGEST_SEARCH]
    if not typed or is_ref(typed, "dr"):
        return typed, ""
    found = places.pick_region(typed, 1)
    return (found[0].ref, "") if found else ("", typed)


def _filter_pairs(by: Filters) -> Iterator[tuple[str, str]]:
    single = {
        "q": by.words,
        "provinsi": by.province,
        "daerah": by.region,
        "negara": by.country,
        "mitra": by.partner,
        "jenis": by.kind,
        "tahap": by.phase,
        "tahun": str(by.year or ""),
        "mungkin": "1" if by.possibly else "",
        "tanggal": "lengkap" if by.dated else PRECISION_WORDS.get(by.precision, ""),
        "dikonfirmasi": str(by.confirmed or ""),
        "sumber": "berbeda" if by.disputed else "dipilih" if by.chosen else "",
        "pihak": "belum-cocok" if by.held else "",
    }
    yield from ((name, value) for name, value in single.items() if value)
    yield from (("bidang", key) for key in by.areas)
    yield from (("sdg", str(number)) for number in by.sdgs)


def _shape_pairs(wanted: Wanted) -> Iterator[tuple[str, str]]:
    if wanted.shape != LIST:
        yield "tampilan", wanted.shape
    if wanted.columns != USUAL_COLUMNS:
        yield from (("kolom", name) for name in wanted.columns)
    if wanted.oldest:
        yield "urut", OLDEST


def _encoded(pairs: Iterable[tuple[str, str]]) -> str:
    address = QueryDict(mutable=True)
    for name, value in pairs:
        address.appendlist(name, value)
    return address.urlencode()
