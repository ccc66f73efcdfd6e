"""Action plans (Rencana Aksi): one for each cooperation and period, in versions of which one is approved.

An activity and an indicator keep their identity from version to version, so that what is later recorded of them stays
with them; what a version says of each is a line. Lines of an approved version never change.
"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body
from gerbang.register.models import Tie
from gerbang.values.dates import format_day
from gerbang.values.fields import RefField
from gerbang.values.language import active, pick


class Plan(models.Model):
    """A cooperation's action plan for one period.

    A plan that came from a case has no period until its text is signed. `interval_months`: how often something is to
    happen, as the plan itself says; liveliness reads it.
    """

    ref = RefField("rn")
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="plans")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    interval_months = models.PositiveSmallIntegerField(null=True, blank=True)
    overlap_reason = models.TextField(blank=True)
    case_ref = models.CharField(max_length=13, blank=True)
    step_ref = models.CharField(max_length=13, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case_ref"], condition=~Q(case_ref=""), name="plan_once_a_case"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="plan_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Action plan %(period)s") % {"period": self.period})

    @property
    def period(self) -> str:
        """`1 Januari 2026 – 31 Desember 2028`; whole years shortly; in words where it is not known yet."""
        if self.starts_on is None or self.ends_on is None:
            return str(_("(period not set yet)"))
        whole = (self.starts_on.month, self.starts_on.day, self.ends_on.month, self.ends_on.day) == (1, 1, 12, 31)
        if whole and self.starts_on.year == self.ends_on.year:
            return str(self.starts_on.year)
        first, last = (
            (str(self.starts_on.year), str(self.ends_on.year))
            if whole
            else (format_day(self.starts_on, active()), format_day(self.ends_on, active()))
        )
        return f"{first}–{last}" if whole else f"{first} – {last}"

    @property
    def years(self) -> list[int]:
        """The years of its period; none where the period is not known yet."""
        if self.starts_on is None or self.ends_on is None:
            return []
        return list(range(self.starts_on.year, self.ends_on.year + 1))


class PlanVersion(models.Model):
    """One state of a plan: a draft that is worked on, the approved one, or one that a later approval replaced.

    `handed_up_at`: since when a draft waits for whoever may approve it; a change takes that back.
    """

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("state of a plan", "Draft")
        APPROVED = "approved", pgettext_lazy("state of a plan", "Approved")
        REPLACED = "replaced", pgettext_lazy("state of a plan", "Replaced")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    handed_up_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approval_recorded_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=160, blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    document = models.CharField(max_length=13, blank=True)
    note = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="draft"), name="one_draft_a_plan"),
            models.UniqueConstraint(fields=["plan"], condition=Q(state="approved"), name="one_approved_a_plan"),
        ]

    def __str__(self) -> str:
        return str(_("Version %(number)d") % {"number": self.number})

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class Activity(models.Model):
    """An activity (Kegiatan) as the same one through all versions of its plan."""

    ref = RefField("kg")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")

    def __str__(self) -> str:
        return self.ref


class Indicator(models.Model):
    """An indicator as the same one through all versions of its plan."""

    ref = RefField("ik")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="indicators")

    def __str__(self) -> str:
        return self.ref


class Line(models.Model):
    """A row of one of a version's tables.

    `key` is the same in every version; `revision` grows with each change; `number` is its place and what it is
    called by.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="%(class)ss")
    key = models.CharField(max_length=13)
    revision = models.PositiveIntegerField(default=1)
    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="%(class)s_once_a_version")]

    def __str__(self) -> str:
        return str(self.number)


class Objective(Line):
    """What the plan wants to reach."""

    text_id = models.TextField()
    text_en = models.TextField(blank=True)

    @property
    def text(self) -> str:
        return pick(id=self.text_id, en=self.text_en)


class ActivityLine(Line):
    """An activity as one version says it."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="lines")
    objective = models.ForeignKey(Objective, models.SET_NULL, null=True, blank=True, related_name="activities")
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    owner_as_written = models.CharField(max_length=200, blank=True)
    counterpart = models.CharField(max_length=200, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    output = models.TextField(blank=True)
    sdg = models.CharField(max_length=60, blank=True)
    rpjmd = models.CharField(max_length=200, blank=True)
    programme = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    @property
    def owner_name(self) -> str:
        """The office that carries it out: a known one by its name of today, else as it was written."""
        return self.owner.name if self.owner else self.owner_as_written


class BudgetLine(Line):
    """Money for an activity, from one source in one year. Without an amount it only says who is to pay."""

    class Source(models.TextChoices):
        APBD = "apbd", _("Regional budget (APBD)")
        PARTNER = "partner", pgettext_lazy("source of money", "Partner")
        DONOR = "donor", _("Donor")
        OTHER = "other", pgettext_lazy("source of money", "Other")

    activity = models.ForeignKey(ActivityLine, models.SET_NULL, null=True, blank=True, related_name="budget")
    source = models.CharField(max_length=7, choices=Source.choices)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    note = models.CharField(max_length=300, blank=True)


class IndicatorLine(Line):
    """An indicator as one version says it: of an activity, or of the plan as a whole."""

    class Direction(models.TextChoices):
        UP = "up", pgettext_lazy("direction of an indicator", "Up")
        DOWN = "down", pgettext_lazy("direction of an indicator", "Down")
        KEEP = "keep", pgettext_lazy("direction of an indicator", "Keep")

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="lines")
    activity = models.ForeignKey(ActivityLine, models.SET_NULL, null=True, blank=True, related_name="indicators")
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=4, choices=Direction.choices, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    disaggregation = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)


class Target(models.Model):
    """What an indicator is to show at the end of a year, or of the plan where it ends within that year."""

    line = models.ForeignKey(IndicatorLine, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["line", "year"], name="target_once_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    def due_on(self, plan: Plan) -> date:
        """The last day of the period it speaks of."""
        last = date(self.year, 12, 31)
        return min(last, plan.ends_on) if plan.ends_on and plan.ends_on.year == self.year else last
