"""Published roots: one JSON object a line, as `gerbang ledger root` and the public page write them. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

HEX = frozenset("0123456789abcdef")
DIGEST = 64
"""Length of a SHA-256 in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Published:
    """A root as it was published; `at` is when, by the clock of whoever published it."""

    size: int
    root_hash: str
    at: str | None = None

    @property
    def line(self) -> str:
        return json.dumps({"size": self.size, "root_hash": self.root_hash, "at": self.at})


def is_digest(value: object) -> bool:
    """Whether it is a SHA-256 in hexadecimal, small letters."""
    return isinstance(value, str) and len(value) == DIGEST and HEX.issuperset(value)


def is_number(value: object) -> bool:
    """Whether it counts something; JSON's true and false do not."""
    return type(value) is int and value >= 0


def read(lines: Iterable[str]) -> dict[int, Published]:
    """Published roots by size. Two roots of one size are no roots: somebody has published two different books."""
    found: dict[int, Published] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        root = _root(line, number)
        if found.setdefault(root.size, root).root_hash != root.root_hash:
            raise ValueError(f"line {number} gives another root of {root.size} leaves than a line before it")
    if not found:
        raise ValueError("it is empty")
    return found


def _root(line: str, number: int) -> Published:
    try:
        values = json.loads(line)
    except ValueError:
        values = None
    if not isinstance(values, dict) or not is_number(values.get("size")) or not is_digest(values.get("root_hash")):
        raise ValueError(f"line {number} is no root (one line of JSON with size and root_hash)")
    at = values.get("at")
    return Published(values["size"], values["root_hash"], at if isinstance(at, str) else None)
