"""The lines of the front page's map: each joins a province and a country, and is the thicker the more ties there are.

The cube answers with as many rows as there are such pairs, however many ties they hold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gerbang.pages import worldmap
from gerbang.places.models import Country, Region
from gerbang.register import cube, facets

MOST_LINES = 160
"""More would be no picture any more; the heaviest are drawn, and the page says that there are others."""
CLASSES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """A province with its regencies and cities, a country, and the number of ties between them."""

    province: Region
    country: Country
    number: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """One path for each thickness, thin to thick, and one of the dots at the far ends. `pairs` are those drawn."""

    lines: Sequence[str]
    dots: str
    pairs: Sequence[Pair]
    whole: bool
    width: int = worldmap.WIDTH
    height: int = worldmap.HEIGHT


def draw() -> Drawing:
    """The public register as a map. Three queries."""
    provinces = {facets.of_ref(facets.PROVINCE, one.ref): one for one in Region.objects.filter(province=None)}
    found = cube.heaviest(provinces, facets.COUNTRY, MOST_LINES + 1)
    refs = {facets.ref_of(token, "ng") for _province, token, _number in found}
    countries = {facets.of_ref(facets.COUNTRY, one.ref): one for one in Country.objects.filter(ref__in=refs)}
    pairs = [Pair(provinces[province], countries[token], number) for province, token, number in found[:MOST_LINES]]
    on_map = [pair for pair in pairs if pair.country.latitude is not None]
    return Drawing(
        lines=["".join(_line(pair) for pair in group) for group in _by_weight(on_map)],
        dots="".join(f"M{x:g} {y:g}h0" for x, y in dict.fromkeys(_end(pair) for pair in on_map)),
        pairs=pairs,
        whole=len(found) <= MOST_LINES,
    )


def _by_weight(pairs: Sequence[Pair]) -> Iterable[list[Pair]]:
    """The pairs in classes, each up to four times as heavy as the one before: 1-3, 4-15, 16 and more."""
    groups: list[list[Pair]] = [[] for _class in range(CLASSES)]
    for pair in pairs:
        groups[min(CLASSES - 1, (pair.number.bit_length() - 1) // 2)].append(pair)
    return groups


def _line(pair: Pair) -> str:
    return worldmap.arc(worldmap.project(pair.province.latitude, pair.province.longitude), _end(pair))


def _end(pair: Pair) -> worldmap.Point:
    return worldmap.project(pair.country.latitude or 0.0, pair.country.longitude or 0.0)
