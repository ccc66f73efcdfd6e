"""Which moves a case has now, which of them are refused and on what provision, and which only need a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gerbang.rulebook.clocks import Due
from gerbang.rulebook.conditions import FactValue
from gerbang.rulebook.folding import CLOSED, PAUSED, RUNNING, History, next_stage
from gerbang.rulebook.needing import Missing, Verdict
from gerbang.rulebook.reasons import Reason
from gerbang.rulebook.schema import HOUSE, NEXT, Outcome, Provision, Stage, Text

NAMES: Mapping[str, Text] = {
    "skip": Text("Lewati tahap", "Skip this stage"),
    "pause": Text("Tunda", "Pause"),
    "resume": Text("Lanjutkan kembali", "Resume"),
    "stop": Text("Tidak dilanjutkan", "Stop"),
    "correct": Text("Ralat langkah terakhir", "Correct the last step"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One move. `id` is the outcome's id, or skip, pause, resume, stop, correct; `kind` is the step's kind.

    `allowed` is false exactly when something in `refused` forbids it. A warning demands a reason, and so does `reason`;
    but `free` of that is, at a stage that is advice only, what nothing but advice asks for. `roles` may act, on paper
    or here; for correct it is empty, since that depends on who recorded the step (`target`).
    """

    id: str
    kind: str
    name: Text
    outcome: str = ""
    to: str = ""
    direction: str = ""
    roles: tuple[str, ...] = ()
    refused: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    reason: bool = False
    free: bool = False
    needs: tuple[str, ...] = ()
    sets: Mapping[str, str | bool | int] = field(default_factory=dict)
    effects: tuple[str, ...] = ()
    provision: Provision = HOUSE
    target: int | None = None

    @property
    def allowed(self) -> bool:
        return not self.refused

    @property
    def wants_reason(self) -> bool:
        return self.reason or any(not (self.free and _is_advice(one)) for one in self.warnings)


ADVISED = ("paper-missing", "paper-incomplete", "consultation-not-recorded", "stage-skipped")
"""What a guideline asks for and nobody has to give a reason for leaving out; an open question of fact is none."""


def _is_advice(warning: Reason) -> bool:
    return warning.code in ADVISED and warning.provision is not None and warning.provision.nature != "regulation"


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choices are judged by."""

    history: History
    facts: Mapping[str, FactValue]
    verdicts: Sequence[Verdict]
    missing: Sequence[Missing]
    due: Due | None
    on: date


def choices(now: Situation) -> tuple[Choice, ...]:
    """Every outcome of the present stage, then the moves every case has. Moves of a resting case are shown refused."""
    stage = now.history.stage
    if stage is None:
        return ()
    outcomes = [_outcome(now, stage, outcome) for outcome in stage.outcomes] if now.history.state != CLOSED else []
    skip = [_skip(now, stage)] if stage.line and any(True for _ in now.history.book.following(stage.id)) else []
    return (*outcomes, *skip, _pause(now), _resume(now), _stop(now), _correct(now))


def _resting(now: Situation) -> tuple[Reason, ...]:
    return () if now.history.state == RUNNING else (Reason(f"case-{now.history.state}"),)


def _outcome(now: Situation, stage: Stage, outcome: Outcome) -> Choice:
    lacks = [one for one in now.missing if one.outcome == outcome.id and not one.optional]
    refused = [*_resting(now), *(one.reason for one in lacks if one.blocks)]
    warnings = [one.reason for one in lacks if not one.blocks]
    if outcome.direction == "forward":
        refused += [*_overdue(now, lacks), *_refusals(now)]
        warnings += _warnings(now)
    facts = {**now.facts, **outcome.sets}
    return Choice(
        id=outcome.id,
        kind="move",
        name=outcome.name,
        outcome=outcome.id,
        to=next_stage(now.history.book, stage.id, facts) if outcome.to == NEXT else outcome.to,
        direction=outcome.direction,
        roles=(outcome.by,),
        refused=tuple(refused),
        warnings=tuple(warnings),
        reason=outcome.reason,
        free=stage.is_advice,
        needs=tuple(need.paper for need in outcome.needs),
        sets=outcome.sets,
        effects=outcome.effects,
        provision=outcome.provision,
    )


def _overdue(now: Situation, lacks: Sequence[Missing]) -> list[Reason]:
    """A passed deadline is named where somebody would take it for a decision."""
    if now.due is None or not now.due.overdue(now.on) or not any(one.blocks for one in lacks):
        return []
    return [Reason("overdue-is-not-approval", {"due_on": now.due.on.isoformat()}, now.due.clock.provision)]


def _refusals(now: Situation) -> list[Reason]:
    """What forbids every move forward: papers of the stage, and conditions."""
    papers = [one.reason for one in now.missing if one.kind == "paper" and one.blocks and not one.outcome]
    return [*papers, *_condition_refusals(now)]


def _condition_refusals(now: Situation) -> list[Reason]:
    return [one.reason for one in now.verdicts if one.refuses]


def _warnings(now: Situation) -> list[Reason]:
    lacks = [
        one.reason
        for one in now.missing
        if one.kind != "condition" and not one.blocks and not one.outcome and not one.optional
    ]
    return [*lacks, *_standing_warnings(now)]


def _standing_warnings(now: Situation) -> list[Reason]:
    """What warns of every move forward, whatever the stage: conditions and disputed steps."""
    conditions = [one.reason for one in now.verdicts if one.warns]
    return [*conditions, *(Reason("disputed-step", {"seq": seq}) for seq in now.history.disputed)]


def _skip(now: Situation, stage: Stage) -> Choice:
    required = [Reason("stage-required", {"stage": stage.id}, stage.provision)] if stage.provision.may_refuse else []
    return Choice(
        id="skip",
        kind="skip",
        name=NAMES["skip"],
        to=next_stage(now.history.book, stage.id, now.facts),
        direction="forward",
        roles=tuple(dict.fromkeys((stage.holder, now.history.book.keeper))),
        refused=(*_resting(now), *required, *_condition_refusals(now)),
        warnings=(Reason("stage-skipped", {"stage": stage.id}, stage.provision), *_standing_warnings(now)),
        reason=not stage.is_advice,
        free=stage.is_advice,
        provision=stage.provision,
    )


def _signed(now: Situation) -> tuple[Reason, ...]:
    stage = now.history.stage
    unsigned = stage is not None and stage.id in now.history.book.before_signing
    return () if unsigned else (Reason("already-signed"),)


def _kept(now: Situation, move: str, *refused: Reason, direction: str = "") -> Choice:
    """A move of the body that began the case."""
    roles = (now.history.book.keeper,)
    return Choice(move, move, NAMES[move], direction=direction, roles=roles, refused=refused, reason=True)


def _pause(now: Situation) -> Choice:
    return _kept(now, "pause", *_resting(now), *_signed(now))


def _resume(now: Situation) -> Choice:
    return _kept(now, "resume", *(() if now.history.state == PAUSED else (Reason("not-paused"),)))


def _stop(now: Situation) -> Choice:
    resting = () if now.history.state == PAUSED else _resting(now)
    return _kept(now, "stop", *resting, *_signed(now), direction="stop")


def _correct(now: Situation) -> Choice:
    last = now.history.last_change
    correctable = last is not None and last.kind != "open"
    return Choice(
        id="correct",
        kind="correct",
        name=NAMES["correct"],
        refused=() if correctable else (Reason("nothing-to-correct"),),
        reason=True,
        target=last.seq if last is not None and correctable else None,
    )
