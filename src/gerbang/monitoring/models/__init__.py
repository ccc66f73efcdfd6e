"""The rows of this room: what is kept of a cooperation's life, and reports of what was carried out."""

from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm
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
    "Contact",
    "Directive",
    "Judgement",
    "Remark",
    "Report",
    "ReportPeriod",
    "ReportedTie",
    "Route",
    "StatedRhythm",
    "Submission",
]
