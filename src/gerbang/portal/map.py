"""The front page's map: each line joins a province and a country, and is the wider the more ties there are.

The cube answers with as many rows as there are such pairs, however many ties they hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gerbang.pages import worldmap
from gerbang.places.models import Country, Region
from gerbang.portal.result_map import Arcs, arcs, dots, point
from gerbang.register import cube, facets

MOST_LINES = 160
"""More would be no picture any more; the heaviest are drawn, and the page says that there are others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A province with its regencies and cities, a country, and the number of ties between them."""

    province: Region
    country: Country
    number: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The lines by width, the dots at their far ends, the pairs they stand for. `whole`: there are no more pairs."""

    arcs: Sequence[Arcs]
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
    weights = {
        (start, end): pair.number for pair in pairs if (start := point(pair.province)) and (end := point(pair.country))
    }
    return Drawing(arcs(weights), dots(weights), pairs, whole=len(found) <= MOST_LINES)
