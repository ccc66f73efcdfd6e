"""A rulebook's texts and provisions as pages show them, in the active language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from gerbang.pages.articles import article
from gerbang.rulebook.schema import Basis, Provision, Rulebook, Text
from gerbang.values.language import active, pick

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class ShownBasis:
    """The places of a provision, written out, and the name of their source; the shape `pages.natures` draws."""

    source: str
    at: str


@dataclass(frozen=True, slots=True)
class ShownProvision:
    """A provision as a page shows it."""

    nature: str
    sure: str
    basis: ShownBasis | None


def said(text: Text) -> str:
    """The text in the active language."""
    return pick(id=text.id, en=text.en)


def shown(book: Rulebook, provision: Provision) -> ShownProvision:
    """The provision with the places of its principal source together; those of other sources follow in words."""
    if not provision.basis:
        return ShownProvision(provision.nature, provision.sure, None)
    principal = provision.basis[0].source
    own = [basis.at for basis in provision.basis if basis.source == principal]
    others = [cited(book, basis) for basis in provision.basis if basis.source != principal]
    places = "; ".join([*others, *(article(at, active()) for at in _together(own))])
    return ShownProvision(provision.nature, provision.sure, ShownBasis(said(book.sources[principal].name), places))


def cited(book: Rulebook, basis: Basis) -> str:
    """`Pasal 30 ayat (4) PP 28/2018`."""
    return article(basis.at, active(), said(book.sources[basis.source].name))


def citations(book: Rulebook, provisions: Iterable[Provision]) -> str:
    """Every place these provisions rest on, once each."""
    seen = {cited(book, basis): None for provision in provisions for basis in provision.basis}
    return "; ".join(seen)


def _together(places: Sequence[str]) -> list[str]:
    """Paragraphs of one article said together: 30(1), 30(4) and 30(5) are 30(1)(4)(5)."""
    merged: dict[str, str] = {}
    for at in places:
        number, bracket, rest = at.partition("(")
        plain = bool(bracket) and rest.endswith(")")
        key = number if plain else at
        merged[key] = merged.get(key, number) + f"({rest}" if plain else at
    return list(merged.values())


def day_in_words(value: object) -> str:
    """A day as pages write it, also where a step keeps it as ISO text; anything else as it is."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        value = date.fromisoformat(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
