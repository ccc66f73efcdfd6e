"""Evaluations and a joint monitoring of the demonstration, each marked as an example.

The system entered them; nobody evaluated or decided. Safe to run again: a cooperation keeps what it has.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from gerbang.monitoring.evaluation import evaluating
from gerbang.monitoring.evaluation.evaluating import Assessment
from gerbang.monitoring.evaluation.questions import UNJUDGED, evaluation_form
from gerbang.monitoring.models import Evaluation, Visit
from gerbang.monitoring.visits import visiting
from gerbang.monitoring.visits.visiting import Assignment
from gerbang.people.models import Body
from gerbang.register.models import Tie

DATA = Path(__file__).parent.parent / "data" / "examples.toml"
NOT_SAID = "Sumber terbuka tidak menyebutnya."


@transaction.atomic
def load() -> int:
    """Adds what is said of real cooperations that are not evaluated yet; returns how many."""
    told = _read()["evaluation"]
    ties = {tie.origin: tie for tie in Tie.objects.filter(origin__in=[one["origin"] for one in told])}
    missing = [(ties[one["origin"]], one) for one in told if one["origin"] in ties]
    missing = [(tie, one) for tie, one in missing if not Evaluation.objects.filter(tie=tie).exists()]
    for tie, one in missing:
        _evaluate(tie, one)
    return len(missing)


@transaction.atomic
def sample(tie: Tie) -> int:
    """Gives a sample case's cooperation a made-up joint monitoring, where it has none."""
    if Visit.objects.filter(tie=tie).exists():
        return 0
    about = dict(_read()["monitoring"])
    team, findings, way = about.pop("team"), about.pop("findings"), about.pop("way")
    made = visiting.record(by=None, told=Assignment(**about), tie=tie, way=way)
    for one in team:
        body = Body.objects.get(name_id=one["body"], ended_on=None)
        visiting.add_to_team(by=None, monitoring=made, body=body, roles=one["roles"])
    for one in findings:
        visiting.add_finding(by=None, monitoring=made, text=one["text"], tie=None if one["general"] else tie)
    return 1


def _evaluate(tie: Tie, told: Mapping[str, Any]) -> None:
    begins_on, ends_on = told["begins_on"], told["ends_on"]
    made = evaluating.begin(by=None, tie=tie, begins_on=begins_on, ends_on=ends_on)
    said = told["scores"]
    scores = {
        one.key: (said[one.key]["level"], said[one.key]["evidence"]) if one.key in said else (UNJUDGED, NOT_SAID)
        for one in evaluation_form().criteria
    }
    assessment = Assessment(begins_on, ends_on, told["summary"], told["proposed"], scores, told["figures"])
    evaluating.save(by=None, evaluation=made, told=assessment)
    evaluating.complete(by=None, evaluation=made)


def _read() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))
