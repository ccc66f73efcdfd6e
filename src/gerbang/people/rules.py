"""Who may open the pages of this room."""

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.people.acting import Actor
from gerbang.people.models import Right
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
    """Whoever prepares, checks, sends or administers in a regional government."""
    government = own_government(actor)
    if government and any(actor.may(right, [government]) for right in KEEPERS):
        return ALLOWED
    reason = _("Your account may read the terms of office, not change them.")
    return Decision(False, reason, code="right-missing")
