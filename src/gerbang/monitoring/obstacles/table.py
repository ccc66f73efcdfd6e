"""Obstacles as a table for Excel."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gerbang.documents.workbook import Sheet
from gerbang.monitoring.models import Attempt, Escalation, Obstacle, Outcome
from gerbang.pages import formatting


def sheet(found: QuerySet[Obstacle]) -> Sheet:
    """One row an obstacle, in the active language."""
    return Sheet(pgettext("name of a file", "obstacles").capitalize(), _head(), _rows(found))


def _head() -> list[str]:
    return [
        _("Cooperation"),
        _("Obstacle"),
        _("Kind"),
        _("How much it hinders"),
        _("State"),
        _("Since"),
        pgettext("that looks after an obstacle", "Office"),
        pgettext("of an obstacle", "Until"),
        _("What was tried"),
        _("Asked for help"),
        _("How it ended"),
        _("Source"),
    ]


def _rows(found: QuerySet[Obstacle]) -> Iterator[list[str]]:
    standing = [
        Prefetch("attempts", Attempt.objects.filter(withdrawn_at=None), to_attr="tried"),
        Prefetch("escalations", Escalation.objects.filter(withdrawn_at=None).select_related("to"), to_attr="asked"),
        Prefetch("outcomes", Outcome.objects.filter(withdrawn_at=None), to_attr="ended"),
    ]
    one: Any
    for one in found.prefetch_related(*standing):
        yield [
            one.tie.name,
            one.title,
            one.get_category_display(),
            one.get_severity_display(),
            one.get_state_display(),
            formatting.day(one.happened),
            one.owner,
            one.due_on.isoformat() if one.due_on else "",
            "; ".join(f"{attempt.what} ({formatting.day(attempt.happened)})" for attempt in one.tried),
            "; ".join(asked.to.name for asked in one.asked),
            "; ".join(str(outcome) for outcome in one.ended),
            one.link,
        ]
