"""A paper as its blocks say it: the one description from which Word and PDF are made.

Whatever an office prints from Gerbang is described once, as headings, paragraphs, lists, facts and tables, and leaves
as a file that can be worked on (Word) or kept (PDF). Numbers, days and money come as words, in the paper's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 or 2, under the title of the paper."""

    kind: ClassVar = "heading"
    text: str
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text; lines within it stay lines. `quiet`: a remark beside the matter, such as where a figure comes from."""

    kind: ClassVar = "paragraph"
    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Points one below the other, numbered from 1 where `numbered`."""

    kind: ClassVar = "listed"
    points: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, such as the period and who reports."""

    kind: ClassVar = "facts"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`widths`: the share of each column, in any unit. `right`: the places of columns that hold figures."""

    kind: ClassVar = "table"
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    right: frozenset[int] = frozenset()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each row with the head of the column beside every cell, for a page that stacks them on a phone."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Where somebody signs: the place is left open for number, date and name, which the office's own system gives."""

    kind: ClassVar = "signed"
    office: str
    place: str = ""


Block = Heading | Paragraph | Listed | Facts | Table | SignedBy


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `cap`: the office above the title; `footer`: what every page says at its foot."""

    title: str
    blocks: Sequence[Block]
    language: Literal["id", "en"] = "id"
    cap: str = ""
    footer: str = ""
    landscape: bool = False
    draft: str = ""
    """A word across the head while the paper is none yet, such as *Konsep*."""
