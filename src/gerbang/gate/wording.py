"""A rulebook's texts and provisions as pages show them, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass

from gerbang.rulebook.schema import Basis, Provision, Rulebook, Text
from gerbang.values.language import pick


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
    """The provision with its principal source written out; further places of other sources follow in words."""
    if not provision.basis:
        return ShownProvision(provision.nature, provision.sure, None)
    first, *further = provision.basis
    at = "; ".join([said(first.place), *(cited(book, basis) for basis in further if basis.source != first.source)])
    same = [said(basis.place) for basis in further if basis.source == first.source]
    places = pick(id=" jo. ", en=" with ").join([at, *same]) if same else at
    return ShownProvision(provision.nature, provision.sure, ShownBasis(said(book.sources[first.source].name), places))


def cited(book: Rulebook, basis: Basis) -> str:
    """`Pasal 30 ayat (4) PP 28/2018`."""
    return f"{said(basis.place)} {said(book.sources[basis.source].name)}".strip()


def citations(book: Rulebook, provisions: Iterable[Provision]) -> str:
    """Every place these provisions rest on, once each."""
    seen = {cited(book, basis): None for provision in provisions for basis in provision.basis}
    return "; ".join(seen)
