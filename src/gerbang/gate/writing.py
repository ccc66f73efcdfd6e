"""How a step is written: one lock, one row, one ledger entry, the projection anew, and those involved told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from gerbang.access import Conflict, Refused
from gerbang.documents.models import Document
from gerbang.gate import history, projection, reasons
from gerbang.gate.models import Case, Letter, PersonName, Step
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.rulebook.steps import StepError


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """When something happened and the paper it rests on. Dates are those of the paper, never of the entry."""

    happened_on: date
    received_on: date | None = None
    letter: Letter | None = None
    document: Document | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Doing:
    """What a step says: its kind and what it is about, as in `docs/rulebook.md`."""

    kind: str
    stage: str = ""
    outcome: str = ""
    to: str = ""
    paper: str = ""
    ask: str = ""
    target: int | None = None
    role: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def locked(case: Case, seen: int | None) -> Case:
    """The case under lock for this transaction; a Conflict when its page was made before the newest step.

    SQLite needs no row lock: the transaction holds the whole database for writing from its start.
    """
    held = Case.objects.select_for_update(of=("self",)).select_related("book", "region__province").get(pk=case.pk)
    if seen is not None and seen != held.head:
        raise Conflict(held.ref, held.head, seen)
    return held


def append(*, by: Acting, case: Case, acting: Body, doing: Doing, on: Happening, on_letter: bool = False) -> Step:
    """Writes one step behind the head of a locked case, its ledger entry, and the case's new projection."""
    step = Step(
        case=case,
        seq=case.head + 1,
        kind=doing.kind,
        stage=doing.stage,
        outcome=doing.outcome,
        to=doing.to,
        paper=doing.paper,
        ask=doing.ask,
        target=doing.target,
        role=doing.role,
        acting=acting,
        recorded_by=by.body,
        account=by.account.ref,
        membership=by.membership.ref,
        on_letter=on_letter,
        letter=on.letter,
        document=on.document,
        happened_on=on.happened_on,
        received_on=on.received_on,
        recorded_on=by.today,
        data=json.dumps(doing.data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
    )
    _insert(step)
    PersonName.objects.bulk_create([PersonName(step=step, key=key, name=name) for key, name in on.names.items()])
    record(
        kind=f"gate.step.{doing.kind}",
        stream=case.ref,
        actor=by.account.ref,
        body=by.body.ref,
        payload=history.payload(step),
    )
    try:
        projection.renew(case, on=by.today)
    except StepError as error:
        raise Refused(reasons.not_allowed(error)) from error
    return step


def _insert(step: Step) -> None:
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(step.case.ref, step.seq, step.seq - 1) from error
