"""Who travels, as an office writes it: one person a line, capacity; office; name. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

LENGTH = 200
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


class Member(NamedTuple):
    """One who travels. The name is the person's own and need not be told."""

    capacity: str
    office: str = ""
    name: str = ""


class Wrong(ValueError):
    """A line that says no capacity ("no-capacity"), too many things ("too-many") or too much ("too-long")."""

    def __init__(self, code: str, line: str) -> None:
        self.code, self.line = code, line
        super().__init__(code)


def read(written: str) -> list[Member]:
    """`Kepala Dinas; Dinas Lingkungan Hidup; Nama`, also with tabs as Excel gives them; office and name may be absent.

    Bullets and numbering before a capacity fall away. Raises Wrong with the line.
    """
    found = []
    for line in written.splitlines():
        cells = [" ".join(cell.split()) for cell in re.split(r"[;\t]", BULLET.sub("", line))]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > len(Member._fields):
            raise Wrong("too-many", line.strip())
        if not cells[0]:
            raise Wrong("no-capacity", line.strip())
        if any(len(cell) > LENGTH for cell in cells):
            raise Wrong("too-long", line.strip())
        found.append(Member(*cells))
    return found


def write(members: Iterable[Member]) -> str:
    """The lines again, as `read` takes them."""
    return "\n".join("; ".join(one).rstrip("; ") for one in members)
