"""What a stage still needs, what is on file, and which conditions hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from gerbang.rulebook.conditions import FactValue, evaluate
from gerbang.rulebook.corrections import merged
from gerbang.rulebook.folding import Asked, History
from gerbang.rulebook.reasons import Reason
from gerbang.rulebook.schema import START, Condition, Need, Paper, Provision, Rulebook, Stage


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a condition stands: holds, fails, unknown, attested (stated where unknown) or justified (kept going).

    `active` from the stage it first refuses; `refuses` and `warns` say what it does to a move forward now.
    """

    condition: Condition
    status: str
    active: bool
    refuses: bool
    warns: bool
    words: str = ""

    @property
    def reason(self) -> Reason:
        if self.status == "unknown":
            code = "condition-unknown"
        else:
            code = "condition-needs-justification" if self.condition.override == "justify" else "condition-fails"
        return Reason(code, {"condition": self.condition.id}, self.condition.provision)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something the present stage still wants. `kind`: paper, fact, ask or condition; `id` names it.

    `absent` is false where a paper is on file but `empty` fields or parts keep it from counting. It `blocks` moves
    forward; with `outcome` only that one. `optional` papers and wanted fields never do.
    """

    kind: str
    id: str
    blocks: bool
    provision: Provision
    empty: tuple[str, ...] = ()
    absent: bool = True
    outcome: str = ""
    optional: bool = False

    @property
    def reason(self) -> Reason:
        params: dict[str, str | tuple[str, ...]] = {self.kind: self.id}
        if self.kind == "paper":
            code = "paper-missing" if self.absent else "paper-wanted" if self.optional else "paper-incomplete"
            if self.empty:
                params["empty"] = self.empty
        else:
            code = "consultation-not-recorded" if self.kind == "ask" else "fact-missing"
        return Reason(code, params, self.provision)


@dataclass(frozen=True, slots=True)
class Present:
    """A paper on file: the steps that gave it in its visit, newest last, and their fields together."""

    paper: str
    visit: int
    stage: str
    on: date
    seqs: tuple[int, ...]
    fields: Mapping[str, Any]
    empty: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.empty


def verdicts(
    book: Rulebook, stage: Stage | None, facts: Mapping[str, FactValue], attested: Mapping[str, str]
) -> tuple[Verdict, ...]:
    """Every condition of the rulebook, as it stands at this stage."""
    place = book.position(stage.id) if stage else -1
    return tuple(
        _verdict(condition, _active(book, condition, place), facts, attested) for condition in book.conditions.values()
    )


def opening(book: Rulebook, facts: Mapping[str, FactValue]) -> tuple[Verdict, ...]:
    """The conditions as they stand before a case is opened; those that refuse forbid the opening.

    An unknown fact does not: it is asked for in the case.
    """
    found = verdicts(book, None, facts, {})
    return tuple(
        Verdict(one.condition, one.status, one.active, one.refuses and one.status == "fails", one.warns)
        for one in found
    )


def _active(book: Rulebook, condition: Condition, place: int) -> bool:
    """From the stage it first refuses until the text is signed: what is signed is not undone by a condition."""
    if place >= 0 and book.stages[place].id not in book.before_signing:
        return False
    return condition.since == START or book.position(condition.since) <= place


def _verdict(
    condition: Condition, active: bool, facts: Mapping[str, FactValue], attested: Mapping[str, str]
) -> Verdict:
    status = _status(condition, facts, attested)
    open_question = status == "unknown" or (status == "fails" and condition.override == "none")
    may_refuse = condition.provision.may_refuse and (status == "fails" or condition.on_unknown in ("attest", "block"))
    refuses = active and open_question and may_refuse
    warns = active and status in ("unknown", "fails") and not refuses
    return Verdict(condition, status, active, refuses, warns, attested.get(condition.id, ""))


def _status(condition: Condition, facts: Mapping[str, FactValue], attested: Mapping[str, str]) -> str:
    found = evaluate(condition.test, facts)
    words = attested.get(condition.id, "").strip()
    if found is None:
        return "attested" if words and condition.on_unknown != "block" else "unknown"
    if found:
        return "holds"
    return "justified" if words and condition.override == "justify" else "fails"


def present(history: History) -> tuple[Present, ...]:
    """Every paper on file, in order of the first time it was given: once per case, or once per visit it belongs to."""
    keys = dict.fromkeys((given.paper, _share(history, given.paper, given.visit)) for given in history.papers)
    return tuple(_present(history, paper, visit) for paper, visit in keys)


def _share(history: History, paper: str, visit: int) -> int:
    return visit if history.book.papers[paper].scope == "visit" else -1


def _present(history: History, paper_id: str, share: int) -> Present:
    given = [one for one in history.papers if one.paper == paper_id and _share(history, paper_id, one.visit) == share]
    fields: dict[str, Any] = {}
    for one in given:
        fields = merged(fields, one.fields)
    paper = history.book.papers[paper_id]
    last = given[-1]
    return Present(
        paper_id,
        last.visit,
        history.visits[last.visit].stage,
        last.on,
        tuple(one.seq for one in given),
        MappingProxyType(fields),
        empty_of(paper, fields),
    )


def empty_of(paper: Paper, fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields and parts without which the paper does not count; parts lie under `parts`."""
    parts = fields.get("parts") or {}
    return (
        *(name for name in paper.fields if not fields.get(name)),
        *(part.id for part in paper.parts if not _answered(parts.get(part.id))),
    )


def _answered(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else bool(value)


def missing(
    history: History,
    stage: Stage,
    facts: Mapping[str, FactValue],
    found: Sequence[Verdict],
    asked: Iterable[Asked],
) -> tuple[Missing, ...]:
    """Everything the present stage wants and has not, in the order: papers, decisions, facts, asks, conditions."""
    here = len(history.visits) - 1
    on_file = {one.paper: one for one in present(history) if _counts_here(history, one, here)}
    answered = {one.ask for one in asked if one.visit == here and one.answered_on is not None}
    return (
        *(lack for need in stage.needs for lack in _lacks(history.book, need, on_file)),
        *(
            lack
            for outcome in stage.outcomes
            for need in outcome.needs
            for lack in _lacks(history.book, need, on_file, outcome=outcome.id)
        ),
        *(lack for need in stage.optional for lack in _lacks(history.book, need, on_file, optional=True)),
        *(Missing("fact", fact, False, stage.provision) for fact in stage.facts if facts.get(fact) is None),
        *(
            Missing("ask", ask.id, False, ask.provision)
            for ask in stage.asks
            if ask.recorded and ask.id not in answered
        ),
        *(
            Missing("condition", one.condition.id, one.refuses, one.condition.provision)
            for one in found
            if one.refuses or one.warns
        ),
    )


def _counts_here(history: History, one: Present, here: int) -> bool:
    return history.book.papers[one.paper].scope == "case" or one.visit == here


def _lacks(
    book: Rulebook, need: Need, on_file: Mapping[str, Present], *, outcome: str = "", optional: bool = False
) -> list[Missing]:
    paper = book.papers[need.paper]
    blocks = need.provision.may_refuse and not optional
    given = on_file.get(need.paper)
    if given is None:
        return [Missing("paper", paper.id, blocks, need.provision, empty_of(paper, {}), True, outcome, optional)]
    found = []
    if given.empty:
        found.append(Missing("paper", paper.id, blocks, need.provision, given.empty, False, outcome, optional))
    wanted = tuple(name for name in paper.wanted if not given.fields.get(name))
    if wanted:
        found.append(Missing("paper", paper.id, False, need.provision, wanted, False, outcome, True))
    return found
