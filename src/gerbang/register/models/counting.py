"""The cube: how many ties stand under each facet, and under each facet beside another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """`number` ties have `token`; where `beside` is not empty, have both. Public and other ties are counted apart."""

    token = models.CharField(max_length=48)
    beside = models.CharField(max_length=48, blank=True)
    public = models.BooleanField()
    number = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["beside", "token", "public"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.token} {self.beside} {self.number}"
