"""Forms of what was carried out and measured."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.documents.forms import UploadField
from gerbang.pages.forms import DateField, Form, MoneyField, VagueDateField, marked, offer
from gerbang.people.acting import Acting
from gerbang.plans import cells, taking_part
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, IndicatorLine, Participant, Plan
from gerbang.plans.recording import Measured, Told
from gerbang.plans.taking_part import TookPart
from gerbang.plans.wording import PROBLEMS
from gerbang.values.money import Money

LONG = forms.Textarea(attrs={"rows": 3})
COST, CURRENCY = "cost-", "currency-"
RUPIAH = "IDR"


class PeopleField(forms.CharField):
    """Offices and organisations, one a line, each with how many people of it."""

    widget = LONG

    def clean(self, value: Any) -> Any:
        try:
            return taking_part.read(super().clean(value))
        except ValueError as problem:
            said = _("This line is too long for a name. Write one office or organisation a line: “%(line)s”.")
            raise ValidationError(said, "too-long", {"line": f"{str(problem)[:60]}…"}) from problem

    def prepare_value(self, value: Any) -> Any:
        return taking_part.write(value) if isinstance(value, list) else value


class CurrencyField(forms.CharField):
    """A currency by its three letters."""

    def clean(self, value: Any) -> str:
        try:
            return cells.Currency().read(super().clean(value) or RUPIAH)
        except cells.Wrong as wrong:
            raise ValidationError(str(PROBLEMS[wrong.code]) % wrong.about, wrong.code) from wrong


class DeliveryForm(Form):
    """What was carried out, when, by whom, with which result, at which cost, and what shows it."""

    activity = forms.ChoiceField(
        label=_("Which activity of the plan does it serve?"),
        required=False,
        help_text=_("Something that no plan foresaw is recorded as well: leave the choice as it is."),
    )
    title = forms.CharField(
        label=_("What was carried out?"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty to take the name of the activity chosen above."),
    )
    happened = VagueDateField(
        label=_("When?"),
        help_text=_("The day it began, or as precisely as it is known: 12-03-2026, March 2026, or 2026."),
    )
    ended_on = DateField(label=_("Until when?"), required=False, help_text=_("Only where it took more than one day."))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    result = forms.CharField(label=_("What came of it?"), widget=LONG, max_length=4000, required=False)
    ours = PeopleField(
        label=_("Who took part from Indonesia?"),
        required=False,
        help_text=_("One office or organisation a line, with how many people: Dinas Lingkungan Hidup; 4"),
    )
    theirs = PeopleField(label=_("Who took part from the partner?"), required=False, help_text=_("In the same way."))
    people_out = forms.IntegerField(label=_("How many people went abroad?"), required=False, min_value=0)
    people_in = forms.IntegerField(label=_("How many people came from abroad?"), required=False, min_value=0)
    evidence = UploadField(
        label=_("Evidence"), required=False, help_text=_("A photo, a list of those present, minutes. More can follow.")
    )
    link = forms.URLField(label=_("Page that shows it"), required=False, max_length=500, assume_scheme="https")

    GROUPS = (
        ("", ("activity", "title", "happened", "ended_on", "place", "result")),
        (_("Who took part"), ("ours", "theirs", "people_out", "people_in")),
        (_("What it cost"), ()),
        (_("What shows it"), ("evidence", "link")),
    )

    def __init__(
        self, *args: Any, by: Acting, choices: Sequence[tuple[Plan, list[ActivityLine]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        marked(self.fields["evidence"], by=by)
        self.titles = {line.activity.ref: line.title for _plan, lines in choices for line in lines}
        grouped = [
            (str(plan), [(line.activity.ref, f"{line.number}. {line.title}") for line in lines])
            for plan, lines in choices
        ]
        offer(self.fields["activity"], [("", _("None: it was not planned")), *grouped])
        for name in ("people_out", "people_in"):
            self.fields[name].widget.attrs["class"] = "govuk-input--width-5"
        for source, label in BudgetLine.Source.choices:
            self.fields[COST + source] = MoneyField(label=label, prefix="", required=False)
            self.fields[CURRENCY + source] = CurrencyField(
                label=_("Currency"),
                required=False,
                initial=RUPIAH,
                widget=forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
            )

    @property
    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under their headings; those of the cost stand apart, side by side."""
        return [(heading, [self[name] for name in names]) for heading, names in self.GROUPS]

    @property
    def costs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[COST + source], self[CURRENCY + source]) for source in BudgetLine.Source.values]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if "title" in typed and not typed["title"] and not typed.get("activity"):
            self.add_error("title", _("Say what was carried out."))
        return typed

    @property
    def told(self) -> Told:
        typed = self.cleaned_data
        return Told(
            title=typed["title"] or self.titles[typed["activity"]],
            happened=typed["happened"],
            ended_on=typed["ended_on"],
            place=typed["place"],
            result=typed["result"],
            people_out=typed["people_out"],
            people_in=typed["people_in"],
            ours=typed["ours"],
            theirs=typed["theirs"],
            spending=[
                (source, Money(typed[COST + source], typed[CURRENCY + source]))
                for source in BudgetLine.Source.values
                if typed[COST + source]
            ],
            link=typed["link"],
        )


def told_before(delivery: Delivery) -> dict[str, Any]:
    """A delivery as the form shows it to be set right."""
    sides: dict[str, list[TookPart]] = {side: [] for side in Participant.Side.values}
    for one in delivery.participants.all():
        sides[one.side].append(TookPart(one.name, one.people))
    found: dict[str, Any] = {
        name: getattr(delivery, name)
        for name in ("title", "happened", "ended_on", "place", "result", "people_out", "people_in", "link")
    }
    found |= {"activity": delivery.activity.ref if delivery.activity else "", **sides}
    for spent in delivery.spending.all():
        found |= {COST + spent.source: spent.amount, CURRENCY + spent.source: spent.currency}
    return found


class EvidenceForm(Form):
    """One more document that shows it."""

    evidence = UploadField(label=_("Evidence"))

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["evidence"], by=by)


class NumberField(forms.CharField):
    """A number with points and commas as Indonesia or others write it, of at most four decimals."""

    kind = cells.Amount(4, negative=True)

    def clean(self, value: Any) -> Any:
        try:
            return Decimal(self.kind.read(super().clean(value)) or "0")
        except cells.Wrong as wrong:
            raise ValidationError(str(PROBLEMS[wrong.code]) % wrong.about, wrong.code) from wrong


class ReadingForm(Form):
    """What an indicator showed on a day."""

    value = NumberField(
        label=pgettext_lazy("of an indicator", "Reading"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "inputmode": "decimal", "autocomplete": "off"}),
    )
    dated_on = DateField(label=_("As of which day?"))
    parts = forms.CharField(label=_("Told apart"), max_length=300, required=False)
    note = forms.CharField(label=_("Note"), widget=LONG, max_length=2000, required=False)
    evidence = UploadField(label=_("Evidence"), required=False)

    def __init__(self, *args: Any, by: Acting, line: IndicatorLine, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["evidence"], by=by)
        self.fields["evidence"].help_text = line.evidence
        marked(self.fields["dated_on"], not_after=today)
        self.fields["value"].help_text = line.unit
        if line.disaggregation:
            self.fields["parts"].help_text = line.disaggregation
        else:
            del self.fields["parts"]

    def measured(self, year: int) -> Measured:
        typed = self.cleaned_data
        return Measured(year, typed["dated_on"], typed["value"], typed.get("parts", ""), typed["note"])


class AnswerForm(Form):
    """Accepts readings that were handed in, or returns them with a remark."""

    readings = forms.MultipleChoiceField(label=_("Readings"), widget=forms.CheckboxSelectMultiple)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("accept", _("Accept")), ("return", _("Return for improvement"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(
        label=_("Remark"),
        widget=LONG,
        max_length=2000,
        required=False,
        help_text=_("Needed where readings are returned: what is to be improved."),
    )

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["readings"], offered)
        self.initial.setdefault("readings", [ref for ref, _label in offered])
