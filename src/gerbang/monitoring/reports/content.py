"""What a report says of each cooperation, taken from the record: plain values, kept with what was handed in. Pure.

The values are those of the record (days as ISO, numbers as decimals in text, codes for kinds), so that a report can be
shown in either language later; what is recorded after a report was handed in changes nothing of it.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Carried:
    """Something that was carried out. `when`: VagueDate as ISO; `planned`: the plan's activity it served."""

    title: str
    earliest: str
    latest: str
    precision: str
    ended_on: str = ""
    place: str = ""
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    people_out: int | None = None
    people_in: int | None = None
    result: str = ""
    planned: str = ""


@dataclass(frozen=True, slots=True)
class Awaited:
    """An activity the plan set into this period of which nothing is recorded."""

    title: str
    owner: str
    begins_on: str = ""
    ends_on: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An indicator in a year: target, accepted reading, and the share where it may be given (in per cent)."""

    name: str
    unit: str
    year: int
    target: str = ""
    value: str = ""
    reached: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """Money of one source in one currency: what the plan set for the years of the period, and what was spent in it."""

    source: str
    currency: str
    planned: str = ""
    spent: str = ""


@dataclass(frozen=True, slots=True)
class Travelled:
    """A working trip or the visit of a delegation that took place."""

    direction: str
    purpose: str
    begins_on: str
    ends_on: str
    places: str = ""
    people: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Hindered:
    """An obstacle that was open in the period; `category`, `state`: the record's."""

    title: str
    category: str
    state: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """A follow-up that was open in the period."""

    what: str
    owner: str
    due_on: str = ""
    done_on: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """All of one cooperation. `kind`: the register's; `text`, `signed`, `valid_until`: its newest text.

    `signed`: earliest, latest and precision of the day, as a VagueDate has them.
    """

    tie: str
    name_id: str
    name_en: str
    kind: str
    phase: str
    text: str = ""
    signed: tuple[str, str, str] = ("", "", "unknown")
    valid_until: str = ""
    plan: str = ""
    carried: tuple[Carried, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    shown: tuple[Shown, ...] = ()
    paid: tuple[Paid, ...] = ()
    travelled: tuple[Travelled, ...] = ()
    hindered: tuple[Hindered, ...] = ()
    to_do: tuple[ToDo, ...] = ()
    obstacles: str = ""
    follow_up: str = ""
    outlook: str = ""

    @property
    def is_told_of(self) -> bool:
        """Whether anything happened or is said; a plan or a text alone is no word on the period."""
        told = self.carried or self.shown or self.travelled or self.hindered
        return bool(told or self.obstacles or self.follow_up or self.outlook)


Row = TypeVar("Row", Carried, Awaited, Shown, Paid, Travelled, Hindered, ToDo)


@dataclass(frozen=True, slots=True)
class Said:
    """All that a report says: what its region writes of the whole, and the account of each cooperation."""

    summary: str
    associations: str
    outlook: str
    accounts: Sequence[Account]


def write(said: Said) -> str:
    """It as JSON, the same text for the same report."""
    return json.dumps(asdict(said), ensure_ascii=False, sort_keys=True)


def read(text: str) -> Said:
    """It again, as `write` wrote it; fields that are unknown here are an error."""
    told = json.loads(text)
    return Said(**{**told, "accounts": [_account(one) for one in told["accounts"]]})


def _account(told: dict[str, Any]) -> Account:
    rows = {
        "carried": _rows(Carried, told["carried"]),
        "awaited": _rows(Awaited, told["awaited"]),
        "shown": _rows(Shown, told["shown"]),
        "paid": _rows(Paid, told["paid"]),
        "travelled": _rows(Travelled, told["travelled"]),
        "hindered": _rows(Hindered, told["hindered"]),
        "to_do": _rows(ToDo, told["to_do"]),
    }
    return Account(**{**told, **rows, "signed": tuple(told["signed"])})


def _rows(kind: type[Row], told: Sequence[dict[str, Any]]) -> tuple[Row, ...]:
    return tuple(kind(**{name: _value(value) for name, value in row.items()}) for row in told)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
