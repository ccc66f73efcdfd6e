"""Who took part, as an office writes it: one a line, with how many people behind it. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

LINE = re.compile(
    r"(?P<name>.*?)\s*(?:[;:,\t]\s*|\()(?P<people>\d{1,6})\s*(?:orang|people|persons?)?\s*\)?\s*", re.IGNORECASE
)
NAME_LENGTH = 200


class TookPart(NamedTuple):
    """An office or organisation, and how many people of it; None where nobody counted."""

    name: str
    people: int | None = None


def read(written: str) -> list[TookPart]:
    """`Dinas Lingkungan Hidup; 4` and `Universitas Padjadjaran (2 orang)`; a line without a number is a name alone.

    Bullets and numbering before a name fall away. Raises ValueError with the line that is too long to be a name.
    """
    found = []
    for line in written.splitlines():
        text = re.sub(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+", "", line).strip()
        matched = LINE.fullmatch(text)
        name = matched["name"] if matched and matched["name"] else text
        if len(name) > NAME_LENGTH:
            raise ValueError(name)
        if name:
            found.append(TookPart(name, int(matched["people"]) if matched and name != text else None))
    return found


def write(named: Iterable[TookPart]) -> str:
    """The lines again, as `read` takes them."""
    return "\n".join(f"{one.name}; {one.people}" if one.people is not None else one.name for one in named)
