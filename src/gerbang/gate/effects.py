"""What a case does outside itself, as the rulebook's closed list of effects says: its signed texts, its tie's phase.

After a step that may change them, texts and phase are made to agree with where the case stands. So one rule carries out
a signing, takes it back when it is voided, and sets the text right when its record is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gerbang.documents import actions as documents
from gerbang.gate import books, facts, projection
from gerbang.gate.models import Case, PersonName, Step
from gerbang.people.acting import Acting
from gerbang.register import actions as register
from gerbang.register.actions import SignatureEntry
from gerbang.register.models import AGREEMENTS, Instrument, InstrumentKind, Phase
from gerbang.rulebook import steps as engine
from gerbang.rulebook.schema import Outcome, Rulebook
from gerbang.rulebook.standing import Present, Standing
from gerbang.values import Invalid

PHASES = {"tie.intended": Phase.INTENDED, "tie.in_force": Phase.AGREED, "tie.end": Phase.ENDED}
SIGNS = "instrument.sign:"
ORDER = list(Phase)


@dataclass(frozen=True, slots=True)
class Text:
    """A signed text as a case's papers tell it."""

    kind: str
    signatures: tuple[SignatureEntry, ...]
    languages: tuple[str, ...]
    originals: int | None
    valid_until: date | None
    term_months: int | None


def agree(*, by: Acting, case: Case, position: Standing, reason: str = "") -> None:
    """Signs what the case has signed and nobody recorded, withdraws what it has not, and sets the tie's phase."""
    case.tie.refresh_from_db()
    wanted = dict(_texts(case, position))
    for instrument in Instrument.objects.filter(case_ref=case.ref, withdrawn_at=None).prefetch_related("signatures"):
        if wanted.get(instrument.step_ref) == _as_signed(instrument):
            del wanted[instrument.step_ref]
        else:
            instrument.tie = case.tie
            why = reason or _("The papers of the case say otherwise now.")
            register.withdraw_instrument(by=by, instrument=instrument, reason=why)
    for step_ref, text in wanted.items():
        _sign(by, case, step_ref, text)
    _set_phase(by, case, position, reason)
    if any(effect.effect == "paper.archive" for effect in position.effects):
        _locate_originals(by, case, position)


def _locate_originals(by: Acting, case: Case, position: Standing) -> None:
    """Puts each original that the handing-over record names on the register, beside the text it is an original of."""
    text = Instrument.objects.filter(case_ref=case.ref, withdrawn_at=None).order_by("-pk").first()
    named = [line for one in position.present for line in one.fields.get("originals", ())]
    if text is None:
        return
    known = set(text.originals.values_list("holder", flat=True))
    for line in dict.fromkeys(named):
        if line not in known:
            register.locate_original(by=by, instrument=text, holder=line)


def announce(*, by: Acting, case: Case, step: Step, effects: Iterable[str]) -> None:
    """Tells other rooms what they take over from here: the plan as adopted, in the tie's own stream."""
    if "plan.adopt" in effects:
        payload = {"case": case.ref, "step": step.ref}
        register.note(by, "plan.adopted", case.tie, payload)


def close_documents(*, by: Acting, step: Step, reason: str) -> None:
    """Closes access to what was wrongly put on file with a step, at once: its document and its letter's scan."""
    scan = step.letter.scan if step.letter else None
    for document in (step.document, scan):
        if document is not None:
            documents.withdraw(by=by, document=document, reason=reason)


def _texts(case: Case, position: Standing) -> Iterable[tuple[str, Text]]:
    """The texts the case has signed, by the ref of the step that signed each."""
    book = books.read(case.book)
    for step in position.effective:
        for outcome in _signing(book, step):
            record = _record(outcome, position)
            if record is not None:
                kind = next(effect.removeprefix(SIGNS) for effect in outcome.effects if effect.startswith(SIGNS))
                yield step.ref, _told(kind, case, record)
            elif step.kind == "move":
                raise Invalid({"": _("Record who signed, when and where, before the signing itself.")})


def _signing(book: Rulebook, step: engine.Step) -> Iterable[Outcome]:
    """The outcome by which a step signs a text: that of a move, or the one an earlier stage's paper stands for."""
    stage = book.stage(step.stage)
    for outcome in stage.outcomes if stage else ():
        taken = step.kind == "move" and outcome.id == step.outcome
        told = step.kind == "past" and step.paper in {need.paper for need in outcome.needs}
        if (taken or told) and any(effect.startswith(SIGNS) for effect in outcome.effects):
            yield outcome


def _record(outcome: Outcome, position: Standing) -> Present | None:
    """The newest paper of those the signing needs that says who signed."""
    needed = {need.paper for need in outcome.needs}
    found = [one for one in position.present if one.paper in needed and one.fields.get("signatures")]
    return found[-1] if found else None


def _told(kind: str, case: Case, record: Present) -> Text:
    """The text as its record says, with the names of those who signed kept beside the steps."""
    named = PersonName.objects.filter(step__case=case, step__seq__in=record.seqs).order_by("step__seq")
    names = {one.key: one.name for one in named}
    fields = record.fields
    return Text(
        kind=kind,
        signatures=tuple(_entry(index, party, names) for index, party in enumerate(fields["signatures"])),
        languages=tuple(fields.get("languages", ())),
        originals=fields.get("originals_count"),
        valid_until=_day(fields.get("valid_until")),
        term_months=fields.get("term_months"),
    )


def _as_signed(instrument: Instrument) -> Text:
    return Text(
        kind=instrument.kind,
        signatures=tuple(
            SignatureEntry(one.name, one.office, one.capacity, one.signed_on, one.place, one.manner)
            for one in sorted(instrument.signatures.all(), key=lambda one: one.pk)
        ),
        languages=tuple(instrument.languages),
        originals=instrument.originals_count,
        valid_until=instrument.valid_until,
        term_months=instrument.term_months,
    )


def _sign(by: Acting, case: Case, step_ref: str, text: Text) -> None:
    register.sign_instrument(
        by=by,
        tie=case.tie,
        kind=text.kind,
        signatures=text.signatures,
        languages=text.languages,
        originals=text.originals,
        valid_until=text.valid_until,
        term_months=text.term_months,
        case_ref=case.ref,
        step_ref=step_ref,
    )


def _set_phase(by: Acting, case: Case, position: Standing, reason: str) -> None:
    """The tie is as far as its cases and its other texts have brought it.

    What is known of an imported tie from elsewhere is not undone here; one that has ended begins anew only by a text.
    """
    tie = case.tie
    tie.refresh_from_db()
    own = _reached(case, position)
    book = books.read(case.book)
    if book.upon is not None:
        _carry_on(by, case, position, own, reason)
        return
    phase = own if own in (Phase.AGREED, Phase.ENDED) else max([own, *_otherwise(case)], key=ORDER.index)
    kept = tie.phase == Phase.ENDED and own != Phase.AGREED
    lower = ORDER.index(phase) < ORDER.index(Phase(tie.phase))
    if not kept and not (lower and tie.origin):
        register.set_phase(by=by, tie=tie, phase=phase, reason=reason)


def _carry_on(by: Acting, case: Case, position: Standing, own: Phase, reason: str) -> None:
    """A case about an existing cooperation moves its phase only by what it signs or ends itself.

    What it had moved and a Ralat undid falls back to what was so without it: a cooperation goes on, or stays ended.
    """
    if own in (Phase.AGREED, Phase.ENDED):
        ground = facts.stated(books.read(case.book), position.facts, lambda text: text.id)
        why = reason or (ground if own == Phase.ENDED else "")
        register.set_phase(by=by, tie=case.tie, phase=own, reason=why)
    elif _moved_before(case, position):
        before = max(_dated_otherwise(case), default=(date.min, Phase.AGREED))
        register.set_phase(by=by, tie=case.tie, phase=before[1], reason=reason)


def _moved_before(case: Case, position: Standing) -> bool:
    """Whether a step that counts no longer had moved the phase."""
    book, counting = books.read(case.book), {step.seq for step in position.effective}
    undone = case.steps.filter(kind="move").exclude(seq__in=counting)
    for row in undone:
        stage = book.stage(row.stage)
        outcome = stage.outcome(row.outcome) if stage else None
        if outcome is not None and set(outcome.effects) & set(PHASES):
            return True
    return False


def _dated_otherwise(case: Case) -> Iterable[tuple[date, Phase]]:
    """Agreed or ended, with the day, by the tie's other cases and by its texts that belong to none."""
    others = list(case.tie.cases.exclude(pk=case.pk).select_related("book", "region__province"))
    for other in others:
        for effect in projection.standing_of(other, other.opened_on).effects:
            if PHASES.get(effect.effect) in (Phase.AGREED, Phase.ENDED):
                yield effect.on, PHASES[effect.effect]
    texts = case.tie.instruments.filter(withdrawn_at=None, kind__in=AGREEMENTS)
    for text in texts.exclude(case_ref__in=[case.ref, *(other.ref for other in others)]):
        yield text.signed_latest or date.min, Phase.AGREED


def _reached(case: Case, position: Standing) -> Phase:
    """How far the acts of a case that count have brought its tie."""
    effects = [*_before_registration(case, position), *(effect.effect for effect in position.effects)]
    return next((PHASES[effect] for effect in reversed(effects) if effect in PHASES), Phase.IDEA)


def _otherwise(case: Case) -> Iterable[Phase]:
    """How far the tie has come without this case: by its other cases, and by texts that belong to none."""
    cases = list(case.tie.cases.select_related("book", "region__province"))
    for other in cases:
        if other.pk != case.pk:
            yield _reached(other, projection.standing_of(other, other.opened_on))
    texts = case.tie.instruments.filter(withdrawn_at=None).exclude(case_ref__in=[other.ref for other in cases])
    for kind in texts.values_list("kind", flat=True):
        yield Phase.AGREED if kind in AGREEMENTS else Phase.INTENDED if kind == InstrumentKind.LOI else Phase.IDEA


def _before_registration(case: Case, position: Standing) -> list[str]:
    """The effects of the stages that lay behind a case already when it was registered."""
    book = books.read(case.book)
    begun = next((step for step in position.effective if step.kind == "register"), None)
    stages = book.stages[: book.position(begun.to or begun.stage)] if begun else ()
    outcomes = [outcome for stage in stages if stage.line for outcome in stage.outcomes]
    return [effect for outcome in outcomes if outcome.direction == "forward" for effect in outcome.effects]


def _entry(index: int, party: Mapping[str, Any], names: Mapping[str, str]) -> SignatureEntry:
    return SignatureEntry(
        name=names.get(f"signatures-{index}", ""),
        office=party.get("office", ""),
        capacity=party.get("capacity", ""),
        signed_on=_day(party.get("signed_on")),
        place=party.get("place", ""),
        manner=party.get("manner", "together"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
