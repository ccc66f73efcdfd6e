"""Forms of showing liveliness to regions, of their answers, and of the switch."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gerbang.monitoring.publication.actions import Letter, with_agreed
from gerbang.pages.forms import DateField, Form, marked, offer
from gerbang.people.acting import Acting
from gerbang.places.models import Region

LONG = forms.Textarea(attrs={"rows": 5})
EVERY = "semua"
"""What the list of regions says for all of them."""


class LetterForm(Form):
    """The ministry's letter by which something is done."""

    letter_number = forms.CharField(label=_("Number of the letter"), max_length=80)
    letter_date = DateField(label=_("Date of the letter"))

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["letter_date"], not_after=by.today)

    @property
    def letter(self) -> Letter:
        return Letter(self.cleaned_data["letter_number"], self.cleaned_data["letter_date"])


class ShowForm(LetterForm):
    """To which region, or to all of them."""

    field_order = ("region", "letter_number", "letter_date")
    region = forms.ChoiceField(label=_("To which region?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_ref = {one.ref: one for one in with_agreed().order_by("name_id")}
        every = gettext("Every region with an agreed cooperation (%(n)d)") % {"n": len(self.by_ref)}
        regions = [(ref, one.name) for ref, one in self.by_ref.items()]
        offer(self.fields["region"], [("", gettext("Choose")), (EVERY, every), *regions])

    @property
    def chosen(self) -> Region | None:
        """The one that was chosen; None for all."""
        return self.by_ref.get(self.cleaned_data["region"])


class SwitchOnForm(LetterForm):
    """By which letter, and why."""

    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=2_000)


class MoreTimeForm(Form):
    """Until when, and why."""

    until = DateField(label=_("Until when may the region answer?"))
    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=1_000)


class AnswerForm(Form):
    """The answer of a region; its letter, where the ministry records it."""

    text = forms.CharField(
        label=_("Answer of the region"), widget=LONG, max_length=3_000,
        help_text=_("It stands beside the state wherever the public may see that. Name no persons."),
    )  # fmt: skip
    letter = forms.CharField(
        label=_("Number and date of the region's letter"), max_length=160,
        help_text=_("You record this answer for the region, by its letter."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if own:
            del self.fields["letter"]
