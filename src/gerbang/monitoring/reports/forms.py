"""Forms of reports: the letter that asks, what a region says, handing in, answering, instructing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gerbang.documents.forms import UploadField
from gerbang.monitoring.models import Remark, ReportedTie, Route
from gerbang.monitoring.reports.directing import Instruction
from gerbang.monitoring.reports.reporting import Asked, HandedIn, Remarked, Span, TieWords, Words
from gerbang.pages.forms import DateField, Form, marked
from gerbang.people.acting import Acting
from gerbang.register.models import Tie

LONG = forms.Textarea(attrs={"rows": 4})
MOST_REMARKS = 8


class PeriodForm(Form):
    """A letter that asks for reports."""

    name = forms.CharField(
        label=_("What is this period called?"), max_length=120, help_text=_("For example: Semester I 2026")
    )
    starts_on = DateField(label=_("The period begins on"))
    ends_on = DateField(label=_("The period ends on"))
    due_on = DateField(label=_("Reports are asked for by"), help_text=_("The day the letter names."))
    route = forms.ChoiceField(
        label=_("How do reports of regencies and cities come?"),
        choices=Route.choices,
        widget=forms.RadioSelect,
        help_text=_("No regulation that we have read says it; the letter does."),
    )
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=80)
    letter_date = DateField(label=_("Date of the letter"))
    signatory = forms.CharField(label=_("Signed by"), max_length=160, required=False)
    letter = UploadField(label=_("Scan of the letter"), required=False)

    def __init__(self, *args: Any, by: Acting, only_own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["letter"], by=by)
        marked(self.fields["letter_date"], not_after=by.today)
        if only_own:
            del self.fields["route"]

    @property
    def asked(self) -> Asked:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen", "letter")}
        return Asked(**{"route": Route.DIRECT, **said})


class MoreTimeForm(Form):
    """A later letter that gives more time."""

    until = DateField(label=_("More time until"))
    letter = forms.CharField(label=_("Number and date of the letter"), max_length=160)


class SpanForm(Form):
    """A report nobody asked for."""

    name = forms.CharField(label=_("What is this report called?"), max_length=120)
    starts_on = DateField(label=_("The period begins on"))
    ends_on = DateField(label=_("The period ends on"))

    @property
    def span(self) -> Span:
        said = self.cleaned_data
        return Span(said["name"], said["starts_on"], said["ends_on"])


class WordsForm(Form):
    """What a report says beside its cooperations."""

    summary = forms.CharField(
        label=_("Introduction"), widget=LONG, max_length=10_000, required=False,
        help_text=_("What marked this period, in a few sentences."),
    )  # fmt: skip
    associations = forms.CharField(
        label=_("Associations of cities and regions"), widget=LONG, max_length=10_000, required=False,
        help_text=_("Memberships, meetings and contributions; leave it empty where there is none."),
    )  # fmt: skip
    outlook = forms.CharField(label=_("Outlook"), widget=LONG, max_length=10_000, required=False)

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        return Words(said["summary"], said["associations"], said["outlook"])


class TieWordsForm(Form):
    """What a report says of one cooperation, beside what is on record."""

    obstacles = forms.CharField(
        label=_("Problems and obstacles"), widget=LONG, max_length=5_000, required=False,
        help_text=_("Only what is not on record yet; what is recorded stands in the report already."),
    )  # fmt: skip
    follow_up = forms.CharField(label=_("Follow-up"), widget=LONG, max_length=5_000, required=False)
    outlook = forms.CharField(label=_("Outlook"), widget=LONG, max_length=5_000, required=False)

    @property
    def words(self) -> TieWords:
        said = self.cleaned_data
        return TieWords(said["obstacles"], said["follow_up"], said["outlook"])


class SubmitForm(Form):
    """With which letter a report is handed in, and the answers to the remarks it came back with."""

    letter_number = forms.CharField(
        label=_("Number of the covering letter"), max_length=80, required=False,
        help_text=_("It may be filled in later than the report is handed in; the office gives it."),
    )  # fmt: skip
    letter_date = DateField(label=_("Date of the covering letter"), required=False)
    scan = UploadField(label=_("Scan of the signed report"), required=False)

    def __init__(self, *args: Any, by: Acting, remarks: Iterable[Remark], **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["letter_date"], not_after=by.today)
        marked(self.fields["scan"], by=by)
        self.remarks = list(remarks)
        for one in self.remarks:
            self.fields[f"answer_{one.number}"] = forms.CharField(
                label=gettext("Answer to remark %(number)d: %(text)s") % {"number": one.number, "text": one.text},
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=2_000,
                required=False,
                initial=one.answer,
            )

    @property
    def handed_in(self) -> HandedIn:
        said = self.cleaned_data
        answers = {one.number: said[f"answer_{one.number}"] for one in self.remarks}
        return HandedIn(said["letter_number"], said["letter_date"], said["scan"], answers)


class PassOnForm(Form):
    """The governor's covering letter."""

    letter = forms.CharField(label=_("Number and date of the covering letter"), max_length=160, required=False)


class RemarksForm(Form):
    """Numbered remarks, each about one cooperation or about the whole."""

    def __init__(self, *args: Any, reported: Sequence[ReportedTie], first: int = 1, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ties = {one.tie.ref: one.tie for one in reported}
        choices = [("", _("The whole report")), *((ref, tie.name) for ref, tie in self.ties.items())]
        for number in range(1, MOST_REMARKS + 1):
            said = {"number": first + number - 1}
            self.fields[f"text_{number}"] = forms.CharField(
                label=gettext("Remark %(number)d") % said, widget=forms.Textarea(attrs={"rows": 2}), max_length=2_000,
                required=False,
            )  # fmt: skip
            self.fields[f"tie_{number}"] = forms.ChoiceField(
                label=gettext("What remark %(number)d is about") % said, choices=choices, required=False
            )
        self.fields["words"] = forms.CharField(label=_("Message"), widget=LONG, max_length=2_000, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not any((found.get(f"text_{number}") or "").strip() for number in range(1, MOST_REMARKS + 1)):
            self.add_error("text_1", _("Say what is to be improved, in at least one remark."))
        return found

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """The fields of each remark, the text beside what it is about."""
        return [(self[f"text_{number}"], self[f"tie_{number}"]) for number in range(1, MOST_REMARKS + 1)]

    @property
    def remarks(self) -> list[Remarked]:
        said = self.cleaned_data
        numbers = [number for number in range(1, MOST_REMARKS + 1) if said[f"text_{number}"].strip()]
        return [Remarked(said[f"text_{number}"], self.ties.get(said[f"tie_{number}"])) for number in numbers]


class AcceptForm(Form):
    """Words to go with an acceptance."""

    words = forms.CharField(label=_("Message"), widget=LONG, max_length=2_000, required=False)


class DirectiveForm(Form):
    """A directive on one or more cooperations of a report."""

    text = forms.CharField(label=_("What is to be done?"), widget=LONG, max_length=4_000)
    ties = forms.MultipleChoiceField(label=_("About which cooperations?"), widget=forms.CheckboxSelectMultiple)
    letter_number = forms.CharField(label=_("Number of the letter"), max_length=80, required=False)
    dated_on = DateField(label=_("Date of the directive"))
    due_on = DateField(
        label=_("Until when?"), required=False, help_text=_("Leave it empty where the directive names no day.")
    )

    def __init__(self, *args: Any, by: Acting, reported: Sequence[ReportedTie], **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_ref = {one.tie.ref: one.tie for one in reported}
        field = self.fields["ties"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(ref, tie.name) for ref, tie in self.by_ref.items()]
        marked(self.fields["dated_on"], not_after=by.today)

    @property
    def chosen(self) -> list[Tie]:
        return [self.by_ref[ref] for ref in self.cleaned_data["ties"]]

    @property
    def given(self) -> Instruction:
        said = self.cleaned_data
        return Instruction(said["text"], said["letter_number"], said["dated_on"], said["due_on"])
