"""The projection of the base map, so that the server draws dots and arcs where the map has its places."""

import math

Point = tuple[float, float]
"""A place in the units of the map's `viewBox`."""
WIDTH = 1200
HEIGHT = 497
CENTRE = 150
"""The meridian in the middle of the map: the Pacific is whole, and Indonesia stands left of the middle."""
NORTH = 76
STEEP = 0.35
"""An arc less wide than this part of its length is bent to the side."""
BEND = 0.18


def _raw(lng: float, lat: float) -> tuple[float, float]:
    """The Natural Earth projection, a polynomial of the latitude."""
    turned, phi = math.radians(lng), math.radians(lat)
    p2 = phi * phi
    p4 = p2 * p2
    return (
        turned * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
        phi * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))),
    )


_SCALE = WIDTH / (2 * _raw(180, 0)[0])
_TOP = _raw(0, NORTH)[1]


def project(lat: float, lng: float) -> Point:
    """Where a place lies on the map, in the units of its `viewBox` (one decimal)."""
    turned = (lng - CENTRE + 180) % 360 - 180
    x, y = _raw(turned, lat)
    return round(WIDTH / 2 + x * _SCALE, 1), round((_TOP - y) * _SCALE, 1)


def arc(start: Point, end: Point) -> str:
    """The path of an arc between two projected points, bowed upwards; the longer, the higher.

    Where both lie on nearly the same meridian it is bent to the side instead, or it would be a ruler's line.
    """
    (x1, y1), (x2, y2) = start, end
    length = math.hypot(x2 - x1, y2 - y1)
    upright = max(0.0, 1 - abs(x2 - x1) / (STEEP * length)) if length else 0.0
    across = (x1 + x2) / 2 + upright * BEND * length
    above = min(y1, y2) - length * 0.28 + abs(y2 - y1) / 2
    return f"M{x1:g},{y1:g}Q{across:.0f} {above:.0f} {x2:g},{y2:g}"
