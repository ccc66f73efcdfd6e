"""A few values of each column of a table, by which a person knows the column again. Pure."""

from itertools import islice

from gerbang.register.intake.sheets import Table

ROWS = 50
"""Rows that are looked through."""
VALUES = 3
LONG = 40


def of(table: Table) -> dict[str, list[str]]:
    """Name of a column → up to three different values of its first rows, long ones shortened."""
    found: dict[str, list[str]] = {name: [] for name in table.header if name}
    for line in islice(table.rows(), ROWS):
        for name, cell in zip(table.header, line.cells, strict=False):
            text = " ".join(cell.split())
            value = text if len(text) <= LONG else f"{text[: LONG - 1]}…"
            if name and value and value not in found[name] and len(found[name]) < VALUES:
                found[name].append(value)
    return found
