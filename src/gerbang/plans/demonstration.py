"""Plans and deliveries of the demonstration: what open sources say, and made-up ones for a sample case.

Those of open sources are drafts that the system entered; nobody approved them. Safe to run again: a cooperation keeps
the plan it has.
"""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from gerbang.people.acting import Acting
from gerbang.plans import actions, delegation, rows
from gerbang.plans.actions import Approval, Period
from gerbang.plans.merging import Typed
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, Indicator, Plan, Trip
from gerbang.plans.recording import Measured, Told, answer_readings, record_delivery, record_reading
from gerbang.plans.travelling import Journey, record_trip
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

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
    """Gives a sample case's cooperation the made-up plan and the made-up trips that serve it."""
    added = sum(_add(tie, one) for one in _read("sample.toml"))
    if not Trip.objects.filter(tie=tie).exists():
        numbered = {line.number: line.activity for line in ActivityLine.objects.filter(version__plan__tie=tie)}
        for one in _read("sample.toml", "trip"):
            about = {**one, "members": delegation.read(one["members"])}
            activity = numbered.get(about.pop("activity", 0))
            record_trip(by=None, tie=tie, activity=activity, told=Journey(**about))
    return added


@transaction.atomic
def sample_carried_out(by: Acting, tie: Tie) -> int:
    """Gives a sample case's cooperation a made-up plan that is approved and half carried out, where it has none."""
    with (DATA / "sample-approved.toml").open("rb") as file:
        said = tomllib.load(file)
    if not sum(_add(tie, one) for one in said["plan"]):
        return 0
    plan = Plan.objects.get(tie=tie)
    actions.approve(by=by, plan=plan, approval=Approval(**said["approval"]))
    _deliver(by, plan, **said["delivery"])
    indicator = Indicator.objects.get(plan=plan)
    value = Decimal(said["reading"].pop("value"))
    reading = record_reading(by=by, indicator=indicator, measured=Measured(value=value, **said["reading"]), submit=True)
    answer_readings(by=by, plan=plan, readings=[reading.ref], accept=True)
    return 1


def _deliver(by: Acting, plan: Plan, activity: int, happened: str, spent: int, **told: Any) -> None:
    line = ActivityLine.objects.get(version__plan=plan, number=activity)
    spending = [(BudgetLine.Source.APBD.value, Money(Decimal(spent), "IDR"))]
    about = Told(happened=VagueDate.read(happened), spending=spending, **told)
    record_delivery(by=by, tie=plan.tie, activity=line.activity, told=about)


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
