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


def accepted(statements: Iterable[Statement], chosen: int | None = None, *, left_open: bool = False) -> Accepted:
    """A person's choice, else the only value, else none and disputed.

    Two sources that say the same give one value. A choice of a statement since withdrawn counts no more. What was left
    open on purpose has no value in use, though only one source may speak of it.
    """
    live = [statement for statement in statements if statement.is_live and statement.value.strip()]
    for statement in live:
        if statement.key == chosen:
            return Accepted(statement.value, statement.precision, chosen=True)
    values = {_compared(statement): statement for statement in live}
    if len(values) > 1:
        return Accepted(disputed=True)
    for statement in () if left_open else values.values():
        return Accepted(statement.value, statement.precision)
    return Accepted()


def differ(statements: Iterable[Statement]) -> bool:
    """Whether sources say different things, whatever a person has chosen among them."""
    return len({_compared(each) for each in statements if each.is_live and each.value.strip()}) > 1


def says(statement: Statement, value: Accepted) -> bool:
    """Whether a statement gives the value in use."""
    return value.is_known and bool(statement.value.strip()) and _compared(statement) == _compared(_Used(value))


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


def date_value(of: VagueDate) -> str:
    """The date as a claim keeps it, in ISO and no more precise than it is known; empty where nothing is known."""
    if of.latest is None:
        return ""
    whole_year = (of.latest.month, of.latest.day) == (12, 31)
    if of.precision == "year" or (of.precision == "not-later" and whole_year):
        return f"{of.latest.year:04}"
    return of.latest.isoformat()[:7] if of.precision == "month" else of.latest.isoformat()


@dataclass(frozen=True, slots=True)
class _Used:
    """A value in use, to be compared like a statement."""

    of: Accepted
    key: int = 0
    is_live: bool = True

    @property
    def value(self) -> str:
        return self.of.value

    @property
    def precision(self) -> str:
        return self.of.precision


def _compared(statement: Statement) -> tuple[object, ...]:
    """What two sources have to share to say the same: of a date what it means, however it is written."""
    plain = " ".join(statement.value.split()).casefold()
    if not statement.precision:
        return (plain,)
    try:
        meant = vague(statement.value, statement.precision)
    except ValueError:
        return (plain, statement.precision)
    return (meant.earliest, meant.latest, meant.precision)
