"""How a region is shown the liveliness of its cooperations, what it answers, and when the public may see any of it.

What was shown is kept as it was shown: a later state takes nothing away from it and adds nothing.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gerbang.monitoring.models.kept import CHOICES
from gerbang.people.models import Body
from gerbang.places.models import Region
from gerbang.plans.models import Attributed
from gerbang.register.models import Tie
from gerbang.values.fields import RefField


class Showing(Attributed):
    """One region is shown how alive its agreed cooperations are, by a letter of the ministry (Penyampaian keaktifan).

    `shown_on` is empty until all of them are computed; `cooperations`: how many they were then. `answers_until`: the
    last day on which the region may answer; more time that is given later stands beside it.
    """

    ref = RefField("py")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    letter_number = models.CharField(max_length=80)
    letter_date = models.DateField()
    shown_on = models.DateField(null=True, blank=True)
    cooperations = models.PositiveIntegerField(default=0)
    answers_until = models.DateField(null=True, blank=True)
    more_time_until = models.DateField(null=True, blank=True)
    more_time_reason = models.TextField(blank=True)

    class Meta(Attributed.Meta):
        verbose_name = _("showing of liveliness")
        verbose_name_plural = _("showings of liveliness")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region"], condition=Q(shown_on=None, withdrawn_at=None), name="one_showing_prepared"
            ),
            models.CheckConstraint(condition=Q(answers_until__gte=F("shown_on")), name="showing_answered_after"),
            models.CheckConstraint(condition=Q(more_time_until__gt=F("answers_until")), name="showing_more_time_after"),
        ]
        indexes = [models.Index(fields=["region", "shown_on"], name="showing_of_region")]

    def __str__(self) -> str:
        return self.region.name

    @property
    def due(self) -> date | None:
        """The last day on which the region may answer; None while it is being prepared."""
        return self.more_time_until or self.answers_until

    def is_open(self, today: date) -> bool:
        """Whether the region may answer."""
        return self.stands and self.due is not None and today <= self.due


class ShownTie(models.Model):
    """What a region was shown of one cooperation. `found`: the state with its reasons, as `snapshot` writes them."""

    showing = models.ForeignKey(Showing, models.CASCADE, related_name="ties")
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=CHOICES)
    computed_on = models.DateField()
    found = models.TextField()

    class Meta:
        ordering = ["tie"]
        constraints = [models.UniqueConstraint(fields=["showing", "tie"], name="tie_shown_once")]

    def __str__(self) -> str:
        return self.state


class RegionAnswer(Attributed):
    """What a region answers to what it was shown of a cooperation (Tanggapan daerah); the newest that stands counts.

    `letter`: by which letter it came, where the ministry recorded it for the region.
    """

    shown = models.ForeignKey(ShownTie, models.PROTECT, related_name="answers")
    text = models.TextField()
    letter = models.CharField(max_length=160, blank=True)

    class Meta(Attributed.Meta):
        verbose_name = _("answer of a region")
        verbose_name_plural = _("answers of regions")
        constraints = [
            models.UniqueConstraint(fields=["shown"], condition=Q(withdrawn_at=None), name="one_answer_stands")
        ]

    def __str__(self) -> str:
        return self.text


class Publication(models.Model):
    """A time for which liveliness is public, from the ministry's letter until it is switched off with a reason.

    `number` counts them, so that of two that switch it on at once only one does.
    """

    ref = RefField("pb")
    number = models.PositiveIntegerField(unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    by = models.CharField(max_length=13)
    recorded_at = models.DateTimeField(auto_now_add=True)
    begun_on = models.DateField()
    letter_number = models.CharField(max_length=80)
    letter_date = models.DateField()
    reason = models.TextField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=13, blank=True)
    ended_by_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    ended_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("publication of liveliness")
        verbose_name_plural = _("publications of liveliness")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)
