"""The small values a case page is made of."""

from dataclasses import dataclass

from gerbang.gate.wording import ShownProvision


@dataclass(frozen=True, slots=True)
class Action:
    """A button or link."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what is missing, refused or noticed."""

    title: str
    text: str = ""
    provision: ShownProvision | None = None
    blocks: bool = False
    url: str = ""
    kind: str = "gold"
    ask: str = "%s"


@dataclass(frozen=True, slots=True)
class Tag:
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class BodyLine:
    name: str
    part: str
    holds: bool
