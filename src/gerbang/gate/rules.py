"""Who may write into a case, as what, and why not: the one place pages and actions ask."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision, Refused
from gerbang.access.decisions import Actor as AskingActor
from gerbang.gate import participants
from gerbang.gate.models import Case, Step
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, BodyKind, Right

RECORDERS = (BodyKind.HOME_AFFAIRS, BodyKind.HOME_AFFAIRS_FOREIGN, BodyKind.HOME_AFFAIRS_DOMESTIC)
"""Beside the region itself, the ministry may record another body's act on the strength of its letter."""

PREPARING = (Right.PREPARE, Right.CHECK, Right.SEND)
SENDING = (Right.SEND,)


@dataclass(frozen=True, slots=True)
class Capacity:
    """In which body's name a step is written: its own act, or another body's on the strength of that body's letter."""

    acting: Body
    role: str
    on_letter: bool


def government(case: Case) -> Body:
    """The body of the region whose case it is."""
    return Body.objects.select_related("region").get(region=case.region, kind=BodyKind.REGION)


def capacity(by: Acting, case: Case, roles: Sequence[str]) -> Capacity:
    """As what `by` writes an act of one of these roles; raises Refused when neither its body nor a recorder."""
    seats = [(role, body) for role in roles for body in participants.bodies_in(case, role)]
    for role, body in seats:
        if by.speaks_for(body):
            return Capacity(body, role, on_letter=False)
    if seats and may_record(by, case):
        role, body = seats[0]
        return Capacity(body, role, on_letter=True)
    if not seats and may_record(by, case):
        return Capacity(government(case), roles[0] if roles else "", on_letter=False)
    raise Refused(_not_yours())


def may_record(by: Acting, case: Case) -> bool:
    """Whether `by` keeps this case's file: the region, or the ministry's one gate."""
    return (by.body.region_id == case.region_id and by.body.kind != BodyKind.COUNCIL) or by.body.kind in RECORDERS


def as_keeper(by: Acting, case: Case, role: str = "") -> Capacity:
    """The capacity of whoever prepares papers and notes: the body itself, if it has a part in the case."""
    own = by.bodies[-1] if by.body.kind in (BodyKind.UNIT, BodyKind.REGION) else by.body
    return Capacity(own, role, on_letter=False)


def may_confirm(by: Acting, step: Step) -> Decision:
    """Only the body whose act was recorded on a letter may confirm or dispute it."""
    if not step.on_letter:
        return Decision(False, _("This step was recorded by the body itself; there is nothing to confirm."))
    return ALLOWED if by.speaks_for(step.acting) else _not_yours()


def may_correct(by: Acting, case: Case, target: Step, later: Sequence[Step]) -> Decision:
    """Ralat: by the body that recorded the step, until another has acted on it; from then on only the ministry."""
    if by.body.kind in RECORDERS:
        return ALLOWED
    if not (by.speaks_for(target.recorded_by) or _same_house(by, target)):
        return _not_yours()
    acted = [
        step
        for step in later
        if step.recorded_by_id != target.recorded_by_id and step.kind in ("move", "skip", "answer")
    ]
    if acted:
        reason = _("%(body)s has acted on this step since; only the Ministry of Home Affairs may set it right now.")
        return Decision(False, reason % {"body": acted[0].recorded_by.name}, code="acted-on")
    return ALLOWED


def may_open(actor: AskingActor) -> Decision:
    """A case is opened by whoever may send for a regional government."""
    if isinstance(actor, Actor) and actor.may(Right.SEND, [body for body in actor.bodies.values() if _governs(body)]):
        return ALLOWED
    return Decision(False, _("A case is opened by the cooperation section of a region."), code="not-a-region")


def may_write(actor: Actor, case: Case) -> bool:
    """Whether anything at all can be written into the case by this account."""
    return any(actor.may(right) for right in PREPARING)


def _governs(body: Body) -> bool:
    return body.kind in (BodyKind.REGION, BodyKind.UNIT)


def choose(actor: Actor, case: Case, rights: Sequence[Right], roles: Sequence[str] = ()) -> Acting:
    """The membership to write under: one that plays a wanted role first, else one that keeps the file."""
    wanted = [body for role in roles for body in participants.bodies_in(case, role)]
    for bodies in (wanted, [government(case)], None):
        for right in rights:
            if bodies != [] and actor.may(right, bodies):
                return actor.acting(right, bodies)
    return actor.acting(rights[-1])


def _same_house(by: Acting, target: Step) -> bool:
    return by.bodies[-1].pk == _top(target.recorded_by).pk


def _top(body: Body) -> Body:
    while body.parent is not None:
        body = body.parent
    return body


def _not_yours() -> Decision:
    return Decision(
        False,
        _("This step belongs to another body. The region or the Ministry of Home Affairs can record it on its letter."),
        code="not-yours",
    )
