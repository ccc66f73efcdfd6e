"""Which place a written name means, when it means exactly one. Pure; whatever is ambiguous is held, never guessed."""

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

CITY_OF_FIRST_TIER = frozenset({"first-and-city", "first"})
FITTING = {
    "province": frozenset({"first", "first-and-city"}),
    "prefecture": frozenset({"first"}),
    "state": frozenset({"first"}),
    "region": frozenset({"first"}),
    "autonomous region": frozenset({"first"}),
    "republic": frozenset({"first"}),
    "territory": frozenset({"first"}),
    "metropolis": CITY_OF_FIRST_TIER,
    "metropolitan city": CITY_OF_FIRST_TIER,
    "federal city": CITY_OF_FIRST_TIER,
    "city state": CITY_OF_FIRST_TIER,
    "municipality": frozenset({"first-and-city", "first", "second"}),
    "city": frozenset({"second", "first-and-city"}),
    "county": frozenset({"second"}),
    "district": frozenset({"second", "lower"}),
    "town": frozenset({"second", "lower"}),
}
"""Tiers that a source's word for a level can mean. An unknown word fits every tier."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears the name, as its main name or as another one; `city` where it is a city and no wider area."""

    key: Hashable
    level: str
    main: bool = True
    city: bool = False


def only(candidates: Iterable[Candidate], word: str = "") -> Candidate | None:
    """The one candidate of a fitting level; else the one whose main name it is; else the one city that was asked for.

    Size decides nothing: of two cities of one name, the larger is still a guess.
    """
    fitting = FITTING.get(word)
    found: dict[Hashable, Candidate] = {}
    for candidate in candidates:
        known = found.get(candidate.key)
        if (fitting is None or candidate.level in fitting) and not (known and known.main):
            found[candidate.key] = candidate
    main = [candidate for candidate in found.values() if candidate.main]
    cities = [candidate for candidate in main if candidate.city] if word in ("city", "town") else []
    for choice in (list(found.values()), main, cities):
        if len(choice) == 1:
            return choice[0]
    return None


def spellings(written: str) -> list[str]:
    """A name as written, then without what stands in brackets, which may be an alias or the area around it.

    A text wholly in brackets describes a partner nobody named, and spells nothing.
    """
    if written.startswith("("):
        return []
    return list(dict.fromkeys([written, re.sub(r"\s*\([^)]*\)", "", written).strip()]))
