"""Forms of action plans beside the tables: the period, the approval, taking back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.documents.forms import UploadField
from gerbang.pages.forms import DateField, Form, marked
from gerbang.people.acting import Acting
from gerbang.plans.actions import MOST_MONTHS, Approval, Period

LONG = forms.Textarea(attrs={"rows": 3})


class PeriodForm(Form):
    """From when until when, and how often something is to happen."""

    starts_on = DateField(label=_("The plan begins on"))
    ends_on = DateField(label=_("The plan ends on"))
    interval_months = forms.IntegerField(
        label=_("Rhythm in months"),
        required=False,
        min_value=1,
        max_value=MOST_MONTHS,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        help_text=_(
            "How often something is to happen, as the plan says: 12 for every year, 36 for every three. "
            "Leave it empty where the plan does not say."
        ),
    )
    overlap_reason = forms.CharField(
        label=_("Why two plans run at the same time"),
        required=False,
        max_length=1000,
        widget=LONG,
        help_text=_("Only where another plan of this cooperation covers part of the same time."),
    )

    @property
    def period(self) -> Period:
        typed = self.cleaned_data
        return Period(typed["starts_on"], typed["ends_on"], typed["interval_months"], typed["overlap_reason"])


class ApprovalForm(Form):
    """Who approved the plan, when, and by which letter."""

    approved_by = forms.CharField(
        label=_("Approved by (office)"),
        max_length=160,
        help_text=_("The office without the name: for example Wali Kota, or Sekretaris Daerah."),
    )
    approved_on = DateField(label=_("Approved on"))
    letter_number = forms.CharField(label=_("Letter number"), max_length=80, required=False)
    scan = UploadField(label=_("Scan of the letter or the signed plan"), required=False)
    note = forms.CharField(label=_("Note"), widget=LONG, max_length=2000, required=False)

    def __init__(self, *args: Any, by: Acting, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["scan"], by=by)
        marked(self.fields["approved_on"], not_after=today)

    @property
    def approval(self) -> Approval:
        typed = self.cleaned_data
        return Approval(
            typed["approved_on"], typed["approved_by"], typed["letter_number"], typed["scan"], typed["note"]
        )


class ReasonForm(Form):
    """Takes a plan back, with the reason."""

    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=1000)
