"""What a person decides of rows before their table is brought in: cells set right, rows left out. Pure.

The file stays what it was. Decisions are kept with the import by the number of the row, and applied whenever its rows
are planned.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from gerbang.people.acting import Acting
from gerbang.register.reporting import Mended
from gerbang.values.zones import today


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided, for which body (refs; empty for the system), and when."""

    by: str
    body: str
    at: datetime
    zone: str = "WIB"

    @classmethod
    def now(cls, by: Acting | None, at: datetime) -> "Decided":
        return cls(by.account.ref, by.body.ref, at, by.body.zone) if by else cls("", "", at)

    def kept(self) -> dict[str, str]:
        return {"by": self.by, "body": self.body, "at": self.at.isoformat(), "zone": self.zone}

    @classmethod
    def of(cls, kept: Mapping[str, str]) -> "Decided":
        return cls(kept["by"], kept["body"], datetime.fromisoformat(kept["at"]), kept["zone"])


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell set right. One that is the same before and after was read in a row that could not be taken apart."""

    before: str
    after: str
    decided: Decided

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Mending:
    """What was decided of one row: its cells by our columns, or why it is left out."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    reason: str = ""
    decided: Decided | None = None

    @property
    def leaves_out(self) -> bool:
        return self.decided is not None

    @property
    def changed(self) -> dict[str, Cell]:
        return {column: cell for column, cell in self.cells.items() if cell.is_changed}

    @property
    def is_of_broken(self) -> bool:
        """Whether the row could not be read as the table has it, so that every cell had to be looked at."""
        return any(not cell.is_changed for cell in self.cells.values())

    def applied(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The row's cells as they should be."""
        return {**cells, **{column: cell.after for column, cell in self.cells.items()}}

    def over(self, cells: Mapping[str, str]) -> "Mending":
        """The same decision on cells as the table has them now: another column may have taken a place since."""
        now = {column: replace(cell, before=cells.get(column, "")) for column, cell in self.cells.items()}
        return replace(self, cells=now)

    def told(self) -> dict[str, Mended]:
        """By column, what its statements have to say about themselves."""
        return {
            column: Mended(cell.before, cell.decided.body, today(cell.decided.zone, cell.decided.at))
            for column, cell in self.changed.items()
        }

    def kept(self) -> dict[str, Any]:
        """As it is kept with the import."""
        cells = {
            column: {"before": cell.before, "after": cell.after, **cell.decided.kept()}
            for column, cell in self.cells.items()
        }
        left_out = {"reason": self.reason, **self.decided.kept()} if self.decided else {}
        return {"cells": cells, "left_out": left_out}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Mending":
        cells = {
            column: Cell(cell["before"], cell["after"], Decided.of(cell)) for column, cell in kept["cells"].items()
        }
        left_out = kept["left_out"]
        return cls(cells, left_out.get("reason", ""), Decided.of(left_out) if left_out else None)


def all_of(kept: Mapping[str, Mapping[str, Any]]) -> dict[int, Mending]:
    """Every decision that is kept with an import, by the number of its row."""
    return {int(number): Mending.of(one) for number, one in kept.items()}


def set_right(
    before: Mapping[str, str],
    typed: Mapping[str, str],
    earlier: Mending | None,
    decided: Decided,
    *,
    every: bool = False,
) -> Mending:
    """The cells that were typed beside those that stand; one that was typed as the table has it is not set right.

    `before`: the row's cells as they are taken now, `earlier`: what was decided of it until now. `every` keeps each
    typed cell, of a row that cannot be read as the table has it.
    """
    known = earlier.cells if earlier else {}
    cells = dict(known)
    for column, after in typed.items():
        was = known.get(column)
        written = was.before if was else before.get(column, "")
        if was is None or was.after != after:
            cells[column] = Cell(written, after, decided)
    return Mending({column: cell for column, cell in cells.items() if every or cell.is_changed})


def in_ledger(mended: Mapping[int, Mending]) -> dict[str, list[dict[str, object]]]:
    """What the record of an import says of the rows that were set right or left out; nothing where there are none."""
    told = {"mended": list(_changes(mended.items())), "left_out": list(_left_out(mended.items()))}
    return {name: found for name, found in told.items() if found}


def _changes(mended: Iterable[tuple[int, Mending]]) -> Iterator[dict[str, object]]:
    for row, one in sorted(mended, key=lambda pair: pair[0]):
        if one.leaves_out:
            continue
        for column, cell in one.changed.items():
            yield {"row": row, "column": column, "before": cell.before, "after": cell.after, **_by(cell.decided)}


def _left_out(mended: Iterable[tuple[int, Mending]]) -> Iterator[dict[str, object]]:
    for row, one in sorted(mended, key=lambda pair: pair[0]):
        if one.decided is not None:
            yield {"row": row, "reason": one.reason, **_by(one.decided)}


def _by(decided: Decided) -> dict[str, str]:
    return {"by": decided.by, "body": decided.body, "at": decided.at.isoformat()}
