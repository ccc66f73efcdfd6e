"""The rows of this room: what is kept of a cooperation's life, what hinders it, and reports."""

from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm
from gerbang.monitoring.models.obstacles import PARTS, Answer, Attempt, Escalation, Obstacle, Outcome, Part
from gerbang.monitoring.models.reporting import (
    Directive,
    Remark,
    Report,
    ReportedTie,
    ReportPeriod,
    Route,
    Submission,
)

__all__ = [
    "PARTS",
    "Answer",
    "Attempt",
    "Contact",
    "Directive",
    "Escalation",
    "Judgement",
    "Obstacle",
    "Outcome",
    "Part",
    "Remark",
    "Report",
    "ReportPeriod",
    "ReportedTie",
    "Route",
    "StatedRhythm",
    "Submission",
]
