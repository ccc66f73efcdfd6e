"""Forms of imports: the table, its columns, the confirmation, and a row that waits for a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gerbang.pages.forms import Form, Option, PickerField, marked
from gerbang.people.acting import Acting
from gerbang.places.models import Country, Level
from gerbang.register import partner_picking as picking
from gerbang.register.compilation import knows_form
from gerbang.register.import_words import LABELS, label_of
from gerbang.register.importing import Asked
from gerbang.register.intake import several
from gerbang.register.intake.columns import COLUMNS, COUNTRY, NEEDED
from gerbang.register.intake.problems import Problem
from gerbang.register.intake.settling import NewPartner, Settlement
from gerbang.register.models import Import, ImportRow
from gerbang.register.wording import FORMS

NEAR = {
    "signed_date": ("signed_date", "date_precision"),
    "date_precision": ("signed_date", "date_precision"),
    "valid_until": ("signed_date", "valid_until"),
    "country": ("country", "iso2"),
    "iso2": ("country", "iso2"),
}
"""Columns that are looked at together: what is wrong with one may have to be set right in the other."""
CELL = "cell_"


class TableForm(Form):
    """The table as it is."""

    file = forms.FileField(
        label=gettext_lazy("Table (CSV or XLSX)"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
        help_text=gettext_lazy("As you have it: columns are matched afterwards. Up to 500,000 rows and 160 MB."),
        error_messages={"required": gettext_lazy("Choose a table.")},
    )

    def __init__(self, *args: Any, bringing: Sequence[Acting], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(bringing) > 1:
            self.fields["body"] = forms.ChoiceField(
                label=_("For which body?"),
                choices=[(by.membership.ref, by.body.name) for by in bringing],
                widget=forms.RadioSelect,
            )


class MappingForm(Form):
    """Which column of the table is which of the register, and which are left out."""

    def __init__(self, *args: Any, of: Import, **options: Any) -> None:
        super().__init__(*args, seen=of.checks, **options)
        self.names = [name for name in dict.fromkeys(of.reading.get("header", [])) if name]
        self.samples = of.reading.get("samples", {})
        offered = [
            ("", _("not in this table")),
            *((str(at), self._offered(name)) for at, name in enumerate(self.names)),
        ]
        for column in COLUMNS:
            choice = forms.Select(attrs={"class": "sel"})
            self.fields[column] = forms.ChoiceField(
                label=LABELS[column], choices=offered, required=False, widget=choice
            )
            if of.mapping.get(column) in self.names:
                self.initial.setdefault(column, str(self.names.index(of.mapping[column])))
        self.unplaced = [name for name in self.names if name not in of.mapping.values()]
        left_out = of.reading.get("left_out", [])
        for name in self.unplaced:
            at = str(self.names.index(name))
            self.fields[f"out_{at}"] = forms.BooleanField(
                label=_("Leave out “%(name)s”") % {"name": name},
                required=False,
                initial=name in left_out,
                help_text=" · ".join(self.samples.get(name, [])),
            )

    @property
    def places(self) -> list[tuple[forms.BoundField, list[str]]]:
        """The field of each of our columns, with values of the table's column that is chosen for it."""
        return [(self[column], self._samples_of(self[column])) for column in COLUMNS]

    def _samples_of(self, bound: forms.BoundField) -> list[str]:
        at = str(bound.value() or "")
        known = at.isdecimal() and int(at) < len(self.names)
        return list(self.samples.get(self.names[int(at)], [])) if known else []

    def _offered(self, name: str) -> str:
        """A column by its name, with the first of its values."""
        first = next(iter(self.samples.get(name, [])), "")
        return f"{name} ({first})" if first else name

    @property
    def leaving_out(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("out_")]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        used: dict[str, str] = {}
        for column in COLUMNS:
            at = typed.get(column)
            if at and at in used:
                other = {"name": self.names[int(at)], "column": LABELS[used[at]]}
                self.add_error(column, _("“%(name)s” was chosen for “%(column)s” already.") % other)
            elif at:
                used[at] = column
        return typed

    @property
    def asked(self) -> Asked:
        typed = self.cleaned_data
        mapping = {column: self.names[int(typed[column])] for column in COLUMNS if typed.get(column)}
        out = [name for at, name in enumerate(self.names) if typed.get(f"out_{at}") and name not in mapping.values()]
        return Asked(mapping, out)


class CellsForm(Form):
    """Cells of a row that a check refuses: those with a problem first, its words beside them; then the others."""

    def __init__(self, *args: Any, of: Import, row: ImportRow, **options: Any) -> None:
        super().__init__(*args, seen=of.checks, **options)
        problems = [Problem.of(row.number, kept) for kept in row.problems]
        wrong = [one.column for one in problems if one.column in COLUMNS]
        self.wrong = [column for column in COLUMNS if column in near(wrong)]
        for column in (*self.wrong, *(column for column in COLUMNS if column in of.mapping)):
            if f"{CELL}{column}" not in self.fields:
                asked = _cell(column, row.cells.get(column, ""), label_of(column, of.mapping))
                asked.help_text = " ".join(one.text for one in problems if one.column == column)
                self.fields[f"{CELL}{column}"] = asked
        countries = [field for column in COUNTRY if (field := self.fields.get(f"{CELL}{column}")) is not None]
        if len(countries) == 1:
            marked(countries[0], needed=True)

    @property
    def first(self) -> list[forms.BoundField]:
        """The cells with a problem, and what is looked at together with them."""
        return [self[f"{CELL}{column}"] for column in self.wrong]

    @property
    def others(self) -> list[forms.BoundField]:
        asked = {f"{CELL}{column}" for column in self.wrong}
        return [bound for bound in self.visible_fields() if bound.name not in asked]

    @property
    def cells(self) -> dict[str, str]:
        """Our column → what was typed."""
        return _typed_cells(self)

    def field_of(self, column: str) -> str | None:
        """The field at which a problem of a column is shown; None where it stands above them."""
        return f"{CELL}{column}" if f"{CELL}{column}" in self.fields else None


class RowForm(Form):
    """What a person decides of a row that waits; only what the row needs is asked."""

    def __init__(
        self,
        *args: Any,
        row: ImportRow,
        regions: Sequence[Option],
        places: Sequence[Option],
        ties: Sequence[Option],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.row = row
        codes = {problem["code"] for problem in row.problems}
        self._ask_cells()
        if any(code.startswith("region-") for code in codes):
            self._ask_region(regions)
        if any(code.startswith(("partner", "country-")) for code in codes):
            self._ask_place(places)
        if several.names_several(row):
            self._ask_further()
        if "said-otherwise" in codes:
            self.fields["corrected"] = forms.BooleanField(
                label=_("The source has been set right: what this row says takes the place of what it said before"),
                required=False,
            )
        if ties and "said-otherwise" not in codes:
            self.fields["tie"] = forms.ChoiceField(
                label=_("Is it one of these cooperations?"),
                choices=[("", _("No, it is another one")), *((one.value, one.label) for one in ties)],
                widget=forms.RadioSelect,
                required=False,
            )

    def _ask_cells(self) -> None:
        wrong = [problem["column"] for problem in self.row.problems if problem["column"] in COLUMNS]
        for column in COLUMNS:
            if column in near(wrong):
                self.fields[f"{CELL}{column}"] = _cell(column, self.row.cells.get(column, ""), str(LABELS[column]))

    def _ask_region(self, offered: Sequence[Option]) -> None:
        if offered:
            self.fields["region_offered"] = _offered(_("Which region is meant?"), offered)
        self.fields["region"] = PickerField(
            label=_("Another region") if offered else _("Region"),
            search=picking.search_regions,
            find=picking.find_region,
            url=reverse_lazy("register:pick-region"),
            required=False,
        )

    def _ask_place(self, offered: Sequence[Option]) -> None:
        if offered:
            self.fields["place_offered"] = _offered(_("Which government is meant?"), offered)
        self.fields["other0"] = PickerField(
            label=_("Another government") if offered else _("Government abroad"),
            search=picking.search_governments,
            find=picking.find_government,
            url=reverse_lazy("register:pick-government"),
            required=False,
        )
        countries = [(one.alpha2, one.name) for one in Country.objects.exclude(alpha2="ID")]
        countries.sort(key=lambda pair: pair[1])
        self.fields |= {
            "new_name": forms.CharField(
                label=_("Or a new partner that no list has: its name in Indonesian"), required=False, max_length=160
            ),
            "new_name_en": forms.CharField(label=_("Its name in English"), required=False, max_length=160),
            "new_country": forms.ChoiceField(label=_("Its country"), choices=[("", "–"), *countries], required=False),
            "new_level": forms.ChoiceField(label=_("Its level"), choices=[("", "–"), *Level.choices], required=False),
        }
        self.initial.setdefault("new_country", self.row.cells.get("iso2", ""))

    def _ask_further(self) -> None:
        self.fields["waits_on"] = forms.BooleanField(
            label=_("This row names further partners"),
            help_text=_("The row stays among those that wait, until each of them is brought in."),
            initial=several.names_more(self.row),
            required=False,
        )
        if several.brought_in(self.row):
            self.fields["finished"] = forms.BooleanField(
                label=_("No further partner: the row is done with those that are brought in"), required=False
            )

    @property
    def finished(self) -> bool:
        """Whether the person says that no partner of the row is left."""
        return "finished" in self.fields and bool(self["finished"].value())

    @property
    def waits_on(self) -> bool:
        """Whether the row is to wait for further partners."""
        return "waits_on" in self.fields and bool(self["waits_on"].value()) and not self.finished

    @property
    def adds_partner(self) -> list[forms.BoundField]:
        """The fields of a new partner."""
        return [self[name] for name in self.fields if name.startswith("new_")]

    @property
    def asked(self) -> list[forms.BoundField]:
        """Every field but those of a new partner."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith("new_")]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("new_name"):
            for name in ("new_country", "new_level"):
                if not typed.get(name):
                    self.add_error(name, _("A new partner needs its country and its level."))
        return typed

    @property
    def settlement(self) -> Settlement:
        typed = self.cleaned_data
        cells = _typed_cells(self)
        picked = picking.region(typed["region"]).ref if typed.get("region") else ""
        return Settlement(
            cells=cells,
            region=picked or typed.get("region_offered", ""),
            place=typed.get("other0", "") or typed.get("place_offered", ""),
            partner=self._new_partner(typed),
            tie=typed.get("tie", ""),
            corrected=bool(typed.get("corrected")),
            waits_on=bool(typed.get("waits_on")),
        )

    def _new_partner(self, typed: Mapping[str, Any]) -> NewPartner | None:
        if not typed.get("new_name"):
            return None
        return NewPartner(typed["new_name"], typed["new_country"], typed["new_level"], typed["new_name_en"])

    def field_of(self, column: str) -> str | None:
        """The field at which a problem of a column is shown; None where it stands above them."""
        return f"{CELL}{column}" if f"{CELL}{column}" in self.fields else None


def near(wrong: Sequence[str]) -> set[str]:
    """The columns with a problem, and those that are looked at together with them."""
    return {column for name in wrong for column in NEAR.get(name, (name,))}


def _cell(column: str, cell: str, label: str) -> forms.Field:
    """The field of one cell; a form of cooperation that is not known is chosen among those that are."""
    if column == "coop_type" and cell and not knows_form(cell):
        chosen = forms.ChoiceField(label=label, choices=list(FORMS.items()), widget=forms.RadioSelect, required=False)
        return marked(chosen, needed=True)
    typed = forms.CharField(label=label, initial=cell, required=False, max_length=4000)
    return marked(typed, needed=column in NEEDED)


def _typed_cells(form: Form) -> dict[str, str]:
    """Our column → what was typed; where one of several should have been chosen and none was, the cell stays."""
    typed = {name: form.cleaned_data[name].strip() for name in form.fields if name.startswith(CELL)}
    chosen = {name for name in typed if isinstance(form.fields[name], forms.ChoiceField)}
    return {name.removeprefix(CELL): cell for name, cell in typed.items() if cell or name not in chosen}


def _offered(label: str, options: Sequence[Option]) -> forms.ChoiceField:
    listed = [(one.value, f"{one.label} ({one.detail})" if one.detail else one.label) for one in options]
    chosen = forms.ChoiceField(label=label, choices=listed, widget=forms.RadioSelect, required=False)
    return marked(chosen, needed=True)
