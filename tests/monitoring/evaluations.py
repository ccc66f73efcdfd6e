"""Evaluations as tests need them."""

from datetime import date
from typing import Any

from tests.register.settling import officer, told

from gerbang.monitoring.evaluation import evaluating
from gerbang.monitoring.evaluation.evaluating import Assessment, Ruling
from gerbang.monitoring.evaluation.questions import evaluation_form
from gerbang.monitoring.models import Evaluation
from gerbang.people.acting import Acting
from gerbang.register.models import Tie

PERIOD = date(2024, 1, 1), date(2025, 12, 31)


def begun(by: Acting | None = None, tie: Tie | None = None) -> Evaluation:
    return evaluating.begin(by=by or officer(), tie=tie or told(), begins_on=PERIOD[0], ends_on=PERIOD[1])


def assessment(**changed: Any) -> Assessment:
    """Everything told: each criterion mostly reached."""
    scores = {one.key: (3, f"Bukti {one.key}") for one in evaluation_form().criteria}
    values: dict[str, Any] = {"summary": "Berjalan baik.", "proposed": "continue", "scores": scores}
    return Assessment(*PERIOD, **{**values, **changed})


def completed(by: Acting, tie: Tie | None = None) -> Evaluation:
    made = begun(by, tie)
    evaluating.save(by=by, evaluation=made, told=assessment())
    return evaluating.complete(by=by, evaluation=made)


def ruling(**changed: Any) -> Ruling:
    values: dict[str, Any] = {
        "result": "continue", "decided_by": "Wali Kota", "decided_on": date(2026, 2, 3), "letter_number": "050/7/2026",
    }  # fmt: skip
    return Ruling(**{**values, **changed})


def decided(by: Acting, tie: Tie | None = None, **changed: Any) -> Evaluation:
    return evaluating.decide(by=by, evaluation=completed(by, tie), ruling=ruling(**changed))
