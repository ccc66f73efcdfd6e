"""Forms of follow-ups: what is to be done, and that it was."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.pages.forms import DateField, Form, marked
from gerbang.plans import following_up
from gerbang.plans.following_up import Task
from gerbang.register.models import Tie

EACH = "each"
"""The choice of the regional government of each cooperation."""


class FollowUpForm(Form):
    """What is to be done, by which office: one that has accounts here, or another in words.

    Where it may be on several cooperations, also on which: each chosen one has its own, by default of its own region.
    """

    ties = forms.MultipleChoiceField(label=_("On which cooperations?"), widget=forms.CheckboxSelectMultiple)
    what = forms.CharField(label=_("What is to be done?"), max_length=300)
    office = forms.ChoiceField(label=_("Which office does it?"), required=False)
    owner = forms.CharField(
        label=_("Another office, in words"),
        max_length=200,
        required=False,
        help_text=_("Only where the office is not in the list. It then sees nothing of this here."),
    )
    due_on = DateField(label=pgettext_lazy("of a follow-up", "Until when?"), required=False)

    def __init__(self, *args: Any, ties: Sequence[Tie], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {tie.ref: tie for tie in ties}
        offices = following_up.offices(ties)
        self.offices = {body.ref: body for body in offices}
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)
        each = [(EACH, _("The regional government of each cooperation"))] if len(ties) > 1 else []
        field.choices = [*each, ("", _("Not in this list")), *((body.ref, body.name) for body in offices)]
        which = self.fields["ties"]
        assert isinstance(which, forms.MultipleChoiceField)
        which.choices = [(tie.ref, tie.name) for tie in ties]
        if not each:
            del self.fields["ties"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not found.get("office") and not (found.get("owner") or "").strip():
            self.add_error("office", _("Choose an office, or name it in words below."))
        return found

    @property
    def tasks(self) -> list[tuple[Tie, Task]]:
        """What the form says, on each cooperation that it is on."""
        chosen = [self.offered[ref] for ref in self.cleaned_data.get("ties", self.offered)]
        return [(tie, self._task(tie)) for tie in chosen]

    def _task(self, tie: Tie) -> Task:
        said, body = self.cleaned_data, self.offices.get(self.cleaned_data["office"])
        if said["office"] == EACH:
            body = following_up.governments(tie)[0]
        return Task(said["what"], body.name if body else said["owner"], body, said["due_on"])


class DoneForm(Form):
    """When it was done, and what came of it."""

    done_on = DateField(label=_("When was it done?"))
    outcome = forms.CharField(
        label=_("What came of it"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["done_on"], not_after=today)
