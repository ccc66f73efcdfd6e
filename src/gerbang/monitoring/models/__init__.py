"""The rows of this room: what is kept of a cooperation's life, how it was evaluated, and what monitoring found."""

from gerbang.monitoring.models.evaluation import Correction, Evaluation, PartnerLink, PartnerView, Score
from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm
from gerbang.monitoring.models.visiting import Finding, FindingAnswer, JointMonitoring, TeamMember, Visit

__all__ = [
    "Contact",
    "Correction",
    "Evaluation",
    "Finding",
    "FindingAnswer",
    "JointMonitoring",
    "Judgement",
    "PartnerLink",
    "PartnerView",
    "Score",
    "StatedRhythm",
    "TeamMember",
    "Visit",
]
