"""Trips as tests need them."""

from datetime import date, timedelta
from typing import Any

from gerbang.people.acting import Acting
from gerbang.plans.models import Trip
from gerbang.plans.travelling import Journey, record_trip
from gerbang.register.models import Tie

KITAKYUSHU = date(2026, 3, 9), date(2026, 3, 13)


def journey(**changed: Any) -> Journey:
    begins_on, ends_on = KITAKYUSHU
    told = {"direction": "out", "purpose": "Studi kompos", "begins_on": begins_on, "ends_on": ends_on}
    return Journey(**{**told, **changed})


def trip(by: Acting | None, tie: Tie, **changed: Any) -> Trip:
    return record_trip(by=by, tie=tie, told=journey(**changed))


def days(begins: date, length: int = 3) -> dict[str, date]:
    return {"begins_on": begins, "ends_on": begins + timedelta(length)}
