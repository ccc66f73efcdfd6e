"""Which value of a fact is used, when several sources speak of it. Pure: knows statements, not rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

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


Said = TypeVar("Said", bound=Statement)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The value in use and how it came to be; `disputed` where sources differ and nobody has chosen.

    Of dates that differ, the value is the period they share: it is certain, and no source's own.
    """

    value: str = ""
    precision: str = ""
    chosen: bool = False
    disputed: bool = False

    @property
    def is_known(self) -> bool:
        return bool(self.value)


def accepted(statements: Iterable[Statement], chosen: int | None = None, *, left_open: bool = False) -> Accepted:
    """A person's choice, else the only value, else what dates that differ share; disputed where there are several.

    Two sources that say the same give one value. A choice of a statement since withdrawn counts no more. What was left
    open on purpose has no value in use, though only one source may speak of it.
    """
    live = [statement for statement in statements if statement.is_live and statement.value.strip()]
    for statement in live:
        if statement.key == chosen:
            return Accepted(statement.value, statement.precision, chosen=True)
    values = {_compared(statement.value, statement.precision): statement for statement in live}
    disputed = len(values) > 1
    if left_open or not values:
        return Accepted(disputed=disputed)
    if disputed:
        period = shared((statement.value, statement.precision) for statement in values.values())
        return Accepted(date_value(period), period.precision if period.is_known else "", disputed=True)
    only = next(iter(values.values()))
    return Accepted(only.value, only.precision)


def shared(dates: Iterable[tuple[str, str]]) -> VagueDate:
    """The narrowest month, year or "not later than" that holds every one of these values; not known where none does."""
    try:
        known = [vague(value, precision) for value, precision in dates]
    except ValueError:
        return VagueDate.unknown()
    ends = [one.latest for one in known if one.latest is not None]
    starts = [one.earliest for one in known if one.earliest is not None]
    if not known or len(ends) < len(known):
        return VagueDate.unknown()
    first, last = min(starts, default=None), max(ends)
    if first is None or len(starts) < len(known):
        return VagueDate.not_later(last)
    if first.year != last.year:
        return VagueDate.unknown()
    return VagueDate.month(last.year, last.month) if first.month == last.month else VagueDate.year(last.year)


def differ(statements: Iterable[Statement]) -> bool:
    """Whether sources say different things, whatever a person has chosen among them."""
    live = (each for each in statements if each.is_live and each.value.strip())
    return len({_compared(each.value, each.precision) for each in live}) > 1


def says(statement: Statement, used: Accepted) -> bool:
    """Whether a statement gives the value in use; a period that several share is no source's own."""
    if not used.is_known or used.disputed or not statement.value.strip():
        return False
    return _compared(statement.value, statement.precision) == _compared(used.value, used.precision)


def unheard(statements: Iterable[Said], weighed: Iterable[Sequence[str]]) -> list[Said]:
    """The live statements with a value that is none of those a person had weighed."""
    known = {_compared(value, precision) for value, precision in weighed}
    live = (each for each in statements if each.is_live and each.value.strip())
    return [each for each in live if _compared(each.value, each.precision) not in known]


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


def _compared(value: str, precision: str) -> tuple[object, ...]:
    """What two sources have to share to say the same: of a date what it means, however it is written."""
    plain = " ".join(value.split()).casefold()
    if not precision:
        return (plain,)
    try:
        meant = vague(value, precision)
    except ValueError:
        return (plain, precision)
    return (meant.earliest, meant.latest, meant.precision)
