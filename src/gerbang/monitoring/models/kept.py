"""How alive each cooperation was when that was last computed, kept for views over many of them.

A page of one cooperation computes it anew. Only the public's asks here whether what was shown still holds.
"""

from django.db import models

from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.wording import STATES
from gerbang.register.models import Tie

CHOICES = [(state.value, STATES[state]) for state in State]


class KeptLiveliness(models.Model):
    """The state of one cooperation on a day; `until`: the last day on which time alone leaves it so.

    `delivered_on`: the last possible day of the latest delivery on record. `counted`: the tokens under which the
    tallies hold it.
    """

    tie = models.OneToOneField(Tie, models.CASCADE, primary_key=True, related_name="kept_liveliness")
    state = models.CharField(max_length=9, choices=CHOICES)
    rule = models.CharField(max_length=12)
    until = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    computed_on = models.DateField()
    counted = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "tie"], name="kept_by_state"),
            models.Index(fields=["until"], name="kept_until"),
        ]

    def __str__(self) -> str:
        return self.state


class LivelinessTally(models.Model):
    """How many cooperations with a facet (`token`, empty: of all) are in a state."""

    token = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=CHOICES)
    number = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "state"], name="liveliness_tallied_once")]

    def __str__(self) -> str:
        return f"{self.token} {self.state}: {self.number}"


class KeptFigures(models.Model):
    """What one cooperation adds to the picture of all of them: name of a figure → how much, as text.

    `until`: the last day on which time alone leaves them so.
    """

    tie = models.OneToOneField(Tie, models.CASCADE, primary_key=True, related_name="kept_figures")
    figures = models.JSONField(default=dict)
    until = models.DateField(null=True, blank=True)
    computed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["until"], name="figures_until")]

    def __str__(self) -> str:
        return ", ".join(f"{name} {amount}" for name, amount in self.figures.items())


class KeptAwaited(models.Model):
    """How much of one kind is missing of a cooperation, and since which day the longest."""

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="kept_awaited")
    kind = models.CharField(max_length=16)
    number = models.IntegerField()
    since = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "since", "tie"], name="awaited_kind_since"),
            models.Index(fields=["since", "tie"], name="awaited_since"),
        ]
        constraints = [models.UniqueConstraint(fields=["tie", "kind"], name="awaited_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.number}"


class FigureTally(models.Model):
    """A figure of all cooperations together: the sum of what is kept of each."""

    name = models.CharField(max_length=60, unique=True)
    amount = models.DecimalField(max_digits=24, decimal_places=2)

    def __str__(self) -> str:
        return f"{self.name}: {self.amount}"
