"""The form every room's forms start from: clear errors, a key against double posting, the state it was made from."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from gerbang.pages.fields import (
    DateField,
    MoneyField,
    Option,
    Picker,
    PickerField,
    VagueDateField,
    marked,
    offer,
    picker_results,
)
from gerbang.values.invalid import Invalid

__all__ = [
    "DateField",
    "Form",
    "MoneyField",
    "Option",
    "PickerField",
    "VagueDateField",
    "marked",
    "offer",
    "picker_results",
]

CHOOSING = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple, Picker)


class Form(forms.Form):
    """`key` is the idempotency key; `seen` the newest entry of the stream when the page was made, where it matters."""

    use_required_attribute = False

    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seen: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)
        self.initial.setdefault("seen", seen)

    @property
    def searching(self) -> bool:
        """The button inside a picker was pressed: show the page again with what was found, and judge nothing yet."""
        return self.is_bound and "_search" in self.data

    def full_clean(self) -> None:
        if self.searching:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        for field in self.fields.values():  # only now all are there: forms add fields after they are made
            _ask_by_name(field)
        super().full_clean()

    def is_valid(self) -> bool:
        return not self.searching and super().is_valid()

    def refuse(self, invalid: Invalid) -> None:
        """Shows what an action found wrong at the fields it speaks of; what speaks of no field stands above them.

        A form that came without a valid key is shown again with one, so that sending it once more works.
        """
        if "key" in invalid.problems:
            again = QueryDict(mutable=True)
            again.update(self.data)
            again["key"] = uuid4().hex
            self.data = again
        for name, problem in invalid.problems.items():
            self.add_error(name if name in self.fields else None, problem)

    def typed(self) -> list[tuple[str | Promise, str]]:
        """What was typed, with its labels: for a page that must not lose it."""
        shown = ((bound.label, _words(bound)) for bound in self.visible_fields())
        return [(label, words) for label, words in shown if words]


def _ask_by_name(field: forms.Field) -> None:
    """ "Fill in “Nomor surat”." instead of "This field is required.", which says nothing in a list of errors."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"] or not field.label:
        return
    ask = _("Choose “{label}”.") if isinstance(field.widget, CHOOSING) else _("Fill in “{label}”.")
    field.error_messages["required"] = format_lazy(ask, label=field.label)


def _named(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    """Each choice with its words, those in groups as well."""
    for key, name in choices:
        if isinstance(name, (list, tuple)):
            yield from _named(name)
        else:
            yield str(key), str(name)


def _words(bound: forms.BoundField) -> str:
    """What was typed or chosen, as the page showed it."""
    field, value = bound.field, bound.value()
    if isinstance(field, PickerField):
        chosen = field.find(value[0]) if value and value[0] else None
        return chosen.label if chosen else ""
    if isinstance(field, forms.BooleanField):
        return str(_("Yes")) if value else ""
    names = dict(_named(getattr(field, "choices", ())))
    values = value if isinstance(value, (list, tuple)) else [value]
    return ", ".join(names.get(str(each), str(each)) for each in values if each not in (None, ""))
