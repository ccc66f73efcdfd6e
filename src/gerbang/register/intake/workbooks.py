"""Reads Excel workbooks (.xlsx) as text, row by row and in bounded memory.

openpyxl's streaming mode knows neither merged cells nor formulas without a value; both are found beforehand in the
sheet's own XML.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.xml import DEFUSEDXML

from gerbang.register.intake.lines import Line
from gerbang.register.intake.problems import Unreadable

UNPACKED = 800 * 1024 * 1024
UNPACKED_STRINGS = 160 * 1024 * 1024
"""What a workbook may unpack to: its sheets are streamed, its shared strings are held in memory."""
PARTS = 2_000
MERGED_CELLS = 200_000
WIDEST = 1_000
"""Cells a row may have: one in the last column of a sheet makes sixteen thousand of it."""
ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
CHUNK = 1 << 20
OVERLAP = 4096
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
VALUELESS = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


class Merge(NamedTuple):
    """A block of cells that are one; its value stands in the first."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Workbook:
    """One sheet of a workbook; `lines` may be asked for again and again. `rows`: openpyxl's own, as a stream."""

    rows: Any
    sheet: str
    others: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    valueless: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    def lines(self) -> Iterator[Line]:
        """Every row, each cell of a merged block with the block's value."""
        fill = _Filling(self.merges)
        lacking = {row: f"{get_column_letter(column)}{row}" for row, column in sorted(self.valueless, reverse=True)}
        for number, row in enumerate(_rows(self.rows), start=1):
            if len(row) > WIDEST:
                raise Unreadable("too-many-columns", limit=WIDEST)
            cells = fill(number, [_text(cell) for cell in row])
            if number in lacking:
                yield Line(number, tuple(cells), "no-value", {"where": lacking[number]})
            else:
                yield _checked(number, cells)


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    """The rows as openpyxl streams them; whatever it stumbles over in the middle, the workbook is broken."""
    try:
        yield from sheet.iter_rows()
    except Exception as problem:
        raise Unreadable("not-a-workbook") from problem


def opened(data: bytes) -> Iterator[Workbook]:
    """The sheets of a workbook in their order, hidden ones left out."""
    if not DEFUSEDXML:
        raise RuntimeError("openpyxl does not find defusedxml, without which no foreign workbook is opened.")
    _check_parts(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: sheet for sheet in book.worksheets if sheet.sheet_state == "visible"}
    except Exception as problem:
        raise Unreadable("not-a-workbook") from problem
    for title, sheet in sheets.items():
        sheet.reset_dimensions()
        merges, valueless = _structure(data, sheet._worksheet_path)
        others = tuple(other for other in sheets if other != title)
        yield Workbook(sheet, title, others, merges, valueless)


def _check_parts(data: bytes) -> None:
    """A zip says how large its parts are, and is never read beyond what it said."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise Unreadable("not-a-workbook") from problem
    strings = sum(part.file_size for part in parts if part.filename.lower().endswith("sharedstrings.xml"))
    if sum(part.file_size for part in parts) > UNPACKED or strings > UNPACKED_STRINGS or len(parts) > PARTS:
        raise Unreadable("unpacks-too-large", limit=UNPACKED // 1024**2)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("encrypted")


def _structure(data: bytes, path: str) -> tuple[tuple[Merge, ...], frozenset[tuple[int, int]]]:
    """The merged blocks of a sheet, and its formulas without a value."""
    merges: dict[Merge, None] = {}
    valueless: set[tuple[int, int]] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open(path.lstrip("/")) as part:
            before = b""
            while chunk := part.read(CHUNK):
                text = before + chunk
                if b"mergeCell" in text:
                    merges |= {Merge(*_cell(found[1]), *_cell(found[2])): None for found in MERGE.finditer(text)}
                if FORMULA.search(text):
                    valueless.update(_cell(found[1]) for found in VALUELESS.finditer(text))
                before = text[-OVERLAP:]
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError) as problem:
        raise Unreadable("not-a-workbook") from problem
    covered = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for one in merges)
    return (tuple(merges) if covered <= MERGED_CELLS else ()), frozenset(valueless)


def _cell(name: bytes) -> tuple[int, int]:
    row, column = coordinate_to_tuple(name.decode())
    return row, column


class _Filling:
    """Gives every cell of a merged block the value of its first one, as rows come by."""

    def __init__(self, merges: tuple[Merge, ...]) -> None:
        self.waiting = sorted(merges)
        self.open: list[tuple[Merge, str]] = []

    def __call__(self, number: int, cells: list[str]) -> list[str]:
        while self.waiting and self.waiting[0].top <= number:
            merge = self.waiting.pop(0)
            value = cells[merge.left - 1] if merge.left <= len(cells) and merge.top == number else ""
            self.open.append((merge, value))
        self.open = [one for one in self.open if one[0].bottom >= number]
        for merge, value in self.open:
            cells.extend([""] * (merge.right - len(cells)))
            cells[merge.left - 1 : merge.right] = [value] * (merge.right - merge.left + 1)
        return cells


def _checked(number: int, cells: list[str]) -> Line:
    for column, cell in enumerate(cells, start=1):
        if cell in ERRORS:
            about = {"where": f"{get_column_letter(column)}{number}", "cell": cell}
            return Line(number, tuple(cells), "error-value", about)
    return Line(number, tuple(cells))


def _text(cell: Any) -> str:
    """A cell as a person reads it. A date shown without its day is a month, one shown without its month a year."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime | date):
        return _date(value, str(cell.number_format or ""))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, time):
        return value.isoformat()
    return str(value)


def _date(value: datetime | date, shown: str) -> str:
    shape = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", shown).casefold()
    whole = value.date() if isinstance(value, datetime) else value
    if "d" in shape or "y" not in shape:
        return whole.isoformat()
    return whole.isoformat()[: 7 if "m" in shape else 4]
