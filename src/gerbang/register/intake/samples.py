"""A few values of each column of a table, by which a person knows the column again. Pure."""

from collections.abc import Sequence
from itertools import islice

from gerbang.register.intake.lines import Line
from gerbang.register.intake.sheets import Table

ROWS = 50
"""Rows that are looked through."""
VALUES = 3
LONG = 40


def of(table: Table, under: Sequence[Line] = ()) -> dict[str, list[str]]:
    """Name of a column → up to three different values of its first rows, long ones shortened.

    `under`: the lines below the last row, which are none.
    """
    found: dict[str, list[str]] = {name: [] for name in table.header if name}
    left = {line.number for line in under}
    for line in (one for one in islice(table.rows(), ROWS) if one.number not in left):
        for name, cell in zip(table.header, line.cells, strict=False):
            text = " ".join(cell.split())
            value = text if len(text) <= LONG else f"{text[: LONG - 1]}…"
            if name and value and value not in found[name] and len(found[name]) < VALUES:
                found[name].append(value)
    return found
