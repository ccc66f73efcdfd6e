"""What a cooperation is good for (Manfaat), as its region states it: its kind, whom it serves, what shows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gerbang.plans.models import Indicator, Recorded
from gerbang.values.fields import RefField


class Benefit(Recorded):
    """One stated benefit. `indicator`: the plan's indicator that shows it; `with_research`: BRIDA and universities that
    support it; `public`: the region lets everybody read it.
    """

    class Kind(models.TextChoices):
        """What cooperation is to serve, as the coordination meetings of 2019 and 2020 put it."""

        SERVICE = "service", _("Public service")
        EMPOWERMENT = "empowerment", _("Empowerment of the community")
        PARTICIPATION = "participation", _("Participation of the community")
        COMPETITIVENESS = "competitive", _("Competitiveness of the region")
        INNOVATION = "innovation", _("Regional innovation")
        RESEARCH = "research", _("Research")

    ref = RefField("mf")
    kind = models.CharField(max_length=13, choices=Kind.choices, db_index=True)
    what = models.TextField()
    whom = models.CharField(max_length=300)
    with_research = models.CharField(max_length=300, blank=True)
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="benefits")
    public = models.BooleanField(default=False)

    class Meta(Recorded.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self) -> str:
        return self.what
