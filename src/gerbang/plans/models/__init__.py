"""Rows of action plans, of what was carried out and measured, and of working trips."""

from gerbang.plans.models.following_up import FollowUp
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
from gerbang.plans.models.recording import (
    Attributed,
    Closing,
    Delivery,
    Participant,
    Reading,
    Recorded,
    Spending,
    Spent,
)
from gerbang.plans.models.travelling import Part, Permit, Traveller, Trip, TripMoney, TripPart, TripReport

__all__ = [
    "Activity",
    "ActivityLine",
    "Attributed",
    "BudgetLine",
    "Closing",
    "Delivery",
    "FollowUp",
    "Indicator",
    "IndicatorLine",
    "Line",
    "Objective",
    "Part",
    "Participant",
    "Permit",
    "Plan",
    "PlanVersion",
    "Reading",
    "Recorded",
    "Spending",
    "Spent",
    "Target",
    "Traveller",
    "Trip",
    "TripMoney",
    "TripPart",
    "TripReport",
]
