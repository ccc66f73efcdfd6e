"""The Excel file: both tables as sheets of one workbook, written row by row."""

from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from gerbang.register.export.records import Record
from gerbang.register.export.table import Table

SHEET_ROWS = 1_048_575
"""Rows a sheet can hold under its head; the table goes on in a further sheet."""
CELL_LENGTH = 32_767


class _Sheets:
    """One table, in as many sheets as it needs."""

    def __init__(self, book: Any, table: Table) -> None:
        self.rows = 0
        self._book, self._table = book, table

    def add(self, record: Record) -> None:
        for cells in self._table.rows(record):
            if self.rows % SHEET_ROWS == 0:
                self.begin()
            self._sheet.append([_cell(self._sheet, text) for text in cells])
            self.rows += 1

    def begin(self) -> None:
        number = self.rows // SHEET_ROWS
        self._sheet = self._book.create_sheet(f"{self._table.name} {number + 1}" if number else self._table.name)
        self._sheet.freeze_panes = "B2"
        head = [WriteOnlyCell(self._sheet, name) for name in self._table.columns]
        for cell in head:
            cell.font = Font(bold=True)
        self._sheet.append(head)


class WorkbookWriter:
    """Cells are typed as text, so that nothing in them is run, and are what they are in the register."""

    def __init__(self, out: IO[bytes], tables: tuple[Table, ...]) -> None:
        self._out = out
        self._book = Workbook(write_only=True)
        self._sheets = [_Sheets(self._book, table) for table in tables]

    @property
    def rows(self) -> int:
        return self._sheets[0].rows

    def add(self, record: Record) -> None:
        for sheets in self._sheets:
            sheets.add(record)

    def end(self) -> None:
        for sheets in self._sheets:
            if not sheets.rows:
                sheets.begin()
        self._book.save(self._out)


def _cell(sheet: Any, text: str) -> Any:
    """Plain text as it is. What begins with `=` would become a formula, what a cell cannot hold would be refused."""
    if not text:
        return None
    if not text.isprintable() and ILLEGAL_CHARACTERS_RE.search(text):
        text = ILLEGAL_CHARACTERS_RE.sub("", text)
    if text[:1] != "=":
        return text[:CELL_LENGTH]
    cell = WriteOnlyCell(sheet, text[:CELL_LENGTH])
    cell.data_type = "s"
    return cell
