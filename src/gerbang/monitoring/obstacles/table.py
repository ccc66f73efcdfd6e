"""Obstacles as a workbook for Excel: one a row, cells that are words typed as text, so that nothing in them is run."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Font

from gerbang.monitoring.models import Attempt, Escalation, Obstacle, Outcome
from gerbang.pages import formatting

MOST = 20_000
"""Rows of one file; a list that is longer is narrowed first."""


def written(found: QuerySet[Obstacle]) -> bytes:
    """The workbook, in the active language."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("name of a file", "obstacles").capitalize())
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, bold=True) for head in _head()])
    for row in _rows(found):
        sheet.append([_cell(sheet, text) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head() -> list[str]:
    return [
        _("Cooperation"),
        _("Obstacle"),
        _("Kind"),
        _("How much it hinders"),
        _("State"),
        _("Since"),
        pgettext("that looks after an obstacle", "Office"),
        pgettext("of an obstacle", "Until"),
        _("What was tried"),
        _("Asked for help"),
        _("How it ended"),
        _("Source"),
    ]


def _rows(found: QuerySet[Obstacle]) -> Iterator[list[str]]:
    standing = [
        Prefetch("attempts", Attempt.objects.filter(withdrawn_at=None), to_attr="tried"),
        Prefetch("escalations", Escalation.objects.filter(withdrawn_at=None).select_related("to"), to_attr="asked"),
        Prefetch("outcomes", Outcome.objects.filter(withdrawn_at=None), to_attr="ended"),
    ]
    one: Any
    for one in found.prefetch_related(*standing)[:MOST]:
        yield [
            one.tie.name,
            one.title,
            one.get_category_display(),
            one.get_severity_display(),
            one.get_state_display(),
            formatting.day(one.happened),
            one.owner,
            one.due_on.isoformat() if one.due_on else "",
            "; ".join(f"{attempt.what} ({formatting.day(attempt.happened)})" for attempt in one.tried),
            "; ".join(asked.to.name for asked in one.asked),
            "; ".join(str(outcome) for outcome in one.ended),
            one.link,
        ]


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
