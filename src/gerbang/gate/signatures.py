"""Who signed, party by party: office, capacity, day, place and manner. Names are kept apart from the step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.pages.forms import DateField, marked
from gerbang.people.models import Body
from gerbang.people.queries import office_holders
from gerbang.register.models import Party, Signature, Tie


@dataclass(frozen=True, slots=True)
class Signing:
    """One party's entry: what the step holds, and the person's name, which it does not."""

    fields: Mapping[str, Any]
    name: str


def party_fields(tie: Tie) -> list[tuple[str, forms.Field]]:
    """The form fields for each party of the tie in order; the first of each bears the party's name as its heading."""
    return [field for index, party in enumerate(_parties(tie)) for field in _fields_of(index, party)]


def _fields_of(index: int, party: Party) -> list[tuple[str, forms.Field]]:
    office = forms.CharField(label=_("Office of the signatory"), max_length=200, required=False)
    marked(office, heading=_("Signature for %s") % party.name, needed=True)
    signed_on = marked(DateField(label=_("Signed on"), required=False), needed=True)
    found: list[tuple[str, forms.Field]] = [
        ("office", office),
        ("name", forms.CharField(label=_("Name of the signatory"), max_length=160, required=False)),
    ]
    if party.region is not None:
        choices = [("", "–"), *Signature.Capacity.choices]
        capacity = forms.ChoiceField(
            label=_("Capacity"), choices=choices, required=False, help_text=_("As the decree says.")
        )
        found.append(("capacity", capacity))
    manner = forms.ChoiceField(label=_("Manner"), choices=Signature.Manner.choices, required=False)
    place = forms.CharField(label=_("Signed in"), max_length=160, required=False)
    found += [("signed_on", signed_on), ("place", place), ("manner", manner)]
    return [(f"sign-{index}-{name}", field) for name, field in found]


def typed(tie: Tie, cleaned: Mapping[str, Any]) -> list[Signing]:
    """The entries that were filled in: office and day at least."""
    entries = []
    for index, party in enumerate(_parties(tie)):
        values = {
            part: cleaned.get(f"sign-{index}-{part}") for part in ("office", "capacity", "signed_on", "place", "manner")
        }
        if not (values["office"] and values["signed_on"]):
            continue
        fields = {part: _kept(value) for part, value in values.items() if value} | {
            "party": party.order,
            "side": party.side,
        }
        entries.append(Signing(fields, cleaned.get(f"sign-{index}-name") or ""))
    return entries


def initial(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Earlier entries back into the form; names stay where they are kept and are typed again."""
    parts = ("office", "capacity", "signed_on", "place", "manner")
    return {
        f"sign-{index}-{part}": entry[part] for index, entry in enumerate(entries) for part in parts if part in entry
    }


def from_terms(tie: Tie, body: Body, on: date) -> dict[str, Any]:
    """What the terms of office say of our own signatory: the newest term that holds on that day."""
    term = office_holders(body, on).order_by("-since").first()
    own = next((index for index, party in enumerate(_parties(tie)) if party.region_id == body.region_id), None)
    if term is None or own is None:
        return {}
    values = {"office": term.office, "name": term.holder, "capacity": term.capacity}
    return {f"sign-{own}-{part}": value for part, value in values.items()}


def _parties(tie: Tie) -> Sequence[Party]:
    return list(tie.parties.select_related("region", "partner").order_by("-side", "order"))


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
