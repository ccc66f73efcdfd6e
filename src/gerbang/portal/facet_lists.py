"""The filters beside the list: for each facet what there is to choose, with how many it would leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gerbang.people.acting import Actor
from gerbang.places.models import Country, Region
from gerbang.portal.filters import SDGS, Wanted
from gerbang.register import faceting, facets
from gerbang.register.areas import areas, by_name
from gerbang.register.faceting import Counted
from gerbang.register.goals import goal_label
from gerbang.register.models import Phase, TieKind

SHOWN = 10
"""Values of a facet that stand open; the others are folded away."""
PLACES_OFFERED = 120
"""Places of one facet that are offered: a further region may be typed, a further country has its own page."""
MARKS = {
    "dated": (facets.DATED, gettext_lazy("With a full date")),
    "disputed": (facets.DISPUTED, gettext_lazy("Sources differ, not decided yet")),
    "chosen": (facets.CHOSEN, gettext_lazy("Sources differ, one chosen")),
    "held": (facets.HELD, gettext_lazy("A party not matched yet")),
}
Countries = Sequence[tuple[Country, int]]
PRECISIONS = {
    "day": gettext_lazy("To the day"),
    "month": gettext_lazy("To the month"),
    "year": gettext_lazy("To the year"),
    "not-later": gettext_lazy("Only “not later than”"),
    "unknown": gettext_lazy("Date not known"),
}
"""How well the date of signing is known."""
PLACES = ("province", "region", "country")
TITLES = {
    "province": gettext_lazy("Province"),
    "region": gettext_lazy("Region"),
    "country": gettext_lazy("Country"),
    "kind": gettext_lazy("Kind"),
    "phase": gettext_lazy("Phase"),
    "areas": pgettext_lazy("facet", "Field"),
    "sdgs": gettext_lazy("Sustainable Development Goal"),
    "year": gettext_lazy("Certainly in the year"),
    "precision": gettext_lazy("How well the date is known"),
    "confirmed": gettext_lazy("Last confirmed in the year"),
    "marks": gettext_lazy("State of the data"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet: `query` is the address with it, or without it where it is chosen."""

    label: str
    query: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One facet. `values` stand open, `folded` are the rest."""

    key: str
    title: str
    values: Sequence[Value]
    folded: Sequence[Value]


def groups(actor: Actor, wanted: Wanted, counted: Counted) -> list[Group]:
    """Every facet that has something to choose; regions may be typed as well.

    The phase is for officials: the public sees what is signed.
    """
    found = [
        _group("province", _places(wanted, "province", faceting.provinces(counted))),
        _group("region", _places(wanted, "region", faceting.regions(counted))),
        _group("country", _places(wanted, "country", faceting.countries(counted))),
        _group("kind", _keys(wanted, "kind", _kinds(counted))),
        *([_group("phase", _keys(wanted, "phase", _phases(counted)))] if actor.is_authenticated else []),
        _group("areas", _several(wanted, "areas", _areas(counted))),
        _group("sdgs", _several(wanted, "sdgs", _goals(counted))),
        _group("year", _years(wanted, counted)),
        _group("marks", _marks(wanted, counted)),
    ]
    some = any(group.values for group in found)
    return [group for group in found if group.values or (some and group.key == "region")]


def _group(key: str, values: Iterator[Value]) -> Group:
    everything = list(values)
    chosen = [value for value in everything if value.chosen]
    others = [value for value in everything if not value.chosen]
    shown = max(0, SHOWN - len(chosen))
    return Group(key, str(TITLES[key]), [*chosen, *others[:shown]], others[shown:])


def _places(wanted: Wanted, name: str, found: Sequence[tuple[Region, int]] | Countries) -> Iterator[Value]:
    """The most frequent first, namesakes of one number in the order of their names."""
    named = [(place.name, place.ref, number) for place, number in found]
    chosen = getattr(wanted.by, name)
    for place, (label, ref, number) in enumerate(sorted(named, key=lambda one: (-one[2], one[0]))):
        if place < PLACES_OFFERED or ref == chosen:
            yield _single(wanted, name, ref, label, number)


def _keys(wanted: Wanted, name: str, found: Sequence[tuple[str, str, int]]) -> Iterator[Value]:
    yield from (_single(wanted, name, key, label, number) for key, label, number in found)


def _single(wanted: Wanted, name: str, value: object, label: str, number: int) -> Value:
    chosen = getattr(wanted.by, name) == value
    emptied = None if name == "year" else ""
    changes = {name: emptied if chosen else value}
    if name == "year" and chosen:
        changes["possibly"] = False
    return Value(label, wanted.with_filters(**changes).query, number, chosen)


def _several(wanted: Wanted, name: str, found: Sequence[tuple[str | int, str, int]]) -> Iterator[Value]:
    """Values of which several may be chosen, and all must be met; the most frequent first, then by name or number."""
    held: tuple[str | int, ...] = getattr(wanted.by, name)
    for value, label, number in sorted(found, key=lambda one: -one[2]):
        chosen = value in held
        changed = tuple(one for one in held if one != value) if chosen else tuple(sorted({*held, value}, key=str))
        yield Value(label, wanted.with_filters(**{name: changed}).query, number, chosen)


def _kinds(counted: Counted) -> list[tuple[str, str, int]]:
    found = faceting.keys(counted, facets.KIND, TieKind.values)
    return [(key, str(TieKind(key).label), number) for key, number in found.items()]


def _phases(counted: Counted) -> list[tuple[str, str, int]]:
    found = faceting.keys(counted, facets.PHASE, Phase.values)
    return [(key, str(Phase(key).label), number) for key, number in found.items()]


def _areas(counted: Counted) -> list[tuple[str | int, str, int]]:
    found = faceting.keys(counted, facets.AREA, [area.key for area in by_name()])
    return [(key, areas()[key].name, number) for key, number in found.items()]


def _goals(counted: Counted) -> list[tuple[str | int, str, int]]:
    numbers = ((goal, counted.number(facets.of_key(facets.SDG, f"{goal:02}"))) for goal in SDGS)
    return [(goal, goal_label(goal), number) for goal, number in numbers if number]


def _years(wanted: Wanted, counted: Counted) -> Iterator[Value]:
    yield from (_single(wanted, "year", year, str(year), number) for year, number in faceting.years(counted))


def _marks(wanted: Wanted, counted: Counted) -> Iterator[Value]:
    for name, (token, label) in MARKS.items():
        chosen, number = getattr(wanted.by, name), counted.number(token)
        if chosen or number:
            yield Value(str(label), wanted.with_filters(**{name: not chosen}).query, number, chosen)


def title_of(name: str) -> str:
    """What a filter is called, by its field in `Filters`."""
    if name in MARKS:
        return str(MARKS[name][1])
    own = {"words": _("Words"), "partner": _("Partner")}
    return own.get(name) or str(TITLES[name])


def chosen_labels(wanted: Wanted, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Every chosen filter: the name of the facet, the value in words, and the address without it.

    `names` holds the names of the chosen places by their refs.
    """
    by = wanted.by
    if by.words:
        yield title_of("words"), by.words, wanted.with_filters(words="").query
    for name in (*PLACES, "partner"):
        if ref := getattr(by, name):
            yield title_of(name), names.get(ref, ref), wanted.with_filters(**{name: ""}).query
    if by.kind:
        yield str(TITLES["kind"]), str(TieKind(by.kind).label), wanted.with_filters(kind="").query
    if by.phase:
        yield str(TITLES["phase"]), str(Phase(by.phase).label), wanted.with_filters(phase="").query
    for key in by.areas:
        without = tuple(one for one in by.areas if one != key)
        yield str(TITLES["areas"]), areas()[key].name, wanted.with_filters(areas=without).query
    for goal in by.sdgs:
        rest = tuple(one for one in by.sdgs if one != goal)
        yield str(TITLES["sdgs"]), goal_label(goal), wanted.with_filters(sdgs=rest).query
    if by.year:
        title = _("Certainly or possibly in the year") if by.possibly else str(TITLES["year"])
        yield title, str(by.year), wanted.with_filters(year=None, possibly=False).query
    if by.precision:
        yield title_of("precision"), str(PRECISIONS[by.precision]), wanted.with_filters(precision="").query
    if by.confirmed:
        yield title_of("confirmed"), str(by.confirmed), wanted.with_filters(confirmed=None).query
    for name, (_token, label) in MARKS.items():
        if getattr(by, name):
            yield "", str(label), wanted.with_filters(**{name: False}).query
