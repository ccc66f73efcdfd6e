"""The rows of this room: what is kept of a cooperation's life, reports, evaluations, and what monitoring found."""

from gerbang.monitoring.models.benefit import Benefit
from gerbang.monitoring.models.evaluation import Correction, Evaluation, PartnerLink, PartnerView, Score
from gerbang.monitoring.models.kept import KeptLiveliness, LivelinessTally
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
from gerbang.monitoring.models.visiting import Finding, FindingAnswer, JointMonitoring, TeamMember, Visit

__all__ = [
    "Benefit",
    "Contact",
    "Correction",
    "Directive",
    "Evaluation",
    "Finding",
    "FindingAnswer",
    "JointMonitoring",
    "Judgement",
    "KeptLiveliness",
    "LivelinessTally",
    "PartnerLink",
    "PartnerView",
    "Remark",
    "Report",
    "ReportPeriod",
    "ReportedTie",
    "Route",
    "Score",
    "StatedRhythm",
    "Submission",
    "TeamMember",
    "Visit",
]
