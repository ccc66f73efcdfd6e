"""Ties on which sources differ: which of them an office may settle, and how many stand where."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from gerbang.people.acting import Actor
from gerbang.register import faceting, facets
from gerbang.register.models import Fact, Tie
from gerbang.register.queries import Filters, narrowed, own_tokens, visible_to
from gerbang.register.wording import fact_in_words

UNDECIDED, AGAIN, LEFT_OPEN = (token.partition("_")[2] for token in (facets.UNDECIDED, facets.AGAIN, facets.LEFT_OPEN))
STATES = ("", UNDECIDED, AGAIN, LEFT_OPEN)
"""All differences; those somebody has still to settle; of these, those decided before and contradicted since; those
left open on purpose."""
FACTS = tuple(fact for fact in Fact.values if fact != Fact.COUNT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list of differences is narrowed to."""

    region: str = ""
    country: str = ""
    fact: str = ""
    state: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Asked()

    @property
    def filters(self) -> Filters:
        return Filters(region=self.region, country=self.country, disputed=True, differ=self.fact)


def spoken_for(actor: Actor) -> QuerySet[Tie]:
    """The ties whose facts the actor's office keeps, or as a province looks at: its own and those of its regions."""
    ties = visible_to(actor)
    if actor.national_sight:
        return ties
    own = own_tokens(actor)
    return ties.filter(terms__matches=(own,)) if own else ties.none()


def differing(actor: Actor, asked: Asked) -> QuerySet[Tie]:
    """The ties on which sources differ as asked."""
    found = narrowed(spoken_for(actor), asked.filters)
    return found.filter(terms__matches=((facets.of_key(facets.DIFFER, asked.state),),)) if asked.state else found


def counted(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many ties stand in each state under the other filters; "" is all of them."""
    return {state: differing(actor, replace(asked, state=state)).count() for state in STATES}


def number(actor: Actor, state: str) -> int:
    """How many ties stand in that state."""
    return differing(actor, Asked(state=state)).count()


def places(actor: Actor) -> faceting.Counted:
    """Where the differences lie, for the filters beside the list."""
    return faceting.by_counting(differing(actor, Asked()))


@dataclass(frozen=True, slots=True)
class Line:
    """One tie of the list: the facts on which sources differ, whether all of them were left open, and whether one was
    decided before and contradicted since."""

    tie: Tie
    facts: list[str]
    left_open: bool
    again: bool


def line(tie: Tie) -> Line:
    """What the tie's own row says of its differences."""
    tokens = tie.facets.split()
    facts = [fact_in_words(fact, None) for fact in FACTS if facets.of_key(facets.DIFFER, fact) in tokens]
    return Line(tie, facts, facets.LEFT_OPEN in tokens, facets.AGAIN in tokens)
