"""Reports of what was carried out (Laporan pelaksanaan): the letter that asks, the report, each time it was handed in.

A period exists only with the letter that sets it. What was handed in stays as it was handed in, whatever is recorded
later; a report that comes back is handed in again, and its remarks keep their numbers.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body
from gerbang.places.models import Region
from gerbang.plans.models import Recorded
from gerbang.register.models import Tie
from gerbang.values.fields import RefField


class Route(models.TextChoices):
    """How reports of regencies and cities come to who asks for them: no regulation says it, the letter does."""

    DIRECT = "direct", _("Directly")
    GOVERNOR = "governor", _("Through the governor")


class ReportPeriod(models.Model):
    """A period that reports are asked for, by the letter of `body`, which receives them.

    `province`: only its regencies and cities are asked; None: every region. `due_on` is the original day and never
    moves: a later letter with more time is kept beside it.
    """

    ref = RefField("pp")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    province = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    due_on = models.DateField()
    route = models.CharField(max_length=8, choices=Route.choices, default=Route.DIRECT)
    letter_number = models.CharField(max_length=80)
    letter_date = models.DateField()
    signatory = models.CharField(max_length=160, blank=True)
    more_time_until = models.DateField(null=True, blank=True)
    more_time_letter = models.CharField(max_length=160, blank=True)
    by = models.CharField(max_length=13, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_period_ends_after"),
            models.CheckConstraint(condition=Q(due_on__gte=F("starts_on")), name="report_period_due_after"),
        ]

    def __str__(self) -> str:
        return self.name


class Report(models.Model):
    """A region's report on all its cooperations, for a period that was asked for or one of its own choosing.

    `holder`: on whose desk it lies; `since`: from which day.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a report", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("state of a report", "Submitted")
        RETURNED = "returned", pgettext_lazy("state of a report", "Returned for improvement")
        ACCEPTED = "accepted", pgettext_lazy("state of a report", "Accepted")

    ref = RefField("lp")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    period = models.ForeignKey(ReportPeriod, models.PROTECT, null=True, blank=True, related_name="reports")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    holder = models.ForeignKey(Body, models.PROTECT, related_name="+")
    since = models.DateField()
    first_submitted_on = models.DateField(null=True, blank=True)
    summary = models.TextField(blank=True)
    associations = models.TextField(blank=True)
    outlook = models.TextField(blank=True)
    by = models.CharField(max_length=13, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("report of what was carried out")
        verbose_name_plural = _("reports of what was carried out")
        ordering = ["-ends_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "period"], condition=Q(withdrawn_at=None), name="one_report_a_period"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_ends_after"),
        ]
        indexes = [models.Index(fields=["holder", "state"], name="report_on_desk")]

    def __str__(self) -> str:
        return self.name

    @property
    def open_to_region(self) -> bool:
        """Whether its region may still write on it."""
        return self.withdrawn_at is None and self.state in (self.State.DRAFT, self.State.RETURNED)


class ReportedTie(models.Model):
    """What a region says in a report of one cooperation, in words, beside what is on record.

    `told_of`: it was handed in with something on record or in words.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="reported")
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="reported")
    obstacles = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    outlook = models.TextField(blank=True)
    told_of = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "tie"], name="tie_once_a_report")]

    def __str__(self) -> str:
        return self.tie.name

    @property
    def has_words(self) -> bool:
        return bool(self.obstacles or self.follow_up or self.outlook)


class Submission(models.Model):
    """One time a report was handed in: with which letter, what it said, and what became of it.

    `content`: the accounts of all cooperations as JSON, as `report_content` writes and reads them.
    """

    class Outcome(models.TextChoices):
        RETURNED = "returned", pgettext_lazy("state of a report", "Returned for improvement")
        ACCEPTED = "accepted", pgettext_lazy("state of a report", "Accepted")

    report = models.ForeignKey(Report, models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField(auto_now_add=True)
    submitted_on = models.DateField()
    by = models.CharField(max_length=13, blank=True)
    passed_on_on = models.DateField(null=True, blank=True)
    passed_on_letter = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="submission_number")]

    def __str__(self) -> str:
        return str(self.number)


class Remark(models.Model):
    """One numbered remark on a report that was returned, and the region's answer to it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    number = models.PositiveSmallIntegerField()
    tie = models.ForeignKey(Tie, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Directive(Recorded):
    """What whoever received a report instructs about one of its cooperations (Arahan); follow-ups arise from it."""

    ref = RefField("ar")
    report = models.ForeignKey(Report, models.PROTECT, related_name="directives")
    text = models.TextField()
    letter_number = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()

    class Meta(Recorded.Meta):
        verbose_name = _("directive")
        verbose_name_plural = _("directives")

    def __str__(self) -> str:
        return self.text
