"""Who keeps the register, and for which cooperation an office may speak: the one place pages and actions ask."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision, Refused
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, BodyKind, Right
from gerbang.places.models import Region
from gerbang.register.models import Tie

WRITERS = (Right.PREPARE, Right.CHECK, Right.SEND)
"""Rights with which facts are settled and a confirmation is prepared."""
SENDERS = (Right.SEND,)
"""The right with which a region's signed statement is recorded."""

Decide = Callable[[Acting], Decision]
"""A rule about one subject, asked of a membership."""


def must(decision: Decision) -> None:
    """Raises Refused where a rule says no."""
    if not decision.allowed:
        raise Refused(decision)


def keeps_register(actor: Actor) -> Decision:
    """Whoever works in a regional government, or in a body with national sight."""
    if actor.national_sight or actor.region_ids:
        return ALLOWED
    reason = _("The register is kept by the regions and by the ministries with national sight.")
    return Decision(False, reason, code="not-keeper")


def has_national_sight(actor: Actor) -> Decision:
    """Bodies that look after the whole register."""
    if actor.national_sight:
        return ALLOWED
    return Decision(False, _("This is kept by the ministries with national sight."), code="not-national")


def speaks_for(by: Acting | None, tie: Tie | None) -> Decision:
    """Facts of a cooperation are settled by the regions in it and by bodies with national sight; None is the system."""
    if by is None:
        return ALLOWED
    if by.membership.right not in WRITERS:
        return right_missing(by)
    if by.body.national_sight:
        return ALLOWED
    regions = [body.region_id for body in _governments(by.bodies) if body.region_id]
    if tie is not None and tie.parties.filter(region_id__in=regions).exists():
        return ALLOWED
    return Decision(False, _("Only a region of this cooperation may speak for it."), code="not-party")


def settles_nationally(by: Acting) -> Decision:
    """What concerns more than one region's cooperation, such as what a source counts."""
    if by.membership.right not in WRITERS:
        return right_missing(by)
    if by.body.national_sight:
        return ALLOWED
    return Decision(False, _("This is kept by the ministries with national sight."), code="not-national")


def confirms_for(by: Acting, region: Region, rights: Sequence[Right] = WRITERS) -> Decision:
    """A region's list is confirmed by the region itself and by nobody else."""
    if by.membership.right not in rights:
        return right_missing(by, rights)
    if any(body.region_id == region.pk for body in _governments(by.bodies)):
        return ALLOWED
    return Decision(False, _("A region's list is confirmed by the region itself."), code="not-yours")


def right_missing(by: Acting, rights: Sequence[Right] = WRITERS) -> Decision:
    """What an account is told whose membership has none of these rights."""
    reason = _("In %(body)s this needs one of these rights: %(rights)s.") % {
        "body": by.body.name,
        "rights": ", ".join(str(right.label) for right in rights),
    }
    return Decision(False, reason, code="right-missing")


def readers_only() -> Decision:
    """What an account without a writing right is told."""
    return Decision(False, _("Your account may read the register, not change it."), code="reader")


def brings_in(by: Acting) -> Decision:
    """A table of cooperations is brought in by a regional government, or by a body with national sight."""
    if by.membership.right not in WRITERS:
        return right_missing(by)
    if by.body.national_sight or any(body.region_id for body in _governments(by.bodies)):
        return ALLOWED
    reason = _("The register is kept by the regions and by the ministries with national sight.")
    return Decision(False, reason, code="not-keeper")


def acting(actor: Actor, tie: Tie | None = None) -> Acting:
    """The membership to settle facts under: in a region of the cooperation first, else in a body with national sight.

    Raises Refused where the account has none.
    """
    return acting_where(actor, lambda by: speaks_for(by, tie) if tie else settles_nationally(by))


def acting_where(actor: Actor, decide: Decide, rights: Sequence[Right] = WRITERS) -> Acting:
    """The first membership for which a rule says yes; raises Refused with its reason where there is none."""
    refused = None
    for by in writing(actor, rights) or writing(actor):
        decision = decide(by)
        if decision.allowed:
            return by
        refused = decision
    raise Refused(refused or readers_only())


def may_where(actor: Actor, decide: Decide, rights: Sequence[Right] = WRITERS) -> bool:
    """Whether the rule says yes to some membership of the account."""
    return any(decide(by).allowed for by in writing(actor, rights))


def may_settle(actor: Actor, tie: Tie) -> bool:
    """Whether the account may settle facts of this cooperation."""
    return may_where(actor, lambda by: speaks_for(by, tie))


def writing(actor: Actor, rights: Sequence[Right] = WRITERS) -> list[Acting]:
    """The account's memberships with one of these rights, one a body, those of regional governments first."""
    held = {one.body_id: one for one in actor.memberships if one.right in rights}
    ordered = sorted(held.values(), key=lambda one: one.body.kind not in (BodyKind.REGION, BodyKind.UNIT))
    account = actor.account
    return [Acting(account, one, actor.today) for one in ordered] if account else []


def _governments(bodies: Sequence[Body]) -> list[Body]:
    return [body for body in bodies if body.kind in (BodyKind.REGION, BodyKind.UNIT)]
