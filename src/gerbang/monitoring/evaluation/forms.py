"""Forms of evaluations, and the one the partner answers on."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.documents.forms import UploadField
from gerbang.monitoring.evaluation.evaluating import Assessment, Ruling
from gerbang.monitoring.evaluation.partner import Answered
from gerbang.monitoring.evaluation.questions import Criterion, evaluation_form
from gerbang.monitoring.evaluation.showing import figure_in_words
from gerbang.monitoring.models import Evaluation, PartnerView
from gerbang.pages.formatting import picked
from gerbang.pages.forms import DateField, Form, marked
from gerbang.people.acting import Acting

LONG = forms.Textarea(attrs={"rows": 3})
SCORE, EVIDENCE, DOCUMENT, FIGURE = "score-", "evidence-", "document-", "figure-"
"""What the names of the fields of a criterion or a figure begin with; its key follows."""


def _levels() -> list[tuple[str, str]]:
    return [(str(value), str(picked(name))) for value, name in evaluation_form().levels.items()]


class PeriodForm(Form):
    """Which period is looked back on."""

    begins_on = DateField(label=_("From when?"))
    ends_on = DateField(label=_("Until when?"))

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["ends_on"], not_after=by.today)


class CriterionFields(NamedTuple):
    """What is asked of one criterion: figures that are numbers, figures that are words, and the judgement."""

    criterion: Criterion
    numbers: list[forms.BoundField]
    words: list[forms.BoundField]
    judged: list[forms.BoundField]


class AssessmentForm(PeriodForm):
    """Every criterion with its figures, a level, and what shows it. Nothing is required before it is completed."""

    summary = forms.CharField(
        label=_("Summary"),
        widget=LONG,
        max_length=4000,
        required=False,
        help_text=_("What went well, what did not, and why the result below is proposed."),
    )
    proposed = forms.ChoiceField(
        label=_("Which result do you propose?"),
        choices=Evaluation.Result.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, by: Acting, computed: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, by=by, **options)
        for criterion in evaluation_form().criteria:
            for figure in criterion.figures:
                said = figure_in_words(figure.key, computed.get(figure.key))
                self.fields[FIGURE + figure.key] = _corrected(figure.is_number, str(picked(figure.name)), said)
            self.fields[SCORE + criterion.key] = forms.ChoiceField(
                label=_("Level"), choices=_levels(), widget=forms.RadioSelect, required=False
            )
            self.fields[EVIDENCE + criterion.key] = forms.CharField(
                label=_("What shows it"), widget=LONG, max_length=4000, required=False
            )
            self.fields[DOCUMENT + criterion.key] = marked(
                UploadField(label=_("Document that shows it"), required=False), by=by
            )

    @property
    def period(self) -> list[forms.BoundField]:
        return [self["begins_on"], self["ends_on"]]

    @property
    def ending(self) -> list[forms.BoundField]:
        return [self["summary"], self["proposed"]]

    @property
    def criteria(self) -> Iterator[CriterionFields]:
        """The fields of each criterion."""
        for one in evaluation_form().criteria:
            names = (SCORE + one.key, EVIDENCE + one.key, DOCUMENT + one.key)
            yield CriterionFields(
                one,
                [self[FIGURE + figure.key] for figure in one.figures if figure.is_number],
                [self[FIGURE + figure.key] for figure in one.figures if not figure.is_number],
                [self[name] for name in names],
            )

    @property
    def told(self) -> Assessment:
        typed, form = self.cleaned_data, evaluation_form()
        keys = [one.key for one in form.criteria]
        levels = {key: typed[SCORE + key] for key in keys}
        corrections = {key: typed[FIGURE + key] for key in form.figures}
        return Assessment(
            begins_on=typed["begins_on"],
            ends_on=typed["ends_on"],
            summary=typed["summary"],
            proposed=typed["proposed"],
            scores={key: (int(levels[key]) if levels[key] else None, typed[EVIDENCE + key]) for key in keys},
            corrections={key: "" if value is None else str(value) for key, value in corrections.items()},
            documents={key: typed[DOCUMENT + key] for key in keys if typed[DOCUMENT + key]},
        )


def _corrected(is_number: bool, name: str, said: str) -> forms.Field:
    """What is typed over a figure; what was worked out stays beside it."""
    beside = format_lazy(_("From the records: {said}. Write another value only where this is not right."), said=said)
    if is_number:
        widget = forms.NumberInput(attrs={"class": "govuk-input--width-5"})
        return forms.IntegerField(label=name, help_text=beside, required=False, min_value=0, widget=widget)
    return forms.CharField(label=name, help_text=beside, required=False, max_length=2000, widget=LONG)


def told_before(evaluation: Evaluation) -> dict[str, Any]:
    """A draft as its form shows it again."""
    found: dict[str, Any] = {
        name: getattr(evaluation, name) for name in ("begins_on", "ends_on", "summary", "proposed")
    }
    for score in evaluation.scores.all():
        found[SCORE + score.criterion] = "" if score.level is None else str(score.level)
        found[EVIDENCE + score.criterion] = score.evidence
    return found | {FIGURE + one.figure: one.value for one in evaluation.corrections.all()}


class DecisionForm(Form):
    """What was decided, by whom, under which letter."""

    result = forms.ChoiceField(
        label=_("What was decided?"), choices=Evaluation.Result.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        widget=LONG,
        max_length=2000,
        required=False,
        help_text=_("Needed where the decision differs from what was proposed."),
    )
    decided_by = forms.CharField(
        label=_("Who decided (office)?"), max_length=200, help_text=_("The office, not the name of a person.")
    )
    letter_number = forms.CharField(label=_("Letter number"), max_length=80)
    decided_on = DateField(label=_("Date of the letter"))
    document = UploadField(label=_("Scan of the letter"), required=False)

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["document"], by=by)
        marked(self.fields["decided_on"], not_after=by.today)

    @property
    def ruling(self) -> Ruling:
        typed = self.cleaned_data
        names = ("result", "decided_by", "decided_on", "letter_number", "reason")
        return Ruling(**{name: typed[name] for name in names})


class SureForm(Form):
    """Nothing to fill in: the button says what happens."""


class PartnerForm(Form):
    """What the partner is asked: the same scale, and words. Office and position only, no name."""

    office = forms.CharField(
        label=_("Your office or organisation"), max_length=200, help_text=_("Please write no name of a person.")
    )
    role = forms.CharField(
        label=_("Your position there"), max_length=200, help_text=_("For example: head of the international division.")
    )
    level = forms.ChoiceField(
        label=_("How far did the cooperation reach what you expected of it?"), widget=forms.RadioSelect
    )
    worked = forms.CharField(label=_("What went well?"), widget=LONG, max_length=4000)
    hindered = forms.CharField(label=_("What stood in the way?"), widget=LONG, max_length=4000, required=False)
    benefit = forms.CharField(
        label=_("What do people on your side have from it?"), widget=LONG, max_length=4000, required=False
    )
    wish = forms.ChoiceField(
        label=_("How should it go on?"), choices=PartnerView.Wish.choices, widget=forms.RadioSelect
    )
    proposals = forms.CharField(
        label=pgettext_lazy("of a partner", "What do you propose?"), widget=LONG, max_length=4000, required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = _levels()

    @property
    def told(self) -> Answered:
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen")}
        return Answered(**typed | {"level": int(typed["level"])})
