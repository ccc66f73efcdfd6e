"""What keeps the register in use and in order: saved views, yearly confirmations, published releases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gerbang.people.models import Account, Body
from gerbang.places.models import Region
from gerbang.register.models.sources import Source
from gerbang.values.fields import RefField


class SavedView(models.Model):
    """A search a person keeps: its filters as the address has them, its columns, and the body it is shared with."""

    ref = RefField("tp")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    query = models.TextField(blank=True)
    columns = models.JSONField(default=list, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["account", "name"], name="saved_view_named_once")]

    def __str__(self) -> str:
        return self.name


class Confirmation(models.Model):
    """A region's word, once a year, on the list of its ties, given by a signed statement (surat pernyataan).

    `lines`: tie ref → {"answer": "right" | "wrong" | "ended" | "unknown", "note"}, as they stood in the statement, once
    given with the "phase" the tie had by then; `source` is the statement itself: what it says besides "right" is
    claimed in its name.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        GIVEN = "given", _("Confirmed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    ref = RefField("pn")
    region = models.ForeignKey(Region, models.PROTECT, related_name="confirmations")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    lines = models.JSONField(default=dict, blank=True)
    missing = models.TextField(blank=True)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    signatory = models.CharField(max_length=160, blank=True)
    document = models.CharField(max_length=13, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=13, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("yearly confirmation")
        verbose_name_plural = _("yearly confirmations")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year"],
                condition=~models.Q(state="withdrawn"),
                name="confirmation_once_a_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_id} {self.year}"


class Release(models.Model):
    """A published copy of the whole public register; `files`: name → {"sha256", "bytes", "media_type", "rows"}."""

    version = models.CharField(max_length=20, unique=True)
    made_at = models.DateTimeField()
    leaves = models.PositiveBigIntegerField()
    ties = models.PositiveBigIntegerField()
    files = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.version
