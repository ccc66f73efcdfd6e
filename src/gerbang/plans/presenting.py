"""What the pages of a plan show of a version: its activities under their objectives, money, chart and calendar."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from gerbang.pages import formatting
from gerbang.plans import budget, cells, gantt, queries, recorded
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, IndicatorLine, Objective, Plan, PlanVersion
from gerbang.values.dates import MONTHS
from gerbang.values.language import active
from gerbang.values.money import Money

VALUE = cells.Amount(4, negative=True)


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """An activity with its money in words and what is missing of it."""

    line: Any
    money: list[str]
    when: str
    no_money: bool
    no_owner: bool
    delivered: Sequence[Delivery] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """An objective with its activities; None for those that serve none."""

    objective: Objective | None
    activities: list[ShownActivity]


@dataclass(frozen=True, slots=True)
class MonthOfPlan:
    """What begins, ends or goes on in a month."""

    label: str
    begins: list[ActivityLine]
    ends: list[ActivityLine]


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A row of the budget: a source with its sums in words and how it compares with the largest."""

    label: str
    cells: list[str]
    total: str
    share: int


@dataclass(frozen=True, slots=True)
class ShownSheet:
    currency: str
    years: list[str]
    rows: list[ShownSource]
    by_year: list[str]
    total: str


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """An indicator with its numbers in words."""

    line: IndicatorLine
    baseline: str
    targets: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A version as its page needs it."""

    version: PlanVersion
    flags: queries.Flags
    groups: list[Group]
    indicators: list[ShownIndicator]
    sheets: list[ShownSheet]
    loose: list[BudgetLine]
    unnamed: list[BudgetLine]
    chart: gantt.Chart | None
    months: list[MonthOfPlan]
    undated: list[ActivityLine]


def shown(plan: Plan, version: PlanVersion) -> Shown:
    """Everything a version says, in the order of its page."""
    content = queries.content(version)
    carried_out = recorded.of_activities(version)
    activities = [_activity(line, carried_out[line.activity_id]) for line in content.activities]
    flags = queries.Flags(
        len(activities), sum(one.no_money for one in activities), sum(one.no_owner for one in activities)
    )
    return Shown(
        version=version,
        flags=flags,
        groups=_groups(content.objectives, activities),
        indicators=[_indicator(line) for line in content.indicators],
        sheets=[_sheet(sheet) for sheet in _sheets(content.budget)],
        loose=[line for line in content.budget if line.activity_id is None],
        unnamed=[line for line in content.budget if line.amount is None],
        chart=chart(plan, activities),
        months=_months(content.activities),
        undated=[line for line in content.activities if line.begins_on is None and line.ends_on is None],
    )


def chart(plan: Plan, activities: Iterable[ShownActivity]) -> gantt.Chart | None:
    """The time chart; of a plan in which no activity has a date there is none to draw."""
    tasks = [
        gantt.Task(f"{one.line.number}. {one.line.title}", one.line.begins_on, one.line.ends_on) for one in activities
    ]
    if not any(task.begins or task.ends for task in tasks):
        return None
    return gantt.chart(tasks, plan.starts_on, plan.ends_on)


def money_in_words(line: BudgetLine) -> str:
    """`APBD 2027: Rp250.000.000`; without an amount only who is to pay."""
    label = str(line.get_source_display())
    named = f"{label} {line.year}" if line.year else label
    return f"{named}: {formatting.money(line.amount, line.currency)}" if line.amount is not None else named


def _activity(line: Any, delivered: Sequence[Delivery]) -> ShownActivity:
    nobody = line.owner_id is None and not line.owner_as_written
    money = [money_in_words(one) for one in line.budget.all()]
    return ShownActivity(line, money, _when(line.begins_on, line.ends_on), line.no_money, nobody, delivered)


def _indicator(line: IndicatorLine) -> ShownIndicator:
    targets = [f"{target.year}: {_number(target.value)}" for target in line.targets.all()]
    return ShownIndicator(line, _number(line.baseline), targets)


def _number(value: Decimal | None) -> str:
    return VALUE.show(cells.plain(value), active()) if value is not None else ""


def _when(begins: date | None, ends: date | None) -> str:
    if begins and ends:
        return formatting.day(begins) if begins == ends else f"{formatting.day(begins)} – {formatting.day(ends)}"
    return formatting.day(begins or ends)


def _groups(objectives: Iterable[Objective], activities: Iterable[ShownActivity]) -> list[Group]:
    under: dict[int | None, list[ShownActivity]] = {}
    for one in activities:
        under.setdefault(one.line.objective_id, []).append(one)
    found = [Group(objective, under.get(objective.pk, [])) for objective in objectives]
    return [*found, Group(None, under[None])] if None in under else found


def _sheets(lines: Iterable[BudgetLine]) -> list[budget.Sheet]:
    shares = [
        budget.Share(line.source, line.year, Money(line.amount, line.currency))
        for line in lines
        if line.amount is not None
    ]
    return budget.sheets(shares, [str(source) for source in BudgetLine.Source])


def _sheet(sheet: budget.Sheet) -> ShownSheet:
    labels: Mapping[str, Any] = dict(BudgetLine.Source.choices)
    most = sheet.most
    return ShownSheet(
        currency=sheet.currency,
        years=[str(year) if year else "" for year in sheet.years],
        rows=[
            ShownSource(
                str(labels[row.source]),
                [formatting.money(money) if money else "" for money in row.by_year],
                formatting.money(row.total),
                int(100 * row.total.amount / most) if most else 0,
            )
            for row in sheet.rows
        ],
        by_year=[formatting.money(money) for money in sheet.by_year],
        total=formatting.money(sheet.total),
    )


def _months(lines: Iterable[ActivityLine]) -> list[MonthOfPlan]:
    """The months in which something begins or ends."""
    found: dict[tuple[int, int], MonthOfPlan] = {}
    for line in lines:
        for day, ending in ((line.begins_on, False), (line.ends_on, True)):
            if day is None:
                continue
            place = (day.year, day.month)
            if place not in found:
                found[place] = MonthOfPlan(f"{MONTHS[active()][day.month - 1]} {day.year}", [], [])
            if not ending:
                found[place].begins.append(line)
            elif line.begins_on is None or (line.begins_on.year, line.begins_on.month) != place:
                found[place].ends.append(line)
    return [found[place] for place in sorted(found)]
