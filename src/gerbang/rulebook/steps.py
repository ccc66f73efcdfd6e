"""What happened to a case: an append-only list of steps, as the offices recorded them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

STATE_KINDS = frozenset({"open", "register", "move", "skip", "pause", "resume", "stop"})
"""The kinds that change where a case stands."""
KINDS = STATE_KINDS | {
    "paper", "withdraw-paper", "fact", "ask", "answer", "note", "past", "confirm", "dispute", "correct",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One entry. `happened_on` and `received_on` are the paper's dates, `recorded_on` the entry's.

    `data` by kind: `docs/rulebook.md`, "What a step's data hold". Dates inside `data` are ISO texts.
    """

    seq: int
    kind: str
    happened_on: date
    ref: str = ""
    stage: str = ""
    outcome: str = ""
    to: str = ""
    paper: str = ""
    ask: str = ""
    target: int | None = None
    acting: str = ""
    role: str = ""
    recorded_by: str = ""
    on_letter: bool = False
    received_on: date | None = None
    recorded_on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


class StepError(ValueError):
    """A list of steps the rulebook does not allow. `seq` names the step, `code` says why."""

    def __init__(self, step: Step, code: str, **params: object) -> None:
        self.seq = step.seq
        self.code = code
        self.params = params
        details = ", ".join(f"{key}={value}" for key, value in params.items())
        super().__init__(f"step {step.seq} ({step.kind}): {code}{f' ({details})' if details else ''}")


def iso_date(value: object) -> date | None:
    """A date from a step's data: a date, an ISO text, or None where it is absent or not a date."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
