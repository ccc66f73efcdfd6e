"""What is recorded of a cooperation's life, and taken back with a reason."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.models import Contact, Judgement, StatedRhythm
from gerbang.monitoring.watching import notes_contact
from gerbang.people.acting import Acting
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.register.rules import WRITERS, must, speaks_for
from gerbang.values import Invalid

LONGEST_RHYTHM = 240
LONGEST_JUDGEMENT = timedelta(days=366)
"""A judgement stands for a year at most; then somebody looks again."""
JUDGED = (State.ACTIVE, State.FADING, State.INACTIVE, State.NOT_BEGUN)
"""States a person may say instead of what was computed; the others are facts and not judgements."""


@transaction.atomic
def note_contact(
    *, by: Acting, tie: Tie, happened_on: date, way: str, about: str, support: str = "", seen: int | None = None
) -> Contact:
    """Records that both sides were in touch, on a day up to today."""
    must(notes_contact(by, tie))
    problems = {}
    if happened_on > by.today:
        problems["happened_on"] = _("This day has not come yet.")
    if not about.strip():
        problems["about"] = _("Say what it was about.")
    if problems:
        raise Invalid(problems)
    made = Contact.objects.create(
        tie=tie, body=by.body, by=by.account.ref, happened_on=happened_on, way=way, about=about.strip(),
        support=support.strip(),
    )  # fmt: skip
    told = {"contact": made.ref, "on": happened_on.isoformat(), "way": way, "support": bool(made.support)}
    note(by, "contact.noted", tie, told, seen=seen)
    return made


@transaction.atomic
def state_rhythm(*, by: Acting, tie: Tie, months: int, reason: str, seen: int | None = None) -> StatedRhythm:
    """Enters every how many months something is to happen; the newest word counts, where neither plan nor text says."""
    must(speaks_for(by, tie))
    if not 1 <= months <= LONGEST_RHYTHM:
        raise Invalid({"months": _("Give a number of months from 1 to %(most)d.") % {"most": LONGEST_RHYTHM}})
    made = StatedRhythm.objects.create(tie=tie, body=by.body, by=by.account.ref, months=months, reason=_reason(reason))
    note(by, "rhythm.stated", tie, {"rhythm": made.ref, "months": months}, seen=seen)
    return made


@transaction.atomic
def judge(*, by: Acting, tie: Tie, state: State, reason: str, ends_on: date, seen: int | None = None) -> Judgement:
    """Says how alive the cooperation is, whatever is computed, from today until a day within a year."""
    must(speaks_for(by, tie))
    problems = {}
    if state not in JUDGED:
        problems["state"] = _("This is a fact and no judgement.")
    if not by.today <= ends_on <= by.today + LONGEST_JUDGEMENT:
        problems["ends_on"] = _("A judgement stands from today for a year at most.")
    if problems:
        raise Invalid(problems)
    made = Judgement.objects.create(
        tie=tie, body=by.body, by=by.account.ref, state=state, reason=_reason(reason), begins_on=by.today,
        ends_on=ends_on,
    )  # fmt: skip
    told = {"judgement": made.ref, "state": state.value, "until": ends_on.isoformat()}
    note(by, "liveliness.judged", tie, told, seen=seen)
    return made


def may_withdraw(by: Acting, kept: Contact | StatedRhythm | Judgement) -> Decision:
    """Whoever speaks for the cooperation; besides, the office that noted a contact takes its own back."""
    own = isinstance(kept, Contact) and by.speaks_for(kept.body) and by.membership.right in WRITERS
    return ALLOWED if own else speaks_for(by, kept.tie)


@transaction.atomic
def withdraw(*, by: Acting, kept: Contact | StatedRhythm | Judgement, reason: str) -> None:
    """Takes back what was recorded wrongly; it stays to be seen, and days before are told as they were known."""
    must(may_withdraw(by, kept))
    type(kept)._base_manager.select_for_update().get(pk=kept.pk)
    kept.refresh_from_db()
    if kept.withdrawn_at is not None:
        raise Invalid({"": _("This was withdrawn already.")})
    kept.withdrawn_at, kept.withdrawn_reason = timezone.now(), _reason(reason)
    kept.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    note(by, "liveliness.withdrawn", kept.tie, {"withdrawn": kept.ref})


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid({"reason": _("Give the reason.")})
    return text.strip()
