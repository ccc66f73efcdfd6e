"""How many ties a person would find under each further filter: from the cube where it can answer, else by counting.

Nobody waits for an exact count of millions: beyond 10,000 ties only the newest 2,000 are counted, and the page says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import QuerySet

from gerbang.people.acting import Actor
from gerbang.places.models import Country, Partner, Region
from gerbang.register import cube, facets
from gerbang.register.frequency import surely_more_than
from gerbang.register.models import Tie
from gerbang.register.queries import (
    COUNTED,
    NEWEST_FIRST,
    Filters,
    bounded_count,
    hidden_from_public,
    narrowed,
    visible_to,
)
from gerbang.search.querying import words_query

COUNTED_EXACTLY = 1_000
"""Up to so many ties are counted as they stand, however quick the cube would be."""
SAMPLED = 2_000
"""Of more ties than anybody waits for, so many of the newest are looked at for the numbers beside the filters."""
Place = TypeVar("Place", Region, Country, Partner)


@dataclass(frozen=True, slots=True)
class Counted:
    """Token → number of ties, and how many of these the public does not see.

    `whole` is False where only the newest 2,000 were counted.
    """

    numbers: Mapping[str, int]
    hidden: Mapping[str, int] = field(default_factory=dict)
    whole: bool = True

    def of(self, facet: str) -> dict[str, int]:
        """The tokens of one facet, the most frequent first."""
        found = [(token, number) for token, number in self.numbers.items() if facets.facet(token) == facet]
        return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    @property
    def total(self) -> int:
        """All ties counted: each has one phase, or lies outside the law and has none."""
        return _total(self.numbers)

    @property
    def total_hidden(self) -> int:
        return _total(self.hidden)

    def number(self, token: str) -> int:
        return self.numbers.get(token, 0)


def count(actor: Actor, chosen: Filters) -> Counted:
    """The numbers beside the filters. Within a facet already chosen, the other values show what they would give."""
    tokens = chosen.tokens
    if not chosen.is_only_facets or chosen.also or len(tokens) > 1:
        return _by_counting(actor, chosen)
    if not tokens:
        return _with_own(actor, chosen, cube.numbers_apart(everything=actor.national_sight))
    chosen_facet = facets.facet(tokens[0])
    if chosen_facet not in facets.PAIRED:
        return _by_counting(actor, chosen)
    beside = cube.numbers_apart(tokens[0], everything=actor.national_sight)
    others = cube.numbers_apart(prefix=f"{chosen_facet}_", everything=actor.national_sight)
    if chosen_facet in facets.SEVERAL:
        others = others.of(tokens[0])
    return _with_own(actor, chosen, cube.Numbers(others.public + beside.public, others.hidden + beside.hidden))


def how_many(actor: Actor, by: Filters) -> int | None:
    """How many ties the filters find; None says more than 10,000. The cube tells it of long lists only: it may lag."""
    known = told_by_cube(actor, by)
    if known is not None and known > COUNTED_EXACTLY:
        return known
    return None if _are_surely_many(by) else bounded_count(narrowed(visible_to(actor), by))


def _are_surely_many(by: Filters) -> bool:
    """Facets alone the cube knows, or they are quickly counted; words that say nothing find nothing."""
    return bool(words_query(by.words)) and not by.possibly and surely_more_than(COUNTED, by.query)


def told_by_cube(actor: Actor, by: Filters) -> int | None:
    """How many ties the filters find by the cube, which may lag a minute; None where they are no cell of it."""
    if not by.is_only_facets or by.also:
        return None
    if not by.tokens:
        known = sum(cube.numbers(prefix=f"{facets.KIND}_", everything=actor.national_sight).values())
    elif (cell := facets.cell(by.tokens)) is not None:
        known = cube.number(*cell, everything=actor.national_sight)
    else:
        return None
    return known + len(_own(actor, by))


def _own(actor: Actor, by: Filters) -> dict[int, str]:
    """Facets of the ties that filters find of those an official sees besides public ones, by key; these are few."""
    if not actor.is_authenticated or actor.national_sight:
        return {}
    parts = (narrowed(part, by).values_list("pk", "facets")[:COUNTED] for part in hidden_from_public(actor))
    return {key: found for part in parts for key, found in part}


def _by_counting(actor: Actor, chosen: Filters) -> Counted:
    known = told_by_cube(actor, chosen)
    many = _are_surely_many(chosen) if known is None else known > COUNTED
    return by_counting(narrowed(visible_to(actor), chosen), known_many=many)


def by_counting(ties: QuerySet[Tie], *, known_many: bool = False) -> Counted:
    """The numbers under each token among these ties; of more than 10,000, among the newest of them."""
    found = ties.values_list("facets", "public")
    rows = [] if known_many else list(found.order_by()[: COUNTED + 1])
    whole = not known_many and len(rows) <= COUNTED
    if not whole:
        rows = list(found.order_by(*NEWEST_FIRST)[:SAMPLED])
    numbers = Counter(token for row, _public in rows for token in row.split())
    hidden = Counter(token for row, public in rows if not public for token in row.split())
    return Counted(numbers, hidden, whole)


def _total(numbers: Mapping[str, int]) -> int:
    phases = sum(number for token, number in numbers.items() if facets.facet(token) == facets.PHASE)
    return phases + numbers.get(facets.OUTSIDE, 0)


def _with_own(actor: Actor, chosen: Filters, numbers: cube.Numbers) -> Counted:
    """Besides public ties an official sees some of their own; these are few and counted as they stand.

    One that lacks the chosen facet counts where it stands in that facet itself: there it is what a sibling would give,
    unless both may be asked for together.
    """
    tokens = set(chosen.tokens)
    beside = {facets.facet(token) for token in tokens}.difference(facets.SEVERAL)
    hidden = numbers.hidden
    for row in _own(actor, Filters()).values():
        found = row.split()
        whole = tokens <= set(found)
        hidden.update(token for token in found if whole or facets.facet(token) in beside)
    return Counted(numbers.public + hidden, hidden)


def regions(counted: Counted) -> list[tuple[Region, int]]:
    """Regions that are a party, in the order of their codes, with the number of their ties."""
    return _places(counted, facets.REGION, "dr", Region.objects.select_related("province").order_by("code"))


def provinces(counted: Counted) -> list[tuple[Region, int]]:
    """Provinces that are a party themselves, or in which a party lies."""
    return _places(counted, facets.PROVINCE, "dr", Region.objects.order_by("code"))


def countries(counted: Counted) -> list[tuple[Country, int]]:
    """Countries with a partner, the most frequent first."""
    found = _places(counted, facets.COUNTRY, "ng", Country.objects.all())
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def years(counted: Counted) -> list[tuple[int, int]]:
    """Years in which ties were certainly agreed, the newest first."""
    found = counted.of(facets.YEAR)
    return sorted(((int(token[3:]), number) for token, number in found.items()), reverse=True)


def keys(counted: Counted, facet: str, known: Sequence[str]) -> dict[str, int]:
    """The values of a closed list that occur, in the list's own order."""
    numbers = {key: counted.number(facets.of_key(facet, key)) for key in known}
    return {key: number for key, number in numbers.items() if number}


def _places(counted: Counted, facet: str, prefix: str, places: QuerySet[Place]) -> list[tuple[Place, int]]:
    numbers = {facets.ref_of(token, prefix): number for token, number in counted.of(facet).items()}
    return [(place, numbers[place.ref]) for place in places.filter(ref__in=numbers)]
