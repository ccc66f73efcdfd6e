"""What is to be done after something (Tindak lanjut): a trip, an instruction, a finding."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gerbang.people.models import Body
from gerbang.plans.models.recording import Recorded
from gerbang.values.fields import RefField


class FollowUp(Recorded):
    """What is to be done, by whom and until when; `outcome`: what came of it.

    `arises_from`: the ref of what it follows from, in this room or one above. `owner_body`: the office named as owner,
    where it has an account; it may say itself that it is done.
    """

    ref = RefField("tl")
    arises_from = models.CharField(max_length=13, db_index=True)
    what = models.CharField(max_length=300)
    owner = models.CharField(max_length=200)
    owner_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta(Recorded.Meta):
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return self.what
