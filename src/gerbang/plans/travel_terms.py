"""What is asked around travel abroad, as `data/travel.toml` says it with its basis: when a report is waited for."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from gerbang.plans.models import Trip
from gerbang.rulebook.schema import Basis, Text


@dataclass(frozen=True, slots=True)
class ReportTerm:
    """Until when a report is waited for: `days` after the return, of trips that end on `since` or later."""

    days: int
    since: date
    nature: str
    source: Text
    read: bool

    def due(self, trip: Trip) -> date | None:
        """The day; None of visits, which nothing asks to be reported, and of trips before there was such a term."""
        if not trip.goes_out or trip.ends_on < self.since:
            return None
        return trip.ends_on + timedelta(self.days)


@cache
def report_term() -> ReportTerm:
    told = _read()["report"]
    return ReportTerm(told["days"], told["since"], told["nature"], Text(**told["source"]), told["read"])


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one article, as a page shows where it comes from."""

    nature: str
    sure: str
    basis: Basis


@cache
def permission() -> Rule:
    """That a head of region and the deputy need the Minister's permission, and where it stands."""
    told = _read()["permission"]
    return Rule(told["nature"], told["sure"], Basis(**told["basis"]))


def _read() -> dict[str, Any]:
    return tomllib.loads(resources.files("gerbang.plans").joinpath("data/travel.toml").read_text("utf-8"))
