"""Who evaluates a cooperation: the one place pages and actions ask."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.documents.rules import holder
from gerbang.monitoring.models import Evaluation
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, Right
from gerbang.plans.rules import keeps as keeps_tie
from gerbang.register.models import Tie
from gerbang.register.rules import SENDERS, WRITERS, acting_where, may_where, must, right_missing, speaks_for, writing

__all__ = ["SENDERS", "WRITERS", "acting", "evaluator", "keeps", "may", "must", "speaks_for"]


def evaluator(by: Acting) -> Body:
    """The body in whose name somebody evaluates: the government or the ministry, never a unit of it."""
    return holder(by)


def keeps(by: Acting, of: Evaluation, rights: Sequence[Right] = WRITERS) -> Decision:
    """An evaluation is written, completed and decided by the office that began it."""
    if by.membership.right not in rights:
        return right_missing(by, rights)
    if by.speaks_for(of.body):
        return ALLOWED
    return Decision(False, _("This evaluation is kept by another office."), code="not-evaluator")


def acting(actor: Actor, of: Evaluation, rights: Sequence[Right] = WRITERS) -> Acting:
    """The membership to write this evaluation under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: keeps(by, of, rights), rights)


def may(actor: Actor, of: Evaluation, rights: Sequence[Right] = WRITERS) -> bool:
    """Whether the account may write this evaluation under one of these rights."""
    return may_where(actor, lambda by: keeps(by, of, rights), rights)


def may_begin(actor: Actor, tie: Tie) -> bool:
    """Whether the account may evaluate this cooperation: `speaks_for`, asked of the parties a page has read already."""
    return any(by.body.national_sight or keeps_tie(by, tie).allowed for by in writing(actor))
