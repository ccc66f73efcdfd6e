import re
from pathlib import Path

import pytest

from gerbang.pages import worldmap

SCRIPT = Path(worldmap.__file__).parent / "assets" / "build" / "world.mjs"


def test_places_lie_where_the_map_has_them() -> None:
    x, y = worldmap.project(0, worldmap.CENTRE)
    assert x == worldmap.WIDTH / 2
    assert worldmap.project(worldmap.NORTH, worldmap.CENTRE)[1] == 0
    assert worldmap.project(10, worldmap.CENTRE)[1] < y < worldmap.project(-10, worldmap.CENTRE)[1]
    bandung, kitakyushu, honolulu = (worldmap.project(*p) for p in ((-6.9, 107.6), (33.9, 130.9), (21.3, -157.9)))
    assert bandung[0] < kitakyushu[0] < honolulu[0]


@pytest.mark.parametrize(("lat", "lng"), [(64.1, -21.9), (-22.9, -43.2), (-54, -68), (70, 179.9), (-16.9, -179.9)])
def test_every_place_lies_inside_the_map(lat: float, lng: float) -> None:
    x, y = worldmap.project(lat, lng)
    assert 0 <= x <= worldmap.WIDTH
    assert 0 <= y <= worldmap.HEIGHT


def test_the_server_draws_in_the_projection_of_the_base_map() -> None:
    script = SCRIPT.read_text()
    for name in ("WIDTH", "CENTRE", "NORTH"):
        assert re.search(rf"^const {name} = (-?\d+);$", script, re.MULTILINE)[1] == str(getattr(worldmap, name))  # type: ignore[index]
    south = float(re.search(r"^const SOUTH = (-?\d+);$", script, re.MULTILINE)[1])  # type: ignore[index]
    assert round(worldmap.project(south, worldmap.CENTRE)[1]) == worldmap.HEIGHT


def test_an_arc_joins_its_two_places_and_bows_upwards() -> None:
    start, end = worldmap.project(-6.9, 107.6), worldmap.project(33.9, 130.9)
    drawn = worldmap.arc(start, end)
    assert drawn.startswith(f"M{start[0]:g},{start[1]:g}Q")
    assert drawn.endswith(f" {end[0]:g},{end[1]:g}")


def bend(drawn: str, x: float) -> float:
    """How far the point an arc is drawn towards lies from a meridian."""
    return abs(float(re.search(r"Q(-?\d+) ", drawn)[1]) - x)  # type: ignore[index]


def test_an_arc_along_a_meridian_is_no_rulers_line() -> None:
    jayapura, north = worldmap.project(-2.5, 140.7), worldmap.project(36, 140.7)
    assert bend(worldmap.arc(jayapura, north), jayapura[0]) > 10
    level = worldmap.project(-2.5, 100)
    assert bend(worldmap.arc(jayapura, level), (jayapura[0] + level[0]) / 2) < 1
    assert worldmap.arc(jayapura, jayapura)
