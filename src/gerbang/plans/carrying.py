"""What the cooperation plan said at the gate becomes the first draft of an action plan, so that nothing is typed twice.

Only what is structured becomes rows: the aims as an objective, the fields that were approved as activities. All else
goes whole into the version's note; amounts, offices and dates that the papers do not give stay empty and are flagged.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gerbang.documents.queries import INVOLVED
from gerbang.gate import books, projection
from gerbang.gate.models import Case
from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.plans import actions, rows
from gerbang.plans.actions import Period
from gerbang.plans.merging import Typed
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.tables import ACTIVITIES, MOST_ROWS, OBJECTIVES, Table
from gerbang.register.models import AGREEMENTS, Instrument, Tie
from gerbang.values.dates import months_after

PLAN = "plan"
"""The kind of paper that a cooperation plan is, in whichever rulebook."""
AIMS, SCOPE = "aims", "scope"
"""The parts of a cooperation plan (Article 30(3) of PP 28/2018) that become rows."""
DECIDED = ("scope", "funding", "term_months")
"""What the paper by which the plan was approved says of it."""
BY_ITSELF = {"plan.opened", "plan.carried-over", "plan.period"}
"""Entries of a plan that nobody has touched yet; a period that a person set has an actor."""
LONGEST = 300


@dataclass(slots=True)
class Told:
    """What the papers of a case say of the plan that was adopted."""

    aims: str = ""
    scope: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@transaction.atomic
def carry_over(ref: str) -> Plan | None:
    """Follows the adoption of a cooperation plan. Run again for the same entry it changes nothing.

    Adopted anew after improvement, it replaces a draft that nobody has touched; one that somebody has stays.
    """
    entry = Entry.objects.select_related("payload").get(ref=ref)
    payload = json.loads(entry.payload.text)
    case = Case.objects.select_related("tie", "book").filter(ref=payload["case"]).first()
    if case is None:
        return None
    Tie.objects.select_for_update().get(pk=case.tie_id)
    plan = Plan.objects.filter(case_ref=case.ref).first()
    if plan is not None and plan.step_ref == payload["step"]:
        return plan
    if plan is None:
        period = _period(case.ref)
        plan = actions.open_plan(by=None, tie=case.tie, period=period, case_ref=case.ref, step_ref=payload["step"])
    elif not _untouched(plan):
        return plan
    _fill(plan, _told(case, entry.at.date()), payload["step"])
    return plan


@transaction.atomic
def begin_period(ref: str) -> Plan | None:
    """Follows the signing of a text: the plan of its case runs from then on, where nobody has said otherwise."""
    entry = Entry.objects.select_related("payload").get(ref=ref)
    case_ref = json.loads(entry.payload.text).get("case", "")
    plan = Plan.objects.filter(case_ref=case_ref, starts_on=None, withdrawn_at=None).first() if case_ref else None
    period = _period(case_ref) if plan else Period()
    if plan is None or period.starts_on is None:
        return None
    return actions.set_period(by=None, plan=plan, period=period)


def _untouched(plan: Plan) -> bool:
    """Whether no person has edited, approved or dated it since it was carried over."""
    return not any(entry.actor or entry.kind not in BY_ITSELF for entry in ledger.history(plan.ref))


def _fill(plan: Plan, told: Told, step_ref: str) -> None:
    version = plan.versions.get()
    for model in reversed(list(rows.MODELS.values())):
        model.objects.filter(version=version).delete()
    version.note = "\n\n".join(f"{label}: {text}" for label, text in told.notes)
    version.save(update_fields=["note"])
    plan.step_ref = step_ref
    plan.save(update_fields=["step_ref"])
    if told.aims:
        _add(version, OBJECTIVES, [{"text_id": told.aims}])
    under = {"objective": "1"} if told.aims else {}
    _add(version, ACTIVITIES, [{"title": title, **under} for title in told.scope])
    added = {"objectives": int(bool(told.aims)), "activities": len(told.scope)}
    tables = {name: {"added": number, "changed": 0, "removed": 0} for name, number in added.items() if number}
    actions.note(None, "plan.carried-over", plan, {"case": plan.case_ref, "step": step_ref, "tables": tables})


def _add(version: PlanVersion, table: Table, cells: Iterable[Mapping[str, str]]) -> None:
    actions.put(version, table, {}, [Typed(place, "", one) for place, one in enumerate(cells)])


def _told(case: Case, on: date) -> Told:
    """The newest cooperation plan on file, and what was decided of it, as far as all bodies involved may read it."""
    book, position = books.read(case.book), projection.standing_of(case, on)
    told = Told()
    open_papers = [one for one in position.present if book.papers[one.paper].disclosure in INVOLVED]
    plans = [one for one in open_papers if book.papers[one.paper].kind == PLAN]
    for part in book.papers[plans[-1].paper].parts if plans else ():
        text = _text(plans[-1].fields.get("parts", {}).get(part.id))
        if part.id == AIMS:
            told.aims = text
        elif part.id == SCOPE:
            told.scope = _fitting(text.splitlines())
        if text and (part.id != AIMS) and not (part.id == SCOPE and told.scope):
            told.notes.append((part.name.id, text))
    decided = [one.fields for one in open_papers if any(one.fields.get(name) for name in DECIDED)]
    if decided:
        told.scope = _fitting(decided[-1].get("scope") or ()) or told.scope
        told.notes += _decided(decided[-1])
    return told


def _decided(fields: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if fields.get("funding"):
        yield "Sumber pembiayaan yang disetujui", str(fields["funding"])
    if fields.get("term_months"):
        yield "Jangka waktu yang disetujui", f"{fields['term_months']} bulan"


def _fitting(lines: Iterable[str]) -> list[str]:
    """Lines that can be titles of activities; where one is too long for that, none is, and the text goes as a whole."""
    found = [line.strip().lstrip("-•*").strip() for line in lines]
    titles = [line for line in found if line]
    return titles if len(titles) <= MOST_ROWS and all(len(line) <= LONGEST for line in titles) else []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _period(case_ref: str) -> Period:
    """From the signing of the case's cooperation text until its end; what the text does not say stays open."""
    signed = Instrument.objects.filter(case_ref=case_ref, withdrawn_at=None, kind__in=AGREEMENTS).order_by("pk").last()
    if signed is None:
        return Period()
    begins = signed.valid_from or (signed.signed_latest if signed.signed_precision == "day" else None)
    ends = signed.valid_until
    if ends is None and begins and signed.term_months:
        ends = months_after(begins, signed.term_months) - timedelta(days=1)
    return Period(begins, ends) if begins else Period()
