"""Forms of this room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.pages.forms import DateField, Form
from gerbang.people.models import Body, Right, Term


class MemberForm(Form):
    """Lets somebody work in a body."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("They sign in with it. An address that has an account already gets the rights added."),
        error_messages={"invalid": _("Write the e-mail address like nama@instansi.go.id.")},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    label = forms.CharField(
        label=_("Office held"),
        max_length=120,
        help_text=_("As it should stand on the page, for example “Cooperation Analyst”. Not a person's name."),
    )
    body = forms.ModelChoiceField(label=_("Works in"), queryset=Body.objects.none(), to_field_name="ref")
    rights = forms.MultipleChoiceField(
        label=_("Rights"),
        choices=Right.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One person may have several."),
    )
    since = DateField(label=_("Valid from"))

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies]).order_by("name_id")
        field.empty_label = None

    def clean_rights(self) -> list[Right]:
        return [Right(value) for value in self.cleaned_data["rights"]]


class EndForm(Form):
    """The last day of something."""

    until = DateField(label=_("Last day"))


class TermForm(Form):
    """A term of office of the head of a region."""

    office = forms.CharField(label=_("Office"), max_length=120, help_text=_("For example Wali Kota Bandung."))
    holder = forms.CharField(label=_("Name of the holder"), max_length=160)
    capacity = forms.ChoiceField(label=_("Capacity"), choices=Term.Capacity.choices, widget=forms.RadioSelect)
    decree = forms.CharField(
        label=_("Decree"),
        max_length=120,
        required=False,
        help_text=_("Number and date of the decree of appointment. An acting head holds the office by it."),
    )
    since = DateField(label=_("In office from"))
    until = DateField(label=_("In office until"), required=False)

    def term(self) -> dict[str, Any]:
        """What `actions.add_term` is given."""
        return {name: self.cleaned_data[name] for name in ("office", "holder", "capacity", "decree", "since", "until")}
