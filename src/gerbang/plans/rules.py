"""Who writes, approves and reads action plans: the one place pages and actions ask."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import BodyKind, Right
from gerbang.register.models import Tie
from gerbang.register.rules import SENDERS, WRITERS, acting_where, may_where, must, right_missing

__all__ = ["CHECKERS", "SENDERS", "WRITERS", "acting", "keeps", "may", "must"]

CHECKERS = (Right.CHECK, Right.SEND)
"""Those who accept what others of the office recorded."""


def keeps(by: Acting | None, tie: Tie, rights: Sequence[Right] = WRITERS) -> Decision:
    """A plan is written and approved by the regions of its cooperation and their units; None is the system.

    Ministries and provinces read it: what a region sets out to do is for the region to say.
    """
    if by is None:
        return ALLOWED
    if by.membership.right not in rights:
        return right_missing(by, rights)
    governments = [body for body in by.bodies if body.kind in (BodyKind.REGION, BodyKind.UNIT)]
    regions = {body.region_id for body in governments if body.region_id}
    if regions and any(party.region_id in regions for party in tie.parties.all()):  # a page of a tie has read them
        return ALLOWED
    return Decision(False, _("An action plan is kept by the regions of its cooperation."), code="not-party")


def acting(actor: Actor, tie: Tie, rights: Sequence[Right] = WRITERS) -> Acting:
    """The membership to write a plan of this cooperation under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: keeps(by, tie, rights), rights)


def may(actor: Actor, tie: Tie, rights: Sequence[Right] = WRITERS) -> bool:
    """Whether the account may write plans of this cooperation under one of these rights."""
    return may_where(actor, lambda by: keeps(by, tie, rights), rights)
