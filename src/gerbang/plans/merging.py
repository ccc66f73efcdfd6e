"""Two people edit one table: what of it can stand side by side, and what only a person can decide. Pure.

Each cell is compared three ways: as it was when the page was drawn, as it is now, and as it was typed. Different rows
and different cells of one row merge; the same cell set to two values is a clash, and so is a row that one changed and
the other took out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """A row as a form or a file brings it. `place` says where it stands there; a new row has no key."""

    place: int
    key: str
    cells: Cells
    removed: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(self.cells.values())


@dataclass(frozen=True, slots=True)
class Clash:
    """One cell, or with no column the whole row, that two people decided differently."""

    place: int
    key: str
    column: str
    was: str
    now: str
    typed: str


@dataclass(slots=True)
class Merged:
    """What to write: cells of rows that are there, new rows by their place, rows to take out; or the clashes."""

    changed: dict[str, dict[str, str]] = field(default_factory=dict)
    added: dict[int, Cells] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.changed or self.added or self.removed)


def merge(base: Mapping[str, Cells], now: Mapping[str, Cells], typed: Sequence[Typed]) -> Merged:
    """`base`: the rows as they were when the page was drawn, `now`: as they are. A row without base is as new to it."""
    merged = Merged()
    for row in typed:
        if not row.key:
            if not row.removed and not row.is_blank:
                merged.added[row.place] = dict(row.cells)
        elif row.key not in now:
            _gone(row, base.get(row.key, {}), merged)
        elif row.removed:
            _take_out(row, base.get(row.key, {}), now[row.key], merged)
        else:
            _change(row, base.get(row.key, {}), now[row.key], merged)
    return merged


def _gone(row: Typed, base: Cells, merged: Merged) -> None:
    """Somebody took the row out: untouched here, it stays out; else what was typed is not lost silently."""
    touched = {name: text for name, text in row.cells.items() if text != base.get(name, "")}
    if touched and not row.removed:
        name, text = next(iter(touched.items()))
        merged.clashes.append(Clash(row.place, row.key, "", base.get(name, ""), "", text))


def _take_out(row: Typed, base: Cells, now: Cells, merged: Merged) -> None:
    """A row may be taken out as one saw it, not with what somebody has written into it since."""
    moved = next((name for name, text in now.items() if text != base.get(name, "")), None)
    if moved is None:
        merged.removed.append(row.key)
    else:
        merged.clashes.append(Clash(row.place, row.key, "", base.get(moved, ""), now[moved], ""))


def _change(row: Typed, base: Cells, now: Cells, merged: Merged) -> None:
    changed = {}
    for name, text in row.cells.items():
        was, current = base.get(name, ""), now.get(name, "")
        if text in (was, current):
            continue
        if was == current:
            changed[name] = text
        else:
            merged.clashes.append(Clash(row.place, row.key, name, was, current, text))
    if changed:
        merged.changed[row.key] = changed
