"""The stored fold of a case: what lists and the desk read. Rebuilt from the steps after each one, and equal to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gerbang.gate import books, facts, history, participants
from gerbang.gate.models import Case, Step, Waiting
from gerbang.people.actions import involve
from gerbang.people.models import Body
from gerbang.people.queries import bodies_named, body_of_kind
from gerbang.places.queries import calendar
from gerbang.rulebook.calendar import Calendar
from gerbang.rulebook.standing import Standing, project, standing

COLUMNS = (
    "state", "stage", "since", "holder_role", "holder", "due_on", "first_due_on", "due_is_law", "calendar_version",
    "head", "unconfirmed", "disputed", "returned",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of `Waiting` before it is stored."""

    body: Body
    what: str
    since: date
    due_on: date | None = None


def standing_of(case: Case, on: date, rows: list[Step] | None = None, by_calendar: Calendar | None = None) -> Standing:
    """Where the case stands on a day, folded from its steps with the newest calendar unless another is given."""
    steps = history.engine_steps(history.of(case) if rows is None else rows)
    return standing(books.read(case.book), steps, facts.world(case), by_calendar or calendar(), on)


def renew(case: Case, on: date, by_calendar: Calendar | None = None) -> Standing:
    """Folds the case anew and stores what lists need: dates and names of stages, never "overdue"."""
    rows = history.of(case)
    position = standing_of(case, on, rows, by_calendar)
    fill(case, position)
    case.save(update_fields=COLUMNS)
    _let_in(case)
    _store_waiting(case, position, rows, on)
    return position


def fill(case: Case, position: Standing) -> None:
    """Puts the fold into the case's columns without saving them."""
    found = project(position)
    case.state, case.stage, case.since = found.state, found.stage, found.since
    case.holder_role = found.holder
    case.holder = next(iter(participants.bodies_in(case, found.holder)), None) if found.holder else None
    case.due_on, case.first_due_on, case.due_is_law = found.due_on, found.first_due_on, found.due_is_law
    case.calendar_version, case.returned, case.head = found.calendar_version, found.returned, found.head
    case.unconfirmed, case.disputed = found.unconfirmed, found.disputed


def _let_in(case: Case) -> None:
    if case.holder is not None:
        involve(case.ref, [case.holder], "holder")


def _store_waiting(case: Case, position: Standing, rows: list[Step], on: date) -> None:
    Waiting.objects.filter(case=case).delete()
    lines: dict[tuple[int, str], Asked] = {}
    for asked in _asked(case, position, rows, on):
        lines.setdefault((asked.body.pk, asked.what), asked)
    Waiting.objects.bulk_create(
        [
            Waiting(case=case, body=asked.body, what=asked.what, since=asked.since, due_on=asked.due_on)
            for asked in lines.values()
        ]
    )


def _asked(case: Case, position: Standing, rows: list[Step], on: date) -> Iterable[Asked]:
    """Who is asked what now: the holder to act, those asked to answer, bodies to confirm, the ministry to settle."""
    by_seq = {row.seq: row for row in rows}
    if position.state == "running":
        if case.holder is not None:
            yield Asked(case.holder, Waiting.What.ACT, position.since or on, case.due_on)
        yield from _awaited(position)
    settled = {seq: ralat for seq in position.disputed if (ralat := _set_right_since(seq, position, rows))}
    for seq in position.unconfirmed:
        yield Asked(by_seq[seq].acting, Waiting.What.CONFIRM, by_seq[seq].recorded_on)
    for seq, ralat in settled.items():
        yield Asked(by_seq[seq].acting, Waiting.What.CONFIRM, ralat.recorded_on)
    disputes = [row for row in rows if row.kind == "dispute" and row.target in position.disputed]
    unsettled = [row.recorded_on for row in disputes if row.target not in settled]
    if unsettled and (body := body_of_kind(participants.ministry_unit(case))):
        yield Asked(body, Waiting.What.SETTLE, min(unsettled))


def _set_right_since(seq: int, position: Standing, rows: list[Step]) -> Step | None:
    """The Ralat by which a step was set right after its body had disputed it: the body is asked again."""
    disputed = max(row.seq for row in rows if row.kind == "dispute" and row.target == seq)
    ralat = position.corrected.get(seq, 0)
    return next((row for row in rows if row.seq == ralat), None) if ralat > disputed else None


def _awaited(position: Standing) -> Iterable[Asked]:
    """Bodies asked in writing that have not answered; those the stage would still ask wait for nobody yet."""
    asked = [one for one in position.asked if one.asked_on and one.answered_on is None and one.ask_seq]
    bodies = bodies_named(one.body for one in asked)
    for one in asked:
        if one.body in bodies and one.asked_on:
            yield Asked(bodies[one.body], Waiting.What.ANSWER, one.asked_on)
