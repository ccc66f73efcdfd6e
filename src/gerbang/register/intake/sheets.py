"""Reads a table a person already has: which kind of file it is, where its header stands, which rows follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from openpyxl.utils.cell import get_column_letter

from gerbang.register.intake import delimited, workbooks
from gerbang.register.intake.lines import Line
from gerbang.register.intake.problems import Unreadable

BYTES = 160 * 1024 * 1024
ROWS = 500_000
COLUMNS = 200
TITLES = 20
"""Rows above which a header is looked for: titles, dates, an empty row, the names."""

Recognise = Callable[[str], bool]
"""Whether a text names a column that is known."""


class Readable(Protocol):
    """What gives lines, as often as it is asked; `sheet` and `others` are names of a workbook's sheets."""

    @property
    def sheet(self) -> str: ...

    @property
    def others(self) -> tuple[str, ...]: ...

    def lines(self) -> Iterator[Line]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header. `first` is the number of its first row below the header, `others` further sheets."""

    header: tuple[str, ...]
    header_row: int
    first: int
    source: Readable
    sheet: str = ""
    others: tuple[str, ...] = ()

    def rows(self) -> Iterator[Line]:
        """Every row that holds something; a row of column numbers below the header is none."""
        read = 0
        for line in self.source.lines():
            if line.number < self.first or line.is_empty:
                continue
            read += 1
            if read > ROWS:
                raise Unreadable("too-many-rows", limit=ROWS)
            if not line.broken and self._overflows(line):
                yield Line(line.number, line.cells, "surplus")
            else:
                yield line

    def _overflows(self, line: Line) -> bool:
        """Whether a cell stands where the header names no column."""
        width = len(self.header)
        unnamed = (cell for name, cell in zip(self.header, line.cells, strict=False) if not name)
        return any(cell.strip() for cell in (*line.cells[width:], *unnamed))


def opened(data: bytes, recognise: Recognise) -> Table:
    """The table in a file's bytes: the first sheet with a header that is known, else the first with any header."""
    if not data:
        raise Unreadable("empty")
    if len(data) > BYTES:
        raise Unreadable("too-large", limit=BYTES // 1024**2)
    found: list[Table] = []
    for source in _sources(data):
        table = _headed(source, recognise)
        if table is not None and any(recognise(name) for name in table.header):
            return table
        found += [table] if table is not None else []
    if not found:
        raise Unreadable("no-header")
    return found[0]


def _sources(data: bytes) -> Iterator[Readable]:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(b"PK"):
        yield from workbooks.opened(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old-excel")
    elif start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<meta")):
        raise Unreadable("web-page")
    else:
        yield delimited.opened(data)


def _headed(source: Readable, recognise: Recognise) -> Table | None:
    """The header is the row, or the pair of rows, with the most names that are known; else the first widest row."""
    top = list(islice(source.lines(), TITLES))
    best: tuple[int, int, int, tuple[str, ...]] | None = None
    for at, line in enumerate(top):
        if len(line.cells) > COLUMNS and any(cell.strip() for cell in line.cells[COLUMNS:]):
            raise Unreadable("too-many-columns", limit=COLUMNS)
        below = top[at + 1] if at + 1 < len(top) else None
        for names, height in _headers(line, below, recognise):
            known = sum(recognise(name) for name in set(names) if name)
            if best is None or (known, -height) > (best[0], -best[2]):
                best = (known, at, height, names)
    if best is None or not best[0]:
        best = _widest(top)
    if best is None:
        return None
    _known, at, height, names = best
    first = top[at].number + height
    if at + height < len(top) and _numbers(top[at + height].cells):
        first += 1
    return Table(_named(names, top[at + height :]), top[at].number, first, source, source.sheet, source.others)


def _headers(line: Line, below: Line | None, recognise: Recognise) -> Iterator[tuple[tuple[str, ...], int]]:
    """The row by itself, and joined with the one below: `Mitra` over `Negara`."""
    yield tuple(_plain(cell) for cell in line.cells), 1
    if below is not None and below.cells:
        width = max(len(line.cells), len(below.cells))
        upper, lower = _carried(_padded(line.cells, width)), _padded(below.cells, width)
        own = _padded(line.cells, width)
        joined = (
            _joined(over if under else mine, under, recognise)
            for over, mine, under in zip(upper, own, lower, strict=True)
        )
        yield tuple(joined), 2


def _joined(over: str, under: str, recognise: Recognise) -> str:
    if not over or not under or over == under:
        return over or under
    return next((name for name in (f"{over} {under}", under) if recognise(name)), f"{over} {under}")


def _carried(cells: Sequence[str]) -> list[str]:
    """A title over several columns stands over the first of them only, where cells cannot be merged."""
    carried: list[str] = []
    for cell in cells:
        carried.append(cell or (carried[-1] if carried else ""))
    return carried


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*(_plain(cell) for cell in cells), *([""] * (width - len(cells)))]


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _widest(top: Sequence[Line]) -> tuple[int, int, int, tuple[str, ...]] | None:
    filled = [sum(bool(cell.strip()) for cell in line.cells) for line in top]
    if not filled or max(filled) < 2:
        return None
    at = filled.index(max(filled))
    return 0, at, 1, tuple(_plain(cell) for cell in top[at].cells)


def _numbers(cells: Sequence[str]) -> bool:
    """Whether the cells count the columns, as forms do below their header: 1, 2, 3 or (1), (2), (3)."""
    told = [cell.strip().strip("()") for cell in cells if cell.strip()]
    return len(told) > 2 and told == [str(number) for number in range(1, len(told) + 1)]


def _named(names: tuple[str, ...], below: Sequence[Line]) -> tuple[str, ...]:
    """The names without empty ones at the end; a nameless column with something in it goes by its letter."""
    last = max((place for place, name in enumerate(names, start=1) if name), default=0)
    used = {place for line in below for place, cell in enumerate(line.cells) if cell.strip()}
    return tuple(
        name or (f"({get_column_letter(at + 1)})" if at in used else "") for at, name in enumerate(names[:last])
    )
