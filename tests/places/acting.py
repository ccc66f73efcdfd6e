"""Who acts in these tests: what this room needs to know of an acting account, without the rooms above."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Account:
    ref: str = "ak-0000000001"


@dataclass(frozen=True)
class Body:
    ref: str = "in-0000000001"
    national_sight: bool = False


@dataclass(frozen=True)
class Acting:
    national: bool = False
    account: Account = field(default_factory=Account)
    today: date = date(2026, 3, 2)

    @property
    def body(self) -> Body:
        return Body(national_sight=self.national)

    @property
    def bodies(self) -> Sequence[Body]:
        return (self.body,)
