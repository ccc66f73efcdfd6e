"""Reads delimited text (CSV): finds out its encoding and delimiter. Pure."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gerbang.pages.spreadsheets import restored
from gerbang.register.intake.lines import Line
from gerbang.register.intake.problems import Unreadable

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 64 * 1024
CELL = 200_000
"""Characters a cell may have before the row counts as broken; what a column takes is far less."""
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Delimited:
    """A text table; `lines` may be asked for again and again."""

    data: bytes
    encoding: str
    delimiter: str
    sheet: str = ""
    others: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every record with its number as a spreadsheet would count it."""
        csv.field_size_limit(CELL)
        text = io.TextIOWrapper(io.BytesIO(self.data), self.encoding, errors="surrogateescape", newline="")
        records = csv.reader(text, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(records)
            except StopIteration:
                return
            except csv.Error:
                yield Line(number, (), broken="broken-row")
                return
            yield _line(number, cells, self.encoding)


def opened(data: bytes) -> Delimited:
    """The table that these bytes are."""
    encoding = _encoding(data)
    if encoding.startswith("utf-16"):
        _check_whole(data, encoding)
    start = data[:LOOKED_AT].decode(encoding, errors="replace")
    if "\0" in start:
        raise Unreadable("not-a-table")
    return Delimited(data, encoding, _delimiter(start))


def _check_whole(data: bytes, encoding: str) -> None:
    """A text of two bytes a letter has no rows to go on with behind a byte that is missing."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as problem:
        row = 1 + data[: problem.start].decode(encoding, "ignore").count("\n")
        raise Unreadable("broken-text", row=row, encoding="UTF-16") from problem


def _line(number: int, cells: list[str], encoding: str) -> Line:
    """Bytes that were no text stand in the cells as lone surrogates; such a row is broken and keeps no cells."""
    if any(not cell.isascii() and _has_surrogate(cell) for cell in cells):
        named = {"encoding": encoding.removesuffix("-sig").upper()}
        return Line(number, tuple(cell.encode("ascii", "ignore").decode() for cell in cells), "undecodable", named)
    return Line(number, tuple(restored(cell) for cell in cells))


def _has_surrogate(cell: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in cell)


def _encoding(data: bytes) -> str:
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return encoding
    start = data[:LOOKED_AT]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    if start[::2].count(0) > len(start) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if _has_utf8(data) else "cp1252"
    return "utf-8"


def _has_utf8(data: bytes) -> bool:
    """Whether some line beyond ASCII is whole UTF-8: then the lines that are not are broken, in no other encoding."""
    for line in data.splitlines():
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            return True
    return False


def _delimiter(start: str) -> str:
    """The delimiter that takes the first records apart into the most columns that agree with each other."""
    return max(DELIMITERS, key=lambda delimiter: _agreeing(start, delimiter))


def _agreeing(start: str, delimiter: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)):
            if number == 50:
                break
            widths[len(cells)] += 1
    except csv.Error:
        return 0
    return max(((width - 1) * times for width, times in widths.items()), default=0)
