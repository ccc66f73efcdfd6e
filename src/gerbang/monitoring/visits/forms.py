"""Forms of joint monitoring: the round, its team, the cooperations, findings and answers."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from gerbang.documents.forms import UploadField
from gerbang.monitoring.models import Visit
from gerbang.monitoring.visits import visited
from gerbang.monitoring.visits.visiting import Assignment
from gerbang.pages.forms import DateField, Form, PickerField, marked
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body
from gerbang.register.models import Tie

LONG = forms.Textarea(attrs={"rows": 4})


class VisitForm(Form):
    """A cooperation that was looked at, and in which way."""

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        self.actor = actor
        self.fields["tie"] = PickerField(
            label=_("Which cooperation was looked at?"),
            search=partial(visited.search, actor),
            find=partial(visited.find, actor),
            url=reverse_lazy("monitoring:pick-tie"),
            help_text=_("Type the name of the region or the partner. More can be added afterwards."),
        )
        self.fields["way"] = forms.ChoiceField(
            label=_("In which way?"), choices=Visit.Way.choices, widget=forms.RadioSelect
        )

    @property
    def tie(self) -> Tie:
        found = visited.tie_of(self.actor, self.cleaned_data["tie"])
        assert found is not None  # the picker has found it a moment ago
        return found


class MonitoringForm(VisitForm):
    """What the letter of assignment says, and the first cooperation."""

    purpose = forms.CharField(label=_("What is the monitoring for?"), max_length=300)
    letter_number = forms.CharField(label=_("Number of the letter of assignment"), max_length=80)
    letter_date = DateField(label=_("Date of the letter"))
    signatory = forms.CharField(
        label=_("Signed by (office)"), max_length=200, help_text=_("The office, not the name of a person.")
    )
    scan = UploadField(label=_("Scan of the letter"), required=False)
    begins_on = DateField(label=_("From when?"))
    ends_on = DateField(label=_("Until when?"))
    places = forms.CharField(label=_("Places"), max_length=300, required=False)
    roles = forms.CharField(
        label=_("Who takes part from your office, and in which role?"),
        max_length=300,
        required=False,
        help_text=_("Roles only, for example: head of the team, two analysts. Other bodies are added afterwards."),
    )

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["scan"], by=by)
        marked(self.fields["letter_date"], not_after=by.today)

    @property
    def told(self) -> Assignment:
        names = ("purpose", "letter_number", "letter_date", "signatory", "begins_on", "ends_on", "places")
        return Assignment(**{name: self.cleaned_data[name] for name in names})


class TeamForm(Form):
    """One more body of the team."""

    body = forms.ChoiceField(label=_("Which body?"))
    roles = forms.CharField(
        label=_("In which roles?"), max_length=300, required=False, help_text=_("Roles only, no name of a person.")
    )

    def __init__(self, *args: Any, bodies: Sequence[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = {body.ref: body for body in bodies}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a body")), *((body.ref, body.name) for body in bodies)]

    @property
    def chosen(self) -> Body:
        return self.bodies[self.cleaned_data["body"]]


class FindingForm(Form):
    """What was found, and of which cooperation."""

    about = forms.ChoiceField(label=_("Which cooperation is it about?"), required=False)
    text = forms.CharField(label=_("What was found?"), widget=LONG, max_length=4000)
    document = UploadField(label=_("Document that shows it"), required=False)

    def __init__(self, *args: Any, by: Acting, ties: Sequence[Tie], **options: Any) -> None:
        super().__init__(*args, **options)
        self.ties = {tie.ref: tie for tie in ties}
        marked(self.fields["document"], by=by)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All that were looked at")), *((tie.ref, tie.name) for tie in ties)]

    @property
    def tie(self) -> Tie | None:
        return self.ties.get(self.cleaned_data["about"])


class AnswerForm(Form):
    """What the region says to a finding."""

    text = forms.CharField(label=_("Answer of the region"), widget=LONG, max_length=4000)
