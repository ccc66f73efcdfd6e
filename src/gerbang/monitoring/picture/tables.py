"""The picture of many cooperations as tables, for a paper to be printed and a workbook: the figures of the page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gerbang.documents.paper import Block, Heading, Paper, Paragraph, Table
from gerbang.documents.workbook import Sheet, Value
from gerbang.monitoring.liveliness.keeping import Cell
from gerbang.monitoring.models import Benefit, Obstacle
from gerbang.monitoring.picture import counting
from gerbang.monitoring.wording import STATES
from gerbang.pages import formatting
from gerbang.people.acting import Actor
from gerbang.plans.models import BudgetLine
from gerbang.register.goals import goal_label
from gerbang.values.language import active

FacetRow = tuple[str, Mapping[Cell, int], str]
"""The name of a country, a field or a goal, all numbers, and its token."""


@dataclass(frozen=True, slots=True)
class FacetTable:
    """What is told of each country, field or goal: title, name of its sheet, head, and rows as the page has them."""

    title: str
    tab: str
    head: str
    rows: Sequence[FacetRow]


def tables(actor: Actor, facets: Iterable[FacetTable]) -> list[Sheet]:
    """Everything the page tells."""
    found = counting.numbers(actor)
    picture = counting.picture(actor)
    sources = {str(value): str(label) for value, label in BudgetLine.Source.choices}
    states = [str(STATES[state]) for state in counting.ORDER]
    told = [
        Sheet(_("How alive"), [_("Liveliness"), _("Cooperations")], [
            (str(STATES[state]), found.get(("", state.value), 0)) for state in counting.ORDER]),
        Sheet(_("Promised and delivered"), [_("Activities"), pgettext("how many", "Number")], [
            (_("Activities in approved plans"), picture.promise.promised),
            (_("of which something was carried out"), picture.promise.delivered),
            (_("their time has passed and nothing is on record"), picture.promise.overdue)]),
        Sheet(_("Money by source"), [_("Source of money"), _("Currency"), _("Planned in approved plans"),
                                    _("Spent on what was carried out, with trips")], [
            _paid(one, sources) for one in picture.money]),
        Sheet(_("Obstacles"), [_("Kind of obstacle"), *(str(state.label) for state in Obstacle.State)], [
            (str(kind.label), *(picture.obstacles.get((kind.value, state.value), 0) for state in Obstacle.State))
            for kind in Obstacle.Category]),
        Sheet(_("Benefit"), [_("Kind of benefit"), _("Cooperations that state it")], [
            (str(kind.label), picture.benefits.get(kind.value, 0)) for kind in Benefit.Kind]),
        Sheet(_("Carried out by year"), [_("Year"), _("Carried out")], [
            *picture.years]),
    ]  # fmt: skip
    for one in facets:
        of_facet: list[Sequence[Value]] = [
            (name, sum(numbers.get((token, state.value), 0) for state in counting.ORDER),
             *(numbers.get((token, state.value), 0) for state in counting.ORDER))
            for name, numbers, token in one.rows
        ]  # fmt: skip
        if of_facet:
            told.append(Sheet(one.title, [one.head, _("All"), *states], of_facet, one.tab))
    if picture.goals:
        title, head = _("Activities by Sustainable Development Goal"), [_("Goal"), _("Activities in approved plans")]
        rows = [(goal_label(goal), number) for goal, number in picture.goals]
        told.append(Sheet(title, head, rows, pgettext("name of a sheet", "Activities by SDG")))
    return told


def _paid(one: counting.SourceSum, sources: Mapping[str, str]) -> Sequence[Value]:
    return sources.get(one.source, one.source), one.currency, one.planned, one.spent


def paper(told: Sequence[Sheet], body: str, on: str) -> Paper:
    """To be printed; wide tables lie across the page."""
    blocks: list[Block] = [Paragraph(_("As of %(on)s. Regions are not ranked.") % {"on": on})]
    for one in told:
        rows = [[str(name), *(_words(value) for value in values)] for name, *values in one.rows]
        figures = frozenset(range(1, len(one.head)))
        widths = (4, *(2 for _each in one.head[1:]))
        empty = Paragraph(_("Nothing is on record yet."))
        blocks += [Heading(one.title), Table(one.head, rows, widths, figures) if rows else empty]
    return Paper(
        _("Overall picture"), blocks, cap=body, landscape=True, language="id" if active() == "id" else "en",
        footer=_("Internal · written with Gerbang"),
    )  # fmt: skip


def _words(value: Value) -> str:
    return value if isinstance(value, str) else formatting.number(value) if isinstance(value, (int, Decimal)) else ""
