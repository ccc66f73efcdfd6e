"""Forms of this room."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.api.actions import KINDS
from gerbang.api.models import Scope
from gerbang.api.wording import KIND_LABELS
from gerbang.pages.forms import DateField, Form
from gerbang.people.models import Body


class OfBody(Form):
    """A form for one of the bodies somebody administers."""

    body = forms.ModelChoiceField(label=_("In the name of"), queryset=Body.objects.none(), to_field_name="ref")

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Body.objects.filter(pk__in=[body.pk for body in bodies]).order_by("name_id")
        field.empty_label = None


class TokenForm(OfBody):
    """A token for a program."""

    name = forms.CharField(
        label=_("Which program it is for"),
        max_length=80,
        help_text=_("For example “Open data portal of the city”. Not a person's name."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What the token allows"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires_on = DateField(label=_("Valid until"), help_text=_("At most a year from now. Make a new one before then."))


class WebhookForm(OfBody):
    """An address that is told of changes."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_("Begins with https:// and is reached over the Internet."),
        widget=forms.URLInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which changes it is told of"),
        choices=[(kind, KIND_LABELS[kind]) for kind in KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to be told of all of them."),
    )
