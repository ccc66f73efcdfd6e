"""Which parties a claim names, and putting them in place when a person accepts it.

A claim on the parties is the refs of the places joined by "+", the region's first; a place nobody knows stands by the
name it was written under: `dr-4j2m9x7k3q+Kota Contoh`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gerbang.places.models import Partner, Region
from gerbang.register import uses
from gerbang.register.models import Party, Tie
from gerbang.register.queries import same_tie
from gerbang.values import Invalid
from gerbang.values.refs import is_ref

JOINED = "+"
MOST = 200
"""A claim's value holds no more."""


@dataclass(frozen=True, slots=True)
class Named:
    """One party as a claim names it: a place, or only a name."""

    written: str
    place: Region | Partner | None = None


def value_of(parties: Sequence[Region | Partner | str]) -> str:
    """The claim's value for these parties, the region first."""
    value = JOINED.join(party if isinstance(party, str) else party.ref for party in parties)
    if len(value) > MOST:
        raise Invalid({"value": _("So many parties cannot be compared in one statement.")})
    return value


def named_by(value: str) -> list[Named]:
    """The parties a value names."""
    written = [part.strip() for part in value.split(JOINED) if part.strip()]
    refs = [part for part in written if is_ref(part)]
    places: dict[str, Region | Partner] = {one.ref: one for one in Region.objects.filter(ref__in=refs)}
    places |= {one.ref: one for one in Partner.objects.select_related("country").filter(ref__in=refs)}
    return [Named(part, places.get(part)) for part in written]


def put_in_place(tie: Tie, value: str) -> list[str]:
    """Makes the tie's parties those the value names; returns the refs that are new. What was signed as stays.

    Refused where this would make it the same as another tie on the register, or pull a case from under its parties.
    """
    wanted = named_by(value)
    held = list(tie.parties.order_by("side", "order", "pk"))
    ordered = sorted(held, key=lambda party: (party.side != Party.Side.REGION, party.order))
    if len(wanted) < 2:
        raise Invalid({"claim": _("This statement does not name both sides.")})
    if [_ref_of(party) for party in ordered] == [one.place.ref if one.place else "" for one in wanted]:
        return []
    uses.must_be_free(tie, "claim")
    _must_be_alone(tie, wanted)
    fresh = []
    for place, one in enumerate(wanted):
        party = ordered[place] if place < len(ordered) else Party(tie=tie, side=Party.Side.PARTNER, order=place - 1)
        if one.place is not None and one.place.ref != _ref_of(party):
            fresh.append(one.place.ref)
        _link(party, one)
    for party in ordered[len(wanted) :]:
        party.delete()
    return fresh


def _link(party: Party, one: Named) -> None:
    party.region = one.place if isinstance(one.place, Region) else None
    party.partner = one.place if isinstance(one.place, Partner) else None
    if isinstance(one.place, Partner):
        party.country = one.place.country
    if one.place is None:
        party.name_as_signed = one.written
    party.save()


def _must_be_alone(tie: Tie, wanted: Sequence[Named]) -> None:
    """One set of parties and one kind is one tie: a second one is merged, not made."""
    first, others = wanted[0].place, [one.place for one in wanted[1:]]
    if not isinstance(first, Region) or None in others:
        return
    partners = [one for one in others if isinstance(one, Partner)]
    regions = [one for one in others if isinstance(one, Region)]
    known = same_tie(tie.kind, first, partners, regions)
    if known is not None and known.pk != tie.pk:
        reason = _("These parties have a cooperation of this kind already: %(name)s (%(ref)s). Merge the two instead.")
        raise Invalid({"claim": reason % {"name": known.name, "ref": known.ref}})


def _ref_of(party: Party) -> str:
    place = party.region or party.partner
    return place.ref if place else ""
