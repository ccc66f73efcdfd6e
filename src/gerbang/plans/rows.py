"""A version's lines as rows of cells, and cells as lines again: here alone stands which column is which field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from gerbang.people.models import Body, BodyKind
from gerbang.people.queries import with_units
from gerbang.plans import cells, tables
from gerbang.plans.models import (
    Activity,
    ActivityLine,
    BudgetLine,
    Indicator,
    IndicatorLine,
    Objective,
    PlanVersion,
    Target,
)
from gerbang.plans.tables import TARGET_PREFIX, Column, Table
from gerbang.register.models import Tie
from gerbang.search.folding import tokens
from gerbang.values.refs import new_ref

MODELS: Mapping[str, Any] = {
    "objectives": Objective,
    "activities": ActivityLine,
    "budget": BudgetLine,
    "indicators": IndicatorLine,
}
RELATED = {"activities": ("objective", "owner"), "budget": ("activity",), "indicators": ("activity",)}
KEYS = {"objectives": "tj", "budget": "ag"}
"""What the keys of rows begin with that have no identity of their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as cells in their canonical text."""

    key: str
    revision: int
    cells: dict[str, str]


def of_plan(version: PlanVersion) -> tuple[Table, ...]:
    """The tables of this plan: the years of its period give the columns for targets."""
    known = Target.objects.filter(line__version=version).values_list("year", flat=True).distinct()
    return tables.every(sorted({*version.plan.years, *known}))


def table_of(version: PlanVersion, path: str) -> Table | None:
    """The table that an address names."""
    if path not in {table.path for table in tables.every([])}:
        return None
    return next(table for table in of_plan(version) if table.path == path)


def load(version: PlanVersion, table: Table) -> dict[str, Row]:
    """The rows of a table in their order, by key."""
    return {line.key: Row(line.key, line.revision, _cells(line, table)) for line in lines(version, table.name)}


def lines(version: PlanVersion, name: str) -> Iterable[Any]:
    """The lines of a table with all that their cells say."""
    found = MODELS[name].objects.filter(version=version).select_related(*RELATED.get(name, ()))
    return found.prefetch_related("targets") if name == "indicators" else found  # type: ignore[no-any-return]


def _cells(line: Any, table: Table) -> dict[str, str]:
    targets = {target.year: target.value for target in line.targets.all()} if table.name == "indicators" else {}
    return {column.name: _cell(line, column, targets) for column in table.columns}


def _cell(line: Any, column: Column, targets: Mapping[int, Decimal]) -> str:
    if column.name.startswith(TARGET_PREFIX):
        value = targets.get(int(column.name.removeprefix(TARGET_PREFIX)))
    elif column.name in ("objective", "activity"):
        referred = getattr(line, column.name)
        value = referred.number if referred else None
    elif column.name == "owner":
        value = line.owner.name_id if line.owner else line.owner_as_written
    else:
        value = getattr(line, column.name)
    return canonical(value)


def canonical(value: Any) -> str:
    """A field's value as a cell's canonical text."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return cells.plain(value) if isinstance(value, Decimal) else str(value)


class Writer:
    """Puts cells into the lines of a version."""

    def __init__(self, version: PlanVersion, table: Table) -> None:
        self.version, self.table = version, table
        self._found: dict[tuple[Any, str], Any] = {}

    def add(self, typed: Mapping[str, str]) -> None:
        """A new line, with an identity of its own where it has one."""
        line = MODELS[self.table.name](version=self.version)
        if self.table.name == "activities":
            line.activity = Activity.objects.create(plan=self.version.plan)
            line.key = line.activity.ref
        elif self.table.name == "indicators":
            line.indicator = Indicator.objects.create(plan=self.version.plan)
            line.key = line.indicator.ref
        else:
            line.key = new_ref(KEYS[self.table.name])
        self._set(line, typed)

    def change(self, line: Any, typed: Mapping[str, str]) -> None:
        """Sets some cells of a line; its revision grows."""
        line.revision += 1
        self._set(line, typed)

    def _set(self, line: Any, typed: Mapping[str, str]) -> None:
        targets = {}
        for name, text in typed.items():
            if name.startswith(TARGET_PREFIX):
                targets[int(name.removeprefix(TARGET_PREFIX))] = text
            elif name == "owner":
                line.owner = self.offices.get(_folded(text)) if text else None
                line.owner_as_written = "" if line.owner else text
            elif name == "objective":
                line.objective = self._numbered(Objective, text)
            elif name == "activity":
                line.activity = self._numbered(ActivityLine, text)
            else:
                setattr(line, name, _value(line, name, text))
        line.save()
        _set_targets(line, targets)

    def _numbered(self, model: Any, text: str) -> Any:
        if text and (model, text) not in self._found:
            self._found[model, text] = model.objects.filter(version=self.version, number=int(text)).first()
        return self._found[model, text] if text else None

    @cached_property
    def offices(self) -> dict[str, Body]:
        """The governments of the cooperation and their units, by their folded names."""
        return {_folded(body.name_id): body for body in offices_of(self.version.plan.tie)}


def offices_of(tie: Tie) -> Sequence[Body]:
    """Who can own an activity: the governments of the regions in it, and every unit of them."""
    regions = tie.parties.filter(region__isnull=False).values_list("region_id", flat=True)
    return with_units(Body.objects.filter(region_id__in=list(regions), kind=BodyKind.REGION, ended_on=None))


def _folded(name: str) -> str:
    return " ".join(tokens(name))


def _value(line: Any, name: str, text: str) -> Any:
    """A cell's text as the value of the field of that name."""
    kind = line._meta.get_field(name).get_internal_type()
    if kind in ("CharField", "TextField"):
        return text
    if not text:
        return None
    if kind == "DateField":
        return date.fromisoformat(text)
    return Decimal(text) if kind == "DecimalField" else int(text)


def _set_targets(line: Any, targets: Mapping[int, str]) -> None:
    for year, text in targets.items():
        if text:
            Target.objects.update_or_create(line=line, year=year, defaults={"value": Decimal(text)})
        else:
            Target.objects.filter(line=line, year=year).delete()


def copy(version: PlanVersion, into: PlanVersion) -> None:
    """Every line of a version in a new one: the same keys and identities, from the first revision on."""
    objectives = {line.pk: _again(line, into) for line in lines(version, "objectives")}
    activities = {
        line.pk: _again(line, into, objective=objectives.get(line.objective_id))
        for line in lines(version, "activities")
    }
    for line in lines(version, "budget"):
        _again(line, into, activity=activities.get(line.activity_id))
    for line in lines(version, "indicators"):
        targets = list(line.targets.all())
        made = _again(line, into, activity=activities.get(line.activity_id))
        Target.objects.bulk_create(Target(line=made, year=one.year, value=one.value) for one in targets)


def _again(line: Any, into: PlanVersion, **referred: Any) -> Any:
    made = type(line)(**{field.attname: getattr(line, field.attname) for field in line._meta.concrete_fields})
    made.pk, made.version, made.revision = None, into, 1
    for name, value in referred.items():
        setattr(made, name, value)
    made.save(force_insert=True)
    return made
