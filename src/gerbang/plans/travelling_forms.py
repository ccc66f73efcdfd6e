"""Forms of working trips and visits of delegations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gerbang.documents.forms import UploadField
from gerbang.pages.forms import DateField, Form, marked
from gerbang.people.acting import Acting
from gerbang.plans import delegation
from gerbang.plans.delegation import Member
from gerbang.plans.models import ActivityLine, Plan, Trip
from gerbang.plans.recording_forms import LONG, RecordForm, spent_before
from gerbang.plans.travelling import Journey, PermitLetter
from gerbang.values.dates import VagueDate

PROBLEMS = {
    "no-capacity": _("This line names no capacity before the first semicolon: “%(line)s”."),
    "too-many": _("This line has more than three parts. Write capacity; office; name: “%(line)s”."),
    "too-long": _("This line is too long. Write capacity; office; name: “%(line)s”."),
}


class MembersField(forms.CharField):
    """Those who travel, one a line: capacity; office; name."""

    widget = LONG

    def clean(self, value: Any) -> Any:
        try:
            return delegation.read(super().clean(value))
        except delegation.Wrong as wrong:
            raise ValidationError(PROBLEMS[wrong.code], wrong.code, {"line": wrong.line[:60]}) from wrong

    def prepare_value(self, value: Any) -> Any:
        return delegation.write(value) if isinstance(value, list) else value


class TripForm(RecordForm):
    """Where a trip goes or a delegation comes, why and when, who travels, on whose word and with which money."""

    direction = forms.ChoiceField(label=_("Who travels?"), choices=Trip.Direction.choices, widget=forms.RadioSelect)
    purpose = forms.CharField(label=_("What is the trip for?"), max_length=300)
    begins_on = DateField(label=_("From when?"), help_text=_("A trip that lies ahead is recorded as well."))
    ends_on = DateField(
        label=_("Until when?"), required=False, help_text=_("The day of return. Leave it empty for a single day.")
    )
    places = forms.CharField(
        label=_("Places"),
        max_length=300,
        required=False,
        help_text=_("Cities and countries, for example Kitakyushu, Japan."),
    )
    members = MembersField(
        label=_("Who travels, and in which capacity?"),
        required=False,
        help_text=_(
            "One person a line: capacity; office; name. The name need not be told. "
            "For example: Head of section; Dinas Lingkungan Hidup"
        ),
    )
    people = forms.IntegerField(
        label=_("How many people in all?"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
        help_text=_("The public sees only the sum over all trips that took place."),
    )
    invited_by = forms.CharField(label=_("Who invites?"), max_length=200, required=False)
    invitation_number = forms.CharField(label=_("Number of the invitation"), max_length=80, required=False)
    invited_on = DateField(label=_("Date of the invitation"), required=False)
    terms = UploadField(label=_("Terms of reference (KAK)"), required=False)

    GROUPS = (
        ("", ("direction", "activity", "purpose", "begins_on", "ends_on", "places")),
        (_("The delegation"), ("members", "people")),
        (_("Invitation and terms of reference"), ("invited_by", "invitation_number", "invited_on", "terms")),
        (_("Money by source"), ()),
    )

    def __init__(
        self, *args: Any, by: Acting, choices: Sequence[tuple[Plan, list[ActivityLine]]], **options: Any
    ) -> None:
        super().__init__(*args, choices=choices, **options)
        marked(self.fields["terms"], by=by)
        marked(self.fields["invited_on"], not_after=by.today)

    @property
    def told(self) -> Journey:
        typed = self.cleaned_data
        return Journey(
            direction=typed["direction"],
            purpose=typed["purpose"],
            begins_on=typed["begins_on"],
            ends_on=typed["ends_on"] or typed["begins_on"],
            places=typed["places"],
            people=typed["people"],
            members=typed["members"],
            invited_by=typed["invited_by"],
            invitation_number=typed["invitation_number"],
            invited_on=typed["invited_on"],
            money=self.spent,
        )


def told_before(trip: Trip) -> dict[str, Any]:
    """A trip as the form shows it to be set right."""
    found: dict[str, Any] = {
        name: getattr(trip, name)
        for name in (
            "direction", "purpose", "begins_on", "ends_on", "places", "people", "invited_by", "invitation_number",
            "invited_on",
        )
    }  # fmt: skip
    found["activity"] = trip.activity.ref if trip.activity else ""
    found["members"] = [Member(one.capacity, one.office, one.name) for one in trip.travellers.all()]
    return found | spent_before(trip.money.all())


def delivery_of(trip: Trip) -> dict[str, Any]:
    """What the form of a delivery begins with, of something that was carried out on this trip."""
    return {
        "trip": trip.ref,
        "activity": trip.activity.ref if trip.activity else "",
        "title": trip.purpose,
        "happened": VagueDate.day(trip.begins_on),
        "ended_on": trip.ends_on if trip.ends_on != trip.begins_on else None,
        "place": trip.places[:200],
        "people_out" if trip.goes_out else "people_in": trip.people,
    }


class PermitForm(Form):
    """A permit letter as it lies before the office."""

    kind = forms.CharField(
        label=_("What kind of letter?"),
        max_length=200,
        help_text=_("As the letter calls itself, for example Izin perjalanan dinas luar negeri."),
    )
    number = forms.CharField(label=_("Letter number"), max_length=80)
    dated_on = DateField(label=_("Date of the letter"))
    issuer = forms.CharField(label=_("Issued by (office)"), max_length=200)
    scan = UploadField(label=_("Scan of the letter"), required=False)

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["scan"], by=by)
        marked(self.fields["dated_on"], not_after=by.today)

    @property
    def letter(self) -> PermitLetter:
        typed = self.cleaned_data
        return PermitLetter(typed["kind"], typed["number"], typed["dated_on"], typed["issuer"])


class TripReportForm(Form):
    """What came of a trip, and its report."""

    result = forms.CharField(label=_("What came of it?"), widget=LONG, max_length=4000)
    reported_on = DateField(
        label=_("When was the report handed in?"),
        required=False,
        help_text=_("Leave it empty while the report has not been handed in."),
    )
    document = UploadField(label=_("Report of the trip"), required=False)

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["document"], by=by)
        marked(self.fields["reported_on"], not_after=by.today)


class ForgetForm(Form):
    """Why names are erased."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=LONG,
        max_length=1000,
        help_text=_("The reason stays for ever. Write no name in it."),
    )
