"""What was done to a plan, in words: the ledger's entries as a page lists them."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.pages import formatting
from gerbang.people.queries import bodies_named
from gerbang.plans import tables
from gerbang.plans.models import Plan
from gerbang.plans.wording import counted
from gerbang.values.language import active

NEWEST = 40
TITLES = {
    "plan.opened": _("Action plan opened"),
    "plan.carried-over": _("Carried over from the cooperation plan"),
    "plan.period": _("Period and rhythm set"),
    "plan.edited": _("Draft edited"),
    "plan.taken-up": _("New version begun"),
    "plan.handed-up": _("Draft handed up for approval"),
    "plan.approved": _("Action plan approved"),
    "plan.withdrawn": _("Action plan withdrawn"),
    "reading.recorded": _("Reading recorded"),
    "reading.submitted": _("Readings handed in"),
    "reading.accepted": _("Readings accepted"),
    "reading.returned": _("Readings returned for improvement"),
    "reading.withdrawn": _("Reading withdrawn"),
    "year.closed": _("Record of a year closed"),
    "year.reopened": _("Record of a year opened again"),
}

ON_TIE = {
    "plan.begun": _("Action plan opened"),
    "delivery.recorded": _("Something carried out recorded"),
    "delivery.evidence": _("Evidence added"),
    "delivery.withdrawn": _("Record of something carried out withdrawn"),
    "trip.recorded": _("Trip recorded"),
    "trip.permit": _("Permit letter of a trip recorded"),
    "trip.reported": _("Result of a trip recorded"),
    "trip.part-withdrawn": _("Part of the record of a trip withdrawn"),
    "trip.names-forgotten": _("Names of those who travelled erased"),
    "trip.withdrawn": _("Record of a trip withdrawn"),
    "follow-up.recorded": _("Follow-up recorded"),
    "follow-up.done": _("Follow-up done"),
    "follow-up.withdrawn": _("Follow-up withdrawn"),
}
"""The entries of this room in the stream of a cooperation."""


class Line(NamedTuple):
    """One entry as a list shows it."""

    title: str
    when: str
    by: str
    detail: str


def since(plan: Plan, seen: int = 0) -> Sequence[Line]:
    """What was done to the plan after that entry, newest first; of a long history the newest part."""
    later = ledger.history(plan.ref).filter(seq__gt=seen).select_related("payload")
    found = list(later.order_by("-seq")[:NEWEST])
    bodies = bodies_named(entry.body for entry in found if entry.body)
    return [
        Line(
            str(TITLES.get(entry.kind, entry.kind)),
            formatting.moment(entry.at),
            bodies[entry.body].name if entry.body in bodies else "",
            _detail(entry),
        )
        for entry in found
    ]


def _detail(entry: Entry) -> str:
    """Which tables were edited, and how much of each."""
    payload = getattr(entry, "payload", None)
    told = json.loads(payload.text).get("tables", {}) if payload else {}
    named = {table.name: table.label(active()) for table in tables.every([])}
    return "; ".join(f"{named[name]}: {counted(counts)}" for name, counts in told.items() if name in named)
