"""Who may send, hold and close documents."""

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision, Refused
from gerbang.documents.models import Document
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, BodyKind, Right

WRITERS = (Right.PREPARE, Right.CHECK, Right.SEND)
ERASERS = (Right.SEND, Right.ADMINISTER)


def sends(actor: Actor) -> Decision:
    """Whoever prepares, checks or sends in some body."""
    if any(actor.may(right) for right in WRITERS):
        return ALLOWED
    return Decision(False, _("Your account may read documents, not send them."), code="right-missing")


def acting(actor: Actor) -> Acting:
    """The membership under which an actor sends a document."""
    right = next((right for right in WRITERS if actor.may(right)), Right.PREPARE)
    return actor.acting(right)


def holder(by: Acting) -> Body:
    """The body that holds what somebody sends: never a unit, so that colleagues in other units see it too."""
    return next((body for body in by.bodies if body.kind != BodyKind.UNIT), by.body)


def must_write(by: Acting) -> None:
    if by.membership.right not in WRITERS:
        raise Refused(Decision(False, _("Your account may read documents, not send them."), code="right-missing"))


def must_hold(by: Acting, document: Document, rights: tuple[Right, ...] = WRITERS) -> None:
    """Only the body that holds a document changes it."""
    if not by.speaks_for(document.body):
        reason = _("This document is held by %(body)s; only that body may change it.") % {"body": document.body.name}
        raise Refused(Decision(False, reason, code="not-holder"))
    if by.membership.right not in rights:
        named = ", ".join(str(right.label) for right in rights)
        reason = _("In the body that holds the document this needs one of these rights: %(rights)s.")
        raise Refused(Decision(False, reason % {"rights": named}, code="right-missing"))
