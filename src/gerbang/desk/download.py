"""The desk as a table for a spreadsheet."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from gerbang.desk.lines import TaskLine, task_lines
from gerbang.desk.queries import SOONEST_FIRST
from gerbang.gate.models import Case
from gerbang.pages.spreadsheets import MARK, line
from gerbang.people.acting import Actor
from gerbang.rulebook.calendar import Calendar
from gerbang.values.language import active

BATCH = 200


def rows(actor: Actor, cases: QuerySet[Case], by: Calendar, on: date) -> Iterator[str]:
    """The whole list, batch by batch, in the language in which it was asked for."""
    language = active()
    with translation.override(language):
        yield MARK + line(_head())
    keys = list(cases.order_by(*SOONEST_FIRST).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        found = {case.pk: case for case in cases.filter(pk__in=keys[start : start + BATCH])}
        batch = [found[key] for key in keys[start : start + BATCH] if key in found]
        with translation.override(language):
            text = "".join(line(_row(task)) for task in task_lines(actor, batch, by, on))
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


def _row(task: TaskLine) -> list[str]:
    return [
        task.case.number,
        task.case.region.name,
        task.case.partner_label,
        task.stage,
        task.holder,
        task.since.isoformat(),
        task.due.on.isoformat() if task.due.on else "",
        task.due.text,
        " ".join(f"{ask.tag}: {ask.text}" if ask.tag else ask.text for ask in task.asks),
    ]
