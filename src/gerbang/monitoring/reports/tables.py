"""A report as an Excel workbook: one sheet a table, all cooperations one below the other, values as values."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gerbang.documents.workbook import Sheet
from gerbang.monitoring.models import Obstacle
from gerbang.monitoring.reports.content import Account
from gerbang.monitoring.reports.paper import name_of
from gerbang.plans.models import BudgetLine, Trip


def sheets(accounts: Sequence[Account]) -> list[Sheet]:
    """A sheet a table, each row begun with the cooperation it is of."""
    return [Sheet(name, [_("Cooperation"), *head], rows) for name, head, rows in _tables(accounts)]


def _tables(accounts: Sequence[Account]) -> Iterable[tuple[str, list[str], list[list[Any]]]]:
    sources = {str(value): str(label) for value, label in BudgetLine.Source.choices}
    kinds = {str(value): str(label) for value, label in Obstacle.Category.choices}
    states = {str(value): str(label) for value, label in Obstacle.State.choices}
    ways = {str(value): str(label) for value, label in Trip.Direction.choices}
    yield (
        _("Activities"),
        [_("Activity"), _("Plan"), _("From"), _("Until"), _("Place"), _("Who took part"), _("People abroad"),
         _("People from abroad"), _("Result")],
        [[name_of(of), one.title, one.planned, _day(one.earliest), _day(one.ended_on or one.latest), one.place,
          "\n".join([*one.ours, *one.theirs]), one.people_out, one.people_in, one.result]
         for of in accounts for one in of.carried],
    )  # fmt: skip
    yield (
        _("Not carried out"),
        [_("Activity"), _("Who"), _("From"), _("Until")],
        [[name_of(of), one.title, one.owner, _day(one.begins_on), _day(one.ends_on)]
         for of in accounts for one in of.awaited],
    )  # fmt: skip
    yield (
        _("Indicators"),
        [_("Indicator"), _("Unit"), _("Year"), _("Target"), _("Reading"), _("Reached in %")],
        [[name_of(of), one.name, one.unit, one.year, *(_number(each) for each in (one.target, one.value, one.reached))]
         for of in accounts for one in of.shown],
    )  # fmt: skip
    yield (
        _("Money"),
        [_("Source of money"), _("Currency"), _("Planned for the years of this period"), _("Spent in this period")],
        [[name_of(of), sources.get(one.source, one.source), one.currency, _number(one.planned), _number(one.spent)]
         for of in accounts for one in of.paid],
    )  # fmt: skip
    yield (
        _("Trips and visits"),
        [pgettext("of a trip", "Direction"), _("Purpose"), _("From"), _("Until"), _("Place"), _("People"), _("Result")],
        [[name_of(of), ways.get(one.direction, ""), one.purpose, _day(one.begins_on), _day(one.ends_on), one.places,
          one.people, one.result]
         for of in accounts for one in of.travelled],
    )  # fmt: skip
    yield (
        _("Problems and obstacles"),
        [_("Problem or obstacle"), _("Kind"), _("State")],
        [[name_of(of), one.title, kinds.get(one.category, ""), states.get(one.state, "")]
         for of in accounts for one in of.hindered],
    )  # fmt: skip
    yield (
        _("Obstacles and outlook"),
        [_("Problems and obstacles"), _("Follow-up"), _("Outlook")],
        [[name_of(of), of.obstacles, of.follow_up, of.outlook]
         for of in accounts if of.obstacles or of.follow_up or of.outlook],
    )  # fmt: skip
    yield (
        _("Follow-ups"),
        [_("Follow-up"), _("Who"), _("Until when"), _("Done")],
        [[name_of(of), one.what, one.owner, _day(one.due_on), _day(one.done_on)]
         for of in accounts for one in of.to_do],
    )  # fmt: skip


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _number(plain: str) -> Decimal | None:
    return Decimal(plain) if plain else None
