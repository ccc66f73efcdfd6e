"""What somebody keeps of a cooperation beside its texts and plans: contacts, its rhythm, a judgement of their own.

Nothing is erased: what was wrong is withdrawn with a reason, so that any day can be told as it was known then.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.wording import STATES
from gerbang.plans.models import Recorded
from gerbang.values.fields import RefField


class Contact(Recorded):
    """A note that both sides were in touch (Catatan kontak); with `support`, what was given to the cooperation."""

    class Way(models.TextChoices):
        VISIT = "visit", _("Visit")
        MEETING = "meeting", _("Meeting")
        ONLINE = "online", _("Online meeting")
        LETTER = "letter", _("Letter or e-mail")
        CALL = "call", _("Call or message")

    ref = RefField("kk")
    happened_on = models.DateField()
    way = models.CharField(max_length=7, choices=Way.choices)
    about = models.TextField()
    support = models.TextField(blank=True)

    class Meta(Recorded.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.happened_on}"


class StatedRhythm(Recorded):
    """Every how many months something is to happen, where neither plan nor text says so: entered with the reason."""

    ref = RefField("ir")
    months = models.PositiveSmallIntegerField()
    reason = models.TextField()

    class Meta(Recorded.Meta):
        verbose_name = _("rhythm")
        verbose_name_plural = _("rhythms")
        constraints = [models.CheckConstraint(condition=Q(months__gte=1, months__lte=240), name="rhythm_in_months")]

    def __str__(self) -> str:
        return str(self.months)


class Judgement(Recorded):
    """A person's own word on how alive a cooperation is, with the reason, until a day."""

    ref = RefField("kp")
    state = models.CharField(max_length=9, choices=[(state.value, STATES[state]) for state in State])
    reason = models.TextField()
    begins_on = models.DateField()
    ends_on = models.DateField()

    class Meta(Recorded.Meta):
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="judgement_ends_after")]

    def __str__(self) -> str:
        return str(STATES[State(self.state)])
