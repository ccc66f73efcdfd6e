"""Forms of what is kept of a cooperation's life."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.monitoring.actions import JUDGED, LONGEST_RHYTHM
from gerbang.monitoring.models import Contact
from gerbang.monitoring.wording import STATES
from gerbang.pages.forms import DateField, Form

LONG = forms.Textarea(attrs={"rows": 3})


class ContactForm(Form):
    """That both sides were in touch."""

    happened_on = DateField(label=_("On which day?"))
    way = forms.ChoiceField(label=_("In which way?"), choices=Contact.Way.choices, widget=forms.RadioSelect)
    about = forms.CharField(label=_("What was it about?"), widget=LONG, max_length=2000)
    support = forms.CharField(
        label=_("Support given"),
        widget=LONG,
        max_length=2000,
        required=False,
        help_text=_("What your office did for this cooperation, if it did."),
    )


class RhythmForm(Form):
    """Every how many months something is to happen."""

    months = forms.IntegerField(
        label=_("Every how many months is something to be carried out?"),
        min_value=1,
        max_value=LONGEST_RHYTHM,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5"}),
    )
    reason = forms.CharField(
        label=_("Reason"), widget=LONG, max_length=1000, help_text=_("For example what both sides agreed by letter.")
    )


class JudgementForm(Form):
    """A person's own word, with the reason, until a day."""

    state = forms.ChoiceField(
        label=_("How alive is it?"),
        choices=[(state.value, STATES[state]) for state in JUDGED],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=1000)
    ends_on = DateField(label=_("Until when?"), help_text=_("A year at most; then somebody looks again."))


class ReasonForm(Form):
    """Takes something back, with the reason."""

    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=1000)


class DayForm(forms.Form):
    """Which day is asked about, and whether as it was known then or as it is known now."""

    pada = DateField(required=False)
    sekarang = forms.BooleanField(required=False)
