"""Which regions have confirmed, as a table for a spreadsheet: nothing in it that a spreadsheet would run."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from gerbang.pages import formatting
from gerbang.places.models import Region
from gerbang.values.language import active

MARK = "\ufeff"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
DELIMITER = {"id": ";", "en": ","}
"""A spreadsheet set to Indonesian takes the comma for the decimal mark and parts columns by a semicolon."""


def rows(regions: Iterable[Any], year: int) -> Iterator[str]:
    """One line a region, in the order of the codes."""
    head = [_("Code"), _("Region"), _("Province"), _("Year"), _("State"), _("Letter number"), _("Letter date")]
    yield MARK + _written(head)
    for region in regions:
        yield _written(_row(region, year))


def state_in_words(state: str | None) -> str:
    """How a region stands: what it has done, and never that it is late."""
    words = {"given": _("Confirmed"), "draft": _("Being prepared"), None: _("Not yet confirmed")}
    return words[state]


def _row(region: Region, year: int) -> list[str]:
    found: Any = region
    given = found.confirmation_state == "given"
    return [
        region.code,
        region.full_name,
        region.province.name if region.province else "",
        str(year),
        state_in_words(found.confirmation_state),
        found.confirmation_number if given else "",
        formatting.day(found.confirmation_date) if given else "",
    ]


def _written(cells: Iterable[str]) -> str:
    text = StringIO()
    safe = [f"'{cell}" if cell.startswith(RUNS) else cell for cell in cells]
    csv.writer(text, delimiter=DELIMITER[active()], lineterminator="\r\n").writerow(safe)
    return text.getvalue()
