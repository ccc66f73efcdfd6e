"""When a stage is due. A date moves for three recorded causes only: another calendar, a pause, a corrected start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gerbang.rulebook.calendar import Calendar, Explanation, Interval
from gerbang.rulebook.folding import Given, History
from gerbang.rulebook.schema import Clock, Stage
from gerbang.rulebook.steps import Step, iso_date

_CORRECTING = ("correct", "withdraw-paper")


@dataclass(frozen=True, slots=True)
class Due:
    """A running clock. `first_on` is the date as first counted, `on` the present one.

    `causes` says why they differ: "start-corrected" (seq of the correction or of the later paper) or "paused" (seq of
    the pause). `suspended` are the pauses taken out of a clock that no regulation sets.
    """

    clock: Clock
    stage: str
    start_on: date
    start_seq: int
    start_proof: str
    first_start_on: date
    first_on: date
    on: date
    causes: tuple[tuple[str, int], ...]
    suspended: tuple[Interval, ...]
    calendar_version: str

    @property
    def is_law(self) -> bool:
        """A deadline set by regulation, rather than a target of the house."""
        return self.clock.provision.nature == "regulation"

    def overdue(self, on: date) -> bool:
        """Computed, never stored; and it never means approval."""
        return on > self.on

    def explain(self, calendar: Calendar, on: date | None = None) -> Explanation:
        """Day by day from receipt to due date."""
        return calendar.explain(self.start_on, self.clock.days, self.clock.unit, on, self.suspended)


def due(history: History, stage: Stage, steps: Sequence[Step], calendar: Calendar) -> Due | None:
    """The clock of the present stage, once the paper it starts from bears its date."""
    clock = stage.clock
    given = _start(history, clock) if clock else None
    start_on = iso_date(given.fields.get(clock.field)) if clock and given else None
    if clock is None or given is None or start_on is None:
        return None
    first_start_on, correction = _first_start(history, clock, given, start_on, steps)
    paused = _suspensions(history, clock, start_on)
    suspended = tuple(interval for _seq, interval in paused)
    causes = ((("start-corrected", correction),) if correction else ()) + tuple(("paused", seq) for seq, _ in paused)
    return Due(
        clock=clock,
        stage=stage.id,
        start_on=start_on,
        start_seq=given.seq,
        start_proof=str(given.fields.get("received_proof", "")),
        first_start_on=first_start_on,
        first_on=calendar.due(first_start_on, clock.days, clock.unit),
        on=calendar.due(start_on, clock.days, clock.unit, suspended),
        causes=causes,
        suspended=suspended,
        calendar_version=calendar.version,
    )


def _start(history: History, clock: Clock) -> Given | None:
    """The first paper of its kind in this visit that bears the date: giving it again moves nothing."""
    visit = len(history.visits) - 1
    per_visit = history.book.papers[clock.paper].scope == "visit"
    return next(
        (
            given
            for given in history.papers
            if given.paper == clock.paper
            and (not per_visit or given.visit == visit)
            and iso_date(given.fields.get(clock.field)) is not None
        ),
        None,
    )


def _first_start(
    history: History, clock: Clock, given: Given, start_on: date, steps: Sequence[Step]
) -> tuple[date, int | None]:
    """The start as first recorded in this visit, and the step that corrected it (None where nothing moved)."""
    entered = history.visits[-1].entered_by if history.book.papers[clock.paper].scope == "visit" else 0
    for step in steps:
        found = _recorded_start(step, clock) if step.seq > entered else None
        if found is not None:
            return (start_on, None) if found == start_on else (found, _correction(step, steps) or given.seq)
    return start_on, None


def _correction(wrong: Step, steps: Sequence[Step]) -> int | None:
    """The last step that set a wrongly recorded start right."""
    return next((one.seq for one in reversed(steps) if one.target == wrong.seq and one.kind in _CORRECTING), None)


def _recorded_start(step: Step, clock: Clock) -> date | None:
    if step.kind not in ("paper", "past") or step.paper != clock.paper:
        return None
    fallback = {"received_on": step.received_on, "dated_on": step.happened_on}.get(clock.field)
    return iso_date(step.data.get(clock.field)) or fallback


def _suspensions(history: History, clock: Clock, start_on: date) -> list[tuple[int, Interval]]:
    """Pauses that ended after the start; they move only a clock that no regulation sets."""
    if clock.provision.nature == "regulation":
        return []
    return [(one.seq, (one.on, one.until)) for one in history.pauses if one.until is not None and one.until > start_on]
