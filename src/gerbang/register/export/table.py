"""The two tables: what each source says, and the values in use."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gerbang.register.export import sourced, summary
from gerbang.register.export.records import Record
from gerbang.register.intake.columns import COLUMNS


class Table(NamedTuple):
    """A table: its name, its columns, and the rows of one cooperation in it."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Record], Iterator[list[str]]]


SOURCED = Table("cooperations", COLUMNS, sourced.rows)
SUMMARY = Table("ties", summary.COLUMNS, summary.rows)
TABLES = {table.name: table for table in (SOURCED, SUMMARY)}
