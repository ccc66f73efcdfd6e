"""The rows of this room: what is kept of a cooperation's life, and what hinders it."""

from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm
from gerbang.monitoring.models.obstacles import PARTS, Answer, Attempt, Escalation, Obstacle, Outcome, Part

__all__ = [
    "PARTS",
    "Answer",
    "Attempt",
    "Contact",
    "Escalation",
    "Judgement",
    "Obstacle",
    "Outcome",
    "Part",
    "StatedRhythm",
]
