"""How a cooperation did in a period (Evaluasi), what its partner says of it, and what was decided.

Nothing is erased: an evaluation that was begun wrongly is withdrawn with a reason.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.plans.models import Recorded
from gerbang.values.fields import RefField

DIGEST = 64


class Evaluation(Recorded):
    """One evaluation by one body. `proposed`: the result its evaluator proposes; `result`: what was decided.

    `decided_by`: the office that decided, never a name. `figures`: what was worked out of the records, frozen when the
    evaluation was completed.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of an evaluation", "Draft")
        COMPLETED = "completed", pgettext_lazy("state of an evaluation", "Completed, awaiting a decision")
        DECIDED = "decided", pgettext_lazy("state of an evaluation", "Decided")

    class Result(models.TextChoices):
        CONTINUE = "continue", pgettext_lazy("result of an evaluation", "Continue")
        RESCOPE = "rescope", pgettext_lazy("result of an evaluation", "Adjust the scope")
        RENEW = "renew", pgettext_lazy("result of an evaluation", "Renew")
        REVITALISE = "revitalise", pgettext_lazy("result of an evaluation", "Revitalise")
        END = "end", pgettext_lazy("result of an evaluation", "End")

    ref = RefField("ev")
    begins_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    summary = models.TextField(blank=True)
    proposed = models.CharField(max_length=10, choices=Result.choices, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(Recorded.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="evaluation_ends_after"),
            models.UniqueConstraint(
                fields=["tie", "body"],
                condition=Q(state="draft", withdrawn_at=None),
                name="one_open_evaluation_a_body",
            ),
        ]
        indexes = [models.Index(fields=["tie", "decided_on"], name="evaluation_decided")]

    def __str__(self) -> str:
        return f"{self.begins_on} – {self.ends_on}"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT and self.stands


class Score(models.Model):
    """What an evaluation says to one criterion: a level of the scale (None: not yet), and what shows it."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=20)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        verbose_name = pgettext_lazy("of an evaluation", "score")
        verbose_name_plural = pgettext_lazy("of an evaluation", "scores")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "criterion"], name="score_once_a_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"


class Correction(models.Model):
    """A figure as the evaluator has it, where it is not what was worked out of the records."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="corrections")
    figure = models.CharField(max_length=30)
    value = models.TextField()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "figure"], name="correction_once_a_figure")]

    def __str__(self) -> str:
        return f"{self.figure}: {self.value}"


class PartnerLink(models.Model):
    """An address by which the partner answers once, without an account. Of its token only the digest is kept."""

    ref = RefField("tm")
    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="links")
    digest = models.CharField(max_length=DIGEST, unique=True)
    by = models.CharField(max_length=13)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("link for the partner")
        verbose_name_plural = _("links for the partner")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.ref

    def has_expired(self, now: datetime) -> bool:
        return now >= self.expires_at


class PartnerView(models.Model):
    """What the partner answered. It stands beside the evaluation and is never part of its scores.

    `office`, `role`: in which capacity; no person is named. `language`: that of the page it was written on.
    """

    class Wish(models.TextChoices):
        AS_IS = "as-is", pgettext_lazy("wish of a partner", "Continue as it is")
        CHANGED = "changed", pgettext_lazy("wish of a partner", "Continue with changes")
        END = "end", pgettext_lazy("wish of a partner", "Bring it to an end")
        OPEN = "open", pgettext_lazy("wish of a partner", "We have not decided yet")

    link = models.OneToOneField(PartnerLink, models.PROTECT, related_name="view")
    key = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    office = models.CharField(max_length=200)
    role = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField()
    worked = models.TextField()
    hindered = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    wish = models.CharField(max_length=7, choices=Wish.choices)
    proposals = models.TextField(blank=True)
    received_at = models.DateTimeField()

    class Meta:
        verbose_name = _("view of the partner")
        verbose_name_plural = _("views of partners")

    def __str__(self) -> str:
        return self.office
