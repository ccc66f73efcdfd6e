"""Working trips abroad and visits of the partner's delegations: who went, on whose word, with which money and result.

A trip may lie ahead. Nothing of it is erased but the names of persons, which stand in `Traveller` and nowhere else.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gerbang.plans.models.planning import Activity
from gerbang.plans.models.recording import Recorded, Spent
from gerbang.values.fields import RefField


class Trip(Recorded):
    """A working trip abroad (Perjalanan dinas luar negeri), or a visit of the partner's delegation.

    `people`: how many travel in all; None where nobody counted.
    """

    class Direction(models.TextChoices):
        OUT = "out", _("Working trip abroad")
        IN = "in", _("Visit of the partner's delegation")

    ref = RefField("pj")
    activity = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="trips")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    purpose = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField()
    places = models.CharField(max_length=300, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    invited_by = models.CharField(max_length=200, blank=True)
    invitation_number = models.CharField(max_length=80, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    names_forgotten_at = models.DateTimeField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    class Meta(Recorded.Meta):
        verbose_name = _("trip")
        verbose_name_plural = _("trips")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="trip_ends_after")]

    def __str__(self) -> str:
        return self.purpose

    @property
    def goes_out(self) -> bool:
        return self.direction == self.Direction.OUT


class Traveller(models.Model):
    """One of those who travel: in which capacity, of which office. The name may be absent or forgotten."""

    trip = models.ForeignKey(Trip, models.CASCADE, related_name="travellers")
    capacity = models.CharField(max_length=200)
    office = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.capacity}, {self.office}" if self.office else self.capacity


class TripMoney(Spent):
    """What a trip costs, from one source in one currency."""

    trip = models.ForeignKey(Trip, models.CASCADE, related_name="money")

    class Meta(Spent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["trip", "source", "currency"], name="tripmoney_once_a_source"),
            *Spent.Meta.constraints,
        ]


class Part(Recorded):
    """What is added to a trip as it comes; it goes on with the record that takes the trip's place."""

    class Meta(Recorded.Meta):
        abstract = True


class Permit(Part):
    """A letter that permits a trip (Surat izin), issued elsewhere; `kind` in the words of the office."""

    ref = RefField("sz")
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="permits")
    kind = models.CharField(max_length=200)
    number = models.CharField(max_length=80)
    dated_on = models.DateField()
    issuer = models.CharField(max_length=200)

    class Meta(Part.Meta):
        verbose_name = _("permit letter")
        verbose_name_plural = _("permit letters")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class TripReport(Part):
    """What came of a trip, and when its report was handed in; None: not yet."""

    ref = RefField("lj")
    trip = models.ForeignKey(Trip, models.PROTECT, related_name="reports")
    result = models.TextField()
    reported_on = models.DateField(null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = _("report of a trip")
        verbose_name_plural = _("reports of trips")
        constraints = [
            models.UniqueConstraint(fields=["trip"], condition=Q(withdrawn_at=None), name="one_report_a_trip")
        ]

    def __str__(self) -> str:
        return self.result


TripPart = Permit | TripReport
