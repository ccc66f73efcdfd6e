"""A table of a plan as a form: a row a line, a cell an input; what is wrong is said cell by cell, and nothing is lost.

The form carries the rows as they were when its page was drawn (`base`), also through a draft, so that the action can
tell what this person changed from what somebody else did meanwhile.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gerbang.pages.forms import Form
from gerbang.plans import pasting
from gerbang.plans.cells import Choice, Text, Wrong, editable
from gerbang.plans.merging import Cells, Clash, Typed
from gerbang.plans.rows import Row
from gerbang.plans.tables import MOST_ROWS, Column, Table
from gerbang.plans.wording import problem
from gerbang.values.language import active

Faults = Mapping[tuple[int | None, str], Wrong]
Check = Callable[[Mapping[str, Cells], Sequence[Typed]], Faults]
SPARE = 5
MORE = 10
NAME = re.compile(r"r(\d{1,4})-key")


@dataclass(slots=True)
class Place:
    """One row of the form: what stands in its cells as typed, and what is wrong with them."""

    number: int
    key: str = ""
    removed: bool = False
    cells: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    gone: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.key and not any(text.strip() for text in self.cells.values())


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell as the template draws it."""

    column: Column
    name: str
    head: str
    label: str
    text: str
    problem: str
    options: str = ""

    @property
    def is_long(self) -> bool:
        return isinstance(self.column.kind, Text) and (self.column.kind.long or self.column.wide > 3)


class GridForm(Form):
    """`rows`: the lines as they are; `check`: what the rest of a table would be refused for of which cells cannot be
    read, so that everything is said at once. Beside the cells it takes a table that was pasted as a whole.
    """

    base = forms.CharField(required=False, widget=forms.HiddenInput)
    pasted = forms.CharField(
        label=gettext_lazy("Cells copied in Excel"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Without the heads of the columns, in the order of the table above. They are put into its empty rows; "
            "nothing is saved before you look at them."
        ),
    )

    def __init__(
        self,
        *args: Any,
        table: Table,
        rows: Mapping[str, Row],
        check: Check,
        offices: Iterable[str] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.table, self.rows, self.check, self.offices = table, rows, check, list(offices)
        self.initial.setdefault("base", json.dumps({row.key: row.cells for row in rows.values()}))
        given = self.data if self.is_bound else self.initial
        self.places = self._given(given) or self._loaded()
        if self.is_bound and self.searching:
            self._answer_button()

    # --- Reading ---

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.searching:
            self.read = [self._typed(place) for place in self.places if not place.is_blank]
            if any(place.problems for place in self.places):
                self.mark(self.check(self.base_cells, self.read))

    @property
    def base_cells(self) -> dict[str, Cells]:
        """The rows as they were when the page was drawn; what is no such thing is as good as nothing."""
        try:
            found = json.loads(self.data.get("base") or "{}")
        except ValueError:
            return {}
        known = found.items() if isinstance(found, dict) else ()
        return {key: {str(name): str(text) for name, text in cells.items()} for key, cells in known
                if isinstance(cells, dict)}  # fmt: skip

    def _typed(self, place: Place) -> Typed:
        """The row in its canonical texts; what cannot be read is noted at its cell."""
        found = {}
        for column in self.table.columns:
            try:
                found[column.name] = column.kind.read(place.cells.get(column.name, ""))
            except Wrong as wrong:
                if not place.removed:
                    place.problems[column.name] = problem(wrong, self.table)
        return Typed(place.number, place.key, found, place.removed)

    def mark(self, faults: Faults) -> None:
        """Says at their cells what the action found wrong; what is wrong in no row of this form is said above it.

        A cell that could not be read keeps that as its problem.
        """
        by_number = self.places_by_number
        for (number, column), wrong in faults.items():
            if number in by_number:
                by_number[number].problems.setdefault(column, problem(wrong, self.table))
            else:
                self.add_error(None, problem(wrong, self.table))
        self._count_problems()

    @property
    def places_by_number(self) -> dict[int | None, Place]:
        return {place.number: place for place in self.places}

    def _count_problems(self) -> None:
        wrong = sum(len(place.problems) for place in self.places)
        if wrong:
            said = ngettext(
                "%(n)d cell is not right yet. Nothing was saved; what you typed is kept.",
                "%(n)d cells are not right yet. Nothing was saved; what you typed is kept.",
                wrong,
            )
            self.add_error(None, said % {"n": wrong})

    @property
    def cell_problems(self) -> list[tuple[str, str]]:
        """Every problem with the cell it leads to."""
        return [
            (self._id(place, name), f"{self._where(place, self.table.column(name))}: {text}")
            for place in self.places
            for name, text in place.problems.items()
        ]

    def typed(self) -> list[tuple[str | Promise, str]]:
        """Every cell that this person changed, for a page that must not lose it."""
        base = self.base_cells
        return [
            (self._where(self.places_by_number[row.place], column), column.kind.show(row.cells[column.name], active()))
            for row in self.read
            for column in self.table.columns
            if row.cells.get(column.name, "") != base.get(row.key, {}).get(column.name, "")
        ]

    # --- After a clash ---

    def rebase(self, rows: Mapping[str, Row], clashes: Iterable[Clash]) -> None:
        """Makes the form one that was drawn from `rows`: what was typed stays, what was not touched is as it is now."""
        base, clashing = self.base_cells, {(clash.place, clash.column): clash for clash in clashes}
        self.rows = rows
        typed = {one.place: one for one in self.read}
        for place in self.places:
            if place.key and place.key not in rows:
                place.gone = (place.number, "") in clashing
                place.key, place.removed = "", False
                if not place.gone:
                    place.cells = {}
            elif place.key:
                self._renew(place, typed.get(place.number), base.get(place.key, {}), rows[place.key].cells)
            for column in self.table.columns:
                clash = clashing.get((place.number, column.name))
                if clash is not None:
                    said = _("Somebody else wrote here meanwhile: %(now)s. Save again to put yours in its place.")
                    now = column.kind.show(clash.now, active()) or _("(empty)")
                    place.problems[column.name] = said % {"now": f"“{now}”" if clash.now else now}
        self._put("base", json.dumps({row.key: row.cells for row in rows.values()}))
        shown = {place.key for place in self.places}
        last = max((place.number for place in self.places), default=-1)
        new = [row for row in rows.values() if row.key not in shown]
        self.places += [self._place(last + at, row) for at, row in enumerate(new, start=1)]

    def _renew(self, place: Place, typed: Typed | None, base: Cells, now: Cells) -> None:
        for column in self.table.columns:
            if typed is None or typed.cells.get(column.name) == base.get(column.name, ""):
                place.cells[column.name] = editable(column.kind, now.get(column.name, ""), active())

    # --- Drawing ---

    @property
    def lines(self) -> list[tuple[Place, list[ShownCell]]]:
        return [(place, [self._cell(place, column) for column in self.table.columns]) for place in self.places]

    @cached_property
    def choices(self) -> list[tuple[str, list[str]]]:
        """What a cell may hold where there are few, for the browser's own suggestions."""
        found = [
            (column.name, [words[0 if active() == "id" else 1] for words in column.kind.words.values()])
            for column in self.table.columns
            if isinstance(column.kind, Choice)
        ]
        return [*found, ("owner", self.offices)] if self.offices and self.table.name == "activities" else found

    @property
    def heads(self) -> list[tuple[Column, str]]:
        return [(column, column.label(active())) for column in self.table.columns]

    def _cell(self, place: Place, column: Column) -> ShownCell:
        return ShownCell(
            column,
            self._id(place, column.name),
            column.label(active()),
            self._where(place, column),
            place.cells.get(column.name, ""),
            place.problems.get(column.name, ""),
            f"list-{column.name}" if any(column.name == name for name, _words in self.choices) else "",
        )

    def _where(self, place: Place, column: Column) -> str:
        return _("%(column)s, row %(row)d") % {"column": column.label(active()), "row": place.number + 1}

    def _id(self, place: Place, column: str) -> str:
        return f"r{place.number}-{column}"

    # --- Rows ---

    def _given(self, data: Any) -> list[Place]:
        """The rows that a post or a draft brings."""
        numbers = sorted(int(found[1]) for name in data if (found := NAME.fullmatch(str(name))))
        return [self._sent(data, number) for number in numbers[: 2 * MOST_ROWS]]

    def _sent(self, data: Any, number: int) -> Place:
        cells = {column.name: _one(data, f"r{number}-{column.name}") for column in self.table.columns}
        return Place(number, _one(data, f"r{number}-key"), bool(_one(data, f"r{number}-out")), cells)

    def _loaded(self) -> list[Place]:
        places = [self._place(at, row) for at, row in enumerate(self.rows.values())]
        return places + [Place(len(places) + at) for at in range(SPARE)]

    def _place(self, number: int, row: Row) -> Place:
        shown = {column.name: editable(column.kind, row.cells[column.name], active()) for column in self.table.columns}
        return Place(number, row.key, cells=shown)

    def _answer_button(self) -> None:
        """A button inside the form: more empty rows, or what was pasted put into them."""
        pasted = pasting.cells(self.data.get("pasted", "")) if self.data.get("_search") == "paste" else []
        free = [place for place in self.places if place.is_blank]
        wanted = max(0, len(pasted) - len(free)) + (MORE if not pasted else 0)
        last = max((place.number for place in self.places), default=-1)
        room = max(0, 2 * MOST_ROWS - len(self.places))
        more = [Place(last + at) for at in range(1, min(wanted, room) + 1)]
        self.places += more
        for place, row in zip([*free, *more], pasted, strict=False):
            place.cells = dict(zip((column.name for column in self.table.columns), row, strict=False))
        if pasted:
            self._put("pasted", "")

    def _put(self, name: str, value: str) -> None:
        """Another value than was posted, for the form as it is shown again."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[name] = value
        self.data = data


def _one(data: Any, name: str) -> str:
    """A value of a post, or of a draft that was given back as the form's beginning."""
    value = data.get(name, "")
    return str(value[-1] if isinstance(value, list) and value else value or "")
