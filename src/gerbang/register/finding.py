"""Finds the places that a source's names mean, through the pure matcher. Nothing is guessed: the rest is held."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Q

from gerbang.places import naming
from gerbang.places import queries as places
from gerbang.places.likeness import is_near
from gerbang.places.models import City, Country, Partner, PlaceName, Region, RegionName, Subdivision
from gerbang.register.matching import Candidate, only, parts, spellings, without_type
from gerbang.search import fold, tokens

Sought = TypeVar("Sought")
ASKED = 500
"""Names asked for in one question."""
OFFERED = 12
"""How many places are offered to a person who has to choose."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Sought]):
    """The one that is meant; without it, those that may be."""

    one: Sought | None
    candidates: tuple[Sought, ...] = ()


def region(written: str, level: str = "") -> Region | None:
    """The one region of that name, today's or former; a level or a type word in the name decides between namesakes."""
    return regions(written, level).one


def regions(written: str, level: str = "") -> Found[Region]:
    """The same, with those a person may choose from where the name does not decide."""
    kind, bare = naming.split_region_name(written)
    names = RegionName.objects.filter(folded=bare).select_related("region__province").order_by("region__code")
    found = {name.region_id: name.region for name in names}
    wanted = [one for one in found.values() if one.kind == (level or kind or one.kind)]
    if len(wanted) == 1:
        return Found(wanted[0])
    return Found(None, tuple(wanted or found.values() or places.pick_region(written, OFFERED))[:OFFERED])


def place(written: str, level: str, alpha2: str = "") -> places.Place | None:
    """The one place abroad of that name and level; without a country it must be the only one in the world."""
    return Gazetteer().find(written, level, alpha2).one


def keys(found: Iterable[places.Place]) -> list[str]:
    """How places are kept for a person to choose from."""
    return [places.place_key(one) for one in found]


class Gazetteer:
    """The places abroad by their names. What was looked up once, or prepared for many at once, is remembered."""

    def __init__(self) -> None:
        self._named: dict[str, list[PlaceName]] = {}
        self._countries: dict[int, Country] = {}
        self._tiers: dict[str, list[PlaceName]] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Looks up all the names in these texts at once; what was prepared before is forgotten."""
        folded = {fold(name) for text in texts for name in _spelled(text)}
        self._named = {name: [] for name in folded}
        for start in range(0, len(folded), ASKED):
            self._look_up(sorted(folded)[start : start + ASKED])

    def find(self, written: str, level: str, alpha2: str = "") -> Found[places.Place]:
        """The place that is meant, or those a person may choose from.

        A text that names several places is none of them, unless all of it is the name of one. What stands behind a
        comma narrows; a government added by hand is found by its whole name. First-tier areas of the same country
        that are spelled nearly so are offered too, and never taken.
        """
        found: dict[str, places.Place] = {}
        several = parts(written)
        for spelling, word, hint in [(written, level, "")] if several else _ways(written, level):
            named = dict(self._places(spelling, alpha2, hint))
            match = only((candidate for candidate, _place in named.values()), word)
            if match is not None:
                return Found(named[str(match.key)][1])
            found |= {key: one for key, (_candidate, one) in named.items()}
        by_hand = _by_hand(written, alpha2)
        if by_hand is not None:
            return Found(by_hand)
        for part in several:
            found |= {key: one for key, (_candidate, one) in self._places(part, alpha2)}
        for spelling in several or [spelling for spelling, _word, _hint in _ways(written, "") if "," not in spelling]:
            found |= {places.place_key(one): one for one in self._near(spelling, alpha2, found.values())}
        return Found(None, tuple(found.values())[:OFFERED])

    def _near(self, spelling: str, alpha2: str, found: Iterable[places.Place]) -> list[Subdivision]:
        """First-tier areas of nearly that name in the country, else in the countries of what was found."""
        countries = [alpha2] if alpha2 else dict.fromkeys(filter(None, map(_country_of, found)))
        return [
            name.subdivision
            for country in countries
            for name in self._first_tiers(country)
            if name.subdivision and is_near(spelling, name.folded)
        ]

    def _first_tiers(self, alpha2: str) -> list[PlaceName]:
        if alpha2 not in self._tiers:
            self._tiers[alpha2] = places.first_tiers(alpha2)
        return self._tiers[alpha2]

    def _places(
        self, spelling: str, alpha2: str, hint: str = ""
    ) -> Iterator[tuple[str, tuple[Candidate, places.Place]]]:
        """The places of a name by key; the row with the main name stands last and counts."""
        folded, asked = fold(spelling), set(tokens(hint))
        if folded not in self._named:
            self._named[folded] = []
            self._look_up([folded])
        for name in self._named[folded]:
            if alpha2 and name.country.alpha2 != alpha2:
                continue
            if asked <= set(tokens(places.surroundings(name))):
                one: places.Place = name.city or name.subdivision or name.country
                key = places.place_key(one)
                yield key, (Candidate(key, places.level_of(one), name.main, isinstance(one, City)), one)

    def _look_up(self, folded: Sequence[str]) -> None:
        rows = PlaceName.objects.filter(folded__in=folded).select_related(
            "country", "subdivision__territory", "city__admin1", "city__government"
        )
        for name in rows.order_by("main", "weight", "pk"):
            country = self._countries.setdefault(name.country_id, name.country)
            name.country = country
            if name.subdivision:
                name.subdivision.country = country
            if name.city:
                name.city.country = country
            self._named[name.folded].append(name)


def _spelled(written: str) -> Iterator[str]:
    """Every name under which a text may be looked up."""
    yield written
    yield from (spelling for spelling, _level, _hint in _ways(written, ""))
    yield from parts(written)


def _ways(written: str, level: str) -> Iterator[tuple[str, str, str]]:
    """A name, its level and a hint where it lies: as written, without brackets, before the comma, without type word."""
    for spelling in spellings(written):
        name, _comma, hint = spelling.partition(",")
        yield spelling, level, ""
        if hint.strip():
            yield name, level, hint
        word, bare = without_type(name)
        if word:
            yield bare, level or word, hint


def _country_of(place: places.Place) -> str:
    country = place if isinstance(place, Country) else place.country
    return country.alpha2 if country else ""


def _by_hand(written: str, alpha2: str) -> Partner | None:
    added = Partner.objects.filter(
        Q(folded=fold(written)) | Q(folded_names__contains=f" | {fold(written)} | "),
        kind=Partner.Kind.GOVERNMENT,
        territory=None,
        subdivision=None,
        city=None,
        merged_into=None,
    )
    found = list((added.filter(country__alpha2=alpha2) if alpha2 else added).select_related("country")[:2])
    return found[0] if len(found) == 1 else None
