"""What is to be done after something: recorded with its office and day, done once, withdrawn with a reason.

What a follow-up may arise from registers itself by the prefix of its ref, in this room or one above.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Conflict, Decision
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body
from gerbang.people.queries import with_units
from gerbang.plans import rules
from gerbang.plans.models import FollowUp
from gerbang.register import actions as register
from gerbang.register.models import Tie
from gerbang.register.queries import inside
from gerbang.values import Invalid


def _always(_first: date, _last: date) -> None:
    """Nothing of it is ever closed."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What follow-ups arise from: its words, tie and page, and its days.

    `writes`: who may add follow-ups to it. `must_be_open` raises Invalid where a day between two belongs to something
    that is closed.
    """

    ref: str
    name: str
    tie: Tie
    page: str
    since: date
    until: date
    writes: Callable[[Acting, Tie], Decision]
    must_be_open: Callable[[date, date], None] = _always


Find = Callable[[str, bool], Subject | None]
"""The subject of that ref if it stands, under lock where that is asked."""

_registered: dict[str, Find] = {}


def arises_from(prefix: str, find: Find) -> None:
    """Lets follow-ups arise from what has refs of this prefix."""
    _registered[prefix] = find


def subject_of(ref: str, *, lock: bool = False) -> Subject | None:
    """What a follow-up arises from, if it stands."""
    find = _registered.get(ref.partition("-")[0])
    return find(ref, lock) if find else None


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, by which office (`body`, where it is one that can sign in), until when."""

    what: str
    owner: str
    body: Body | None = None
    due_on: date | None = None


@transaction.atomic
def add(*, by: Acting, of: str, task: Task) -> FollowUp:
    """Something to be done after `of`, by somebody."""
    subject = _subject(of)
    rules.must(subject.writes(by, subject.tie))
    subject.must_be_open(subject.since, subject.until)
    return record(by=by, subject=subject, task=task)


def record(*, by: Acting, subject: Subject, task: Task) -> FollowUp:
    """Records it within what the caller has checked and locked."""
    problems = {}
    if not task.what.strip():
        problems["what"] = _("Say what is to be done.")
    if not task.owner.strip():
        problems["owner"] = _("Name the office that does it.")
    if task.due_on and task.due_on < subject.since:
        problems["due_on"] = _("It would be due before this begins.")
    if problems:
        raise Invalid(problems)
    made = FollowUp.objects.create(
        tie=subject.tie, arises_from=subject.ref, what=task.what.strip(), owner=task.owner.strip(),
        owner_body=task.body, due_on=task.due_on, body=by.body, by=by.account.ref,
    )  # fmt: skip
    due = task.due_on.isoformat() if task.due_on else ""
    register.note(by, "follow-up.recorded", subject.tie, {"of": subject.ref, "follow_up": made.ref, "due": due})
    return made


@transaction.atomic
def finish(*, by: Acting, follow_up: FollowUp, done_on: date, outcome: str = "") -> FollowUp:
    """It was done on a day. That belongs to the year of the day: one that is closed takes nothing more."""
    follow_up, subject = _standing(follow_up)
    rules.must(may_finish(by, follow_up))
    if follow_up.done_on is not None:
        raise Conflict(subject.tie.ref, ledger.head(subject.tie.ref))
    if not subject.since <= done_on <= by.today:
        raise Invalid({"done_on": _("A day after this began, and not after today.")})
    subject.must_be_open(done_on, done_on)
    follow_up.done_on, follow_up.outcome = done_on, outcome.strip()
    follow_up.save(update_fields=["done_on", "outcome"])
    register.note(by, "follow-up.done", subject.tie, {"follow_up": follow_up.ref, "on": done_on.isoformat()})
    return follow_up


@transaction.atomic
def withdraw(*, by: Acting, follow_up: FollowUp, reason: str) -> FollowUp:
    """Takes back a follow-up that was recorded wrongly; it stays in the ledger."""
    follow_up, subject = _standing(follow_up)
    rules.must(subject.writes(by, subject.tie))
    subject.must_be_open(subject.since, subject.until)
    if not reason.strip():
        raise Invalid({"reason": _("Say why.")})
    follow_up.withdrawn_at, follow_up.withdrawn_reason = timezone.now(), reason.strip()
    follow_up.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    register.note(by, "follow-up.withdrawn", subject.tie, {"follow_up": follow_up.ref, "reason": reason.strip()})
    return follow_up


def may_finish(by: Acting, follow_up: FollowUp) -> Decision:
    """The regions of the cooperation say that something was done, and so does the office that was to do it."""
    if follow_up.owner_body in by.bodies and by.membership.right in rules.WRITERS:
        return ALLOWED
    return rules.keeps(by, follow_up.tie)


# Reads ----------------------------------------------------------------------------------------------------------------


def visible_to(actor: Actor) -> QuerySet[FollowUp]:
    """Follow-ups of cooperations whose inside the actor may see, and those its own offices are to do."""
    seen = Q(tie__in=inside(actor).values("pk")) | Q(owner_body__in=list(actor.bodies))
    return FollowUp.objects.filter(seen, withdrawn_at=None).select_related("tie", "body", "owner_body")


def owned_by(actor: Actor) -> QuerySet[FollowUp]:
    """What the actor's own offices are to do and have not done, the soonest due first."""
    mine = FollowUp.objects.filter(owner_body__in=list(actor.bodies), withdrawn_at=None, done_on=None)
    return mine.select_related("tie").order_by("due_on", "pk")


def of(ref: str) -> list[FollowUp]:
    """What follows from something and stands, in the order in which it was recorded."""
    return list(FollowUp.objects.filter(arises_from=ref, withdrawn_at=None).order_by("pk"))


def offices(tie: Tie) -> list[Body]:
    """The offices of the regional governments of a cooperation: those that may be named as owner."""
    regions = tie.parties.filter(region__isnull=False).values("region")
    return with_units(Body.objects.filter(region__in=regions, kind="region"))


def _subject(ref: str) -> Subject:
    found = subject_of(ref, lock=True)
    if found is None:
        raise Invalid({"": _("What this follows from stands no more.")})
    return found


def _standing(follow_up: FollowUp) -> tuple[FollowUp, Subject]:
    subject = _subject(follow_up.arises_from)
    found = FollowUp.objects.select_for_update(of=("self",)).select_related("tie", "owner_body").get(pk=follow_up.pk)
    if found.withdrawn_at is not None:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found, subject
