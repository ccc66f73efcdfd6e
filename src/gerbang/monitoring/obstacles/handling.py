"""What records obstacles: told, tried against, handed up, answered, ended; set right or taken back, never erased."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Conflict, Decision
from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import PARTS, Answer, Attempt, Escalation, Obstacle, Outcome, Part
from gerbang.monitoring.obstacles.faced import helpers
from gerbang.pages import formatting
from gerbang.people.acting import Acting
from gerbang.people.actions import involve
from gerbang.people.models import Body
from gerbang.plans import rules
from gerbang.plans.following_up import Subject
from gerbang.plans.models import Activity, FollowUp
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.values import Invalid, zones
from gerbang.values.dates import VagueDate

INVOLVED = "obstacle"
"""Why a body that was asked for help is in the audience of a cooperation."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an obstacle; `since`: since when it hinders."""

    title: str
    category: str
    severity: str = Obstacle.Severity.UNKNOWN
    since: VagueDate = field(default_factory=VagueDate.unknown)
    about: str = ""
    owner: str = ""
    owner_body: Body | None = None
    due_on: date | None = None
    link: str = ""


@transaction.atomic
def record_obstacle(
    *, by: Acting | None, tie: Tie, told: Told, activity: Activity | None = None, replaces: Obstacle | None = None
) -> Obstacle:
    """Records what hinders a cooperation; with `replaces` in place of what was told wrongly. None is the system."""
    rules.must(rules.keeps(by, tie))
    before = _standing(replaces) if replaces else None
    _check(by, tie, told, activity)
    made = Obstacle.objects.create(
        tie=tie, activity=activity, title=told.title.strip(), about=told.about.strip(), category=told.category,
        severity=told.severity, owner=told.owner.strip(), owner_body=told.owner_body, due_on=told.due_on,
        link=told.link or (before.link if before else ""), replaces=before,
        state=before.state if before else Obstacle.State.OPEN, **_when(told.since), **_who(by),
    )  # fmt: skip
    if before:
        _hand_on(before, made)
        _end(before)
    payload = {"obstacle": made.ref, "category": made.category, "replaces": before.ref if before else ""}
    note(by, "obstacle.recorded", tie, payload)
    return made


@transaction.atomic
def withdraw_obstacle(*, by: Acting, obstacle: Obstacle, reason: str) -> Obstacle:
    """Takes back what hinders nothing, or was told twice; it stays to be seen with the reason."""
    obstacle = _kept(by, obstacle)
    _end(obstacle, _reason(reason))
    note(by, "obstacle.withdrawn", obstacle.tie, {"obstacle": obstacle.ref, "reason": reason.strip()})
    return obstacle


@transaction.atomic
def record_attempt(*, by: Acting | None, obstacle: Obstacle, what: str, happened: VagueDate) -> Attempt:
    """One more thing that was tried against it."""
    obstacle = _open(by, obstacle)
    problems = _not_ahead(by, happened)
    if not what.strip():
        problems["what"] = _("Say what was tried.")
    if problems:
        raise Invalid(problems)
    made = Attempt.objects.create(tie=obstacle.tie, obstacle=obstacle, what=what.strip(), **_when(happened), **_who(by))
    note(by, "obstacle.tried", obstacle.tie, {"obstacle": obstacle.ref, "attempt": made.ref, "on": happened.iso})
    return made


@transaction.atomic
def escalate(*, by: Acting | None, obstacle: Obstacle, to: Body, asked: str) -> Escalation:
    """Asks a body above or abroad for help: from now on it sees the inside of the cooperation, and this obstacle."""
    obstacle = _open(by, obstacle)
    if not asked.strip():
        raise Invalid({"asked": _("Say what you ask of them.")})
    if not any(to in group for group in helpers(obstacle.tie).values()):
        raise Invalid({"to": _("Choose one of the list.")})
    if Escalation.objects.filter(obstacle=obstacle, to=to, withdrawn_at=None).exists():
        raise Invalid({"to": _("%(body)s was asked about this already.") % {"body": to.name}})
    made = Escalation.objects.create(
        tie=obstacle.tie,
        obstacle=obstacle,
        to=to,
        asked=asked.strip(),
        asked_on=by.today if by else zones.today("WIB"),
        **_who(by),
    )
    involve(obstacle.tie.ref, [to], INVOLVED)
    told = {"obstacle": obstacle.ref, "escalation": made.ref, "to": to.ref}
    note(by, "obstacle.escalated", obstacle.tie, told)
    return made


def may_answer(by: Acting, escalation: Escalation) -> Decision:
    """The body that was asked answers, and nobody in its place."""
    if by.membership.right not in rules.WRITERS:
        return Decision(False, _("Your account may read this, not answer it."), code="right-missing")
    if by.speaks_for(escalation.to):
        return ALLOWED
    return Decision(False, _("Only the office that was asked may answer."), code="not-asked")


@transaction.atomic
def answer(*, by: Acting, escalation: Escalation, said: str, answered_on: date) -> Answer:
    """What the body that was asked says to it; the regions of the cooperation read it."""
    rules.must(may_answer(by, escalation))
    obstacle = _standing(escalation.obstacle)
    _must_stand(escalation)
    problems = {}
    if not said.strip():
        problems["said"] = _("Write the answer.")
    if answered_on > by.today:
        problems["answered_on"] = _("This day has not come yet.")
    elif answered_on < escalation.asked_on:
        told = {"answered": formatting.day(answered_on), "asked": formatting.day(escalation.asked_on)}
        said_of = _("The answer would be of %(answered)s, but help was asked for only on %(asked)s.")
        problems["answered_on"] = said_of % told
    if problems:
        raise Invalid(problems)
    made = Answer.objects.create(
        tie=obstacle.tie, obstacle=obstacle, escalation=escalation, said=said.strip(), answered_on=answered_on,
        **_who(by),
    )  # fmt: skip
    told = {"obstacle": obstacle.ref, "escalation": escalation.ref, "answer": made.ref}
    note(by, "obstacle.answered", obstacle.tie, told)
    return made


@transaction.atomic
def close(*, by: Acting | None, obstacle: Obstacle, result: str, how: str, happened: VagueDate) -> Outcome:
    """How it ended: resolved, not resolved, or accepted as it is. What was done is what others may learn from."""
    obstacle = _open(by, obstacle)
    problems = _not_ahead(by, happened)
    if result not in Obstacle.State.values or result == Obstacle.State.OPEN:
        problems["result"] = _("Say how it ended.")
    if not how.strip():
        problems["how"] = _("Say what was done, or why it is left.")
    if problems:
        raise Invalid(problems)
    made = Outcome.objects.create(
        tie=obstacle.tie, obstacle=obstacle, result=result, how=how.strip(), **_when(happened), **_who(by)
    )
    _set_state(obstacle, result)
    note(by, "obstacle.closed", obstacle.tie, {"obstacle": obstacle.ref, "outcome": made.ref, "result": result})
    return made


@transaction.atomic
def withdraw_part(*, by: Acting, part: Part, reason: str) -> Obstacle:
    """Takes back what was added wrongly. Without its outcome an obstacle is open again; an answer is its body's own."""
    own = may_answer(by, part.escalation) if isinstance(part, Answer) else rules.keeps(by, part.tie)
    rules.must(own)
    obstacle = _standing(part.obstacle)
    _must_stand(part)
    if isinstance(part, Escalation) and Answer.objects.filter(escalation=part, withdrawn_at=None).exists():
        raise Invalid({"": _("This was answered already and stays.")})
    part.withdrawn_at, part.withdrawn_reason = timezone.now(), _reason(reason)
    part.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    if isinstance(part, Outcome):
        _set_state(obstacle, Obstacle.State.OPEN)
    told = {"obstacle": obstacle.ref, "part": part.ref, "reason": reason.strip()}
    note(by, "obstacle.part-withdrawn", obstacle.tie, told)
    return obstacle


def subject(ref: str, lock: bool) -> Subject | None:
    """An obstacle as what follow-ups arise from."""
    found = Obstacle.objects.select_related("tie").filter(ref=ref, withdrawn_at=None)
    one = (found.select_for_update(of=("self",)) if lock else found).first()
    if one is None:
        return None
    recorded = timezone.localdate(one.recorded_at)
    since = one.happened_earliest or min(one.happened_latest or recorded, recorded)
    page = reverse("monitoring:obstacle", args=[ref])
    return Subject(ref, one.title, [one.tie], page, since, since, rules.keeps)


# What the actions share -----------------------------------------------------------------------------------------------


def _who(by: Acting | None) -> dict[str, Any]:
    return {"body": by.body if by else None, "by": by.account.ref if by else ""}


def _when(happened: VagueDate) -> dict[str, Any]:
    """A day as its columns keep it."""
    return {
        "happened_earliest": happened.earliest,
        "happened_latest": happened.latest,
        "happened_precision": happened.precision,
        "happened_as_written": happened.as_written,
    }


def _kept(by: Acting | None, obstacle: Obstacle) -> Obstacle:
    """The obstacle under lock, for those who may keep its record."""
    rules.must(rules.keeps(by, obstacle.tie))
    return _standing(obstacle)


def _open(by: Acting | None, obstacle: Obstacle) -> Obstacle:
    """The same, if it has not ended: of two who end it, the second is told."""
    found = _kept(by, obstacle)
    if not found.is_open:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _standing(obstacle: Obstacle) -> Obstacle:
    found = Obstacle.objects.select_for_update(of=("self",)).select_related("tie").get(pk=obstacle.pk)
    if not found.stands:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _must_stand(part: Part) -> None:
    """What was taken back meanwhile is neither answered nor taken back once more."""
    part.refresh_from_db(fields=["withdrawn_at"])
    if not part.stands:
        raise Conflict(part.tie.ref, ledger.head(part.tie.ref))


def _set_state(obstacle: Obstacle, state: str) -> None:
    obstacle.state = state
    obstacle.save(update_fields=["state"])


def _end(obstacle: Obstacle, reason: str = "") -> None:
    """Of what is set right the later record is the reason."""
    obstacle.withdrawn_at, obstacle.withdrawn_reason = timezone.now(), reason
    obstacle.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _hand_on(before: Obstacle, made: Obstacle) -> None:
    """What was added to an obstacle belongs to the record that stands."""
    for part in PARTS:
        part._default_manager.filter(obstacle=before).update(obstacle=made)
    FollowUp.objects.filter(arises_from=before.ref).update(arises_from=made.ref)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    return reason.strip()


def _not_ahead(by: Acting | None, happened: VagueDate) -> dict[str, str]:
    """A day that has not come yet is none on which something was done."""
    ahead = by is not None and happened.earliest is not None and happened.earliest > by.today
    return {"happened": _("This day has not come yet.")} if ahead else {}


def _check(by: Acting | None, tie: Tie, told: Told, activity: Activity | None) -> None:
    problems = {}
    if not told.title.strip():
        problems["title"] = _("Say what hinders the cooperation.")
    for name, value, choices in (
        ("category", told.category, Obstacle.Category.values),
        ("severity", told.severity, Obstacle.Severity.values),
    ):
        if value not in choices:
            problems[name] = _("Choose one of the list.")
    if _not_ahead(by, told.since):
        problems["since"] = _("This day has not come yet.")
    if told.due_on and told.since.earliest and told.due_on < told.since.earliest:
        problems["due_on"] = _("It would be due before it began.")
    if activity is not None and activity.plan.tie_id != tie.pk:
        problems["activity"] = _("This activity is of another cooperation.")
    if problems:
        raise Invalid(problems)
