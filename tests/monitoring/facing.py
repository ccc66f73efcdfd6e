"""Obstacles as tests need them, and those who are asked for help."""

from typing import Any

from tests.people import helpers as people
from tests.people.helpers import Right

from gerbang.monitoring.models import Escalation, Obstacle
from gerbang.monitoring.obstacles import handling
from gerbang.monitoring.obstacles.handling import Told
from gerbang.people.acting import Acting
from gerbang.people.models import Account
from gerbang.register.models import Tie
from gerbang.values.dates import VagueDate

CENTRE = "Pusat Fasilitasi Kerja Sama"
MISSION = "KJRI Osaka"
"""In Japan, where the partners of the helpers are."""
ELSEWHERE = "KBRI Seoul"
MINISTRY = "Kementerian Lingkungan Hidup"


def told(**changed: Any) -> Told:
    plain = {"title": "Anggaran perjalanan dipotong", "category": "budget", "severity": "medium"}
    return Told(**(plain | {"since": VagueDate.read("Maret 2026")} | changed))


def obstacle(by: Acting | None, tie: Tie, **changed: Any) -> Obstacle:
    return handling.record_obstacle(by=by, tie=tie, told=told(**changed))


def asked(by: Acting, of: Obstacle, to: str = MISSION) -> Escalation:
    return handling.escalate(by=by, obstacle=of, to=people.body(to), asked="Mohon dibantu menghubungi mitra.")


def resolved(by: Acting | None, of: Obstacle, how: str = "Dibiayai bersama mitra") -> None:
    handling.close(by=by, obstacle=of, result="resolved", how=how, happened=VagueDate.read("Juni 2026"))


def office(name: str = MISSION, *rights: Right) -> Account:
    return people.working(people.body(name), *(rights or (Right.PREPARE, Right.SEND)))
