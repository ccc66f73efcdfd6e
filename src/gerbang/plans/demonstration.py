"""Plans and deliveries of the demonstration: what open sources say, and one made-up plan for a sample case.

They are drafts that the system entered; nobody approved them. Safe to run again: a cooperation keeps the plan it has.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from gerbang.plans import actions, rows
from gerbang.plans.actions import Period
from gerbang.plans.merging import Typed
from gerbang.plans.models import Delivery, Plan
from gerbang.plans.recording import Told, record_delivery
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load() -> int:
    """Adds the plans of real cooperations that are not there yet; returns how many."""
    told = _read("programmes.toml")
    ties = {tie.origin: tie for tie in Tie.objects.filter(origin__in=[one["origin"] for one in told])}
    return sum(_add(ties[one["origin"]], one) for one in told if one["origin"] in ties)


@transaction.atomic
def carried_out() -> int:
    """Adds what open sources say was carried out, where nothing is on record yet; returns how much."""
    told = _read("deliveries.toml", "delivery")
    ties = {tie.origin: tie for tie in Tie.objects.filter(origin__in=[one["origin"] for one in told])}
    added = 0
    for one in told:
        tie = ties.get(one["origin"])
        if tie is not None and not Delivery.objects.filter(tie=tie).exists():
            happened = VagueDate.read(one["happened"])
            about = Told(one["title"], happened, place=one.get("place", ""), result=one["result"], link=one["link"])
            record_delivery(by=None, tie=tie, told=about)
            added += 1
    return added


@transaction.atomic
def sample(tie: Tie) -> int:
    """Gives a sample case's cooperation the made-up plan."""
    return sum(_add(tie, one) for one in _read("sample.toml"))


def _read(name: str, of: str = "plan") -> list[Mapping[str, Any]]:
    with (DATA / name).open("rb") as file:
        return list(tomllib.load(file)[of])


def _add(tie: Tie, told: Mapping[str, Any]) -> int:
    if Plan.objects.filter(tie=tie).exists():
        return 0
    period = Period(told.get("starts_on"), told.get("ends_on"), told.get("interval_months"))
    plan = actions.open_plan(by=None, tie=tie, period=period)
    version = plan.versions.get()
    for table in rows.of_plan(version):
        cells = [
            {name: table.column(name).kind.read(text) for name, text in row.items()} for row in told.get(table.name, ())
        ]
        typed = [Typed(place, "", row) for place, row in enumerate(cells)]
        actions.edit(by=None, version=version, table=table, base={}, typed=typed)
    return 1
