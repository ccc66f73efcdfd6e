"""Writers of the formats. Each takes cooperations one by one and keeps none of them."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO, StringIO
from typing import IO, NamedTuple, Protocol

from gerbang.pages.spreadsheets import defused
from gerbang.register.export import address, document
from gerbang.register.export.records import Record
from gerbang.register.export.table import SOURCED, SUMMARY, Table
from gerbang.register.export.workbook import WorkbookWriter

PIECE = 1 << 16


class Writer(Protocol):
    """`rows` counts what was written."""

    @property
    def rows(self) -> int: ...

    def add(self, record: Record) -> None: ...

    def end(self) -> None: ...


class CsvWriter:
    """RFC 4180 in UTF-8 without a byte order mark; what a spreadsheet would run is defused."""

    def __init__(self, out: IO[bytes], table: Table) -> None:
        self.rows = 0
        self._out, self._table = out, table
        self._text = StringIO(newline="")
        self._lines = csv.writer(self._text)
        self._lines.writerow(table.columns)

    def add(self, record: Record) -> None:
        for cells in self._table.rows(record):
            self._lines.writerow(map(defused, cells))
            self.rows += 1
        if self._text.tell() >= PIECE:
            self._flush()

    def end(self) -> None:
        """A table has no end mark; what is still at hand is written."""
        self._flush()

    def _flush(self) -> None:
        """Writes many lines at once, which costs a fraction of writing each."""
        self._out.write(self._text.getvalue().encode())
        self._text.seek(0)
        self._text.truncate()


class JsonLinesWriter:
    """A JSON object a line, one for each cooperation."""

    def __init__(self, out: IO[bytes], base: str) -> None:
        self.rows = 0
        self._out, self._base = out, base

    def add(self, record: Record) -> None:
        self._out.write(dumped(document.node(record, self._base)).encode() + b"\n")
        self.rows += 1

    def end(self) -> None:
        """Lines have no end mark."""


class LinkedWriter:
    """The same objects in one JSON-LD document, under the context that says what their keys mean."""

    def __init__(self, out: IO[bytes], base: str) -> None:
        self.rows = 0
        self._out, self._base = out, base
        out.write(f'{{"@context": {dumped(document.context(base))},\n"@graph": ['.encode())

    def add(self, record: Record) -> None:
        before = b",\n" if self.rows else b"\n"
        self._out.write(before + dumped(document.node(record, self._base)).encode())
        self.rows += 1

    def end(self) -> None:
        self._out.write(b"\n]}\n")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumped(value: object) -> str:
    return _ENCODER.encode(value)


def pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def write(records: Iterable[Record], writers: Iterable[Writer]) -> None:
    """All cooperations to all writers, in one reading."""
    at = list(writers)
    for record in records:
        for writer in at:
            writer.add(record)
    for writer in at:
        writer.end()


def streamed(records: Iterable[Record], make: Callable[[IO[bytes]], Writer]) -> Iterator[bytes]:
    """The bytes of one format as they come, in pieces."""
    piece = BytesIO()
    writer = make(piece)
    for record in records:
        writer.add(record)
        if piece.tell() >= PIECE:
            yield piece.getvalue()
            piece.seek(0)
            piece.truncate()
    writer.end()
    yield piece.getvalue()


class Format(NamedTuple):
    """A format: its media type, and whether it can be sent while it is being written."""

    media_type: str
    streams: bool
    writer: Callable[[IO[bytes], Table], Writer]


FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", True, CsvWriter),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        False,
        lambda out, _table: WorkbookWriter(out, (SOURCED, SUMMARY)),
    ),
    "jsonl": Format("application/jsonl", True, lambda out, _table: JsonLinesWriter(out, address.base())),
    "jsonld": Format("application/ld+json", True, lambda out, _table: LinkedWriter(out, address.base())),
}
"""A table is asked of CSV alone: a workbook holds both, the others hold everything."""
