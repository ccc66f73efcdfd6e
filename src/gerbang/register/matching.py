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


TYPES = {
    "kota": "city",
    "kota metropolitan": "metropolitan city",
    "provinsi": "province",
    "prefektur": "prefecture",
    "negara bagian": "state",
    "pemerintah kota": "city",
    "city of": "city",
    "province of": "province",
    "prefecture of": "prefecture",
    "state of": "state",
}
TYPES_BEHIND = ("city", "prefecture", "province", "state")
"""Words that tell city from first tier. A county may bear a city's name, so that its word is never taken off."""
SEVERAL = re.compile(r"\s*(?:[/;]|\s(?:dan|and|serta|&)\s)\s*", re.IGNORECASE)


def without_type(written: str) -> tuple[str, str]:
    """The level a name's own type word tells, and the name without it: `Prefektur Kyoto` → (prefecture, Kyoto)."""
    words = written.split()
    for length in (2, 1):
        head = " ".join(words[:length]).casefold()
        if len(words) > length and head in TYPES:
            return TYPES[head], " ".join(words[length:])
    if len(words) > 1 and words[-1].casefold() in TYPES_BEHIND:
        return words[-1].casefold(), " ".join(words[:-1])
    return "", written


def parts(written: str) -> list[str]:
    """The names in a text that names several, those in brackets too: `Kochi (Kitakyushu dan Kobe)` → three.

    Empty where it names one: what stands in brackets alone is an alias or the area around it.
    """
    inside = "".join(re.findall(r"\(([^)]*)\)", written))
    outside = re.sub(r"\s*\([^)]*\)", "", written)
    aside = [part for part in SEVERAL.split(inside) if part.strip()]
    named = [part for part in SEVERAL.split(outside) if part.strip()]
    if len(aside) > 1:
        named += [name.strip() for part in aside for name in part.split(",")]
    elif "," in outside and len(named) > 1:
        named = [name.strip() for part in named for name in part.split(",") if name.strip()]
    return named if len(named) > 1 else []
