"""Who may write into a case, as what, and why not: the one place pages and actions ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision, Refused
from gerbang.access.decisions import Actor as AskingActor
from gerbang.gate import participants
from gerbang.gate.models import Case, Step
from gerbang.people.acting import Acting, Actor, one_with
from gerbang.people.models import Body, BodyKind, Right
from gerbang.places.models import Region
from gerbang.rulebook.standing import Standing

RECORDERS = (BodyKind.HOME_AFFAIRS, BodyKind.HOME_AFFAIRS_FOREIGN, BodyKind.HOME_AFFAIRS_DOMESTIC)
"""Beside the region itself, the ministry may record another body's act on the strength of its letter."""

ACTS = frozenset({"move", "skip", "pause", "resume", "stop", "paper", "ask", "answer"})
"""The kinds of step by which a body acts on what was recorded before."""
MOVES = frozenset({"open", "register", "move", "skip", "pause", "resume", "stop", "answer"})
"""The kinds of step that took the right to send; it takes the same right to set them right."""
PREPARING = (Right.SEND, Right.CHECK, Right.PREPARE)
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


def capacity(by: Acting, case: Case, roles: Sequence[str], of: Body | None = None) -> Capacity:
    """As what `by` writes an act of one of these roles; raises Refused when neither its body nor a recorder.

    `of` names whose act it is where several bodies play the role, such as one of the ministries asked.
    """
    seats = [(role, body) for role in roles for body in participants.bodies_in(case, role) if of in (None, body)]
    for role, body in seats:
        if acts_as(by, body):
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


def own_body(by: Acting) -> Body:
    """In whose name somebody prepares papers and notes: a unit in that of its body."""
    return by.bodies[-1]


def acts_as(by: Acting, body: Body) -> bool:
    """Whether somebody works in that body or a unit of it. A mission is no unit of its ministry in this sense."""
    return any(own.pk == body.pk for own in by.bodies)


def _house(body: Body) -> Body:
    """The whole body that a unit is part of."""
    return list(one_with(body))[-1]


def must(decision: Decision) -> None:
    """Raises Refused where a rule says no."""
    if not decision.allowed:
        raise Refused(decision)


def holds_right(by: Acting, rights: Sequence[Right]) -> Decision:
    """Whether the membership written under carries one of these rights: whoever only reads writes nothing."""
    if by.membership.right in rights:
        return ALLOWED
    reason = _("In %(body)s this needs one of these rights: %(rights)s.") % {
        "body": by.body.name,
        "rights": ", ".join(str(right.label) for right in rights),
    }
    return Decision(False, reason, code="right-missing")


def may_prepare(by: Acting, case: Case, roles: Iterable[str]) -> Decision:
    """Papers, questions, facts: for the keepers of the file, and for the bodies that act in the present stage."""
    right = holds_right(by, PREPARING)
    if not right.allowed:
        return right
    acts = any(acts_as(by, body) for role in roles for body in participants.bodies_in(case, role))
    return ALLOWED if acts or may_record(by, case) else _not_yours()


def may_keep(by: Acting, case: Case) -> Decision:
    """What belongs to the file as a whole, such as its earlier stages: for its keepers only."""
    return may_prepare(by, case, ())


def may_remark(by: Acting, case: Case) -> Decision:
    """A note: for every body with a part in the case, its province included."""
    right = holds_right(by, PREPARING)
    if not right.allowed:
        return right
    seated = case.participants.filter(body__in=[body.pk for body in by.bodies]).exists()
    if seated or may_record(by, case):
        return ALLOWED
    return Decision(False, _("Your body has no part in this case."), code="no-part")


def may_begin(by: Acting, region: Region) -> Decision:
    """A case is begun by the region itself; the ministry records steps in it on the region's letters."""
    right = holds_right(by, SENDING)
    if not right.allowed:
        return right
    if any(governs(body) and body.region_id == region.pk for body in by.bodies):
        return ALLOWED
    return Decision(False, _("A case is opened by the region itself."), code="not-a-region")


def may_confirm(by: Acting, step: Step, position: Standing, *, agrees: bool) -> Decision:
    """Only the body whose act was recorded on a letter may confirm or dispute it, and only while that is open."""
    if not step.on_letter:
        reason = _("This step was recorded by the body itself; there is nothing to confirm.")
        return Decision(False, reason, code="nothing-to-confirm")
    if not acts_as(by, step.acting):
        return _only_itself(step.acting)
    if step.seq in position.unconfirmed or (agrees and step.seq in position.disputed):
        return holds_right(by, SENDING)
    reason = _("This step has been answered or set right already; there is nothing left to confirm.")
    return Decision(False, reason, code="nothing-to-confirm")


def may_correct(by: Acting, target: Step, later: Sequence[Step]) -> Decision:
    """Ralat: by the unit that recorded the step or the body above it, until another body has acted on it.

    From then on only by the ministry. What took the right to send takes it again. `later` are the steps after it
    that count.
    """
    right = holds_right(by, SENDING if target.kind in MOVES else PREPARING)
    if not right.allowed:
        return right
    if by.body.kind in RECORDERS:
        return ALLOWED
    if not (acts_as(by, target.recorded_by) or by.body in one_with(target.recorded_by)):
        return _not_recorder(target.recorded_by)
    house = _house(target.recorded_by)
    acted = next((step for step in later if _acts_on(step, target) and _house(step.recorded_by) != house), None)
    if acted is not None:
        reason = _("%(body)s has acted on this step since; only the Ministry of Home Affairs may set it right now.")
        return Decision(False, reason % {"body": acted.recorded_by.name}, code="acted-on")
    return ALLOWED


def _acts_on(later: Step, target: Step) -> bool:
    """Whether a later step rests on an earlier one: what its body did since, or said of it."""
    if later.kind in ("confirm", "dispute"):
        return later.target == target.seq
    return later.kind in ACTS


def may_open(actor: AskingActor) -> Decision:
    """A case is opened by whoever may send for a regional government."""
    if isinstance(actor, Actor) and actor.may(Right.SEND, [body for body in actor.bodies.values() if governs(body)]):
        return ALLOWED
    return Decision(False, _("A case is opened by the cooperation section of a region."), code="not-a-region")


def writing(actor: Actor, rights: Sequence[Right] = PREPARING) -> list[Acting]:
    """The account's memberships that carry one of these rights, one a body."""
    held = {one.body_id: one for one in actor.memberships if one.right in rights}
    account = actor.account
    return [Acting(account, one, actor.today) for one in held.values()] if account else []


def keeps(actor: Actor, case: Case) -> bool:
    """Whether the account's body keeps the file of this case."""
    return any(may_record(by, case) for by in writing(actor))


def governs(body: Body) -> bool:
    """Whether it is a regional government or a unit of one."""
    return body.kind in (BodyKind.REGION, BodyKind.UNIT)


def choose(actor: Actor, case: Case, rights: Sequence[Right], roles: Sequence[str] = ()) -> Acting:
    """The membership to write under: one that plays a wanted role first, else one that keeps the file."""
    wanted = [body for role in roles for body in participants.bodies_in(case, role)]
    for bodies in (wanted, [government(case)], None):
        for right in rights:
            if bodies != [] and actor.may(right, bodies):
                return actor.acting(right, bodies)
    return actor.acting(rights[-1])


def _not_yours() -> Decision:
    return Decision(
        False,
        _("This step belongs to another body. The region or the Ministry of Home Affairs can record it on its letter."),
        code="not-yours",
    )


def _only_itself(body: Body) -> Decision:
    reason = _("Only %(body)s itself can confirm or dispute what was recorded on its letter.") % {"body": body.name}
    return Decision(False, reason, code="not-yours")


def _not_recorder(body: Body) -> Decision:
    reason = _("This step was recorded by %(body)s. Only that body or the Ministry of Home Affairs may set it right.")
    return Decision(False, reason % {"body": body.name}, code="not-yours")
