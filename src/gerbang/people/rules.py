"""Who may open the pages of this room."""

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision, Refused
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, BodyKind, Right
from gerbang.people.queries import own_government

KEEPERS = (Right.PREPARE, Right.CHECK, Right.SEND, Right.ADMINISTER)
"""Rights that come with a say over what a region puts on record."""


def administers(actor: Actor) -> Decision:
    """Administrators of some body."""
    if actor.may(Right.ADMINISTER):
        return ALLOWED
    reason = _("This page is for the administrators of a body. Ask yours if somebody is to get an account.")
    return Decision(False, reason, code="not-administrator")


def works_in_a_region(actor: Actor) -> Decision:
    """Whoever works in a regional government or one of its units."""
    if own_government(actor):
        return ALLOWED
    reason = _("Terms of office are kept by the regional government itself.")
    return Decision(False, reason, code="not-yours")


def keeps_terms(actor: Actor) -> Decision:
    """Whoever may write down the terms of office of the government the account works in."""
    government = own_government(actor)
    if government is None:
        return works_in_a_region(actor)
    decided = [may_keep_terms(by, government) for by in _writing(actor)]
    return next((one for one in decided if one.allowed), decided[0] if decided else _reads_only())


def may_keep_terms(by: Acting, government: Body) -> Decision:
    """The regional government itself, or the unit that keeps its cooperation; a dinas carries out what is its own."""
    if government.kind != BodyKind.REGION or not by.speaks_for(government):
        return Decision(False, _("Terms of office are kept by the regional government itself."), code="not-yours")
    if by.membership.right not in KEEPERS:
        return _reads_only()
    if by.body.kind == BodyKind.REGION or any(one.keeps_cooperation for one in by.bodies):
        return ALLOWED
    reason = _("In %(body)s the terms of office are not kept. Ask the unit that keeps your region's cooperation.")
    return Decision(False, reason % {"body": by.body.name}, code="not-cooperation-unit")


def keeping_terms(actor: Actor, government: Body) -> Acting:
    """The membership to write terms of office under; raises Refused where the account has none."""
    for by in _writing(actor):
        if may_keep_terms(by, government).allowed:
            return by
    raise Refused(keeps_terms(actor))


def _writing(actor: Actor) -> list[Acting]:
    account = actor.account
    if account is None:
        return []
    return [Acting(account, one, actor.today) for one in actor.memberships if one.right in KEEPERS]


def _reads_only() -> Decision:
    reason = _("Your account may read the terms of office, not change them.")
    return Decision(False, reason, code="right-missing")
