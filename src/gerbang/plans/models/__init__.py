"""Rows of action plans, and of what was carried out and measured."""

from gerbang.plans.models.planning import (
    Activity,
    ActivityLine,
    BudgetLine,
    Indicator,
    IndicatorLine,
    Line,
    Objective,
    Plan,
    PlanVersion,
    Target,
)
from gerbang.plans.models.recording import Closing, Delivery, Participant, Reading, Recorded, Spending

__all__ = [
    "Activity",
    "ActivityLine",
    "BudgetLine",
    "Closing",
    "Delivery",
    "Indicator",
    "IndicatorLine",
    "Line",
    "Objective",
    "Participant",
    "Plan",
    "PlanVersion",
    "Reading",
    "Recorded",
    "Spending",
    "Target",
]
