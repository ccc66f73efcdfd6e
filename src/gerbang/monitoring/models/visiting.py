"""Joint monitoring (Monev bersama): ministries, missions and provinces look at cooperations together and say what they
found; the regions answer. Nothing is erased.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body
from gerbang.plans.models import Attributed
from gerbang.register.models import Tie
from gerbang.values.fields import RefField


class JointMonitoring(Attributed):
    """One round of it, under one letter of assignment (Surat tugas). `signatory`: the office that signed it."""

    ref = RefField("mv")
    purpose = models.CharField(max_length=300)
    letter_number = models.CharField(max_length=80)
    letter_date = models.DateField()
    signatory = models.CharField(max_length=200)
    begins_on = models.DateField()
    ends_on = models.DateField()
    places = models.CharField(max_length=300, blank=True)

    class Meta(Attributed.Meta):
        verbose_name = _("joint monitoring")
        verbose_name_plural = _("joint monitorings")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="monitoring_ends_after")]

    def __str__(self) -> str:
        return self.purpose


class TeamMember(models.Model):
    """A body of the team, and in which roles its people took part; no person is named."""

    monitoring = models.ForeignKey(JointMonitoring, models.CASCADE, related_name="team")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    roles = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["monitoring", "body"], name="body_once_a_team")]

    def __str__(self) -> str:
        return f"{self.body.name}: {self.roles}" if self.roles else self.body.name


class Visit(models.Model):
    """A cooperation that a joint monitoring looked at: the team went there, or its region was invited."""

    class Way(models.TextChoices):
        VISITED = "visited", pgettext_lazy("joint monitoring", "Visited")
        INVITED = "invited", pgettext_lazy("joint monitoring", "Invited")

    monitoring = models.ForeignKey(JointMonitoring, models.CASCADE, related_name="visits")
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="+")
    way = models.CharField(max_length=7, choices=Way.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["monitoring", "tie"], name="tie_once_a_monitoring")]

    def __str__(self) -> str:
        return f"{self.tie} ({self.way})"


class Finding(Attributed):
    """A numbered finding (Temuan), on one of the cooperations or on all of them."""

    tie = models.ForeignKey(Tie, models.PROTECT, null=True, blank=True, related_name="+")
    ref = RefField("tn")
    monitoring = models.ForeignKey(JointMonitoring, models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta(Attributed.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["monitoring", "number"], name="finding_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:120]}"


class FindingAnswer(models.Model):
    """What a region answers to a finding; a later answer stands beside the earlier one."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="answers")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.CharField(max_length=13)
    text = models.TextField()
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("answer to a finding")
        verbose_name_plural = _("answers to findings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
