"""Which regions have confirmed, as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from gerbang.pages import formatting
from gerbang.pages.spreadsheets import MARK, line
from gerbang.places.models import Region


def rows(regions: Iterable[Any], year: int) -> Iterator[str]:
    """One line a region, in the order of the codes."""
    head = [_("Code"), _("Region"), _("Province"), _("Year"), _("State"), _("Letter number"), _("Letter date")]
    yield MARK + line(head)
    for region in regions:
        yield line(_row(region, year))


def state_in_words(state: str | None) -> str:
    """How a region stands: what it has done, and never that it is late."""
    words = {"given": _("Confirmed"), "draft": _("Being prepared"), None: _("Not yet confirmed")}
    return words[state]


def _row(region: Region, year: int) -> list[str]:
    found: Any = region
    given = found.confirmation_state == "given"
    return [
        region.code,
        region.name,
        region.province.name if region.province else "",
        str(year),
        state_in_words(found.confirmation_state),
        found.confirmation_number if given else "",
        formatting.day(found.confirmation_date) if given else "",
    ]
