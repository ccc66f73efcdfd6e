"""From steps to a case's history: visits, papers, asks, facts, pauses. What may happen next is `standing`'s matter."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from gerbang.rulebook import corrections
from gerbang.rulebook.conditions import FactValue, evaluate
from gerbang.rulebook.schema import END, NEXT, Outcome, Rulebook, Stage
from gerbang.rulebook.soundness import takes
from gerbang.rulebook.steps import STATE_KINDS, Step, StepError, iso_date

BEGINNINGS = frozenset({"open", "register"})
RUNNING, PAUSED, STOPPED, CLOSED = "running", "paused", "stopped", "closed"


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay of the case in a stage. Dates are None where an earlier stage of a registered case has none on file.

    `nth` counts the visits of the same stage from 1; `entered_by` and `left_by` are seqs.
    """

    stage: str
    nth: int
    entered_on: date | None
    entered_by: int
    left_on: date | None = None
    left_by: int | None = None
    outcome: str = ""
    direction: str = ""
    returned: bool = False
    undocumented: bool = False

    def held_days(self, on: date) -> int | None:
        """Calendar days from entering to leaving, or to `on`; None where a date is not known."""
        end = self.left_on or (None if self.left_by or self.undocumented else on)
        return None if self.entered_on is None or end is None else (end - self.entered_on).days


@dataclass(frozen=True, slots=True)
class Given:
    """A paper put on file. `visit` is the place of its visit in the history; `fields` holds the step's data."""

    paper: str
    seq: int
    visit: int
    on: date
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A body asked in a stage: when, and when its answer came. Either may stand alone."""

    stage: str
    ask: str
    visit: int
    body: str
    asked_on: date | None = None
    answered_on: date | None = None
    ask_seq: int | None = None
    answer_seq: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """From `on` until the day the case went on, which is None while it still rests."""

    on: date
    until: date | None
    seq: int


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect of a step that counts."""

    seq: int
    effect: str
    on: date


@dataclass
class History:
    """The fold of the steps that count."""

    book: Rulebook
    state: str = CLOSED
    visits: list[Visit] = field(default_factory=list)
    papers: list[Given] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    facts: dict[str, FactValue] = field(default_factory=dict)
    attested: dict[str, str] = field(default_factory=dict)
    unconfirmed: list[int] = field(default_factory=list)
    disputed: list[int] = field(default_factory=list)
    last_change: Step | None = None

    @property
    def stage(self) -> Stage | None:
        return self.book.stage(self.visits[-1].stage) if self.visits else None

    def current(self, step: Step) -> Stage:
        """The stage the step must belong to; StepError where the case is in no stage or another one."""
        stage = self.stage
        if stage is None:
            raise StepError(step, "not-begun")
        if step.stage and step.stage != stage.id:
            raise StepError(step, "not-in-this-stage", stage=stage.id)
        return stage


def fold(book: Rulebook, steps: Sequence[Step]) -> tuple[History, corrections.Corrected]:
    """Folds a case's steps in order. Raises StepError naming the step that the rulebook does not allow."""
    counted = corrections.apply(steps)
    history = History(book)
    waiting: list[Step] = []
    for step in counted.effective:
        if history.last_change is None and step.kind not in BEGINNINGS:
            _must_have_begun(steps, step)
            waiting.append(step)
            continue
        _apply(history, step)
        if step.kind in BEGINNINGS:
            _catch_up(history, waiting)
    history.facts.update(_stated_by_papers(history))
    return history, counted


def _must_have_begun(steps: Sequence[Step], step: Step) -> None:
    """Papers and notes may stand without a beginning only where a registration before them was voided."""
    begun = any(one.kind in BEGINNINGS and one.seq < step.seq for one in steps)
    if step.kind in STATE_KINDS or not begun:
        raise StepError(step, "not-begun")


def _catch_up(history: History, waiting: list[Step]) -> None:
    """Puts what was entered under a voided registration into the new one, as far as it fits there."""
    for step in waiting:
        with suppress(StepError):
            _apply(history, step)
    waiting.clear()


def _apply(history: History, step: Step) -> None:
    _FOLD[step.kind](history, step)
    if step.kind in STATE_KINDS:
        history.last_change = step
    if step.on_letter:
        history.unconfirmed.append(step.seq)


def next_stage(book: Rulebook, stage_id: str, facts: Mapping[str, FactValue]) -> str:
    """The following stage of the line whose `when` holds, or "end". A `when` that is not known does not hold."""
    return next(
        (one.id for one in book.following(stage_id) if one.when is None or evaluate(one.when, facts) is True), END
    )


def _begin(history: History, step: Step) -> None:
    if history.last_change is not None:
        raise StepError(step, "already-begun")
    stage = history.book.stage(step.to or step.stage or history.book.stages[0].id)
    if stage is None:
        raise StepError(step, "no-such-stage", stage=step.to or step.stage)
    if step.kind == "open" and stage is not history.book.stages[0]:
        raise StepError(step, "not-the-first-stage", stage=stage.id)
    for earlier in history.book.stages[: history.book.position(stage.id)]:
        if earlier.line and earlier.when is None:
            history.visits.append(Visit(earlier.id, 1, None, step.seq, undocumented=True))
    history.state = RUNNING
    _enter(history, stage.id, step, returned=False)
    _record_facts(history, step)


def _enter(history: History, stage_id: str, step: Step, *, returned: bool) -> None:
    nth = 1 + sum(1 for visit in history.visits if visit.stage == stage_id)
    history.visits.append(Visit(stage_id, nth, step.happened_on, step.seq, returned=returned))


def _leave(history: History, step: Step, outcome: str, direction: str) -> None:
    history.visits[-1] = replace(
        history.visits[-1], left_on=step.happened_on, left_by=step.seq, outcome=outcome, direction=direction
    )


def _running(history: History, step: Step) -> Stage:
    if history.state != RUNNING:
        raise StepError(step, f"case-{history.state}")
    return history.current(step)


def _move(history: History, step: Step) -> None:
    stage = _running(history, step)
    outcome = stage.outcome(step.outcome)
    if outcome is None:
        raise StepError(step, "no-such-outcome", outcome=step.outcome)
    _record_facts(history, step)
    history.facts.update(outcome.sets)
    to = _resolved(history, step, stage, outcome)
    history.effects += [Effect(step.seq, effect, step.happened_on) for effect in outcome.effects]
    if outcome.direction != "stay":
        _leave(history, step, outcome.id, outcome.direction)
        _arrive(history, step, to, outcome.direction)
    if "case.close" in outcome.effects:
        history.state = CLOSED


def _resolved(history: History, step: Step, stage: Stage, outcome: Outcome) -> str:
    """The stage as recorded, if the outcome can lead there; the present facts decide only where none was recorded."""
    if not step.to:
        return next_stage(history.book, stage.id, history.facts) if outcome.to == NEXT else outcome.to
    if step.to not in history.book.targets(stage, outcome):
        raise StepError(step, "leads-elsewhere", to=step.to)
    return step.to


def _arrive(history: History, step: Step, to: str, direction: str) -> None:
    if to == END:
        history.state = STOPPED if direction == "stop" else CLOSED
    else:
        _enter(history, to, step, returned=direction == "back")


def _skip(history: History, step: Step) -> None:
    stage = _running(history, step)
    if not stage.line:
        raise StepError(step, "nothing-to-skip-to", stage=stage.id)
    to = step.to or next_stage(history.book, stage.id, history.facts)
    if to not in history.book.possible_next(stage.id):
        raise StepError(step, "leads-elsewhere", to=to)
    _leave(history, step, "skip", "forward")
    _arrive(history, step, to, "forward")


def _pause(history: History, step: Step) -> None:
    _running(history, step)
    history.state = PAUSED
    history.pauses.append(Pause(step.happened_on, None, step.seq))


def _resume(history: History, step: Step) -> None:
    if history.state != PAUSED:
        raise StepError(step, "not-paused")
    history.state = RUNNING
    history.pauses[-1] = replace(history.pauses[-1], until=step.happened_on)


def _stop(history: History, step: Step) -> None:
    if history.state not in (RUNNING, PAUSED):
        raise StepError(step, f"case-{history.state}")
    history.current(step)
    history.state = STOPPED
    _leave(history, step, "stop", "stop")


def _paper(history: History, step: Step) -> None:
    if step.paper not in history.book.papers:
        raise StepError(step, "no-such-paper", paper=step.paper)
    history.papers.append(_given(history, step, len(history.visits) - 1))


def _given(history: History, step: Step, visit: int) -> Given:
    dates = {"dated_on": step.happened_on, "received_on": step.received_on}
    fields = {name: on.isoformat() for name, on in dates.items() if on} | {
        name: value for name, value in step.data.items() if _filled(value)
    }
    return Given(step.paper, step.seq, visit, step.happened_on, MappingProxyType(fields))


def _filled(value: object) -> bool:
    return value is not None and value not in ("", [], {}) and not (isinstance(value, str) and not value.strip())


def _withdraw(history: History, step: Step) -> None:
    history.papers = [given for given in history.papers if given.seq != step.target]


def _fact(history: History, step: Step) -> None:
    _record_facts(history, step)


def _record_facts(history: History, step: Step) -> None:
    for name, value in dict(step.data.get("facts") or {}).items():
        known = history.book.facts.get(name)
        if known is None or known.by != "case":
            raise StepError(step, "not-a-fact-of-the-case", fact=name)
        if value is not None and not takes(known, value):
            raise StepError(step, "no-such-value", fact=name, value=value)
        history.facts[name] = value
    for condition, words in dict(step.data.get("attested") or {}).items():
        if condition not in history.book.conditions:
            raise StepError(step, "no-such-condition", condition=condition)
        history.attested[condition] = str(words)


def _asking_stage(history: History, step: Step) -> str:
    stage = history.book.stage(step.stage) if step.stage else history.stage
    if stage is None or stage.ask(step.ask) is None:
        raise StepError(step, "no-such-ask", ask=step.ask)
    return stage.id


def _stated_by_papers(history: History) -> dict[str, FactValue]:
    """Facts that papers on file settle, such as the capacity in which somebody signed; the newest paper counts."""
    found: dict[str, FactValue] = {}
    for given in history.papers:
        for fact, path in history.book.papers[given.paper].states.items():
            value = _at(given.fields, path)
            if value is not None and takes(history.book.facts[fact], value):
                found[fact] = value
    return found


def _at(fields: Mapping[str, Any], path: str) -> Any:
    """A field's value; of a list of entries ("signatures.capacity"), the first that is filled."""
    name, _dot, inner = path.partition(".")
    value = fields.get(name)
    if not inner:
        return value
    entries = value if isinstance(value, (list, tuple)) else ()
    return next((entry[inner] for entry in entries if isinstance(entry, Mapping) and entry.get(inner)), None)


def _visit_of(history: History, stage_id: str) -> int:
    """The place of the last visit of a stage; the present one where it was never visited."""
    places = [place for place, visit in enumerate(history.visits) if visit.stage == stage_id]
    return places[-1] if places else len(history.visits) - 1


def _ask(history: History, step: Step) -> None:
    stage_id = _asking_stage(history, step)
    body = str(step.data.get("body") or "")
    visit = _visit_of(history, stage_id)
    history.asked.append(Asked(stage_id, step.ask, visit, body, asked_on=step.happened_on, ask_seq=step.seq))


def _answer(history: History, step: Step) -> None:
    stage_id = _asking_stage(history, step)
    body = str(step.data.get("body") or step.acting)
    waiting = [
        place
        for place, asked in enumerate(history.asked)
        if (asked.stage, asked.ask, asked.answered_on) == (stage_id, step.ask, None)
    ]
    waiting.sort(key=lambda place: (history.asked[place].body != body, place))
    if waiting:
        asked = history.asked[waiting[0]]
        history.asked[waiting[0]] = replace(asked, answered_on=step.happened_on, answer_seq=step.seq)
    else:
        visit = _visit_of(history, stage_id)
        answered = Asked(stage_id, step.ask, visit, body, answered_on=step.happened_on, answer_seq=step.seq)
        history.asked.append(answered)


def _past(history: History, step: Step) -> None:
    """An earlier stage of a registered case gets its dates; where the case stands now does not change."""
    place = next(
        (n for n, visit in enumerate(history.visits[:-1]) if visit.stage == step.stage and visit.left_by is None), None
    )
    if place is None:
        raise StepError(step, "not-an-earlier-stage", stage=step.stage)
    history.visits[place] = replace(
        history.visits[place],
        entered_on=iso_date(step.data.get("entered_on")) or history.visits[place].entered_on,
        left_on=step.happened_on,
        outcome=step.outcome or history.visits[place].outcome,
        undocumented=bool(step.data.get("no_document")),
    )
    if step.paper:
        if step.paper not in history.book.papers:
            raise StepError(step, "no-such-paper", paper=step.paper)
        history.papers.append(_given(history, step, place))


def _confirm(history: History, step: Step) -> None:
    target = step.target or 0
    history.unconfirmed = [seq for seq in history.unconfirmed if seq != target]
    history.disputed = [seq for seq in history.disputed if seq != target]


def _dispute(history: History, step: Step) -> None:
    if step.target in history.unconfirmed:
        _confirm(history, step)
        history.disputed.append(step.target)


def _note(history: History, step: Step) -> None:
    """A note stays on file and changes nothing."""


_FOLD: Mapping[str, Callable[[History, Step], None]] = {
    "open": _begin,
    "register": _begin,
    "move": _move,
    "skip": _skip,
    "pause": _pause,
    "resume": _resume,
    "stop": _stop,
    "paper": _paper,
    "withdraw-paper": _withdraw,
    "fact": _fact,
    "ask": _ask,
    "answer": _answer,
    "past": _past,
    "confirm": _confirm,
    "dispute": _dispute,
    "note": _note,
}
