"""One line a file, as values: what the templates and the download show, with nothing left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gerbang.desk import dues, queries
from gerbang.desk.asking import File, ShownAsk, asks
from gerbang.desk.dues import ShownDue
from gerbang.gate import books
from gerbang.gate.models import Case, Step, Waiting
from gerbang.gate.wording import said
from gerbang.people.acting import Actor
from gerbang.rulebook.calendar import Calendar
from gerbang.rulebook.schema import Rulebook, Stage


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A file that waits for the actor; `mine` tells whether its own body holds it."""

    case: Case
    stage: str
    holder: str
    mine: bool
    since: date
    due: ShownDue
    asks: tuple[ShownAsk, ...]


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A file the actor may see. `holder` is whoever must act, nobody where the file does not run."""

    case: Case
    stage: str
    holder: str
    due: ShownDue | None
    state: str
    mine: bool


def task_lines(actor: Actor, cases: Sequence[Case], by: Calendar, on: date) -> list[TaskLine]:
    """These files with what each asks; two queries however many there are."""
    waiting, steps = queries.asks_of(actor, cases), queries.steps_of(cases)
    return [_task(actor, case, waiting.get(case.pk, []), steps.get(case.pk, []), by, on) for case in cases]


def watch_lines(cases: Sequence[Case], mine: set[int], by: Calendar, on: date) -> list[WatchLine]:
    """These files with where each stands; `mine` are the keys of those that wait for the actor."""
    return [_watch(case, case.pk in mine, by, on) for case in cases]


def _task(
    actor: Actor, case: Case, waiting: Sequence[Waiting], rows: Sequence[Step], by: Calendar, on: date
) -> TaskLine:
    book = books.read(case.book)
    stage = book.stage(case.stage)
    return TaskLine(
        case=case,
        stage=_stage_name(case, stage),
        holder=_holder(case, book),
        mine=case.holder_id in actor.bodies,
        since=min(one.since for one in waiting),
        due=_due(case, waiting, book, stage, by, on),
        asks=tuple(asks(File.read(case, rows, by, on), waiting)),
    )


def _due(
    case: Case, waiting: Sequence[Waiting], book: Rulebook, stage: Stage | None, by: Calendar, on: date
) -> ShownDue:
    dates = [one.due_on for one in waiting if one.due_on]
    if dates:
        return dues.dated(min(dates), book, stage, is_law=case.due_is_law, on=on, by=by)
    acts = any(one.what == Waiting.What.ACT for one in waiting)
    return dues.undated(stage if acts else None)


def _watch(case: Case, mine: bool, by: Calendar, on: date) -> WatchLine:
    book = books.read(case.book)
    stage = book.stage(case.stage)
    live = case.state in ("running", "paused")
    due = dues.undated(stage)
    if case.due_on:
        due = dues.dated(case.due_on, book, stage, is_law=case.due_is_law, on=on, by=by)
    return WatchLine(
        case=case,
        stage=_stage_name(case, stage),
        holder=_holder(case, book) if live else "",
        due=due if live else None,
        state=_state(case),
        mine=mine,
    )


def _stage_name(case: Case, stage: Stage | None) -> str:
    return said(stage.name) if stage else _state(case)


def _holder(case: Case, book: Rulebook) -> str:
    """The body that holds the file; the role's name where no body plays it, as with the partner abroad."""
    if case.holder is not None:
        return case.holder.name
    role = book.roles.get(case.holder_role)
    return said(role.name) if role else ""


def _state(case: Case) -> str:
    return {
        "paused": _("Paused"),
        "stopped": _("Not continued"),
        "closed": _("Completed"),
    }.get(case.state, "")
