"""The form of a benefit."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gerbang.monitoring.benefits.benefiting import Stated
from gerbang.monitoring.models import Benefit
from gerbang.pages.forms import Form
from gerbang.plans.models import Indicator

LONG = forms.Textarea(attrs={"rows": 3})


class BenefitForm(Form):
    """What a cooperation is good for, and for whom."""

    kind = forms.ChoiceField(label=_("Of which kind is it?"), choices=Benefit.Kind.choices, widget=forms.RadioSelect)
    what = forms.CharField(label=_("What is the benefit?"), widget=LONG, max_length=2_000)
    whom = forms.CharField(label=_("Whom does it serve?"), max_length=300)
    with_research = forms.CharField(label=_("BRIDA and universities that support it"), max_length=300, required=False)
    indicator = forms.ChoiceField(
        label=_("Which indicator of the plan shows it?"),
        required=False,
        help_text=_("Its baseline and its latest accepted reading are shown beside the benefit."),
    )
    public = forms.BooleanField(label=_("Everybody may read this"), required=False)

    def __init__(self, *args: Any, indicators: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.indicators = dict(indicators)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None, or not yet")), *((str(key), name) for key, name in indicators)]

    @property
    def stated(self) -> Stated:
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("key", "seen", "indicator")}
        chosen = self.cleaned_data["indicator"]
        return Stated(**said, indicator=Indicator.objects.select_related("plan").get(pk=chosen) if chosen else None)
