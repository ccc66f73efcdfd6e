"""Cases about a cooperation there is: which may be begun on it, by whom, and which are running already.

Which procedures those are is said by the rulebooks themselves (`upon`); nothing here knows one by name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.gate import books, facts, inputs, numbering, projection, rules
from gerbang.gate.beginning import begun
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Case
from gerbang.gate.writing import whole
from gerbang.people.acting import Acting, Actor
from gerbang.places.models import Region
from gerbang.places.queries import label_for
from gerbang.register.models import Party, Tie
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Rulebook
from gerbang.values import Invalid

OPEN = ("running", "paused")


@dataclass(frozen=True, kw_only=True, slots=True)
class Continuing:
    """What a case about an existing cooperation begins from; `reason` is why somebody begins it."""

    book_id: str
    tie: Tie
    happened_on: date
    facts: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    stage: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class _At:
    """The same, with the region whose case it is."""

    region: Region
    facts: Mapping[str, Any]
    happened_on: date
    stage: str
    since: date | None


def rulebooks() -> list[Rulebook]:
    """Those about existing cooperations, those that are proposed on most occasions first."""
    found = [book for book in loader.books().values() if book.upon is not None]
    return sorted(found, key=lambda book: (-len(book.upon.proposed) if book.upon else 0, book.id))


def of_tie(tie: Tie) -> list[Rulebook]:
    """Those that fit a cooperation of this family in this phase."""
    return [book for book in rulebooks() if fits(book, tie)]


def fits(book: Rulebook, tie: Tie) -> bool:
    upon = book.upon
    return upon is not None and tie.phase in upon.phases and facts.family(tie) in upon.families and not tie.outside_law


def running(tie: Tie, book_id: str = "") -> list[Case]:
    """Open cases about an existing cooperation on this tie, of one rulebook or of all of them; the newest first."""
    ids = [book_id] if book_id else [book.id for book in rulebooks()]
    found = Case.objects.filter(tie=tie, state__in=OPEN, book__book_id__in=ids)
    return list(found.select_related("book", "region", "holder").order_by("-pk"))


def endings(ties: Iterable[Tie]) -> dict[int, tuple[date, date]]:
    """On which day a case ended each of these cooperations, and on which day that was recorded; the last counts."""
    found: dict[int, tuple[date, date]] = {}
    about = Case.objects.filter(tie__in=[tie.pk for tie in ties], book__book_id__in=[book.id for book in rulebooks()])
    for case in about.select_related("tie", "book", "region__province").order_by("pk"):
        position = projection.standing_of(case, case.opened_on)
        recorded = {step.seq: step.recorded_on for step in position.effective}
        for effect in position.effects:
            if effect.effect == "tie.end":
                found[case.tie_id] = (effect.on, recorded.get(effect.seq) or effect.on)
    return found


def may_begin(by: Acting, tie: Tie) -> Decision:
    """A region of the cooperation begins such a case, under the same right as any other."""
    right = rules.holds_right(by, rules.SENDING)
    if not right.allowed or _region(by, tie) is not None:
        return right
    return Decision(False, _("A case about a cooperation is begun by a region of it."), code="not-party")


def offered(actor: Actor, tie: Tie) -> list[Rulebook]:
    """What this account may begin on this cooperation, running ones left out; nothing for whoever only reads."""
    fitting = of_tie(tie)
    if not fitting or not may(actor, tie):
        return []
    taken = {case.book.book_id for case in running(tie)}
    return [book for book in fitting if book.id not in taken]


def may(actor: Actor, tie: Tie) -> bool:
    """Whether the account may begin a case about this cooperation."""
    return any(may_begin(by, tie).allowed for by in rules.writing(actor, rules.SENDING))


def acting(actor: Actor, tie: Tie) -> Acting:
    """The membership to begin one under; raises Refused where the account has none."""
    refused = Decision(False, _("A case about a cooperation is begun by a region of it."), code="not-party")
    for by in rules.writing(actor, rules.SENDING):
        decision = may_begin(by, tie)
        if decision.allowed:
            return by
        refused = decision
    raise Refused(refused)


@whole
def open_upon(*, by: Acting, continuing: Continuing, letter: LetterValues | None = None) -> Case:
    """Opens a case about an existing cooperation, or registers one under way on paper at `continuing.stage`.

    Raises Invalid where one of the same rulebook is open on this cooperation already: its number is in the sentence.
    """
    tie = continuing.tie
    rules.must(may_begin(by, tie))
    region = _region(by, tie)
    shipped = loader.books().get(continuing.book_id)
    if region is None or shipped is None or not fits(shipped, tie):
        raise Invalid({"": _("This procedure does not fit this cooperation as it stands.")})
    kept = books.pinned(continuing.book_id)
    book = books.read(kept)
    inputs.beginning(by, book, continuing.happened_on, continuing.stage, continuing.since)
    facts.check_case_facts(book, continuing.facts)
    numbering.one_at_a_time(region)
    known = running(tie, book.id)
    if known:
        said = _("Case %(number)s is open on this cooperation for the same purpose; go on with that one.")
        raise Invalid({"": said % {"number": known[0].number}})
    at = _At(region, continuing.facts, continuing.happened_on, continuing.stage, continuing.since)
    reason = continuing.reason.strip()
    partners = ", ".join(_labels(tie, region))
    return begun(by=by, kept=kept, tie=tie, partners=partners, beginning=at, letter=letter, reason=reason)


def _region(by: Acting, tie: Tie) -> Region | None:
    """The region in whose name somebody begins a case: the one of the account's own that is a party."""
    governed = {body.region_id: body.region for body in by.bodies if rules.governs(body) and body.region is not None}
    own = [party.region_id for party in tie.parties.all() if party.region_id in governed]
    return governed[own[0]] if own else None


def _labels(tie: Tie, region: Region) -> Iterable[str]:
    """The other parties, as the case names them."""
    parties = tie.parties.select_related("partner__city__country", "partner__country", "region").order_by(
        "side", "order"
    )
    for party in parties:
        if party.region_id != region.pk and (party.side == Party.Side.PARTNER or party.region is not None):
            yield label_for(party.partner) if party.partner else party.name
