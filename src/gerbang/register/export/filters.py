"""Filters of an export as they are typed: `country=JP`, `year=2015`, `area=health`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from gerbang.places.models import Country, Partner, Region
from gerbang.register.areas import areas
from gerbang.register.models import Phase, TieKind
from gerbang.register.queries import Filters
from gerbang.values import Invalid

Place = TypeVar("Place", Region, Country, Partner)


def read(typed: Iterable[str]) -> Filters:
    """The filters; `Invalid` names every one that cannot be used, and what may be said instead."""
    chosen, problems = Filters(), {}
    for one in typed:
        key, _equals, value = one.partition("=")
        try:
            chosen = replace(chosen, **_reader(key.strip())(chosen, value.strip()))
        except ValueError as problem:
            problems[one] = str(problem)
    if problems:
        raise Invalid(problems)
    return chosen


Reader = Callable[[Filters, str], dict[str, Any]]


def _reader(key: str) -> Reader:
    if key not in READERS:
        raise ValueError(f"There is no filter {key!r}. Filters: {', '.join(READERS)}.")
    return READERS[key]


def _region(text: str, *, province: bool = False) -> str:
    found = Region.objects.filter(ref=text).first() or Region.objects.filter(code=text).first()
    if found is None or (province and found.province_id is not None):
        raise ValueError("Give the ref or the Kemendagri code of a " + ("province." if province else "region."))
    return found.ref


def _country(text: str) -> str:
    found = Country.objects.filter(ref=text).first() or Country.objects.filter(alpha2=text.upper()).first()
    if found is None:
        raise ValueError("Give the ref or the two-letter ISO code of a country.")
    return found.ref


def _partner(text: str) -> str:
    if not Partner.objects.filter(ref=text).exists():
        raise ValueError("Give the ref of a partner.")
    return text


def _one_of(text: str, known: Iterable[str]) -> str:
    if text not in known:
        raise ValueError(f"One of: {', '.join(known)}.")
    return text


def _number(text: str, first: int, last: int) -> int:
    if not text.isascii() or not text.isdecimal() or not first <= int(text) <= last:
        raise ValueError(f"A number from {first} to {last}.")
    return int(text)


def _yes(text: str) -> bool:
    return _one_of(text, ("yes", "no")) == "yes"


READERS: Mapping[str, Reader] = {
    "words": lambda chosen, text: {"words": text},
    "province": lambda chosen, text: {"province": _region(text, province=True)},
    "region": lambda chosen, text: {"region": _region(text)},
    "country": lambda chosen, text: {"country": _country(text)},
    "partner": lambda chosen, text: {"partner": _partner(text)},
    "kind": lambda chosen, text: {"kind": _one_of(text, TieKind.values)},
    "phase": lambda chosen, text: {"phase": _one_of(text, Phase.values)},
    "area": lambda chosen, text: {"areas": (*chosen.areas, _one_of(text, areas()))},
    "sdg": lambda chosen, text: {"sdgs": (*chosen.sdgs, _number(text, 1, 17))},
    "year": lambda chosen, text: {"year": _number(text, 1900, 2999)},
    "possibly": lambda chosen, text: {"possibly": _yes(text)},
    "dated": lambda chosen, text: {"dated": _yes(text)},
    "disputed": lambda chosen, text: {"disputed": _yes(text)},
    "chosen": lambda chosen, text: {"chosen": _yes(text)},
    "held": lambda chosen, text: {"held": _yes(text)},
}
"""`area` and `sdg` may be given several times: a cooperation must then have all of them."""
