"""What a move does outside its case, as the rulebook's closed list of effects says; and how a Ralat takes it back."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gerbang.documents import actions as documents
from gerbang.gate import history
from gerbang.gate.models import Case, Step
from gerbang.people.acting import Acting
from gerbang.register import actions as register
from gerbang.register.actions import SignatureEntry
from gerbang.register.models import Instrument, Phase
from gerbang.values import Invalid

PHASES = {"tie.intended": Phase.INTENDED, "tie.in_force": Phase.AGREED, "tie.end": Phase.ENDED}


def apply(*, by: Acting, case: Case, step: Step, effects: Sequence[str]) -> None:
    """Carries out the effects of a move, in the order the rulebook names them. `case.close` is the engine's own."""
    for effect in effects:
        name, _colon, kind = effect.partition(":")
        if name == "instrument.sign":
            _sign(by, case, step, kind)
        elif name in PHASES:
            register.set_phase(by=by, tie=case.tie, phase=PHASES[name])


def undo(*, by: Acting, case: Case, step: Step, reason: str) -> None:
    """Takes back the texts a voided move had signed; the tie falls back to what remains."""
    for instrument in Instrument.objects.filter(step_ref=step.ref, withdrawn_at=None).select_related("tie"):
        register.withdraw_instrument(by=by, instrument=instrument, reason=reason)
    if step.kind == "move":
        case.tie.refresh_from_db()


def close_document(*, by: Acting, step: Step, reason: str) -> None:
    """Closes access to the document of a withdrawn paper at once."""
    if step.document is not None:
        documents.withdraw(by=by, document=step.document, reason=reason)


def _sign(by: Acting, case: Case, step: Step, kind: str) -> None:
    record = _signing_record(case, step)
    if record is None:
        raise Invalid({"": _("Record who signed, when and where, before the signing itself.")})
    data = history.data_of(record)
    names = {named.key: named.name for named in record.names.all()}
    entries = [_entry(index, party, names) for index, party in enumerate(data.get("signatures", []))]
    register.sign_instrument(
        by=by,
        tie=case.tie,
        kind=kind,
        signatures=entries,
        languages=data.get("languages", []),
        originals=data.get("originals"),
        valid_until=_day(data.get("valid_until")),
        term_months=data.get("term_months"),
        case_ref=case.ref,
        step_ref=step.ref,
    )


def _signing_record(case: Case, move: Step) -> Step | None:
    """The newest standing paper of the move's stage that says who signed."""
    withdrawn = set(case.steps.filter(kind="withdraw-paper").values_list("target", flat=True))
    papers = case.steps.filter(kind="paper", stage=move.stage, seq__lt=move.seq).order_by("-seq")
    for paper in papers.prefetch_related("names"):
        if paper.seq not in withdrawn and history.data_of(paper).get("signatures"):
            return paper
    return None


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
