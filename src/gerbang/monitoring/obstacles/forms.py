"""Forms of obstacles: what hinders, what was tried, who is asked for help, what they say, how it ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.monitoring.models import Obstacle
from gerbang.monitoring.obstacles.handling import Told
from gerbang.pages.forms import DateField, Form, VagueDateField, marked, offer
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.plans.models import ActivityLine, Plan
from gerbang.values.dates import VagueDate

LONG = forms.Textarea(attrs={"rows": 3})
GROUPS = {
    "province": _("Province"),
    "ministries": _("Ministries"),
    "missions": _("Missions in the partner's country"),
    "others": _("Other missions"),
}


class ObstacleForm(Form):
    """What hinders a cooperation, since when, how much, and which office looks after it."""

    title = forms.CharField(
        label=_("What hinders the cooperation?"),
        max_length=300,
        help_text=_("In one sentence. Write no name of a person."),
    )
    category = forms.ChoiceField(
        label=_("What kind of obstacle is it?"), choices=Obstacle.Category.choices, widget=forms.RadioSelect
    )
    severity = forms.ChoiceField(
        label=_("How much does it hinder?"), choices=Obstacle.Severity.choices, widget=forms.RadioSelect
    )
    since = VagueDateField(label=_("Since when?"), required=False)
    about = forms.CharField(label=_("Explanation"), widget=LONG, max_length=4000, required=False)
    activity = forms.ChoiceField(label=_("Which activity of the plan does it hinder?"), required=False)
    office = forms.ChoiceField(label=_("Which office looks after it?"), required=False)
    owner = forms.CharField(
        label=_("Another office, in words"),
        max_length=200,
        required=False,
        help_text=_("Only where the office is not in the list."),
    )
    due_on = DateField(
        label=_("Until when is it to be resolved?"),
        required=False,
        help_text=_("Your own target; no regulation sets one."),
    )

    def __init__(
        self,
        *args: Any,
        by: Acting,
        offices: Sequence[Body],
        choices: Sequence[tuple[Plan, list[ActivityLine]]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.offices = {body.ref: body for body in offices}
        grouped = [
            (str(plan), [(line.activity.ref, f"{line.number}. {line.title}") for line in lines])
            for plan, lines in choices
        ]
        offer(self.fields["activity"], [("", _("The cooperation as a whole")), *grouped])
        offer(self.fields["office"], [("", _("Not in this list")), *((body.ref, body.name) for body in offices)])

    @property
    def told(self) -> Told:
        said = self.cleaned_data
        body = self.offices.get(said["office"])
        return Told(
            title=said["title"],
            category=said["category"],
            severity=said["severity"],
            since=said["since"] or VagueDate.unknown(),
            about=said["about"],
            owner=body.name if body else said["owner"],
            owner_body=body,
            due_on=said["due_on"],
        )


def told_before(obstacle: Obstacle) -> dict[str, Any]:
    """An obstacle as the form shows it to be set right."""
    found = {name: getattr(obstacle, name) for name in ("title", "category", "severity", "about", "due_on")}
    found["since"] = obstacle.happened
    found["activity"] = obstacle.activity.ref if obstacle.activity else ""
    found["office"] = obstacle.owner_body.ref if obstacle.owner_body else ""
    found["owner"] = "" if obstacle.owner_body else obstacle.owner
    return found


class AttemptForm(Form):
    """What was tried."""

    what = forms.CharField(label=_("What was tried?"), widget=LONG, max_length=2000)
    happened = VagueDateField(label=pgettext_lazy("something was tried", "When?"))


class EscalateForm(Form):
    """Which body is asked for help, and for what."""

    to = forms.ChoiceField(
        label=_("Whom do you ask for help?"),
        help_text=_(
            "This office then reads everything kept of this cooperation: plans, what was carried out and its cost, "
            "every obstacle and evaluation; and has this obstacle in its own list."
        ),
    )
    asked = forms.CharField(label=_("What do you ask of them?"), widget=LONG, max_length=2000)

    def __init__(self, *args: Any, helpers: Mapping[str, Sequence[Body]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.bodies = {body.ref: body for group in helpers.values() for body in group}
        grouped = [
            (str(GROUPS[name]), [(body.ref, body.name) for body in group]) for name, group in helpers.items() if group
        ]
        offer(self.fields["to"], [("", _("Choose an office")), *grouped])


class AnswerForm(Form):
    """What a body that was asked says."""

    said = forms.CharField(
        label=_("Answer"),
        widget=LONG,
        max_length=4000,
        help_text=_("The regions of the cooperation read it, and everybody else who sees its inside."),
    )
    answered_on = DateField(label=_("On which day?"))

    def __init__(self, *args: Any, by: Acting, **options: Any) -> None:
        super().__init__(*args, **options)
        marked(self.fields["answered_on"], not_after=by.today)


class OutcomeForm(Form):
    """How an obstacle ended."""

    result = forms.ChoiceField(
        label=_("How did it end?"),
        choices=[one for one in Obstacle.State.choices if one[0] != Obstacle.State.OPEN],
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=_("What was done, or why is it left?"),
        widget=LONG,
        max_length=4000,
        help_text=_("What helped here is shown to the ministries and the province, so that others may learn from it."),
    )
    happened = VagueDateField(label=pgettext_lazy("an obstacle ended", "When?"))
