"""Ralat: which steps still count. A correction voids or amends an earlier step and may be voided; all stay on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gerbang.rulebook.steps import KINDS, STATE_KINDS, Step, StepError, iso_date

AMENDABLE = frozenset({"happened_on", "received_on", "data"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """The steps that count, amended, and the correction that stands against each corrected step (seq -> seq)."""

    effective: tuple[Step, ...]
    corrected: Mapping[int, int]


def apply(steps: Sequence[Step]) -> Corrected:
    """Raises StepError where the list is out of order, or a correction comes too late for its target."""
    _in_order(steps)
    by_seq = {step.seq: step for step in steps}
    voided: dict[int, int] = {}
    for step in steps:
        if step.kind == "correct":
            _apply(step, _target(step, by_seq), by_seq, voided)
    standing = [step for step in steps if step.seq not in voided]
    amendments = [step for step in standing if step.kind == "correct" and mode(step) == "amend"]
    effective = tuple(_amended(step, amendments) for step in standing if step.kind != "correct")
    against = {step.target: step.seq for step in amendments if step.target is not None and step.target not in voided}
    return Corrected(effective, {**against, **voided})


def mode(step: Step) -> str:
    """What a correction does: "void" or "amend"."""
    return str(step.data.get("mode", "void"))


def _in_order(steps: Sequence[Step]) -> None:
    last = 0
    for step in steps:
        if step.seq <= last:
            raise StepError(step, "out-of-order")
        if step.kind not in KINDS:
            raise StepError(step, "unknown-kind", kind=step.kind)
        last = step.seq


def _target(step: Step, by_seq: Mapping[int, Step]) -> Step:
    target = by_seq.get(step.target or 0)
    if target is None or target.seq >= step.seq:
        raise StepError(step, "no-such-target", target=step.target)
    return target


def _apply(step: Step, target: Step, by_seq: Mapping[int, Step], voided: dict[int, int]) -> None:
    if target.seq in voided:
        raise StepError(step, "already-corrected", target=target.seq)
    match mode(step):
        case "amend":
            _check_amendment(step, target)
        case "void":
            _check_voiding(step, target, by_seq, voided)
            voided[target.seq] = step.seq
            if target.kind == "correct" and mode(target) == "void" and target.target is not None:
                del voided[target.target]
        case other:
            raise StepError(step, "unknown-mode", mode=other)


def _check_amendment(step: Step, target: Step) -> None:
    amend = step.data.get("amend")
    if target.kind == "correct" or not isinstance(amend, Mapping) or not set(amend) <= AMENDABLE:
        raise StepError(step, "cannot-amend", target=target.seq)
    for name in ("happened_on", "received_on"):
        if name in amend and iso_date(amend[name]) is None and (name == "happened_on" or amend[name] is not None):
            raise StepError(step, "not-a-date", field=name)
    if not isinstance(amend.get("data", {}), Mapping):
        raise StepError(step, "cannot-amend", target=target.seq)


def _check_voiding(step: Step, target: Step, by_seq: Mapping[int, Step], voided: Mapping[int, int]) -> None:
    """Only the last act that changed where the case stands may be undone; what rests on it would fall with it."""
    if target.kind == "open":
        raise StepError(step, "opening-stays", target=target.seq)
    if _changes_state(target, by_seq):
        before = [one for one in by_seq.values() if one.seq < step.seq]
        later_moves = any(one.kind in STATE_KINDS and _stands_after(one, target, voided) for one in before)
        later_undoing = target.kind == "correct" and any(
            one.kind == "correct" and _changes_state(one, by_seq) and _stands_after(one, target, voided)
            for one in before
        )
        if later_moves or later_undoing:
            raise StepError(step, "not-the-last", target=target.seq)


def _stands_after(step: Step, target: Step, voided: Mapping[int, int]) -> bool:
    return step.seq > target.seq and step.seq not in voided


def _changes_state(step: Step, by_seq: Mapping[int, Step]) -> bool:
    """Whether a step moves the case, or is a correction that voids such a step."""
    if step.kind != "correct":
        return step.kind in STATE_KINDS
    target = by_seq.get(step.target or 0)
    return mode(step) == "void" and target is not None and _changes_state(target, by_seq)


def _amended(step: Step, amendments: Sequence[Step]) -> Step:
    for correction in amendments:
        if correction.target == step.seq:
            step = _with(step, correction.data["amend"])
    return step


def _with(step: Step, amend: Mapping[str, Any]) -> Step:
    """The step with dates replaced, and its data's fields replaced one by one (`fields` and `parts` within them)."""
    happened_on = iso_date(amend.get("happened_on")) or step.happened_on
    received_on = iso_date(amend["received_on"]) if "received_on" in amend else step.received_on
    data = merged(step.data, amend.get("data", {}))
    return replace(step, happened_on=happened_on, received_on=received_on, data=data)


def merged(older: Mapping[str, Any], newer: Mapping[str, Any]) -> dict[str, Any]:
    """The newer values over the older; mappings such as `parts` and `facts` are merged key by key."""
    joined = dict(older)
    for name, value in newer.items():
        before = joined.get(name)
        if isinstance(before, Mapping) and isinstance(value, Mapping):
            joined[name] = {**before, **value}
        else:
            joined[name] = value
    return joined
