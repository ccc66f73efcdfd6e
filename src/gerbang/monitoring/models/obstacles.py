"""What hinders a cooperation (Permasalahan/hambatan), what was tried, who was asked for help, what came of it.

Nothing is erased: what was told wrongly is withdrawn with a reason, or told anew by a row that replaces it.
"""

from typing import cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body
from gerbang.plans.models import Activity, Recorded
from gerbang.values.dates import Precision, VagueDate
from gerbang.values.fields import RefField


class Happened(Recorded):
    """What happened on a day that is known as well as it is, told of a tie."""

    happened_earliest = models.DateField(null=True, blank=True)
    happened_latest = models.DateField(null=True, blank=True)
    happened_precision = models.CharField(max_length=9, default="unknown")
    happened_as_written = models.CharField(max_length=120, blank=True)

    class Meta(Recorded.Meta):
        abstract = True

    @property
    def happened(self) -> VagueDate:
        precision = cast(Precision, self.happened_precision)
        return VagueDate(self.happened_earliest, self.happened_latest, precision, self.happened_as_written)


class Obstacle(Happened):
    """Something that hinders a cooperation; `happened` is since when.

    `owner`: the office that looks after it, `owner_body` where it has accounts. `activity`: what of a plan it hinders.
    `state` repeats the standing outcome, so that a list asks one table. `link`: the page a source tells of it on.
    """

    class Category(models.TextChoices):
        COORDINATION = "coordination", pgettext_lazy("category of an obstacle", "Coordination")
        BUDGET = "budget", pgettext_lazy("category of an obstacle", "Budget")
        SKILL = "skill", pgettext_lazy("category of an obstacle", "Language and skill")
        LEADERSHIP = "leadership", pgettext_lazy("category of an obstacle", "Leadership")
        PARTNER = "partner", pgettext_lazy("category of an obstacle", "Partner")
        PROCEDURE = "procedure", pgettext_lazy("category of an obstacle", "Procedure")
        LAW = "law", pgettext_lazy("category of an obstacle", "Law")
        DISPUTE = "dispute", pgettext_lazy("category of an obstacle", "Dispute")
        SHOCK = "shock", pgettext_lazy("category of an obstacle", "Outside shock")

    class Severity(models.TextChoices):
        LOW = "low", pgettext_lazy("severity of an obstacle", "Slows things down")
        MEDIUM = "medium", pgettext_lazy("severity of an obstacle", "Stops part of it")
        HIGH = "high", pgettext_lazy("severity of an obstacle", "Stops the cooperation")
        UNKNOWN = "unknown", pgettext_lazy("severity of an obstacle", "Not known")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("state of an obstacle", "Open")
        RESOLVED = "resolved", pgettext_lazy("state of an obstacle", "Resolved")
        UNRESOLVED = "unresolved", pgettext_lazy("state of an obstacle", "Not resolved")
        ACCEPTED = "accepted", pgettext_lazy("state of an obstacle", "Accepted as it is")

    ref = RefField("hb")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="obstacles")
    title = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    category = models.CharField(max_length=12, choices=Category.choices)
    severity = models.CharField(max_length=7, choices=Severity.choices)
    owner = models.CharField(max_length=200, blank=True)
    owner_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Happened.Meta):
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        indexes = [
            models.Index(fields=["category", "state"], condition=Q(withdrawn_at=None), name="obstacle_of_category"),
            models.Index(fields=["recorded_at", "id"], condition=Q(withdrawn_at=None), name="obstacle_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.stands and self.state == self.State.OPEN


class Attempt(Happened):
    """What was tried against an obstacle."""

    ref = RefField("uh")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="attempts")
    what = models.TextField()

    class Meta(Happened.Meta):
        verbose_name = pgettext_lazy("against an obstacle", "attempt")
        verbose_name_plural = pgettext_lazy("against an obstacle", "attempts")

    def __str__(self) -> str:
        return self.what


class Outcome(Happened):
    """How an obstacle ended; one stands at most, and withdrawing it opens the obstacle again."""

    ref = RefField("hh")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="outcomes")
    result = models.CharField(max_length=10, choices=[one for one in Obstacle.State.choices if one[0] != "open"])
    how = models.TextField()

    class Meta(Happened.Meta):
        verbose_name = pgettext_lazy("of an obstacle", "outcome")
        verbose_name_plural = pgettext_lazy("of an obstacle", "outcomes")
        constraints = [
            models.UniqueConstraint(fields=["obstacle"], condition=Q(withdrawn_at=None), name="one_outcome_stands")
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()}: {self.how}"


class Escalation(Recorded):
    """That a body was asked for help with an obstacle, and for what; a body is asked once as long as it stands."""

    ref = RefField("es")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="escalations")
    to = models.ForeignKey(Body, models.PROTECT, related_name="+")
    asked = models.TextField()
    asked_on = models.DateField()

    class Meta(Recorded.Meta):
        verbose_name = pgettext_lazy("of an obstacle", "request for help")
        verbose_name_plural = pgettext_lazy("of an obstacle", "requests for help")
        constraints = [
            models.UniqueConstraint(
                fields=["obstacle", "to"], condition=Q(withdrawn_at=None), name="body_asked_once_of_an_obstacle"
            )
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.asked}"


class Answer(Recorded):
    """What a body that was asked says to it."""

    ref = RefField("jh")
    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="answers")
    escalation = models.ForeignKey(Escalation, models.PROTECT, related_name="answers")
    said = models.TextField()
    answered_on = models.DateField()

    class Meta(Recorded.Meta):
        verbose_name = pgettext_lazy("to a request for help", "answer")
        verbose_name_plural = pgettext_lazy("to a request for help", "answers")

    def __str__(self) -> str:
        return self.said


Part = Attempt | Outcome | Escalation | Answer
PARTS: tuple[type[Attempt], type[Outcome], type[Escalation], type[Answer]] = (Attempt, Outcome, Escalation, Answer)
"""What is added to an obstacle; it goes on with the record that sets the obstacle right."""
