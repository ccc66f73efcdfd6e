"""The rows of this room: a cooperation's life, obstacles, benefits, reports, evaluations and findings."""

from gerbang.monitoring.models.benefit import Benefit
from gerbang.monitoring.models.evaluation import Correction, Evaluation, PartnerLink, PartnerView, Score
from gerbang.monitoring.models.kept import FigureTally, KeptAwaited, KeptFigures, KeptLiveliness, LivelinessTally
from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm
from gerbang.monitoring.models.obstacles import PARTS, Answer, Attempt, Escalation, Obstacle, Outcome, Part
from gerbang.monitoring.models.publication import Publication, RegionAnswer, Showing, ShownTie
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
    "PARTS",
    "Answer",
    "Attempt",
    "Benefit",
    "Contact",
    "Correction",
    "Directive",
    "Escalation",
    "Evaluation",
    "FigureTally",
    "Finding",
    "FindingAnswer",
    "JointMonitoring",
    "Judgement",
    "KeptAwaited",
    "KeptFigures",
    "KeptLiveliness",
    "LivelinessTally",
    "Obstacle",
    "Outcome",
    "Part",
    "PartnerLink",
    "PartnerView",
    "Publication",
    "RegionAnswer",
    "Remark",
    "Report",
    "ReportPeriod",
    "ReportedTie",
    "Route",
    "Score",
    "Showing",
    "ShownTie",
    "StatedRhythm",
    "Submission",
    "TeamMember",
    "Visit",
]
