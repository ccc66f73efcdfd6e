"""Tables as an Excel workbook, written row by row: a head in bold that stays in sight, values as values.

Text is typed as text, so that nothing in it is run when the file is opened.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gerbang.pages.formatting import number

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 100_000
"""Rows of one sheet, so that a file opens on an office's machine; a sheet that ends early says so in its last row."""
WIDTH = 24
LONGEST_TITLE = 31
NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
"""What Excel allows in the name of no sheet."""

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: what it is called, its heads, and its rows. `tab`: a shorter name where the title is a long one."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]
    tab: str = ""


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The file; a sheet a table."""
    book = Workbook(write_only=True)
    for one in sheets:
        sheet = book.create_sheet(_tab(NOT_IN_TITLES.sub("-", one.tab or one.title)))
        sheet.freeze_panes = "A2"
        for column in range(1, len(one.head) + 1):
            sheet.column_dimensions[get_column_letter(column)].width = WIDTH
        sheet.append(list(_cells(sheet, one.head, bold=True)))
        rows = iter(one.rows)
        for row in islice(rows, MOST):
            sheet.append(list(_cells(sheet, row)))
        if next(rows, None) is not None:
            said = _("Only the first %(most)s rows are here. Narrow the list down and download again.")
            sheet.append(list(_cells(sheet, [said % {"most": number(MOST)}], bold=True)))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _tab(name: str) -> str:
    """As much of a name as a sheet may have, in whole words where it has some."""
    if len(name) <= LONGEST_TITLE:
        return name
    words = name[: LONGEST_TITLE + 1].rpartition(" ")[0].rstrip()
    return words or name[:LONGEST_TITLE]


def _cells(sheet: Any, row: Iterable[Value], *, bold: bool = False) -> Iterator[Any]:
    for value in row:
        is_text = isinstance(value, str)
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value) if is_text else value)
        if is_text:
            cell.data_type = "s"
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD
        yield cell


_WRAPPED = Alignment(wrap_text=True, vertical="top")
_BOLD = Font(bold=True)
