"""Obstacles of the demonstration: what open sources say, and a made-up one that was handed up, for a sample case.

The system entered them. Safe to run again: a cooperation keeps the obstacles it has.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from gerbang.monitoring.models import Obstacle
from gerbang.monitoring.obstacles import handling
from gerbang.monitoring.obstacles.handling import Told
from gerbang.people.models import Body
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

DATA = Path(__file__).parent.parent / "data" / "obstacles.toml"


@transaction.atomic
def load() -> int:
    """Adds what open sources say hindered cooperations that have no obstacle on record yet; returns how many."""
    told = _read("obstacle")
    ties = {tie.origin: tie for tie in Tie.objects.filter(origin__in=[one["origin"] for one in told])}
    taken = set(Obstacle.objects.filter(tie__in=ties.values()).values_list("tie", flat=True))
    wanted = [one for one in told if one["origin"] in ties and ties[one["origin"]].pk not in taken]
    for one in wanted:
        made = handling.record_obstacle(by=None, tie=ties[one["origin"]], told=_told(one))
        if "result" in one:
            ended = VagueDate.read(one["ended"])
            handling.close(by=None, obstacle=made, result=one["result"], how=one["how"], happened=ended)
    return len(wanted)


@transaction.atomic
def sample(tie: Tie) -> int:
    """Gives a sample case's cooperation the made-up obstacle, and asks the bodies it names."""
    if Obstacle.objects.filter(tie=tie).exists():
        return 0
    told = _read("sample")
    for one in told:
        made = handling.record_obstacle(by=None, tie=tie, told=_told(one))
        tried_on = VagueDate.read(one["tried_on"])
        handling.record_attempt(by=None, obstacle=made, what=one["tried"], happened=tried_on)
        for body in Body.objects.filter(name_id__in=one["bodies"]):
            handling.escalate(by=None, obstacle=made, to=body, asked=one["asked"])
    return len(told)


def _told(one: Mapping[str, Any]) -> Told:
    named = {name: one[name] for name in ("title", "category", "severity", "about", "link") if name in one}
    return Told(**named, since=VagueDate.read(one.get("since", "")))


def _read(of: str) -> list[Mapping[str, Any]]:
    with DATA.open("rb") as file:
        return list(tomllib.load(file)[of])
