"""Running clocks counted anew when a calendar is published; a date that moves is recorded with its cause."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gerbang.gate import projection
from gerbang.gate.models import Case
from gerbang.ledger import queries
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.places.queries import calendar
from gerbang.rulebook.calendar import Calendar
from gerbang.values import zones

MOVED = "gate.due-moved"


@dataclass(frozen=True, slots=True)
class Move:
    """A due date that another calendar moved."""

    stage: str
    before: date
    after: date
    calendar_before: str
    calendar_after: str


def recount(case: Case, by: Acting | None = None, counted_by: Calendar | None = None) -> Move | None:
    """Counts the clock of a locked case with the newest calendar. Without `by` it is the installation that does."""
    if case.due_on is None:
        return None
    newest = calendar() if counted_by is None else counted_by
    before, stage, counted_before = case.due_on, case.stage, case.calendar_version
    if counted_before == newest.version:
        return None
    due = projection.renew(case, on=zones.today(case.region.zone), by_calendar=newest).due
    if due is None or due.on == before:
        return None
    moved = Move(stage, before, due.on, counted_before, newest.version)
    _record(case, moved, by)
    return moved


def moves_of(case: Case) -> Sequence[Move]:
    """Every time another calendar moved a due date of the case, in order, for its history."""
    found = queries.history(case.ref).filter(kind=MOVED)
    return [_read(json.loads(entry.payload.text)) for entry in found if hasattr(entry, "payload")]


def _record(case: Case, moved: Move, by: Acting | None) -> None:
    record(
        kind=MOVED,
        stream=case.ref,
        actor=by.account.ref if by else "",
        body=by.body.ref if by else "",
        payload={
            "cause": "calendar",
            "stage": moved.stage,
            "from": moved.before,
            "to": moved.after,
            "calendar_from": moved.calendar_before,
            "calendar_to": moved.calendar_after,
        },
    )


def _read(payload: dict[str, str]) -> Move:
    return Move(
        payload["stage"],
        date.fromisoformat(payload["from"]),
        date.fromisoformat(payload["to"]),
        payload["calendar_from"],
        payload["calendar_to"],
    )
