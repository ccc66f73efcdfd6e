"""Form fields for what officials type: legal dates, dates partly known, amounts, a choice from a long list."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from gerbang.values import language
from gerbang.values.commas import unclear
from gerbang.values.dates import VagueDate, format_day, format_vague, parse_day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

F = TypeVar("F", bound=forms.Field)


def marked(field: F, **marks: Any) -> F:
    """A field with what is asked of it beyond Django's own, or is known only when the form is made.

    Of templates: `needed`: not called optional, though the form passes without it; `in_line`: its choices stand in one
    line; `heading`: the words above it, where it begins a group. Of fields: `by` of an upload, `not_after` of a day.
    """
    for name, value in marks.items():
        setattr(field, name, value)
    return field


def offer(field: forms.Field, choices: Iterable[tuple[Any, Any]]) -> None:
    """Gives a choice field of a form what is known only when the form is made."""
    cast(forms.ChoiceField, field).choices = list(choices)


class DateField(forms.Field):
    """One day as officials type it, day first: 12-03-2026, 12/3/2026, 12 Maret 2026, 2026-03-12.

    `not_after` may be set on a form's field (to the acting body's today) where a date cannot lie ahead.
    """

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("“%(value)s” cannot be read as a date. Write day, month and year, for example 12-03-2026."),
        "ahead": _("%(value)s has not come yet. Write a date up to %(latest)s."),
    }

    def __init__(self, *, not_after: date | None = None, help_text: "str | StrPromise" = "", **options: Any) -> None:
        self.not_after = not_after
        super().__init__(help_text=help_text or _("For example 12-03-2026 or 12 March 2026."), **options)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("class", "govuk-input--width-20")

    def prepare_value(self, value: Any) -> Any:
        return format_day(value, language.active()) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_day(str(value))
        except ValueError as problem:
            raise self.problem("invalid", value) from problem

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and self.not_after and value > self.not_after:
            raise self.problem("ahead", format_day(value, language.active()))

    def problem(self, code: str, value: Any) -> ValidationError:
        latest = format_day(self.not_after, language.active()) if self.not_after else ""
        return ValidationError(self.error_messages[code], code, {"value": value, "latest": latest})


class VagueDateField(forms.Field):
    """A date as well as it is known: a day, "Januari 2018", "2012", "tidak lebih lambat dari 2012", or not known."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _(
            "“%(value)s” cannot be read as a date. Write a day, a month and year, a year, or “not later than 2012”."
        )
    }

    def __init__(self, *, help_text: "str | StrPromise" = "", **options: Any) -> None:
        hint = _("As precisely as it is known: 12-03-2026, March 2026, 2026, or “not later than 2012”.")
        super().__init__(help_text=help_text or hint, **options)
        self.widget.attrs.setdefault("autocomplete", "off")
        self.widget.attrs.setdefault("class", "govuk-input--width-20")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, VagueDate):
            return format_vague(value, language.active()) if value.is_known else ""
        return value

    def to_python(self, value: Any) -> VagueDate | None:
        if isinstance(value, VagueDate):
            return value
        written = " ".join(str(value or "").split())
        if not written:
            return None if self.required else VagueDate.unknown()
        try:
            return VagueDate.read(written)
        except ValueError as problem:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"value": written}) from problem


PLACES = 2
"""Decimals that an amount of money has."""


class MoneyField(forms.Field):
    """An amount as Indonesia writes it: 1.250.000.000 · Rp1.250.000,50 · 1250000; otherwise where clear: 1,250.50."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("“%(value)s” cannot be read as an amount. Write digits, for example 1.250.000.000."),
        "unclear": _(
            "“%(value)s” can be read in two ways. Write %(digits)s or %(thousands)s with points for thousands; "
            "%(decimals)s with a comma for decimals."
        ),
        "commas": _("“%(value)s” has a comma for thousands. Write %(digits)s or %(thousands)s."),
        "negative": _("An amount cannot be less than zero."),
    }

    def __init__(self, *, prefix: str = "Rp", **options: Any) -> None:
        self.prefix = prefix
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")
        self.widget.attrs.setdefault("class", "govuk-input--width-20")

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        text = f"{value:,.{0 if value == value.to_integral_value() else 2}f}"
        return text.translate(str.maketrans(",.", ".,")) if language.active() == "id" else text.replace(",", "")

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        if found := unclear(_bare(str(value)), PLACES):
            code = "unclear" if found.decimals else "commas"
            raise ValidationError(self.error_messages[code], code, {"value": value, **asdict(found)})
        try:
            amount = parse_amount(str(value))
        except (ValueError, InvalidOperation) as problem:
            raise ValidationError(self.error_messages["invalid"], "invalid", {"value": value}) from problem
        if amount < 0:
            raise ValidationError(self.error_messages["negative"], "negative")
        return amount


def _bare(written: str) -> str:
    """Without spaces and the rupiah before it."""
    return re.sub(r"^(?:Rp|IDR)\.?", "", re.sub(r"\s", "", written), flags=re.IGNORECASE)


def parse_amount(written: str) -> Decimal:
    """Points and commas as the number shows them: groups of exactly three digits are thousands, one or two decimals."""
    text = _bare(written)
    found = re.fullmatch(r"(-?\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|-?\d+)(?:([.,])(\d{1,2}))?", text)
    if not found or (found[2] and found[2] == found[3]):
        raise ValueError(written)
    whole = found[1].replace(found[2], "") if found[2] else found[1]
    return Decimal(f"{whole}.{found[4] or 0}")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose from a long list; `detail` tells it from others of the same name."""

    value: str
    label: str
    detail: str = ""


Search = Callable[[str], Sequence[Option]]
Find = Callable[[str], Option | None]


class Picker(forms.Widget):
    """A search box over radio buttons: it searches with a button, and by itself where scripts run."""

    template_name = "pages/widgets/picker.html"
    field_template = "pages/fields/choices.html"

    def __init__(self, search: Search, find: Find, url: "str | StrPromise" = "") -> None:
        super().__init__()
        self.search, self.find, self.url = search, find, url

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value if isinstance(value, str) else (value or ("", ""))[0], attrs)
        query = "" if isinstance(value, str) or not value else value[1]
        chosen = self.find(context["widget"]["value"]) if context["widget"]["value"] else None
        found = [option for option in self.search(query) if option != chosen] if query else []
        context |= {
            "query": query,
            "options": ([chosen] if chosen else []) + found,
            "chosen": chosen,
            "url": str(self.url),
        }
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:
        return data.get(name, ""), data.get(f"{name}_q", "").strip()

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_q"


class PickerField(forms.Field):
    """One of a list too long for a select. `search` answers a query, `find` a value; `url` serves `picker_results`."""

    widget: Any
    default_error_messages = {"gone": _("That choice is no longer there. Search and choose again.")}

    def __init__(self, *, search: Search, find: Find, url: "str | StrPromise" = "", **options: Any) -> None:
        self.find = find
        super().__init__(widget=Picker(search, find, url), **options)

    def to_python(self, value: Any) -> str:
        chosen = value[0] if isinstance(value, tuple) else value
        if chosen and self.find(chosen) is None:
            raise ValidationError(self.error_messages["gone"], "gone")
        return chosen or ""


def picker_results(request: HttpRequest, name: str, search: Search) -> HttpResponse:
    """What a picker shows while one types: its radio buttons only."""
    query = request.GET.get(f"{name}_q", "").strip()
    options = search(query) if query else ()
    return render(request, "pages/widgets/picker_options.html", {"options": options, "name": name, "query": query})
