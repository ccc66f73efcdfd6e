"""Finds the places that a source's names mean, through the pure matcher. Nothing is guessed: the rest is held."""

from gerbang.places import naming
from gerbang.places import queries as places
from gerbang.places.models import City, PlaceName, Region, RegionName
from gerbang.register.matching import Candidate, only, spellings
from gerbang.search import fold


def region(written: str, level: str = "") -> Region | None:
    """The one region of that name, today's or former; a level or a type word in the name decides between namesakes."""
    kind, bare = naming.split_region_name(written)
    names = RegionName.objects.filter(folded=bare).select_related("region__province")
    found = {name.region_id: name.region for name in names}
    wanted = [one for one in found.values() if one.kind == (level or kind or one.kind)]
    return wanted[0] if len(wanted) == 1 else None


def place(written: str, level: str, alpha2: str = "") -> places.Place | None:
    """The one place abroad of that name and level; without a country it must be the only one in the world."""
    for spelling in spellings(written):
        names = PlaceName.objects.filter(folded=fold(spelling)).select_related(
            "country", "subdivision", "city__country"
        )
        if alpha2:
            names = names.filter(country__alpha2=alpha2)
        found = {}
        candidates = []
        for name in names:
            one: places.Place = name.city or name.subdivision or name.country
            key = places.place_key(one)
            found[key] = one
            candidates.append(Candidate(key, places.level_of(one), name.main, isinstance(one, City)))
        match = only(candidates, level)
        if match is not None:
            return found[str(match.key)]
    return None
