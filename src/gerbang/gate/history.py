"""From stored steps to the engine's, and to the payload the ledger keeps."""

import json
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any

from gerbang.gate.models import Case, Step
from gerbang.rulebook import steps as engine


def engine_steps(rows: Iterable[Step]) -> tuple[engine.Step, ...]:
    """The case's steps as the engine reads them, in order. Rows must carry `acting` and `recorded_by`."""
    return tuple(_engine_step(row) for row in rows)


def of(case: Case) -> list[Step]:
    """Every step of a case with the bodies and papers it names, in one query."""
    return list(case.steps.select_related("acting", "recorded_by", "letter", "document").order_by("seq"))


def data_of(row: Step) -> dict[str, Any]:
    """A step's own data, as it was typed."""
    return dict(json.loads(row.data))


def payload(row: Step) -> dict[str, Any]:
    """The whole step for the ledger: bodies, letter and account by ref, dates as text."""
    return {
        "case": row.case.ref,
        "step": row.ref,
        "seq": row.seq,
        "kind": row.kind,
        "stage": row.stage,
        "outcome": row.outcome,
        "to": row.to,
        "paper": row.paper,
        "ask": row.ask,
        "target": row.target,
        "role": row.role,
        "acting": row.acting.ref,
        "recorded_by": row.recorded_by.ref,
        "account": row.account,
        "membership": row.membership,
        "on_letter": row.on_letter,
        "letter": row.letter.ref if row.letter else None,
        "document": row.document.ref if row.document else None,
        "happened_on": _iso(row.happened_on),
        "received_on": _iso(row.received_on),
        "recorded_on": _iso(row.recorded_on),
        "data": row.data,
    }


def _engine_step(row: Step) -> engine.Step:
    return engine.Step(
        seq=row.seq,
        ref=row.ref,
        kind=row.kind,
        stage=row.stage,
        outcome=row.outcome,
        to=row.to,
        paper=row.paper,
        ask=row.ask,
        target=row.target,
        acting=row.acting.ref,
        role=row.role,
        recorded_by=row.recorded_by.ref,
        on_letter=row.on_letter,
        happened_on=row.happened_on,
        received_on=row.received_on,
        recorded_on=row.recorded_on,
        data=MappingProxyType(data_of(row)),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
