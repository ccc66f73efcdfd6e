"""The filters of the list of cooperations: read from the address, offered with what there is to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gerbang.register import faceting, facets
from gerbang.register.areas import areas
from gerbang.register.faceting import Counted
from gerbang.register.models import Phase, TieKind
from gerbang.register.queries import Filters
from gerbang.values.refs import is_ref

LONGEST_SEARCH = 120
GOALS = tuple(str(number) for number in range(1, 18))
PRECISIONS = {"bulan": "month", "tahun": "year", "batas": "not-later", "belum": "unknown"}
"""How an address asks for dates that are known less well than to the day."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select."""

    value: str
    label: str
    selected: bool


def read(given: Mapping[str, str]) -> Filters:
    """The filters an address asks for; what is not one of ours is as good as not given."""
    return Filters(
        words=given.get("q", "").strip()[:LONGEST_SEARCH],
        province=_ref(given.get("provinsi", ""), "dr"),
        region=_ref(given.get("daerah", ""), "dr"),
        country=_ref(given.get("negara", ""), "ng"),
        partner=_ref(given.get("mitra", ""), "mt"),
        kind=given["jenis"] if given.get("jenis") in TieKind.values else "",
        phase=given["tahap"] if given.get("tahap") in Phase.values else "",
        year=_year(given.get("tahun", "")),
        precision=PRECISIONS.get(given.get("tanggal", ""), ""),
        dated=given.get("tanggal") == "lengkap",
        confirmed=_year(given.get("dikonfirmasi", "")),
        areas=(given["bidang"],) if given.get("bidang") in areas() else (),
        sdgs=(int(given["tpb"]),) if given.get("tpb") in GOALS else (),
        held=given.get("pihak") == "ditahan",
        disputed=given.get("sumber") == "berbeda",
    )


def _year(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else None


def _ref(text: str, prefix: str) -> str:
    return text if is_ref(text, prefix) else ""


def choices(counted: Counted, chosen: Filters) -> Mapping[str, Sequence[Choice]]:
    """What there is to choose from among the ties the actor may see."""
    provinces = [(province.ref, province.name) for province, _number in faceting.provinces(counted)]
    countries = sorted(((country.ref, country.name) for country, _n in faceting.countries(counted)), key=lambda c: c[1])
    years = [(str(year), str(year)) for year, _number in faceting.years(counted)]
    kinds = faceting.keys(counted, facets.KIND, TieKind.values)
    phases = faceting.keys(counted, facets.PHASE, Phase.values)
    return {
        "provinces": _select(provinces, chosen.province),
        "countries": _select(countries, chosen.country),
        "years": _select(years, str(chosen.year or "")),
        "kinds": _select([(kind, str(TieKind(kind).label)) for kind in kinds], chosen.kind),
        "phases": _select([(phase, str(Phase(phase).label)) for phase in phases], chosen.phase),
    }


def _select(pairs: Sequence[tuple[str, str]], chosen: str) -> list[Choice]:
    return [Choice(value, label, value == chosen) for value, label in pairs]
