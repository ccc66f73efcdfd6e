"""The desk as a table for a spreadsheet: UTF-8 with its mark, and nothing in it that a spreadsheet would run."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from gerbang.desk.lines import TaskLine, task_lines
from gerbang.desk.queries import SOONEST_FIRST
from gerbang.gate.models import Case
from gerbang.people.acting import Actor
from gerbang.rulebook.calendar import Calendar
from gerbang.values.language import active

BATCH = 200
MARK = "\ufeff"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
DELIMITER = {"id": ";", "en": ","}
"""A spreadsheet set to Indonesian takes the comma for the decimal mark and parts columns by a semicolon."""


def rows(actor: Actor, cases: QuerySet[Case], by: Calendar, on: date) -> Iterator[str]:
    """The whole list, batch by batch, in the language in which it was asked for."""
    language = active()
    with translation.override(language):
        yield MARK + _written([_head()])
    keys = list(cases.order_by(*SOONEST_FIRST).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        found = {case.pk: case for case in cases.filter(pk__in=keys[start : start + BATCH])}
        batch = [found[key] for key in keys[start : start + BATCH] if key in found]
        with translation.override(language):
            text = _written([_row(line) for line in task_lines(actor, batch, by, on)])
        yield text


def _head() -> list[str]:
    return [
        _("Case number"),
        _("Region"),
        _("Partner"),
        _("Stage"),
        _("Holder"),
        _("Since"),
        _("Due"),
        _("About the date"),
        _("What is asked of me"),
    ]


def _row(line: TaskLine) -> list[str]:
    return [
        line.case.number,
        line.case.region.full_name,
        line.case.partner_label,
        line.stage,
        line.holder,
        line.since.isoformat(),
        line.due.on.isoformat() if line.due.on else "",
        line.due.text,
        " ".join(f"{ask.tag}: {ask.text}" if ask.tag else ask.text for ask in line.asks),
    ]


def _written(table: list[list[str]]) -> str:
    text = StringIO()
    csv.writer(text, delimiter=DELIMITER[active()]).writerows([_harmless(cell) for cell in row] for row in table)
    return text.getvalue()


def _harmless(cell: str) -> str:
    """A cell that begins like a formula is marked as text."""
    return f"'{cell}" if cell.startswith(RUNS) else cell
