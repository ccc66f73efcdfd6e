"""The map of what was found: an arc for each pair of places, and of many ties one for a region's or province's country.

Whatever is drawn is said beside it, and stands as a table under it: nobody needs the picture to know.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet

from gerbang.pages import worldmap
from gerbang.people.acting import Actor
from gerbang.places.models import Country, Region
from gerbang.register import cube, facets
from gerbang.register.faceting import told_by_cube
from gerbang.register.models import Party
from gerbang.register.queries import NEWEST_FIRST, Filters, bounded_count, in_order, narrowed, visible_to

DRAWN = 1_000
"""Ties that are drawn one by one."""
BUNDLES = 400
"""Pairs of a region or province and a country that are drawn; the largest."""
WIDER = (2, 10, 50)
"""An arc that stands for at least so many ties is a step wider."""

Point = worldmap.Point
Pair = tuple[Point, Point]
Drawn = Literal["all", "newest", "countries", "provinces"]


@dataclass(frozen=True, slots=True)
class Arcs:
    """All arcs of one width, as one path."""

    css: str
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a country, and how many of the ties that are drawn lead there."""

    country: Country
    number: int


@dataclass(frozen=True, slots=True)
class ResultMap:
    """`number` ties are on the map; `unplaced` of those looked at are not, because a place of theirs is not known.

    `drawn`: every tie, the newest thousand, or all of them bundled: of one region by country, else by province and
    country.
    """

    drawn: Drawn
    number: int
    unplaced: int
    arcs: Sequence[Arcs]
    dots: str
    rows: Sequence[Row]
    width: int = worldmap.WIDTH
    height: int = worldmap.HEIGHT


def draw(actor: Actor, by: Filters) -> ResultMap:
    """The map of what these filters find."""
    known = told_by_cube(actor, by)
    if known is not None and known > DRAWN and _cube_answers(by):
        return _bundled(by, everything=actor.national_sight)
    ties = narrowed(visible_to(actor), by)
    found, order = in_order(ties, NEWEST_FIRST, bounded_count(ties) if known is None else known)
    newest = list(found.order_by(*order).values_list("pk", flat=True)[: DRAWN + 1])
    return _one_by_one(newest[:DRAWN], "newest" if len(newest) > DRAWN else "all")


def _cube_answers(by: Filters) -> bool:
    """The cube knows regions beside countries, and provinces beside countries, and nothing beside the two."""
    return by in (Filters(region=by.region, country=by.country), Filters(province=by.province, country=by.country))


def _one_by_one(keys: Sequence[int], drawn: Drawn) -> ResultMap:
    ends: dict[int, dict[str, Point]] = defaultdict(dict)
    lands: dict[int, int] = {}
    for tie, side, country, place in _parties(keys):
        if place is not None:
            ends[tie][side] = place
        if side == Party.Side.PARTNER and country is not None:
            lands[tie] = country
    placed = {tie: (both["region"], both["partner"]) for tie, both in ends.items() if len(both) == 2}
    numbers = Counter(lands[tie] for tie in placed if tie in lands)
    countries = Country.objects.in_bulk(list(numbers))
    return _drawing(
        drawn,
        Counter(placed.values()),
        unplaced=len(keys) - len(placed),
        rows=[Row(countries[key], number) for key, number in numbers.items()],
    )


def _parties(keys: Sequence[int]) -> Iterable[tuple[int, str, int | None, Point | None]]:
    """The parties of these ties, the first of each side last, so that it is the one that is kept."""
    columns = (
        "tie_id", "side", "country_id", "region__latitude", "region__longitude", "partner__latitude",
        "partner__longitude",
    )  # fmt: skip
    found = Party.objects.filter(tie__in=keys).order_by("-order", "-pk").values_list(*columns)
    for tie, side, country, *degrees in found:
        latitude, longitude = (degrees[0], degrees[1]) if degrees[0] is not None else (degrees[2], degrees[3])
        known = latitude is not None and longitude is not None
        yield tie, side, country, worldmap.project(latitude, longitude) if known else None


def _bundled(by: Filters, *, everything: bool) -> ResultMap:
    facet = facets.REGION if by.region else facets.PROVINCE
    starts = {facets.of_ref(facet, region.ref): region for region in _starts(by)}
    numbers = cube.pairs(list(starts), facets.COUNTRY, everything=everything)
    refs = {facets.ref_of(token, "ng") for _start, token in numbers}
    countries = {facets.of_ref(facets.COUNTRY, one.ref): one for one in Country.objects.filter(ref__in=refs)}
    if by.country:
        wanted = facets.of_ref(facets.COUNTRY, by.country)
        numbers = {pair: number for pair, number in numbers.items() if pair[1] == wanted}
    weights: Counter[Pair] = Counter()
    lands: Counter[str] = Counter()
    for (begin, country), number in sorted(numbers.items(), key=lambda one: -one[1])[:BUNDLES]:
        start, end = point(starts[begin]), point(countries[country])
        if start and end:
            weights[start, end] += number
            lands[country] += number
    return _drawing(
        "countries" if by.region else "provinces",
        weights,
        unplaced=sum(numbers.values()) - sum(weights.values()),
        rows=[Row(countries[token], number) for token, number in lands.items()],
    )


def _starts(by: Filters) -> QuerySet[Region]:
    """Where the arcs begin: in the one region asked for, in the one province, or in each province."""
    if by.region:
        return Region.objects.filter(ref=by.region)
    return Region.objects.filter(province=None, **({"ref": by.province} if by.province else {}))


def point(place: Region | Country) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return worldmap.project(place.latitude, place.longitude)


def _drawing(drawn: Drawn, weights: Mapping[Pair, int], *, unplaced: int, rows: Iterable[Row]) -> ResultMap:
    return ResultMap(
        drawn,
        sum(weights.values()),
        unplaced,
        arcs=arcs(weights),
        dots=dots(weights),
        rows=sorted(rows, key=lambda row: (-row.number, row.country.name)),
    )


def arcs(weights: Mapping[Pair, int]) -> list[Arcs]:
    """The arcs between pairs of places, the wider the more ties each stands for."""
    paths: dict[int, list[str]] = defaultdict(list)
    for (start, end), number in weights.items():
        paths[_width(number)].append(worldmap.arc(start, end))
    return [Arcs(f"map-arc map-w{width}", "".join(found)) for width, found in sorted(paths.items())]


def dots(pairs: Iterable[Pair]) -> str:
    """The far ends, as one path."""
    return "".join(f"M{x:g} {y:g}h0" for x, y in dict.fromkeys(end for _start, end in pairs))


def _width(number: int) -> int:
    """The step of an arc that stands for so many ties, from 1."""
    return 1 + sum(number >= least for least in WIDER)
