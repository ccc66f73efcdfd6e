"""The form of an evaluation, as `data/evaluation.toml` says it: criteria, the figures beside them, and the scale."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from gerbang.rulebook.schema import Text

UNJUDGED = 0
"""The level of what cannot be judged: it is no score, and counts in no sum."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that is worked out of the records and may be corrected: a number, or words."""

    key: str
    kind: str
    name: Text

    @property
    def is_number(self) -> bool:
        return self.kind == "number"


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is scored, with the figures that stand beside it."""

    key: str
    name: Text
    question: Text
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class EvaluationForm:
    """The criteria in their order, the levels from the best down with their words, and where the form comes from."""

    criteria: tuple[Criterion, ...]
    levels: Mapping[int, Text]
    nature: str
    source: Text

    @property
    def figures(self) -> dict[str, Figure]:
        return {one.key: one for criterion in self.criteria for one in criterion.figures}


@cache
def evaluation_form() -> EvaluationForm:
    """As the file says; an unknown key is an error."""
    told = tomllib.loads(resources.files("gerbang.monitoring").joinpath("data/evaluation.toml").read_text("utf-8"))
    figures = {one["key"]: Figure(one["key"], one["kind"], Text(**one["name"])) for one in told.pop("figure")}
    criteria = tuple(
        Criterion(
            one["key"], Text(**one["name"]), Text(**one["question"]), tuple(figures[key] for key in one["figures"])
        )
        for one in told.pop("criterion")
    )
    levels = {one["value"]: Text(**one["name"]) for one in told.pop("level")}
    return EvaluationForm(criteria, levels, source=Text(**told.pop("source")), **told)
