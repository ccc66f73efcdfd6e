"""What conditions ask about: facts of the world (countries, regions) and the checks on those people state."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gerbang.access import Refused
from gerbang.gate import reasons
from gerbang.gate.models import Case
from gerbang.places.models import Partner, Region
from gerbang.places.queries import country_facts
from gerbang.register.models import Party, Tie
from gerbang.rulebook.schema import Rulebook, Text
from gerbang.rulebook.soundness import takes
from gerbang.rulebook.standing import opening
from gerbang.values import Invalid

if TYPE_CHECKING:
    from gerbang.gate.actions import Beginning

WORST_FIRST: Mapping[str, tuple[Any, ...]] = {
    "country.relations": ("no", "unknown", "yes"),
    "country.policy": ("no-contact", "special", "normal"),
    "level.equal": ("no", "unknown", "yes"),
    "region.autonomous": (False, True),
}
"""With several partners the strictest answer counts."""


def world(case: Case) -> dict[str, Any]:
    """The facts that places know about the parties of a case."""
    parties = case.tie.parties.select_related("partner__country__sovereign", "region__province")
    partners = [party.partner for party in parties if party.side == Party.Side.PARTNER and party.partner]
    regions = [party.region for party in parties if party.side == Party.Side.PARTNER and party.region]
    return of_parties(case.region, partners, regions) | of_tie(case.tie)


def of_tie(tie: Tie) -> dict[str, Any]:
    """What the register knows of the cooperation itself: which of the four codes of PP 28/2018 it is."""
    return {"tie.family": family(tie)}


def family(tie: Tie) -> str:
    return tie.kind.partition("-")[0]


def of_parties(region: Region, partners: Iterable[Partner], regions: Iterable[Region] = ()) -> dict[str, Any]:
    """The strictest facts over all partners; other regions only have to be autonomous themselves."""
    answers = [country_facts(partner, region) for partner in partners] or [{"region.autonomous": region.autonomous}]
    answers += [{"region.autonomous": other.autonomous} for other in regions]
    return {key: _strictest(key, [answer[key] for answer in answers if key in answer]) for key in WORST_FIRST
            if any(key in answer for answer in answers)}  # fmt: skip


def stated(book: Rulebook, known: Mapping[str, Any], told: Callable[[Text], str]) -> str:
    """What was chosen in a case, in words, such as the ground on which a cooperation ends."""
    chosen = [(fact, known.get(fact.id)) for fact in book.facts.values() if fact.by == "case"]
    return "; ".join(
        f"{told(fact.name)}: {told(fact.named(value))}" for fact, value in chosen if isinstance(value, str)
    )


def check_opening(book: Rulebook, beginning: "Beginning") -> None:
    """Raises Refused with the article for what confirmed regulation forbids from the start."""
    check_case_facts(book, beginning.facts)
    known = of_parties(beginning.region, beginning.partners, beginning.regions) | dict(beginning.facts)
    for verdict in opening(book, known):
        if verdict.refuses:
            raise Refused(reasons.refused_condition(book, verdict))


def check_case_facts(book: Rulebook, values: Mapping[str, Any]) -> None:
    """Raises Invalid for a fact the rulebook does not know or a value it does not list."""
    problems: dict[str, str] = {}
    for key, value in values.items():
        fact = book.facts.get(key)
        if fact is None or fact.by != "case":
            problems[key] = _("This rulebook asks for no such fact.")
        elif value is not None and not takes(fact, value):
            problems[key] = _("This is no answer to this question; choose one of those offered.")
    if problems:
        raise Invalid(problems)


def _strictest(key: str, values: list[Any]) -> Any:
    return min(values, key=WORST_FIRST[key].index)
