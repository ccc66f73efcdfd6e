"""What the page of a tie's statements shows: each fact with every source side by side, and what is to be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gerbang.people.models import Body
from gerbang.register.claims import says
from gerbang.register.facts import Heard, every
from gerbang.register.models import Claim, Fact, Instrument, Source, Tie
from gerbang.register.wording import (
    basis_in_words,
    bodies_that_mended,
    fact_in_words,
    precision_in_words,
    used_in_words,
    value_in_words,
    words_of,
)
from gerbang.values.dates import format_vague
from gerbang.values.language import active

STATES = ("differ", "again", "open", "chosen", "agreed", "silent")
"""How a fact stands, in the order in which facts are shown."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's words on one fact, as they are compared, and what they rest on where they are not its own.

    `since`: it came after the decision, with a value nobody had weighed.
    """

    claim: Claim
    value: str
    precision: str
    said: str
    source: Source
    used: bool
    since: bool
    basis: str


@dataclass(frozen=True, slots=True)
class FactBlock:
    """One fact: what is used and why, and who says what. `state`: differ, again, open, chosen, agreed, silent."""

    heard: Heard
    title: str
    state: str
    used: str
    recorded: str
    statements: Sequence[Statement]

    @property
    def shows_use(self) -> bool:
        """Beside a single value nobody needs to be told which one is used."""
        return self.heard.is_used and (self.heard.accepted.chosen or len(self.statements) > 1)

    @property
    def can_settle(self) -> bool:
        """There is something to choose from, or to leave open."""
        return bool(self.statements)


def blocks(tie: Tie) -> list[FactBlock]:
    """Every fact of the tie, those that wait for a decision first; reads what was prefetched."""
    facts = every(tie)
    bodies = bodies_that_mended(claim for fact in facts for claim in fact.claims)
    found = [_block(fact, bodies) for fact in facts]
    return sorted(found, key=lambda one: STATES.index(one.state))


def block(heard: Heard) -> FactBlock:
    return _block(heard, bodies_that_mended(heard.claims))


def _block(heard: Heard, bodies: Mapping[str, Body]) -> FactBlock:
    statements = [_statement(claim, heard, bodies) for claim in heard.claims]
    return FactBlock(
        heard=heard,
        title=fact_in_words(heard.fact, heard.instrument),
        state=_state(heard),
        used=used_in_words(heard) if heard.is_used else "",
        recorded=_recorded(heard.fact, heard.instrument),
        statements=statements,
    )


def _statement(claim: Claim, heard: Heard, bodies: Mapping[str, Body]) -> Statement:
    return Statement(
        claim=claim,
        value=value_in_words(claim),
        precision=precision_in_words(claim),
        said=words_of(claim),
        source=claim.source,
        used=says(claim, heard.accepted),
        since=claim in heard.since,
        basis=basis_in_words(claim, bodies),
    )


def _state(heard: Heard) -> str:
    if heard.again:
        return "again"
    if heard.left_open:
        return "open"
    if heard.accepted.disputed:
        return "differ"
    if heard.accepted.chosen:
        return "chosen"
    return "agreed" if heard.claims else "silent"


def _recorded(fact: str, text: Instrument | None) -> str:
    """What stands in a text that somebody holding the paper recorded: beside what sources say of it."""
    if text is None or text.reported:
        return ""
    if fact == Fact.SIGNING_DATE:
        return format_vague(text.signed, active())
    if fact == Fact.VALIDITY:
        return text.valid_until_text or _("No information yet")
    return str(text.get_kind_display()) if fact == Fact.KIND else ""
