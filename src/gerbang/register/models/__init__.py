"""The tables of the register."""

from gerbang.register.models.counting import Tally
from gerbang.register.models.imports import ColumnMapping, Import, ImportJob, ImportRow
from gerbang.register.models.sources import Choice, Claim, Fact, Publisher, Source
from gerbang.register.models.ties import (
    AGREEMENTS,
    COOPERATIONS,
    NEVER_PUBLIC,
    UNDATED,
    Instrument,
    InstrumentKind,
    LanguageVersion,
    Original,
    Party,
    Phase,
    Signature,
    Tie,
    TieKind,
)
from gerbang.register.models.upkeep import Confirmation, Release, SavedView

__all__ = [
    "AGREEMENTS",
    "COOPERATIONS",
    "NEVER_PUBLIC",
    "UNDATED",
    "Choice",
    "Claim",
    "ColumnMapping",
    "Confirmation",
    "Fact",
    "Import",
    "ImportJob",
    "ImportRow",
    "Instrument",
    "InstrumentKind",
    "LanguageVersion",
    "Original",
    "Party",
    "Phase",
    "Publisher",
    "Release",
    "SavedView",
    "Signature",
    "Source",
    "Tally",
    "Tie",
    "TieKind",
]
