"""The rows of this room: what is kept of a cooperation's life."""

from gerbang.monitoring.models.life import Contact, Judgement, StatedRhythm

__all__ = ["Contact", "Judgement", "StatedRhythm"]
