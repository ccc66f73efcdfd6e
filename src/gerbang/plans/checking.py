"""Whether a table as a whole can stand: what each row must say, what numbers refer to, dates in their order. Pure."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gerbang.plans.cells import Wrong
from gerbang.plans.merging import Cells
from gerbang.plans.tables import Table

Rows = Mapping[str, Cells]
"""The rows of a table as they would stand, by key or by any other name."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell of a row."""

    row: str
    column: str
    wrong: Wrong


def numbered(rows: Rows) -> dict[str, dict[str, str]]:
    """Each row with its number and its currency: where none was typed, the next after the largest, and the rupiah."""
    largest = max((int(cells["number"]) for cells in rows.values() if cells.get("number")), default=0)
    found = {}
    for row, cells in rows.items():
        found[row] = dict(cells)
        if "number" in cells and not cells["number"]:
            largest += 1
            found[row]["number"] = str(largest)
        if cells.get("amount") and not cells.get("currency"):
            found[row]["currency"] = "IDR"
    return found


def faults(table: Table, rows: Rows, referred: Collection[str], most: int) -> list[Fault]:
    """`referred`: the numbers of the rows that this table's rows refer to."""
    found = [
        Fault(row, column.name, Wrong("empty", {"column": column.name}))
        for row, cells in rows.items()
        for column in table.columns
        if column.required and not cells.get(column.name)
    ]
    often = Counter(cells["number"] for cells in rows.values() if cells.get("number"))
    for row, cells in rows.items():
        if often.get(cells.get("number", ""), 0) > 1:
            found.append(Fault(row, "number", Wrong("number-twice", {"cell": cells["number"]})))
        found += [
            Fault(row, column, Wrong(f"no-such-{column}", {"cell": cells[column]}))
            for column in ("objective", "activity")
            if cells.get(column) and cells[column] not in referred
        ]
        if cells.get("begins_on") and cells.get("ends_on") and cells["ends_on"] < cells["begins_on"]:
            found.append(Fault(row, "ends_on", Wrong("ends-early")))
        if cells.get("currency") and not cells.get("amount"):
            found.append(Fault(row, "amount", Wrong("no-amount")))
        if cells.get("baseline_on") and not cells.get("baseline"):
            found.append(Fault(row, "baseline", Wrong("no-baseline")))
    if len(rows) > most:
        found.append(Fault(list(rows)[-1], table.columns[0].name, Wrong("too-many-rows", {"most": str(most)})))
    return found
