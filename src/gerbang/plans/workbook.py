"""A plan as an Excel workbook that can come back: a sheet a table, the code and revision of each row beside its cells.

Cells are typed as text where they are words, so that nothing in them is run, and read like what people type.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

from gerbang.plans.cells import Amount, Day, Number, Wrong, Year
from gerbang.plans.merging import Cells, Typed
from gerbang.plans.rows import Row
from gerbang.plans.tables import Column, Table
from gerbang.register.intake.workbooks import opened
from gerbang.search.folding import tokens

CODE = ("Kode baris", "Row code")
REVISION = ("Revisi", "Revision")
MISSING = ("Belum ada", "Missing")
OURS = {"code": CODE, "revision": REVISION, "missing": MISSING}
MARKED = PatternFill("solid", start_color="FAF1DB")
WIDTHS = {1: 10, 2: 18, 3: 28, 4: 48}
TALL = 1_000
"""Rows of a sheet that are read; what is below them is too much for a plan in any case."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell of a file: the sheet, the row as Excel counts, the head of its column."""

    sheet: str
    row: int
    column: str
    wrong: Wrong


@dataclass(slots=True)
class Brought:
    """What one sheet brings: rows as a form would, and for each the row of the sheet it stands in."""

    table: Table
    typed: list[Typed] = field(default_factory=list)
    base: dict[str, Cells] = field(default_factory=dict)


@dataclass(slots=True)
class Content:
    """What a whole file brings, or all that is wrong with it."""

    brought: list[Brought] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def written(tables: Mapping[Table, Mapping[str, Row]], missing: Mapping[str, str], language: str) -> bytes:
    """The workbook of a version. `missing`: what is said to be missing, by the key of the row it is missing of."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table, rows in tables.items():
        _write(book.create_sheet(table.label(language)), table, rows, missing, language)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, table: Table, rows: Mapping[str, Row], missing: Mapping[str, str], language: str) -> None:
    at = 0 if language == "id" else 1
    flagged = table.name == "activities"
    ours = [CODE[at], REVISION[at], *([MISSING[at]] if flagged else [])]
    sheet.append([*(column.label(language) for column in table.columns), *ours])
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[sheet.cell(row=1, column=place).column_letter].width = WIDTHS[column.wide]
    for number, row in enumerate(rows.values(), start=2):
        for place, column in enumerate(table.columns, start=1):
            _put(sheet.cell(row=number, column=place), column, row.cells[column.name], language)
        last = len(table.columns)
        _words(sheet.cell(row=number, column=last + 1), row.key)
        sheet.cell(row=number, column=last + 2).value = row.revision
        if flagged and row.key in missing:
            cell = sheet.cell(row=number, column=last + 3)
            _words(cell, missing[row.key])
            cell.fill = MARKED


def _put(cell: Any, column: Column, canonical: str, language: str) -> None:
    """Numbers and dates as such, so that Excel can add them up and sort them; all else as text."""
    if not canonical:
        return
    if isinstance(column.kind, Number | Year):
        cell.value = int(canonical)
    elif isinstance(column.kind, Day):
        cell.value, cell.number_format = date.fromisoformat(canonical), "DD-MM-YYYY"
    elif isinstance(column.kind, Amount):
        value = Decimal(canonical)
        cell.value = int(value) if value == value.to_integral_value() else value
        cell.number_format = "#,##0" if value == value.to_integral_value() else "#,##0.0###"
    else:
        _words(cell, column.kind.show(canonical, language))
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _words(cell: Any, text: str) -> None:
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"


def read(data: bytes, tables: Mapping[Table, Mapping[str, Row]]) -> Content:
    """Reads a workbook against the draft as it is. Sheets and columns are known by their heads in either language.

    Raises Unreadable (`register.intake`) for what is no workbook.
    """
    known = {name: table for table in tables for name in (_plain(table.label_id), _plain(table.label_en))}
    content = Content()
    found: dict[str, Brought] = {}
    for sheet in opened(data):
        table = known.get(_plain(sheet.sheet))
        if table is not None and table.name not in found:
            found[table.name] = _sheet(sheet, table, tables[table], content.faults)
    if not found:
        content.faults.append(Fault("", 0, "", Wrong("no-sheet")))
    content.brought = [found[table.name] for table in tables if table.name in found]
    return content


def _sheet(sheet: Any, table: Table, rows: Mapping[str, Row], faults: list[Fault]) -> Brought:
    brought, heads, seen = Brought(table), dict[int, str](), set[str]()
    names = {_plain(label): column.name for column in table.columns for label in (column.label_id, column.label_en)}
    names |= {_plain(label): name for name, labels in OURS.items() for label in labels}
    for line in sheet.lines():
        if line.number > TALL:
            break
        if not heads:
            heads = {at: names[_plain(cell)] for at, cell in enumerate(line.cells) if _plain(cell) in names}
            continue
        if line.is_empty:
            continue
        if line.broken:
            faults.append(Fault(sheet.sheet, line.number, "", Wrong(line.broken, line.about)))
            continue
        cells = {heads[at]: cell for at, cell in enumerate(line.cells) if at in heads}
        _row(brought, line.number, cells, rows, seen, faults, sheet.sheet)
    return brought


def _row(
    brought: Brought,
    number: int,
    cells: Mapping[str, str],
    rows: Mapping[str, Row],
    seen: set[str],
    faults: list[Fault],
    sheet: str,
) -> None:
    key = cells.get("code", "").strip()
    if key and (key not in rows or key in seen):
        wrong = Wrong("row-twice" if key in seen else "unknown-row", {"cell": key})
        faults.append(Fault(sheet, number, CODE[0], wrong))
        return
    seen.add(key)
    typed = {}
    for column in brought.table.columns:
        if column.name not in cells:
            continue
        try:
            typed[column.name] = column.kind.read(_as_typed(column, cells[column.name]))
        except Wrong as wrong:
            faults.append(Fault(sheet, number, column.name, wrong))
    if not key and not any(typed.values()):
        return
    brought.typed.append(Typed(number, key, typed))
    if key and cells.get("revision", "").strip() == str(rows[key].revision):
        brought.base[key] = rows[key].cells


def _as_typed(column: Column, cell: str) -> str:
    """A number of Excel's own has a point before its decimals and no zero at its end; three are no thousands then.

    Amounts of money have two decimals, so that with three digits after the point somebody wrote thousands as text.
    """
    if isinstance(column.kind, Amount) and cell.count(".") == 1 and "," not in cell:
        whole, _point, rest = cell.partition(".")
        if len(rest) == 3 and column.kind.places > 2 and rest[-1] != "0" and whole.lstrip("-").isdecimal():
            return f"{cell}0"
    return cell


def _plain(text: str) -> str:
    return " ".join(tokens(text))
