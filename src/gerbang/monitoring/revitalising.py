"""When something is proposed for a cooperation, and why. A proposal is a sentence with a button: it begins nothing.

Which procedure is proposed on which prompt is said by the rulebooks (`upon.proposed`), and only who may begin one is
shown it. A change of the head of region is a prompt and no sign: how alive a cooperation is, is not touched by it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from gerbang.gate import upon
from gerbang.monitoring.liveliness.states import Liveliness, State
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.wording import RULES, STATES
from gerbang.pages import formatting
from gerbang.people.acting import Actor
from gerbang.people.models import BodyKind, Term
from gerbang.people.queries import terms_on
from gerbang.register.models import AGREEMENTS, Instrument, InstrumentKind, Tie
from gerbang.rulebook.schema import Rulebook
from gerbang.values.dates import VagueDate, months_after

LESS_LIFE = (State.FADING, State.INACTIVE, State.NOT_BEGUN)
SIGNED_ANEW = (*AGREEMENTS, InstrumentKind.AMENDMENT, InstrumentKind.EXTENSION)
"""Kinds of text by whose signing a head of region has taken a cooperation up."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The sentences that say why, and the procedures that may be begun for it."""

    reasons: Sequence[str]
    books: Sequence[Rulebook]


def proposal(actor: Actor, tie: Tie, found: Liveliness) -> Proposal | None:
    """What this account may begin on the cooperation and has a reason to; none while such a case is running."""
    fitting = upon.of_tie(tie)
    if not fitting or not upon.may(actor, tie) or upon.running(tie):
        return None
    why = prompts(tie, found, actor.today)
    books = [book for book in fitting if book.upon and set(book.upon.proposed) & set(why)]
    asked = {prompt for book in books if book.upon for prompt in book.upon.proposed}
    reasons = [sentence for prompt, sentence in why.items() if prompt in asked]
    return Proposal(reasons, books) if books else None


def prompts(tie: Tie, found: Liveliness, on: date) -> Mapping[str, str]:
    """The reasons there are today, each in a sentence."""
    why: dict[str, str] = {}
    if found.state in LESS_LIFE:
        why["fading"] = f"{STATES[found.state]}: {RULES[found.rule]}"
    if found.state == State.LAPSED:
        why["lapsed"] = f"{STATES[found.state]}: {RULES[found.rule]}"
    term = new_head(tie, on)
    if term is not None:
        said = _("%(office)s has changed (since %(day)s); the present holder has signed no text of this cooperation.")
        why["new-head"] = said % {"office": term.office, "day": formatting.day(VagueDate.day(term.since))}
    return why


def new_head(tie: Tie, on: date) -> Term | None:
    """The term of a head of region that began not long ago, after the last text of the cooperation was signed.

    Only a change is one: where nobody is known to have held that office before, the term says nothing new.
    """
    regions = [party.region_id for party in tie.parties.all() if party.region_id]
    held = [
        term
        for term in terms_on(regions, on)
        if term.body.kind == BodyKind.REGION and on <= months_after(term.since, thresholds().new_head_months)
    ]
    newest = max(held, key=lambda term: (term.since, term.pk), default=None)
    if newest is None or not _came_after_somebody(newest):
        return None
    texts = Instrument.objects.filter(tie=tie, withdrawn_at=None, kind__in=SIGNED_ANEW)
    signed = texts.aggregate(last=Max("signed_latest"))["last"]
    return None if signed and signed >= newest.since else newest


def _came_after_somebody(term: Term) -> bool:
    earlier = Term.objects.filter(body=term.body, office=term.office, since__lt=term.since)
    return earlier.exclude(pk=term.pk).exists()
