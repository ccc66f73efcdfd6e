"""Everything that changes a case. Each action is one transaction: lock, check, step, ledger entry, projection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.gate import books, effects, facts, history, letters, numbering, participants, projection, reasons, rules
from gerbang.gate.letters import LetterValues
from gerbang.gate.models import Case, Step
from gerbang.gate.writing import Doing, Happening, append, locked
from gerbang.people.acting import Acting
from gerbang.people.actions import involve
from gerbang.people.models import Body
from gerbang.places.models import Partner, Region
from gerbang.register import actions as register
from gerbang.rulebook.schema import Ask
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


@transaction.atomic
def open_case(*, by: Acting, beginning: Beginning, letter: LetterValues | None = None) -> Case:
    """Opens a case at its first stage, or registers a running one at `beginning.stage`.

    Raises Refused with the article where confirmed regulation forbids the parties from the start.
    """
    _not_in_future(beginning.happened_on, by)
    kept = books.pinned(beginning.book_id)
    book = books.read(kept)
    facts.check_opening(book, beginning)
    tie = register.open_tie(
        by=by,
        kind=beginning.kind,
        region=beginning.region,
        partners=list(beginning.partners),
        regions=list(beginning.regions),
        third_party=beginning.third_party,
        fields_id=beginning.fields_id,
        fields_en=beginning.fields_en,
    )
    case = Case.objects.create(
        number=numbering.next_number(book, beginning.region, beginning.happened_on),
        tie=tie,
        book=kept,
        region=beginning.region,
        partner_label=_partner_label(beginning),
        opened_on=beginning.happened_on,
        state="running",
    )
    participants.seat(case, book)
    involve(case.ref, [rules.government(case), *by.bodies], "party")
    filed = letters.file_letter(by=by, case=case, values=letter) if letter else None
    capacity = rules.as_keeper(by, case, "region")
    opening = Doing(
        kind="register" if beginning.stage else "open",
        stage=beginning.stage or book.stages[0].id,
        to=beginning.stage,
        role=capacity.role,
        data={"facts": dict(beginning.facts)},
    )
    on = Happening(happened_on=beginning.since or beginning.happened_on, letter=filed)
    append(by=by, case=case, acting=capacity.acting, doing=opening, on=on)
    return case


@transaction.atomic
def move(
    *, by: Acting, case: Case, choice_id: str, on: Happening, seen: int | None,
    reason: str = "", letter: LetterValues | None = None, data: Mapping[str, Any] | None = None,
) -> Step:  # fmt: skip
    """Takes an outcome of the present stage (or skip, pause, resume, stop), as the rulebook allows it today.

    Raises Refused with the provision where confirmed regulation forbids it, Invalid where a reason or the other
    body's letter is missing, Conflict when the case has moved on since the page was made.
    """
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    choice = _choice(position, choice_id)
    capacity = rules.capacity(by, held, choice.roles)
    _not_before(on.happened_on, position, by)
    if not choice.allowed:
        raise Refused(reasons.refusal(books.read(held.book), choice))
    _wants_reason(choice, reason)
    filed = _filed(by, held, letter, capacity.on_letter, on)
    doing = Doing(
        kind=choice.kind,
        stage=position.stage.id if position.stage else "",
        outcome=choice.outcome or "",
        to=choice.to or "",
        role=capacity.role,
        data={**(data or {}), **({"reason": reason} if reason else {})},
    )
    step = append(by=by, case=held, acting=capacity.acting, doing=doing, on=filed, on_letter=capacity.on_letter)
    effects.apply(by=by, case=held, step=step, effects=choice.effects)
    return step


@transaction.atomic
def give_paper(
    *, by: Acting, case: Case, paper_id: str, on: Happening, seen: int | None,
    data: Mapping[str, Any], letter: LetterValues | None = None,
) -> Step:  # fmt: skip
    """Puts a paper of the present stage on file, with the fields its kind asks for; half-filled is allowed."""
    held = locked(case, seen)
    book = books.read(held.book)
    if paper_id not in book.papers:
        raise Invalid({"": _("This rulebook knows no such paper.")})
    _not_in_future(on.happened_on, by)
    filed = letters.file_letter(by=by, case=held, values=letter) if letter else on.letter
    position = projection.standing_of(held, by.today)
    capacity = rules.as_keeper(by, held)
    doing = Doing(kind="paper", stage=_stage_id(position), paper=paper_id, role=capacity.role, data=data)
    happening = Happening(
        happened_on=on.happened_on,
        received_on=on.received_on or (filed.received_on if filed else None),
        letter=filed,
        document=on.document,
        names=on.names,
    )
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=happening)


@transaction.atomic
def withdraw_paper(*, by: Acting, case: Case, target: int, reason: str, seen: int | None) -> Step:
    """Takes a wrongly given paper back; the record stays, and its document is closed at once."""
    held = locked(case, seen)
    given = _step(held, target)
    if given.kind != "paper":
        raise Invalid({"target": _("This step is not a paper.")})
    _wanted({"reason": reason})
    doing = Doing(kind="withdraw-paper", stage=given.stage, paper=given.paper, target=target, data={"reason": reason})
    step = _kept_note(by, held, doing)
    effects.close_document(by=by, step=given, reason=reason)
    return step


@transaction.atomic
def add_past(
    *, by: Acting, case: Case, stage: str, on: Happening, seen: int | None, data: Mapping[str, Any], paper_id: str = ""
) -> Step:
    """Adds an earlier stage's step to a registered case with its own date, or marks it as without document."""
    held = locked(case, seen)
    book = books.read(held.book)
    if book.stage(stage) is None:
        raise Invalid({"stage": _("This rulebook knows no such stage.")})
    _not_in_future(on.happened_on, by)
    capacity = rules.as_keeper(by, held)
    doing = Doing(kind="past", stage=stage, paper=paper_id, data=data)
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=on)


@transaction.atomic
def ask(
    *, by: Acting, case: Case, ask_id: str, body: Body | None, on: Happening, seen: int | None,
    letter: LetterValues | None = None,
) -> Step:  # fmt: skip
    """Asks a body for its answer or consultation; it sees the case from now on. Silence never holds the file."""
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    asked = _ask(position, ask_id)
    if body is not None:
        participants.add(held, asked.role, body)
    involve(held.ref, [body] if body else participants.bodies_in(held, asked.role), "asked")
    filed = letters.file_letter(by=by, case=held, values=letter) if letter else on.letter
    happening = Happening(happened_on=on.happened_on, letter=filed, document=on.document)
    capacity = rules.as_keeper(by, held)
    data = {"body": body.ref} if body else {}
    doing = Doing(kind="ask", stage=_stage_id(position), ask=ask_id, role=asked.role, data=data)
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=happening)


@transaction.atomic
def answer(
    *, by: Acting, case: Case, ask_id: str, on: Happening, seen: int | None, data: Mapping[str, Any],
    letter: LetterValues | None = None,
) -> Step:  # fmt: skip
    """Records an asked body's answer, or that the consultation was held: by that body, or on its letter."""
    held = locked(case, seen)
    position = projection.standing_of(held, by.today)
    asked = _ask(position, ask_id)
    capacity = rules.capacity(by, held, [asked.role])
    _not_in_future(on.happened_on, by)
    filed = _filed(by, held, letter, capacity.on_letter, on)
    doing = Doing(kind="answer", stage=_stage_id(position), ask=ask_id, role=capacity.role, data=data)
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=filed, on_letter=capacity.on_letter)


@transaction.atomic
def state_facts(
    *, by: Acting, case: Case, values: Mapping[str, Any], attested: Mapping[str, str], seen: int | None
) -> Step:
    """Records what only people know: facts the stage asks for, and statements that a requirement is met."""
    held = locked(case, seen)
    facts.check_case_facts(books.read(held.book), values)
    data = {"facts": dict(values)} | ({"attested": dict(attested)} if attested else {})
    position = projection.standing_of(held, by.today)
    return _kept_note(by, held, Doing(kind="fact", stage=_stage_id(position), data=data))


@transaction.atomic
def note(*, by: Acting, case: Case, text: str, happened_on: date, seen: int | None = None) -> Step:
    """A note on the file, such as a recess or a forwarding inside a body. It changes nothing else."""
    held = locked(case, seen)
    _wanted({"text": text})
    _not_in_future(happened_on, by)
    position = projection.standing_of(held, by.today)
    capacity = rules.as_keeper(by, held)
    doing = Doing(kind="note", stage=_stage_id(position), data={"text": text})
    return append(by=by, case=held, acting=capacity.acting, doing=doing, on=Happening(happened_on=happened_on))


@transaction.atomic
def confirm(*, by: Acting, case: Case, target: int, agrees: bool, reason: str, seen: int | None) -> Step:
    """The body whose act was recorded on its letter confirms it, or disputes it with a reason."""
    held = locked(case, seen)
    recorded = _step(held, target)
    decision = rules.may_confirm(by, recorded)
    if not decision.allowed:
        raise Refused(decision)
    if not agrees:
        _wanted({"reason": reason})
    doing = Doing(
        kind="confirm" if agrees else "dispute",
        stage=recorded.stage,
        target=target,
        role=recorded.role,
        data={"reason": reason} if reason else {},
    )
    return append(by=by, case=held, acting=recorded.acting, doing=doing, on=Happening(happened_on=by.today))


@transaction.atomic
def correct(
    *, by: Acting, case: Case, target: int, reason: str, seen: int | None, amend: Mapping[str, Any] | None = None
) -> Step:
    """Ralat: voids the target, or amends its dates and fields. Both steps stay visible.

    `amend` may hold `happened_on`, `received_on` (dates) and `data` (fields to replace); None voids the step.
    """
    held = locked(case, seen)
    wrong = _step(held, target)
    later = list(held.steps.filter(seq__gt=target).select_related("recorded_by"))
    decision = rules.may_correct(by, held, wrong, later)
    if not decision.allowed:
        raise Refused(decision)
    _wanted({"reason": reason})
    data: dict[str, Any] = {"reason": reason, "mode": "amend" if amend else "void"}
    if amend:
        data["amend"] = {name: value.isoformat() if isinstance(value, date) else value for name, value in amend.items()}
    doing = Doing(kind="correct", stage=wrong.stage, target=target, data=data)
    step = _kept_note(by, held, doing)
    if not amend:
        effects.undo(by=by, case=held, step=wrong, reason=reason)
    return step


def _kept_note(by: Acting, case: Case, doing: Doing) -> Step:
    """A step of the file's keeper that happens as it is entered."""
    capacity = rules.as_keeper(by, case)
    return append(by=by, case=case, acting=capacity.acting, doing=doing, on=Happening(happened_on=by.today))


def _filed(by: Acting, case: Case, letter: LetterValues | None, on_letter: bool, on: Happening) -> Happening:
    """The happening with its letter on file; another body's act needs a whole letter."""
    if on_letter and on.letter is None:
        missing = letters.stands_for_act(letter)
        if missing:
            raise Invalid({f"letter-{name}": problem for name, problem in missing.items()})
    filed = letters.file_letter(by=by, case=case, values=letter) if letter else on.letter
    received = on.received_on or (filed.received_on if filed else None)
    return Happening(
        happened_on=on.happened_on, received_on=received, letter=filed, document=on.document, names=on.names
    )


def _choice(position: Standing, choice_id: str) -> Choice:
    found = position.choice(choice_id)
    if found is not None and found.kind != "correct":
        return found
    reason = _("This move does not belong to the stage the case is in now.")
    raise Refused(Decision(False, reason, code="not-in-this-stage"))


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


def _wants_reason(choice: Choice, reason: str) -> None:
    if choice.wants_reason and not reason.strip():
        raise Invalid({"reason": _("Give the reason; it stays in the history of the case.")})


def _wanted(values: Mapping[str, str]) -> None:
    missing = {
        name: _("Give the reason; it stays in the history of the case.")
        for name, text in values.items()
        if not text.strip()
    }
    if missing:
        raise Invalid(missing)


def _not_in_future(on: date, by: Acting) -> None:
    if on > by.today:
        raise Invalid({"happened_on": _("This date lies in the future.")})


def _not_before(on: date, position: Standing, by: Acting) -> None:
    _not_in_future(on, by)
    if position.since and on < position.since:
        raise Invalid({"happened_on": _("The case came to this stage later than that; check the date.")})


def _stage_id(position: Standing) -> str:
    return position.stage.id if position.stage else ""


def _partner_label(beginning: Beginning) -> str:
    names = [partner.label for partner in beginning.partners] + [region.name_id for region in beginning.regions]
    return ", ".join([*names, *([beginning.third_party] if beginning.third_party else [])])
