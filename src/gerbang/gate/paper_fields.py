"""The fields a paper may ask for: their labels, how they are typed, and how they are kept.

Rulebooks name them; a field that is not here cannot be asked for (a test holds every shipped rulebook to that).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.pages.forms import DateField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True, slots=True)
class PaperField:
    """One kind of detail: `make` builds its form field, `keep` turns what was typed into what the step holds."""

    label: Text
    make: Callable[["Text"], forms.Field]
    keep: Callable[[Any], Any] = lambda value: value


def _line(label: Text) -> forms.Field:
    return forms.CharField(label=label, max_length=300, required=False)


def _prose(label: Text) -> forms.Field:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 4}), required=False)


def _list(label: Text) -> forms.Field:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": 4}), required=False, help_text=_("One a line.")
    )


def _day(label: Text) -> forms.Field:
    return DateField(label=label, required=False)


def _count(label: Text) -> forms.Field:
    narrow = forms.NumberInput(attrs={"class": "govuk-input--width-5"})
    return forms.IntegerField(label=label, min_value=0, max_value=600, required=False, widget=narrow)


def _lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


FIELDS: Mapping[str, PaperField] = {
    "number": PaperField(_("Number"), _line),
    "dated_on": PaperField(_("Date"), _day, _iso),
    "received_on": PaperField(_("Received on"), _day, _iso),
    "received_proof": PaperField(_("Proof of receipt (agenda stamp, receipt)"), _line),
    "signatory": PaperField(_("Office of the signatory"), _line),
    "form": PaperField(_("Form of the decision"), _line),
    "scope": PaperField(_("Fields of cooperation"), _list, _lines),
    "funding": PaperField(_("Source of funding"), _prose),
    "term_months": PaperField(_("Term in months"), _count),
    "place": PaperField(_("Place"), _line),
    "manner": PaperField(_("Manner of signing"), _line),
    "languages": PaperField(_("Languages of the text"), _list, _lines),
    "originals_count": PaperField(_("Number of originals"), _count),
    "originals": PaperField(_("Who holds which original, and where it lies"), _list, _lines),
    "certified_copy_on": PaperField(_("Official copy received on"), _day, _iso),
    "region_original_at": PaperField(_("Where the region's original lies"), _line),
    "held_on": PaperField(_("Held on"), _day, _iso),
    "invitation": PaperField(_("Invitation (number and date)"), _line),
    "minutes": PaperField(_("Minutes"), _prose),
    "changes_asked": PaperField(_("Changes asked for, by article"), _list, _lines),
    "designated_official": PaperField(_("Official designated to discuss"), _line),
    "accepted_on": PaperField(_("Accepted on"), _day, _iso),
    "valid_until": PaperField(_("Valid until"), _day, _iso),
    "summary": PaperField(_("Summary"), _prose),
}
"""Beside these, "signatures" is asked party by party (`gate.signatures`)."""

SIGNATURES = "signatures"
OTHER_LABELS: Mapping[str, Text] = {
    SIGNATURES: _("Signatures"),
    "happened_on": _("Date"),
    "parts": _("Parts"),
    "reason": _("Reason"),
}


def label_of(name: str) -> Text:
    """How a field is called on the page."""
    known = FIELDS.get(name)
    return known.label if known else OTHER_LABELS.get(name, name)


def kept(name: str, typed: Any) -> Any:
    """What a step holds of a typed value; empty values are left out by the caller."""
    return FIELDS[name].keep(typed) if name in FIELDS and typed not in (None, "") else typed
