"""What was carried out and measured: deliveries of a cooperation, readings of its indicators, closed years.

Nothing is erased. What was told wrongly is withdrawn with a reason, or told anew by a row that replaces it, so that any
day can be told as it was known then. When something happened and when it was recorded are two dates.
"""

from typing import cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body
from gerbang.plans.models.planning import Activity, BudgetLine, Indicator, Plan
from gerbang.register.models import Tie
from gerbang.values.dates import Precision, VagueDate
from gerbang.values.fields import RefField


class Attributed(models.Model):
    """One thing told by an account for a body; what the system took from a source is nobody's. Nothing is erased."""

    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=13, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


class Recorded(Attributed):
    """One thing told of a tie."""

    tie = models.ForeignKey(Tie, models.PROTECT, related_name="+")

    class Meta(Attributed.Meta):
        abstract = True


class Delivery(Recorded):
    """Something that was carried out (Pelaksanaan kegiatan), of a plan's activity or without a plan.

    `trip`: the working trip or the delegation's visit it was part of. `people_out`, `people_in`: how many went abroad
    and how many came; None where nobody counted. `link`: a page that shows it.
    """

    ref = RefField("pk")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="deliveries")
    trip = models.ForeignKey("plans.Trip", models.PROTECT, null=True, blank=True, related_name="deliveries")
    title = models.CharField(max_length=300)
    happened_earliest = models.DateField(null=True, blank=True)
    happened_latest = models.DateField(db_index=True)
    happened_precision = models.CharField(max_length=9)
    happened_as_written = models.CharField(max_length=120, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    result = models.TextField(blank=True)
    people_out = models.PositiveIntegerField(null=True, blank=True)
    people_in = models.PositiveIntegerField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Recorded.Meta):
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")

    def __str__(self) -> str:
        return self.title

    @property
    def happened(self) -> VagueDate:
        precision = cast(Precision, self.happened_precision)
        return VagueDate(self.happened_earliest, self.happened_latest, precision, self.happened_as_written)


class Participant(models.Model):
    """An office or organisation that took part in a delivery, on one side."""

    class Side(models.TextChoices):
        OURS = "ours", _("From Indonesia")
        THEIRS = "theirs", _("From the partner")

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="participants")
    side = models.CharField(max_length=6, choices=Side.choices)
    name = models.CharField(max_length=200)
    people = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.people})" if self.people is not None else self.name


class Spent(models.Model):
    """Money from one source in one currency."""

    source = models.CharField(max_length=7, choices=BudgetLine.Source.choices)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="%(class)s_above_zero")]

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


class Spending(Spent):
    """What a delivery cost, from one source in one currency."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="spending")

    class Meta(Spent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["delivery", "source", "currency"], name="spending_once_a_source"),
            *Spent.Meta.constraints,
        ]


class Reading(Recorded):
    """What an indicator showed on a day (Realisasi), for one year of its plan."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a reading", "Draft")
        SUBMITTED = "submitted", pgettext_lazy("state of a reading", "Submitted")
        RETURNED = "returned", pgettext_lazy("state of a reading", "Returned for improvement")
        ACCEPTED = "accepted", pgettext_lazy("state of a reading", "Accepted")

    ref = RefField("rl")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="readings")
    year = models.PositiveSmallIntegerField()
    dated_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    parts = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    remark = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta(Recorded.Meta):
        verbose_name = pgettext_lazy("of an indicator", "reading")
        verbose_name_plural = pgettext_lazy("of an indicator", "readings")
        indexes = [models.Index(fields=["indicator", "year"], name="reading_of_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class Closing(models.Model):
    """A year of a plan whose record was accepted and is closed; `reopened_at`: no longer."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="closings")
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.CharField(max_length=13)
    closed_at = models.DateTimeField(auto_now_add=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("closed year")
        verbose_name_plural = _("closed years")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year"], condition=Q(reopened_at=None), name="year_closed_once")
        ]

    def __str__(self) -> str:
        return str(self.year)
