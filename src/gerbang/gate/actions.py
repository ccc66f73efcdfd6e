"""Everything that changes a case. Each action is one transaction: lock, check, step, ledger entry, projection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.documents.storage import Reached, nowhere
from gerbang.gate import (
    books,
    effects,
    facts,
    history,
    inputs,
    letters,
    numbering,
    participants,
    projection,
    reasons,
    recounting,
    rules,
)
from gerbang.gate.beginning import begun
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Case, Step
from gerbang.gate.writing import Doing, Happening, append, locked, whole
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.people.queries import bodies_named
from gerbang.places.models import Partner, Region
from gerbang.places.queries import calendar, label_for
from gerbang.register import actions as register
from gerbang.rulebook.schema import Ask, Stage
from gerbang.rulebook.standing import Choice, Standing
from gerbang.values import Invalid


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """What a case begins from: the law it follows, its parties, and what is known already."""

    book_id: str
    kind: str
    region: Region
    partners: Sequence[Partner] = ()
    regions: Sequence[Region] = ()
    third_party: str = ""
    fields_id: str = ""
    fields_en: str = ""
    facts: Mapping[str, Any]
    happened_on: date
    stage: str = ""
    since: date | None = None


@whole
def open_case(*, by: Acting, beginning: Beginning, letter: LetterValues | None = None) -> Case:
    """Opens a case at its first stage, or registers a running one at `beginning.stage`.

    Raises Refused with the article where confirmed regulation forbids the parties from the start.
    """
    rules.must(rules.may_begin(by, beginning.region))
    kept = books.pinned(beginning.book_id)
    book = books.read(kept)
    inputs.beginning(by, book, beginning.happened_on, beginning.stage, beginning.since)
    facts.check_opening(book, beginning)
    numbering.one_at_a_time(beginning.region)
    tie = register.tie_between(
        by=by,
        kind=beginning.kind,
        region=beginning.region,
        partners=list(beginning.partners),
        regions=list(beginning.regions),
        third_party=beginning.third_party,
        fields_id=beginning.fields_id,
        fields_en=beginning.fields_en,
    )
    return begun(by=by, kept=kept, tie=tie, partners=_partner_label(beginning), beginning=beginning, letter=letter)


@whole
def move(
    *, by: Acting, case: Case, choice_id: str, on: Happening, seen: int | None,
    reason: str = "", letter: LetterValues | None = None, data: Mapping[str, Any] | None = None,
    reached: Reached = nowhere,
) -> Step:  # fmt: skip
    """Takes an outcome of the present stage (or skip, pause, resume, stop), as the rulebook allows it today.

    Raises Refused with the provision where confirmed regulation forbids it, Invalid where a reason or the other
    body's letter is missing, Conflict when the case has moved on since the page was made.
    """
    rules.must(rules.holds_right(by, rules.SENDING))
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    choice = _choice(position, choice_id)
    capacity = rules.capacity(by, held, choice.roles)
    inputs.not_before(by, on.happened_on, position)
    if not choice.allowed:
        raise Refused(reasons.refusal(books.read(held.book), choice))
    inputs.wants_reason(choice, reason)
    filed = _filed(by, held, letter, capacity.on_letter, on)
    doing = Doing(
        kind=choice.kind,
        stage=_stage_id(position),
        outcome=choice.outcome,
        to=choice.to,
        role=capacity.role,
        data={**(data or {}), **({"reason": reason} if reason else {})},
    )
    step = append(
        by=by, case=held, acting=capacity.acting, doing=doing, on=filed, on_letter=capacity.on_letter, reached=reached
    )
    if choice.effects:
        effects.agree(by=by, case=held, position=projection.standing_of(held, by.today))
        effects.announce(by=by, case=held, step=step, effects=choice.effects)
    return step


@whole
def give_paper(
    *, by: Acting, case: Case, paper_id: str, on: Happening, seen: int | None,
    data: Mapping[str, Any], letter: LetterValues | None = None, reached: Reached = nowhere,
) -> Step:  # fmt: skip
    """Puts a paper of the present stage on file, with the fields its kind asks for; half-filled is allowed.

    What the paper asks for and only its letter says is taken from the letter.
    """
    held = locked(case, seen)
    paper = books.read(held.book).papers.get(paper_id)
    if paper is None:
        raise Invalid({"": _("This rulebook knows no such paper.")})
    position = projection.standing_of(held, by.today)
    rules.must(rules.may_prepare(by, held, _acting_roles(position.stage)))
    filed = letters.enter(by=by, case=held, values=letter) if letter else on.letter
    told = {**(letters.said_by(filed, paper) if filed else {}), **data}
    received_on = on.received_on or (filed.received_on if filed else None)
    inputs.paper_days(by, on.happened_on, received_on, told)
    doing = Doing(kind="paper", stage=_stage_id(position), paper=paper_id, data=told)
    happening = replace(on, received_on=received_on, letter=filed)
    step = append(by=by, case=held, acting=rules.own_body(by), doing=doing, on=happening, reached=reached)
    _agree_on_signatures(by, held, paper_id)
    return step


@whole
def withdraw_paper(*, by: Acting, case: Case, target: int, reason: str, seen: int | None) -> Step:
    """Takes a wrongly given paper back; the record stays, and its document is closed at once."""
    held = locked(case, seen)
    given = _step(held, target)
    if given.kind != "paper":
        raise Invalid({"target": _("This step is not a paper.")})
    position = projection.standing_of(held, by.today)
    rules.must(rules.may_correct(by, given, _counting_after(held, given, position)))
    inputs.wanted({"reason": reason})
    if not any(target in one.seqs for one in position.present):
        raise Invalid({"target": _("This paper has been taken back already.")})
    doing = Doing(kind="withdraw-paper", stage=given.stage, paper=given.paper, target=target, data={"reason": reason})
    step = _kept_note(by, held, doing)
    effects.close_documents(by=by, step=given, reason=reason)
    _agree_on_signatures(by, held, given.paper, reason)
    return step


@whole
def add_past(
    *, by: Acting, case: Case, stage: str, on: Happening, seen: int | None, data: Mapping[str, Any], paper_id: str = ""
) -> Step:
    """Adds an earlier stage's step to a registered case with its own date, or marks it as without document."""
    held = locked(case, seen)
    book = books.read(held.book)
    if book.stage(stage) is None:
        raise Invalid({"stage": _("This rulebook knows no such stage.")})
    rules.must(rules.may_keep(by, held))
    inputs.past_days(by, projection.standing_of(held, by.today), on.happened_on, data)
    doing = Doing(kind="past", stage=stage, paper=paper_id, data=data)
    step = append(by=by, case=held, acting=rules.own_body(by), doing=doing, on=on)
    if paper_id:
        _agree_on_signatures(by, held, paper_id)
    return step


@whole
def ask(
    *, by: Acting, case: Case, ask_id: str, body: Body | None, on: Happening, seen: int | None,
    letter: LetterValues | None = None,
) -> Step:  # fmt: skip
    """Asks a body for its answer or consultation; it sees the case from now on. Silence never holds the file."""
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    asked = _ask(position, ask_id)
    rules.must(rules.may_prepare(by, held, _acting_roles(position.stage)))
    inputs.not_in_future(by, happened_on=on.happened_on)
    whom = participants.asked(held, books.read(held.book).roles[asked.role], body)
    filed = letters.enter(by=by, case=held, values=letter) if letter else on.letter
    data = {"body": whom[0].ref} if len(whom) == 1 else {}
    doing = Doing(kind="ask", stage=_stage_id(position), ask=ask_id, role=asked.role, data=data)
    return append(by=by, case=held, acting=rules.own_body(by), doing=doing, on=replace(on, letter=filed))


@whole
def answer(
    *, by: Acting, case: Case, ask_id: str, on: Happening, seen: int | None, data: Mapping[str, Any],
    letter: LetterValues | None = None, body: Body | None = None, stage: str = "",
) -> Step:  # fmt: skip
    """Records an asked body's answer, or that the consultation was held: by that body, or on its letter.

    `body` says whose letter it is where several play the role; else it is the one whose answer is out longest.
    `stage` names an earlier stage that asked: a written answer may come after the file has moved on.
    """
    rules.must(rules.holds_right(by, rules.SENDING))
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    asked = _ask_of(held, position, ask_id, stage)
    capacity = _answering(by, held, asked, position, body)
    inputs.not_in_future(by, happened_on=on.happened_on)
    filed = _filed(by, held, letter, capacity.on_letter, on)
    doing = Doing(kind="answer", stage=stage or _stage_id(position), ask=ask_id, role=capacity.role, data=data)
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=filed, on_letter=capacity.on_letter)


@whole
def state_facts(
    *, by: Acting, case: Case, values: Mapping[str, Any], attested: Mapping[str, str], seen: int | None
) -> Step:
    """Records what only people know: facts the stage asks for, and statements that a requirement is met."""
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    rules.must(rules.may_prepare(by, held, _acting_roles(position.stage)))
    facts.check_case_facts(books.read(held.book), values)
    data = {"facts": dict(values)} | ({"attested": dict(attested)} if attested else {})
    return _kept_note(by, held, Doing(kind="fact", stage=_stage_id(position), data=data))


@whole
def note(*, by: Acting, case: Case, text: str, happened_on: date, seen: int | None = None) -> Step:
    """A note on the file, such as a recess or a forwarding inside a body. It changes nothing else."""
    held = locked(case, seen)
    rules.must(rules.may_remark(by, held))
    inputs.wanted({"text": text})
    inputs.not_in_future(by, happened_on=happened_on)
    doing = Doing(kind="note", stage=held.stage, data={"text": text})
    return append(by=by, case=held, acting=rules.own_body(by), doing=doing, on=Happening(happened_on=happened_on))


@whole
def confirm(*, by: Acting, case: Case, target: int, agrees: bool, reason: str, seen: int | None) -> Step:
    """The body whose act was recorded on its letter confirms it, or disputes it with a reason."""
    held = locked(case, seen)
    recorded = _step(held, target)
    position = projection.standing_of(held, by.today)
    rules.must(rules.may_confirm(by, recorded, position, agrees=agrees))
    if not agrees:
        inputs.wanted({"reason": reason})
    doing = Doing(
        kind="confirm" if agrees else "dispute",
        stage=recorded.stage,
        target=target,
        role=recorded.role,
        data={"reason": reason} if reason else {},
    )
    return append(by=by, case=held, acting=recorded.acting, doing=doing, on=Happening(happened_on=by.today))


@whole
def correct(
    *, by: Acting, case: Case, target: int, reason: str, seen: int | None, amend: Mapping[str, Any] | None = None
) -> Step:
    """Ralat: voids the target, or amends its dates and fields. Both steps stay visible.

    `amend` may hold `happened_on`, `received_on` (dates) and `data` (fields to replace); None voids the step.
    """
    held = locked(case, seen)
    wrong = _step(held, target)
    position = projection.standing_of(held, by.today)
    rules.must(rules.may_correct(by, wrong, _counting_after(held, wrong, position)))
    inputs.wanted({"reason": reason})
    data: dict[str, Any] = {"reason": reason, "mode": "void" if amend is None else "amend"}
    if amend is not None:
        inputs.amendment(by, wrong, amend, position)
        data |= {"amend": _as_texts(amend)}
        data |= {"letter": changed} if wrong.letter and (changed := letters.amended(wrong.letter, wrong, amend)) else {}
    step = _kept_note(by, held, Doing(kind="correct", stage=wrong.stage, target=target, data=data))
    _correct_letter(by, held, wrong, data)
    if amend is None and wrong.kind in ("paper", "past"):
        effects.close_documents(by=by, step=wrong, reason=reason)
    effects.agree(by=by, case=held, position=projection.standing_of(held, by.today), reason=reason)
    return step


def reproject_open_clocks(*, by: Acting | None) -> int:
    """Counts every open clock with the newest calendar, case by case; gives how many dates moved.

    Each moved date is recorded with its cause. It may be run again, and stopped between two cases.
    """
    newest = calendar()
    open_clocks = Case.objects.exclude(due_on=None).exclude(calendar_version=newest.version)
    moved = 0
    for key in open_clocks.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            held = Case.objects.select_for_update(of=("self",)).select_related("book", "region__province").get(pk=key)
            moved += recounting.recount(held, by, newest) is not None
    return moved


def _kept_note(by: Acting, case: Case, doing: Doing) -> Step:
    """A step of the file's keeper that happens as it is entered."""
    return append(by=by, case=case, acting=rules.own_body(by), doing=doing, on=Happening(happened_on=by.today))


def _acting_roles(stage: Stage | None) -> list[str]:
    """Who acts in a stage: its holder, and whoever gives one of its outcomes."""
    return [stage.holder, *(outcome.by for outcome in stage.outcomes)] if stage else []


def _counting_after(case: Case, target: Step, position: Standing) -> list[Step]:
    """The steps behind one that count, those a Ralat has undone left out."""
    counting = {step.seq for step in position.effective}
    return [row for row in history.of(case) if row.seq > target.seq and row.seq in counting]


def _agree_on_signatures(by: Acting, case: Case, paper_id: str, reason: str = "") -> None:
    """A text signed already follows the record of its signatures."""
    if "signatures" in books.read(case.book).papers[paper_id].fields:
        effects.agree(by=by, case=case, position=projection.standing_of(case, by.today), reason=reason)


def _correct_letter(by: Acting, case: Case, wrong: Step, data: Mapping[str, Any]) -> None:
    """A Ralat of details sets the letter's row right; a Ralat of such a Ralat gives it back what it said."""
    if wrong.letter is not None and "letter" in data:
        letters.set_right(by=by, letter=wrong.letter, values=data["letter"]["after"])
    undone = history.data_of(wrong) if wrong.kind == "correct" else {}
    if "letter" in undone:
        first = _step(case, wrong.target or 0)
        if first.letter is not None:
            letters.set_right(by=by, letter=first.letter, values=undone["letter"]["before"])


def _as_texts(amend: Mapping[str, Any]) -> dict[str, Any]:
    """Dates as ISO texts, as steps keep them."""
    return {
        name: _as_texts(value)
        if isinstance(value, Mapping)
        else value.isoformat()
        if isinstance(value, date)
        else value
        for name, value in amend.items()
    }


def _answering(by: Acting, case: Case, asked: Ask, position: Standing, body: Body | None) -> rules.Capacity:
    """Whose answer it is: of the body that writes it, else of the one named, else of the first still asked."""
    seated = participants.bodies_in(case, asked.role)
    role = books.read(case.book).roles[asked.role]
    if not seated and role.body in participants.NAMED:
        raise Invalid({"": _("Record first which body was asked.")})
    if body is not None and body not in seated:
        raise Invalid({"body": _("This body is not the one that is asked here.")})
    own = next((one for one in seated if rules.acts_as(by, one)), None)
    waiting = [one.body for one in position.asked if one.ask == asked.id and one.answered_on is None and one.body]
    longest = bodies_named(waiting[:1]).get(waiting[0]) if waiting else None
    return rules.capacity(by, case, [asked.role], own or body or longest)


def _filed(by: Acting, case: Case, letter: LetterValues | None, on_letter: bool, on: Happening) -> Happening:
    """The happening with its letter on file; another body's act needs a whole letter."""
    if on_letter and on.letter is None:
        missing = letters.stands_for_act(letter)
        if missing:
            raise Invalid({f"letter-{name}": problem for name, problem in missing.items()})
    filed = letters.enter(by=by, case=case, values=letter) if letter else on.letter
    received = on.received_on or (filed.received_on if filed else None)
    return replace(on, received_on=received, letter=filed)


def _choice(position: Standing, choice_id: str) -> Choice:
    found = position.choice(choice_id)
    if found is not None and found.kind != "correct":
        return found
    reason = _("This move does not belong to the stage the case is in now.")
    raise Refused(Decision(False, reason, code="not-in-this-stage"))


def _ask_of(case: Case, position: Standing, ask_id: str, stage_id: str) -> Ask:
    """The question of the present stage, or one that is out from a stage left behind."""
    if not stage_id or (position.stage and position.stage.id == stage_id):
        return _ask(position, ask_id)
    stage = books.read(case.book).stage(stage_id)
    out = any((one.stage, one.ask) == (stage_id, ask_id) and one.asked_on for one in position.asked)
    found = stage.ask(ask_id) if stage and out else None
    if found is None:
        raise Refused(Decision(False, _("Nobody was asked this in that stage."), code="not-in-this-stage"))
    return found


def _ask(position: Standing, ask_id: str) -> Ask:
    found = position.stage.ask(ask_id) if position.stage else None
    if found is not None:
        return found
    raise Refused(Decision(False, _("Nobody is asked this in the present stage."), code="not-in-this-stage"))


def _step(case: Case, seq: int) -> Step:
    found = next((step for step in history.of(case) if step.seq == seq), None)
    if found is None:
        raise Invalid({"target": _("This case has no such step.")})
    return found


def _stage_id(position: Standing) -> str:
    return position.stage.id if position.stage else ""


def _partner_label(beginning: Beginning) -> str:
    names = [label_for(partner) for partner in beginning.partners] + [region.name_id for region in beginning.regions]
    return ", ".join([*names, *([beginning.third_party] if beginning.third_party else [])])
