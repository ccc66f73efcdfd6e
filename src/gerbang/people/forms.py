"""Forms of this room."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gerbang.people.models import Body, Right, Term
from gerbang.values import Invalid
from gerbang.values.dates import parse_day


class DayField(forms.CharField):
    """One day as officials type it: 12-3-2026, 12 Maret 2026, 2026-03-12."""

    default_error_messages = {
        "required": _("Give the day."),
        "invalid": _("Write the day like 12-3-2026 or 12 Maret 2026."),
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("For example 12-3-2026 or 12 Maret 2026."))
        super().__init__(max_length=40, **options)

    def to_python(self, value: Any) -> date | None:  # type: ignore[override]
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_day(str(text))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a day."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, date) else value


class MemberForm(forms.Form):
    """Lets somebody work in a body."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Give an e-mail address."),
            "invalid": _("Write the e-mail address like nama@instansi.go.id."),
        },
        help_text=_("They sign in with it. An address that has an account already gets the rights added."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    label = forms.CharField(
        label=_("Office held"),
        error_messages={"required": _("Say which office the account is for.")},
        max_length=120,
        help_text=_("As it should stand on the page, for example “Cooperation Analyst”. Not a person's name."),
    )
    body = forms.ModelChoiceField(label=_("Works in"), queryset=Body.objects.none(), to_field_name="ref")
    rights = forms.MultipleChoiceField(
        label=_("Rights"),
        error_messages={"required": _("Choose at least one right.")},
        choices=Right.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One person may have several."),
    )
    since = DayField(label=_("Valid from"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies]).order_by("name_id")
        field.empty_label = None

    def clean_rights(self) -> list[Right]:
        return [Right(value) for value in self.cleaned_data["rights"]]


class EndForm(forms.Form):
    """The last day of something."""

    until = DayField(label=_("Last day"))


class TermForm(forms.Form):
    """A term of office of the head of a region."""

    office = forms.CharField(
        label=_("Office"),
        max_length=120,
        help_text=_("For example Wali Kota Bandung."),
        error_messages={"required": _("Say which office it is.")},
    )
    holder = forms.CharField(
        label=_("Name of the holder"), max_length=160, error_messages={"required": _("Say who holds the office.")}
    )
    capacity = forms.ChoiceField(
        label=_("Capacity"),
        choices=Term.Capacity.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the capacity in which the office is held.")},
    )
    decree = forms.CharField(
        label=_("Decree"),
        max_length=120,
        required=False,
        help_text=_("Number and date of the decree of appointment. An acting head holds the office by it."),
    )
    since = DayField(label=_("In office from"))
    until = DayField(label=_("In office until"), required=False)


def show_problems(form: forms.Form, invalid: Invalid) -> None:
    """Puts what an action found wrong beside the fields it is about."""
    for name, problem in invalid.problems.items():
        form.add_error(name if name in form.fields else None, problem)
