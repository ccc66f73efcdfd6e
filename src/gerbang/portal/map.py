"""The arcs of the front page's map, drawn by the server in the projection of the base map."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from gerbang.pages import worldmap
from gerbang.register.models import Party, Tie

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Two paths: all arcs, and the dots at their far ends. `number` ties are on the map."""

    arcs: str
    dots: str
    number: int
    width: int = worldmap.WIDTH
    height: int = worldmap.HEIGHT


def draw(ties: QuerySet[Tie]) -> Drawing:
    """One arc from the region to the partner of every tie whose two places are known. One query."""
    ends: dict[int, dict[str, Point]] = defaultdict(dict)
    columns = ("tie_id", "side", "region__latitude", "region__longitude", "partner__latitude", "partner__longitude")
    for tie, side, *places in Party.objects.filter(tie__in=ties).order_by("-order").values_list(*columns):
        latitude, longitude = (places[0], places[1]) if places[0] is not None else (places[2], places[3])
        if latitude is not None and longitude is not None:
            ends[tie][side] = worldmap.project(latitude, longitude)
    pairs = [(both["region"], both["partner"]) for both in ends.values() if len(both) == 2]
    far = dict.fromkeys(end for _start, end in pairs)
    return Drawing(
        arcs="".join(dict.fromkeys(worldmap.arc(start, end) for start, end in pairs)),
        dots="".join(f"M{x:g} {y:g}h0" for x, y in far),
        number=len(pairs),
    )
