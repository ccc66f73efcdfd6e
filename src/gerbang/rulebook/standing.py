"""Where a case stands, who must act, what is missing, what is due, and what may be done next. Pure and total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gerbang.rulebook import choosing, clocks, folding, needing
from gerbang.rulebook.calendar import Calendar
from gerbang.rulebook.choosing import Choice
from gerbang.rulebook.clocks import Due
from gerbang.rulebook.conditions import FactValue
from gerbang.rulebook.folding import Asked, Effect, History, Pause, Visit
from gerbang.rulebook.needing import Missing, Present, Verdict, opening
from gerbang.rulebook.schema import Rulebook, Stage
from gerbang.rulebook.steps import Step, StepError

__all__ = [
    "Asked", "Choice", "Due", "Effect", "Missing", "Pause", "Present", "Projection", "Standing", "StepError",
    "Verdict", "Visit", "opening", "project", "standing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer. `state` is running, paused, stopped or closed; `stage` is the last stage the case was in.

    A case whose registration was voided is closed and in no stage. `facts` are all facts known, those of the case over
    the others. `effects` belong to the `effective` steps; `corrected` maps a corrected step's seq to its correction's.
    """

    state: str
    stage: Stage | None
    since: date | None
    holder: str
    asked: tuple[Asked, ...]
    visits: tuple[Visit, ...]
    pauses: tuple[Pause, ...]
    missing: tuple[Missing, ...]
    present: tuple[Present, ...]
    due: Due | None
    choices: tuple[Choice, ...]
    conditions: tuple[Verdict, ...]
    unconfirmed: tuple[int, ...]
    disputed: tuple[int, ...]
    effects: tuple[Effect, ...]
    effective: tuple[Step, ...]
    corrected: Mapping[int, int]
    facts: Mapping[str, FactValue]
    head: int

    @property
    def open(self) -> bool:
        return self.state in (folding.RUNNING, folding.PAUSED)

    def choice(self, choice_id: str) -> Choice | None:
        return next((known for known in self.choices if known.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Projection:
    """What may be stored of a standing: dates and ids only, never "overdue"."""

    state: str
    stage: str
    since: date | None
    holder: str
    due_on: date | None
    first_due_on: date | None
    due_is_law: bool
    calendar_version: str
    returned: bool
    unconfirmed: int
    disputed: int
    head: int


def standing(
    book: Rulebook, steps: Sequence[Step], facts: Mapping[str, FactValue], calendar: Calendar, on: date
) -> Standing:
    """Folds the steps. `facts` are those the case does not record itself; `on` decides only what is overdue.

    Raises StepError naming the first step the rulebook does not allow.
    """
    history, counted = folding.fold(book, steps)
    known = {name: value for name, value in facts.items() if name in book.facts} | history.facts
    stage = history.stage
    is_open = history.state in (folding.RUNNING, folding.PAUSED)
    verdicts = needing.verdicts(book, stage, known, history.attested)
    due = clocks.due(history, stage, steps, calendar) if stage and is_open else None
    asked = _asked(history, stage)
    missing = needing.missing(history, stage, known, verdicts, asked) if stage and is_open else ()
    situation = choosing.Situation(history, known, verdicts, missing, due, on)
    return Standing(
        state=history.state,
        stage=stage,
        since=history.visits[-1].entered_on if history.visits else None,
        holder=stage.holder if stage and is_open else "",
        asked=asked,
        visits=tuple(history.visits),
        pauses=tuple(history.pauses),
        missing=missing,
        present=needing.present(history),
        due=due,
        choices=choosing.choices(situation),
        conditions=verdicts,
        unconfirmed=tuple(history.unconfirmed),
        disputed=tuple(history.disputed),
        effects=tuple(history.effects),
        effective=counted.effective,
        corrected=counted.corrected,
        facts=known,
        head=steps[-1].seq if steps else 0,
    )


def project(found: Standing) -> Projection:
    """The storable part of a standing."""
    due = found.due
    return Projection(
        state=found.state,
        stage=found.stage.id if found.stage else "",
        since=found.since,
        holder=found.holder,
        due_on=due.on if due else None,
        first_due_on=due.first_on if due else None,
        due_is_law=due.is_law if due else False,
        calendar_version=due.calendar_version if due else "",
        returned=found.visits[-1].returned if found.visits else False,
        unconfirmed=len(found.unconfirmed),
        disputed=len(found.disputed),
        head=found.head,
    )


def _asked(history: History, stage: Stage | None) -> tuple[Asked, ...]:
    """Everybody asked so far, and those the present stage would have asked who were not yet."""
    visit = len(history.visits) - 1
    here = {asked.ask for asked in history.asked if asked.visit == visit}
    waiting = [Asked(stage.id, ask.id, visit, "") for ask in stage.asks if ask.id not in here] if stage else []
    return (*history.asked, *waiting)
