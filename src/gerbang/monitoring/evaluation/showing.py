"""What the pages and papers show of an evaluation: levels, figures and results in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from gerbang.documents.models import Document
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.evaluation.questions import Criterion, evaluation_form
from gerbang.monitoring.models import Evaluation, PartnerView
from gerbang.pages import formatting
from gerbang.pages.formatting import picked
from gerbang.plans.models import BudgetLine

TAGS = {4: "done", 3: "done", 2: "soon", 1: "over", 0: "open"}
"""The look of a level; the words stand beside it always."""
STATE_TAGS = {Evaluation.State.DRAFT: "open", Evaluation.State.COMPLETED: "soon", Evaluation.State.DECIDED: "done"}


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as the records have it, and as the evaluator has it where that differs."""

    name: str
    computed: str
    corrected: str


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """One criterion with its level in words, what shows it, and the figures beside it."""

    criterion: Criterion
    name: str
    question: str
    level: str
    tag: str
    evidence: str
    figures: Sequence[ShownFigure]
    documents: Sequence[Document]


@dataclass(frozen=True, slots=True)
class ShownView:
    """The partner's answer with its level in words."""

    view: PartnerView
    level: str
    language: str


def shown(of: Evaluation, documents: Mapping[str, Sequence[Document]]) -> list[ShownCriterion]:
    """Every criterion of an evaluation; of a draft with the figures as the records have them now."""
    figures = of.figures or evaluated.figures(of.tie, of.begins_on, of.ends_on)
    corrected = {one.figure: one.value for one in of.corrections.all()}
    scores = {one.criterion: one for one in of.scores.all()}
    found = []
    for criterion in evaluation_form().criteria:
        score = scores.get(criterion.key)
        level = score.level if score else None
        found.append(
            ShownCriterion(
                criterion,
                picked(criterion.name),
                picked(criterion.question),
                level_in_words(level),
                TAGS.get(level, "open") if level is not None else "open",
                score.evidence if score else "",
                [
                    ShownFigure(
                        picked(one.name), figure_in_words(one.key, figures.get(one.key)), corrected.get(one.key, "")
                    )
                    for one in criterion.figures
                ],
                documents.get(criterion.key, ()),
            )
        )
    return found


def shown_view(view: PartnerView) -> ShownView:
    return ShownView(view, level_in_words(view.level), _("Indonesian") if view.language == "id" else _("English"))


def period(begins_on: date, ends_on: date) -> str:
    """`1 Januari 2024 – 31 Desember 2025`."""
    return f"{formatting.day(begins_on)} – {formatting.day(ends_on)}"


def level_in_words(level: int | None) -> str:
    """The words of the scale; what is not said yet is said to be so."""
    return picked(evaluation_form().levels[level]) if level is not None else _("not told yet")


def figure_in_words(key: str, value: Any) -> str:
    """A figure of the records as a page shows it."""
    if key == "money":
        return "; ".join(_money(one) for one in value or ()) or _("nothing is recorded")
    if key == "outcomes":
        return "; ".join(_outcome(one) for one in value or ()) or _("nothing is recorded")
    return _("nobody counted") if value is None else formatting.number(value)


def _money(one: Mapping[str, str]) -> str:
    source = dict(BudgetLine.Source.choices)[one["source"]]
    return f"{source}: {formatting.money(Decimal(one['amount']), one['currency'])}"


def _outcome(one: Mapping[str, str]) -> str:
    values = {"name": one["name"], "unit": one["unit"]}
    values |= {name: _plain(one[name]) for name in ("baseline", "value")}
    values["day"] = formatting.day(date.fromisoformat(one["on"]))
    return _("%(name)s: from %(baseline)s to %(value)s %(unit)s (%(day)s)") % values


def _plain(value: str) -> str:
    number = Decimal(value)
    exponent = number.normalize().as_tuple().exponent
    return formatting.number(number, max(0, -exponent) if isinstance(exponent, int) else 0)
