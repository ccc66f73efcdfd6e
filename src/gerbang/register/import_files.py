"""Files around imports: the empty table to begin from, and the problems of a check for a spreadsheet."""

from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from gerbang.pages.spreadsheets import MARK, line
from gerbang.register import import_words
from gerbang.register.intake.columns import COLUMNS
from gerbang.register.models import Import


def empty_csv() -> str:
    """The names of the columns over one empty row."""
    return MARK + line(COLUMNS) + line([""] * len(COLUMNS))


def empty_xlsx() -> bytes:
    """The same as a workbook, with every column as text, so that Excel changes no date and no number."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "cooperations"
    sheet.append(COLUMNS)
    sheet.freeze_panes = "A2"
    for at, cell in enumerate(sheet[1], start=1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 20
        sheet.cell(row=2, column=at).number_format = "@"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def problems(of: Import) -> Iterator[str]:
    """Every problem that is kept of a check, one line each."""
    yield MARK + line([_("Row"), _("Column"), _("Cell"), _("What becomes of it"), _("What is wrong and what to do")])
    header_row = str(of.reading.get("header_row", ""))
    for fault in import_words.faults(of):
        yield line([header_row, fault.column, fault.cell, _("Refused"), fault.text])
    rows = of.rows.exclude(problems=[]).order_by("number")
    for row in rows.iterator(chunk_size=500):
        for told in import_words.told(of, row):
            yield line([str(row.number), told.column, told.cell, str(row.get_outcome_display()), told.text])
