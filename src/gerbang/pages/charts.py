"""Pictures of numbers as SVG from the server. Each stands beside the table that says the same; labels are HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HEIGHT = 100
GAP = 0.25
"""The part of a column's room that stays empty."""
LEAST = 1.5
"""What is not nothing is seen, however small it is beside the largest."""


@dataclass(frozen=True, slots=True)
class Point:
    """One column: what it stands for, and how much there is of it."""

    label: str
    number: int


def columns(points: Sequence[Point], title: str, described: str) -> SafeString:
    """Columns side by side, the largest as high as the picture. `described` says in words what the picture shows."""
    most = max((point.number for point in points), default=0) or 1
    drawn = format_html_join(
        "",
        '<rect class="chart-run" x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>',
        (
            (f"{place + GAP / 2:g}", f"{HEIGHT - high:.1f}", f"{1 - GAP:g}", f"{high:.1f}", point.label, point.number)
            for place, point in enumerate(points)
            if (high := _height(point.number, most))
        ),
    )
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}. {}">{}</svg>',
        max(1, len(points)),
        HEIGHT,
        title,
        described,
        drawn,
    )


def share(number: int, most: int) -> SafeString:
    """A bar beside a number in a table, `number` long where `most` is the whole. The number itself says it in words."""
    wide = _height(number, most or 1)
    return format_html(
        '<svg class="chart-share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="chart-run" width="{}" height="8"/></svg>',
        f"{wide:.1f}",
    )


def _height(number: int, most: int) -> float:
    return max(LEAST, HEIGHT * number / most) if number else 0.0
