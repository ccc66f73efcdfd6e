"""Which value of a fact is used, when several sources speak of it. Pure: knows statements, not rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from gerbang.values.dates import VagueDate

SIGNING_PRECISIONS = ("day", "month", "year")


class Statement(Protocol):
    """What one source says; an empty value says nothing that could be used."""

    @property
    def key(self) -> int: ...

    @property
    def value(self) -> str: ...

    @property
    def precision(self) -> str: ...

    @property
    def is_live(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value in use and how it came to be; `disputed` where sources differ and nobody has chosen."""

    value: str = ""
    precision: str = ""
    chosen: bool = False
    disputed: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.value)


def accepted(statements: Iterable[Statement], chosen: int | None = None) -> Accepted:
    """A person's choice, else the only value, else none and disputed.

    Two sources that say the same give one value. A choice of a statement since withdrawn counts no more.
    """
    live = [statement for statement in statements if statement.is_live and statement.value.strip()]
    for statement in live:
        if statement.key == chosen:
            return Accepted(statement.value, statement.precision, chosen=True)
    values = {(_plain(statement.value), statement.precision): statement for statement in live}
    if len(values) > 1:
        return Accepted(disputed=True)
    for statement in values.values():
        return Accepted(statement.value, statement.precision)
    return Accepted()


def vague(value: str, precision: str) -> VagueDate:
    """A date kept as ISO text and its precision; "not-later" bounds it from above and is no signing date."""
    if not value or precision in ("", "unknown"):
        return VagueDate.unknown()
    parsed = VagueDate.parse(value)
    if precision == "not-later" and parsed.latest is not None:
        return VagueDate.not_later(parsed.latest, value)
    return parsed


def is_signing_date(value: VagueDate) -> bool:
    """Whether the date says when something was signed: "not later than" and "not known" do not."""
    return value.precision in SIGNING_PRECISIONS


def _plain(value: str) -> str:
    return " ".join(value.split()).casefold()
