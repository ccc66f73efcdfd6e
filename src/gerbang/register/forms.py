"""Forms of the register: settling a fact, a source's statement, what a source counts, a tie's fields, a merge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.pages.forms import DateField, Form, Option, PickerField, VagueDateField, marked, offer
from gerbang.register import claims, sourcing
from gerbang.register import partner_picking as picking
from gerbang.register.areas import by_name
from gerbang.register.fact_blocks import FactBlock
from gerbang.register.goals import GOALS, goal_label
from gerbang.register.languages import LANGUAGES
from gerbang.register.models import Claim, Fact, Instrument, InstrumentKind, Party, Source, Tie
from gerbang.register.wording import FORMS, STATES
from gerbang.search import fold
from gerbang.values.dates import VagueDate

OPEN = "open"
LONG = forms.Textarea(attrs={"rows": 3})


class ReasonForm(Form):
    """Takes something back, with the reason."""

    reason = forms.CharField(label=_("Reason"), widget=LONG, max_length=1000)


class SettleForm(Form):
    """One of the statements on a fact, or none for the time being; always with the reason."""

    claim = forms.ChoiceField(label=_("Which value is to be used?"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Reason"),
        widget=LONG,
        max_length=1000,
        help_text=_("What the decision rests on. It is shown to everybody beside the value."),
    )

    def __init__(self, *args: Any, block: FactBlock, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(one.claim.ref, f"{one.value} ({one.source.name})") for one in block.statements if one.claim.value]
        offer(self.fields["claim"], [*offered, (OPEN, _("Leave it open: none of them can be relied on yet"))])


class ClaimForm(Form):
    """What one source says of one fact: its value as the fact asks for it, and where it stands."""

    said = forms.CharField(
        label=_("What the source says"),
        widget=LONG,
        required=False,
        max_length=1000,
        help_text=_(
            "Its content in a sentence of your own; only the state of the cooperation is quoted as the source has it."
        ),
    )
    basis = forms.CharField(
        label=_("Where it stands in the source"),
        required=False,
        max_length=300,
        help_text=_("Page, article or heading."),
    )
    quoted_on = DateField(
        label=_("Date of the statement"), required=False, help_text=_("The day it was made, where that is known.")
    )
    confidence = forms.ChoiceField(
        label=_("How reliable is it?"),
        choices=Claim.Confidence.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A: the text itself, a signed letter, an office's table of its own cooperation, the page or register of a "
            "party, a ministry or an embassy. B: the press, or a report. C: passes on what others say. D: contradicts "
            "itself or cannot be traced."
        ),
    )
    source = PickerField(
        label=_("Source on the register"),
        search=sourcing.search,
        find=sourcing.find,
        url=reverse_lazy("register:pick-source"),
        required=False,
    )
    new_name = forms.CharField(
        label=_("Or a new source: its name"),
        required=False,
        max_length=200,
        help_text=_("For example the name of the news site, or of the letter with its number and date."),
    )
    new_url = forms.URLField(
        label=_("Its address"), required=False, max_length=500, assume_scheme="https", help_text=_("If it has one.")
    )
    new_kind = forms.ChoiceField(
        label=_("Its kind"), required=False, choices=[("", "–"), *Source.Kind.choices], widget=forms.Select
    )
    new_published = VagueDateField(
        label=_("Date of the source"), required=False, help_text=_("A day, a month and year, or a year.")
    )

    def __init__(self, *args: Any, fact: str, tie: Tie, instrument: Instrument | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fact, self.tie, self.instrument = fact, tie, instrument
        for name in ("source", "new_name", "new_kind"):
            marked(self.fields[name], needed=True)  # one way or the other
        own = self._value_fields()
        self.fields = {**self._hidden(), **own, **{k: v for k, v in self.fields.items() if k not in ("key", "seen")}}

    def _hidden(self) -> dict[str, forms.Field]:
        return {name: self.fields[name] for name in ("key", "seen")}

    def _value_fields(self) -> dict[str, forms.Field]:
        """The fields this fact's value is typed in."""
        if self.fact == Fact.PARTIES:
            return self._party_fields()
        if self.fact == Fact.SIGNING_DATE:
            return {"date": VagueDateField(label=_("Date of signing"), required=False)}
        if self.fact == Fact.VALIDITY:
            return {"date": VagueDateField(label=_("Valid until"), required=False)}
        if self.fact == Fact.KIND:
            named = InstrumentKind.choices if self.instrument else list(FORMS.items())
            label = _("Kind of text") if self.instrument else _("Kind")
            return {"value": forms.ChoiceField(label=label, choices=named, widget=forms.RadioSelect)}
        named = [*STATES.items(), ("", pgettext_lazy("state told by a source", "None of these words"))]
        return {
            "value": forms.ChoiceField(
                label=_("The source's word for the state of the cooperation"),
                choices=named,
                widget=forms.RadioSelect,
                required=False,
                help_text=_("It stays the word of the source at its date and is no judgement of this register."),
            )
        }

    def _party_fields(self) -> dict[str, forms.Field]:
        region = PickerField(
            label=_("Region"),
            search=picking.search_regions,
            find=picking.find_region,
            url=reverse_lazy("register:pick-region"),
        )
        own = self.tie.regions_side
        if own and own[0].region:
            self.initial.setdefault("region", f"{picking.REGION}{own[0].region.code}")
        found: dict[str, forms.Field] = {"region": region}
        others = self.tie.partners_side
        for place in range(max(1, len(others))):
            found[f"other{place}"] = self._other_field(others[place] if place < len(others) else None, place)
        return found

    def _other_field(self, party: Party | None, place: int) -> PickerField:
        search, find, name = picking.search_governments, picking.find_government, "pick-government"
        if self.tie.kind.startswith("ksdll"):
            search, find, name = picking.search_institutions, picking.find_institution, "pick-institution"
        elif self.tie.kind.startswith("ksdd"):
            search, find, name = picking.search_regions, picking.find_region, "pick-region"
        hint = _("Written so far as: %(name)s.") % {"name": party.name} if party else ""
        return PickerField(
            label=_("Other party"),
            search=search,
            find=find,
            url=reverse_lazy(f"register:{name}"),
            help_text=hint,
            required=place == 0,
        )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("source") and "source" not in self.errors:
            self._check_new_source(typed)
        published = typed.get("new_published")
        if published and published.precision == "not-later":
            self.add_error("new_published", _("Give the day, the month or the year of the source."))
        if self.fact in (Fact.STATUS, Fact.VALIDITY) and not (self._has_value(typed) or typed.get("said")):
            self.add_error("said", _("Give a value, or say what the source says."))
        return typed

    def _check_new_source(self, typed: dict[str, Any]) -> None:
        """One error: what is missing of the new source, or that there is no source at all."""
        lacking = [name for name in ("new_name", "new_kind") if not typed.get(name) and name not in self.errors]
        if len(lacking) == 2:
            self.add_error("source", _("Choose a source, or give a new one with its name and kind."))
        elif lacking == ["new_name"]:
            self.add_error("new_name", _("Enter the name of the new source."))
        elif lacking:
            self.add_error("new_kind", _("Choose the kind of the new source."))

    def _has_value(self, typed: dict[str, Any]) -> bool:
        dated = typed.get("date")
        return bool(typed.get("value")) or (dated is not None and dated.is_known)

    @property
    def dated(self) -> VagueDate:
        return self.cleaned_data.get("date") or VagueDate.unknown()

    @property
    def value(self) -> str:
        """What is compared between sources; of parties it is made where places become partners."""
        if self.fact in (Fact.SIGNING_DATE, Fact.VALIDITY):
            return claims.date_value(self.dated)
        return str(self.cleaned_data.get("value", ""))

    @property
    def precision(self) -> str:
        if self.fact == Fact.SIGNING_DATE or (self.fact == Fact.VALIDITY and self.dated.is_known):
            return self.dated.precision
        return ""

    @property
    def party_keys(self) -> list[str]:
        """The picked places, the region first."""
        names = ["region", *sorted(name for name in self.fields if name.startswith("other"))]
        return [self.cleaned_data[name] for name in names if self.cleaned_data.get(name)]


class DefinitionForm(Form):
    """What a source counts as a cooperation, as the source itself says."""

    definition_id = forms.CharField(label=_("In Indonesian"), widget=LONG, required=False, max_length=2000)
    definition_en = forms.CharField(label=_("In English"), widget=LONG, required=False, max_length=2000)


class DescribeForm(Form):
    """The plain fields of a tie: what it is about."""

    fields_id = forms.CharField(label=_("Fields of cooperation in Indonesian"), widget=LONG, required=False)
    fields_en = forms.CharField(label=_("Fields of cooperation in English"), widget=LONG, required=False)
    areas = forms.MultipleChoiceField(
        label=_("Fields it is counted under"), widget=forms.CheckboxSelectMultiple, required=False
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["areas"], ((area.key, area.name) for area in by_name()))
        offer(self.fields["sdgs"], ((goal, goal_label(goal)) for goal in GOALS))


class VersionForm(Form):
    """One text of a tie in one of its languages, and the day that version was signed."""

    text = forms.ChoiceField(label=_("Which text?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language"))
    signed_on = DateField(label=_("Date of signing of this version"), required=False)
    source = PickerField(
        label=_("Source of the date"),
        search=sourcing.search,
        find=sourcing.find,
        url=reverse_lazy("register:pick-source"),
        required=False,
        help_text=_("Leave it empty where the date is read from the text itself."),
    )
    note = forms.CharField(
        label=_("Remark"), required=False, max_length=300, help_text=_("For example that this version prevails.")
    )

    def __init__(self, *args: Any, texts: Sequence[Instrument], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["text"], ((text.ref, text.title) for text in texts))
        named = sorted(((code, str(name)) for code, name in LANGUAGES.items()), key=lambda one: fold(one[1]))
        offer(self.fields["language"], [("", "–"), *named])


class MergeForm(Form):
    """Which record this one turned out to be, and whether both tell of one and the same text."""

    same_text = forms.BooleanField(
        label=_("Both records tell of one and the same text: compare what sources say of it"), required=False
    )
    why = forms.CharField(label=_("Reason"), widget=LONG, max_length=1000)

    def __init__(self, *args: Any, candidates: Sequence[Option], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = forms.ChoiceField(
            label=_("Which record stays?"),
            choices=[(one.value, f"{one.label} ({one.detail})") for one in candidates],
            widget=forms.RadioSelect,
        )
        rest = {name: field for name, field in self.fields.items() if name not in ("key", "seen")}
        self.fields = {"key": self.fields["key"], "seen": self.fields["seen"], "into": chosen, **rest}
