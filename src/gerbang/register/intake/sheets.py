"""Reads a table a person already has: which kind of file it is, where its header stands, which rows follow."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from openpyxl.utils.cell import get_column_letter

from gerbang.register.intake import columns, delimited, workbooks
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
    """The header is the row, or the pair of rows, with the most names that are known; else the first widest row.

    Of a row and a pair that know as many, the pair where titles over its columns say what they are about.
    """
    top = list(islice(source.lines(), TITLES))
    best: tuple[tuple[int, int, int], int, _Header] | None = None
    for at, line in enumerate(top):
        if len(line.cells) > COLUMNS and any(cell.strip() for cell in line.cells[COLUMNS:]):
            raise Unreadable("too-many-columns", limit=COLUMNS)
        below = top[at + 1] if at + 1 < len(top) else None
        for header in _headers(line, below, recognise):
            known = sum(recognise(name) for name in set(header.names) if name)
            rank = (known, header.titled, -header.height)
            if best is None or rank > best[0]:
                best = rank, at, header
    if best is None or not best[0][0]:
        at, header = _widest(top)
    else:
        _rank, at, header = best
    if not header.height:
        return None
    first = top[at].number + header.height
    if at + header.height < len(top) and _numbers(top[at + header.height].cells):
        first += 1
    names = _named(header.names, top[at + header.height :])
    return Table(names, top[at].number, first, source, source.sheet, source.others)


@dataclass(frozen=True, slots=True)
class _Header:
    """Names of columns, over how many rows, and how many of them a title over several columns explains."""

    names: tuple[str, ...]
    height: int
    titled: int = 0


def _headers(line: Line, below: Line | None, recognise: Recognise) -> Iterator[_Header]:
    """The row by itself, and joined with the one below: `Mitra` over `Negara`.

    One text over the whole width is the title of the table, and says nothing of a column.
    """
    yield _Header(tuple(_plain(cell) for cell in line.cells), 1)
    if below is None or not below.cells:
        return
    width = max(len(line.cells), len(below.cells))
    own, lower = _padded(line.cells, width), _padded(below.cells, width)
    if len({cell for cell in own if cell}) < 2:
        return
    upper = _carried(own, lower)
    times = Counter(lower)
    pairs = [(over if under else mine, under) for over, mine, under in zip(upper, own, lower, strict=True)]
    names = tuple(_joined(over, under, recognise, times[under] > 1) for over, under in pairs)
    titled = sum(_explains(over, under) and name != under for (over, under), name in zip(pairs, names, strict=True))
    yield _Header(names, 2, titled)


def _joined(over: str, under: str, recognise: Recognise, repeated: bool) -> str:
    """The title with the name below it; without a title that says nothing, where the name is clear by itself."""
    if not over or not under or over == under:
        return over or under
    whole = f"{over} {under}"
    clear = recognise(under) and not columns.is_either(under) and not columns.is_title(over) and not repeated
    return under if clear and not recognise(whole) else whole


def _explains(over: str, under: str) -> bool:
    return bool(under) and over != under and columns.is_title(over)


def _carried(cells: Sequence[str], below: Sequence[str]) -> list[str]:
    """A title over several columns stands over the first of them only, where cells cannot be merged.

    A name that stands in both rows is one cell over both, and ends there.
    """
    carried: list[str] = []
    title = ""
    for cell, under in zip(cells, below, strict=True):
        title = cell or title
        carried.append(title)
        if cell and cell == under:
            title = ""
    return carried


def _padded(cells: Sequence[str], width: int) -> list[str]:
    return [*(_plain(cell) for cell in cells), *([""] * (width - len(cells)))]


def _plain(cell: str) -> str:
    return " ".join(cell.split())


def _widest(top: Sequence[Line]) -> tuple[int, _Header]:
    filled = [sum(bool(cell.strip()) for cell in line.cells) for line in top]
    if not filled or max(filled) < 2:
        return 0, _Header((), 0)
    at = filled.index(max(filled))
    return at, _Header(tuple(_plain(cell) for cell in top[at].cells), 1)


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
