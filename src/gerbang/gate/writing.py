"""How a step is written: one lock, one row, one ledger entry, the projection anew, and those involved told."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from gerbang.access import Conflict, Refused
from gerbang.documents.models import Document
from gerbang.documents.storage import Reached, nowhere
from gerbang.gate import history, projection, reasons, recounting
from gerbang.gate.models import Case, Letter, PersonName, Step
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.people.actions import involve
from gerbang.people.models import Body
from gerbang.rulebook.steps import StepError
from gerbang.values import Invalid

P = ParamSpec("P")
T = TypeVar("T")
DISK_FULL = "53100"
"""PostgreSQL's code for a disk without room (appendix A of its manual)."""


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


def whole(do: Callable[P, T]) -> Callable[P, T]:
    """All of an action or nothing, in one transaction; a disk without room is said as what it is."""

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return do(*args, **kwargs)
        except OperationalError as error:
            if not _is_full(error):
                raise
            full = _("There is no room to keep this; nothing was recorded. Tell the administrator and try again later.")
            raise Invalid({"": full}) from error

    return done


def _is_full(error: OperationalError) -> bool:
    cause = error.__cause__
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL or (
        getattr(cause, "sqlstate", None) == DISK_FULL
    )


def locked(case: Case, seen: int | None) -> Case:
    """The case under lock for this transaction; a Conflict when its page was made before the newest step.

    Its clock is counted with the newest calendar first, so that a date that moves for it is recorded as such.
    SQLite needs no row lock: the transaction holds the whole database for writing from its start.
    """
    held = Case.objects.select_for_update(of=("self",)).select_related("book", "region__province").get(pk=case.pk)
    if seen is not None and seen != held.head:
        raise Conflict(held.ref, held.head, seen)
    recounting.recount(held)
    return held


def append(
    *, by: Acting, case: Case, acting: Body, doing: Doing, on: Happening, on_letter: bool = False,
    reached: Reached = nowhere,
) -> Step:  # fmt: skip
    """Writes one step behind the head of a locked case, its ledger entry, and the case's new projection.

    A body whose act is recorded on its letter sees the case from now on, for it is asked to confirm.
    """
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
    reached("row")
    PersonName.objects.bulk_create([PersonName(step=step, key=key, name=name) for key, name in on.names.items()])
    record(
        kind=f"gate.step.{doing.kind}",
        stream=case.ref,
        actor=by.account.ref,
        body=by.body.ref,
        payload=history.payload(step),
    )
    reached("entry")
    if on_letter:
        involve(case.ref, [acting], "asked")
    try:
        projection.renew(case, on=by.today)
    except StepError as error:
        raise Refused(reasons.not_allowed(error)) from error
    reached("projected")
    return step


def _insert(step: Step) -> None:
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(step.case.ref, step.seq, step.seq - 1) from error
