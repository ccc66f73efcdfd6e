"""What changes action plans: opened, edited table by table, approved, taken up anew, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger import queries as ledger
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.plans import checking, queries, rows, rules
from gerbang.plans.cells import Wrong
from gerbang.plans.merging import Cells, Clash, Merged, Typed, merge
from gerbang.plans.models import Objective, Plan, PlanVersion
from gerbang.plans.tables import MOST_ROWS, Table
from gerbang.register import actions as register
from gerbang.register.models import Tie
from gerbang.values import Invalid

MOST_MONTHS = 600
REFERRED = {"no-such-objective": "objectives", "no-such-activity": "activities"}
"""Faults that follow from another table: they are not told where that one could not be taken in itself."""


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when a plan runs, how often something is to happen, and why another plan runs beside it."""

    starts_on: date | None = None
    ends_on: date | None = None
    interval_months: int | None = None
    overlap_reason: str = ""


@dataclass
class Clashing(Conflict):
    """Somebody else set the same cells to something else meanwhile; nothing was written."""

    clashes: Sequence[Clash] = field(default_factory=list)


@dataclass
class WrongTables(Exception):
    """What cannot stand of several tables that came together, by the name of the table; nothing was written."""

    faults: dict[str, Mapping[tuple[int | None, str], Wrong]] = field(default_factory=dict)
    clashes: dict[str, Sequence[Clash]] = field(default_factory=dict)

    @property
    def tables(self) -> set[str]:
        return {*self.faults, *self.clashes}


@dataclass
class WrongCells(Exception):
    """Cells that cannot stand, by the place of their row in what was typed; a row of somebody else's has no place."""

    faults: Mapping[tuple[int | None, str], Wrong]


@transaction.atomic
def open_plan(
    *,
    by: Acting | None,
    tie: Tie,
    period: Period,
    case_ref: str = "",
    step_ref: str = "",
) -> Plan:
    """A new plan with an empty draft. What the system takes from papers or sources may have no period yet.

    The cooperation's own stream says so too: an import that made it is then not undone under the plan.
    """
    rules.must(rules.keeps(by, tie))
    _check_period(tie, period, required=by is not None)
    plan = Plan.objects.create(
        tie=tie,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        interval_months=period.interval_months,
        overlap_reason=period.overlap_reason.strip(),
        case_ref=case_ref,
        step_ref=step_ref,
    )
    PlanVersion.objects.create(plan=plan, number=1)
    register.note(by, "plan.begun", tie, {"plan": plan.ref})
    note(by, "plan.opened", plan, {"tie": tie.ref, **_told(period), "case": case_ref, "step": step_ref})
    return plan


@transaction.atomic
def set_period(*, by: Acting | None, plan: Plan, period: Period, seen: int | None = None) -> Plan:
    """Sets the period and the rhythm of a plan."""
    plan = _locked(plan)
    rules.must(rules.keeps(by, plan.tie))
    _must_stand(plan)
    _check_period(plan.tie, period, but=plan.pk, required=by is not None)
    plan.starts_on, plan.ends_on = period.starts_on, period.ends_on
    plan.interval_months, plan.overlap_reason = period.interval_months, period.overlap_reason.strip()
    plan.save(update_fields=["starts_on", "ends_on", "interval_months", "overlap_reason"])
    plan.versions.filter(state=PlanVersion.State.DRAFT).update(handed_up_at=None)
    note(by, "plan.period", plan, _told(period), seen)
    return plan


@transaction.atomic
def begin_draft(*, by: Acting, plan: Plan) -> PlanVersion:
    """A new version to work on, beginning with all that the newest one says; the one under way, where there is one."""
    plan = _locked(plan)
    rules.must(rules.keeps(by, plan.tie))
    _must_stand(plan)
    newest = plan.versions.order_by("-number")[0]
    if newest.is_draft:
        return newest
    draft = PlanVersion.objects.create(plan=plan, number=newest.number + 1)
    rows.copy(newest, draft)
    note(by, "plan.taken-up", plan, {"version": draft.number, "from": newest.number})
    return draft


@transaction.atomic
def edit(
    *, by: Acting | None, version: PlanVersion, table: Table, base: Mapping[str, Cells], typed: Sequence[Typed]
) -> Merged:
    """Writes what was typed into one table of a draft. `base`: the rows as they were when the page was drawn.

    Raises Clashing where somebody else decided otherwise meanwhile, and WrongCells where the table could not stand.
    """
    plan = _locked(version.plan)
    version = _draft(plan, version)
    rules.must(rules.keeps(by, plan.tie))
    merged = put(version, table, base, typed)
    if not merged.is_empty:
        note(by, "plan.edited", plan, {"version": version.number, "tables": {table.name: counts(merged)}})
    return merged


@transaction.atomic
def take_in(
    *,
    by: Acting,
    version: PlanVersion,
    brought: Sequence[tuple[Table, Mapping[str, Cells], Sequence[Typed]]],
) -> dict[str, Merged]:
    """Writes several tables at once, all or nothing: those that are referred to come first.

    Raises WrongTables with everything that is wrong or clashes in any of them.
    """
    plan = _locked(version.plan)
    version = _draft(plan, version)
    rules.must(rules.keeps(by, plan.tie))
    done: dict[str, Merged] = {}
    wrong = WrongTables()
    for table, base, typed in brought:
        try:
            with transaction.atomic():
                done[table.name] = put(version, table, base, typed)
        except Clashing as clashing:
            wrong.clashes[table.name] = clashing.clashes
        except WrongCells as cells:
            wrong.faults[table.name] = {
                where: fault for where, fault in cells.faults.items() if REFERRED.get(fault.code) not in wrong.tables
            }
    if wrong.tables:
        raise wrong
    told = {name: counts(merged) for name, merged in done.items() if not merged.is_empty}
    if told:
        note(by, "plan.edited", plan, {"version": version.number, "tables": told, "from": "workbook"})
    return done


def rehearse(
    *,
    by: Acting,
    version: PlanVersion,
    brought: Sequence[tuple[Table, Mapping[str, Cells], Sequence[Typed]]],
) -> dict[str, Merged]:
    """What taking these tables in would do, found by doing it and taking it back."""
    with transaction.atomic():
        done = take_in(by=by, version=version, brought=brought)
        transaction.set_rollback(True)
    return done


def counts(merged: Merged) -> dict[str, int]:
    """How many rows came, changed and went."""
    return {"added": len(merged.added), "changed": len(merged.changed), "removed": len(merged.removed)}


@transaction.atomic
def hand_up(*, by: Acting, plan: Plan) -> PlanVersion:
    """Says that the draft is ready: it waits on the desk of those who may approve it. Handed up twice it is so once."""
    plan = _locked(plan)
    rules.must(rules.keeps(by, plan.tie))
    _must_stand(plan)
    draft = plan.versions.filter(state=PlanVersion.State.DRAFT).first()
    if draft is None:
        raise Conflict(plan.ref, ledger.head(plan.ref))
    if not draft.activitylines.exists():
        raise Invalid({"": _("A plan without activities cannot be handed up.")})
    if draft.handed_up_at is None:
        draft.handed_up_at = timezone.now()
        draft.save(update_fields=["handed_up_at"])
        note(by, "plan.handed-up", plan, {"version": draft.number})
    return draft


@dataclass(frozen=True, slots=True)
class Approval:
    """The letter or decision by which a plan is approved. Who signed it is an office, not a name."""

    approved_on: date
    approved_by: str
    letter_number: str = ""
    upload: Upload | None = None
    note: str = ""


@transaction.atomic
def approve(*, by: Acting, plan: Plan, approval: Approval, seen: int | None = None) -> PlanVersion:
    """The draft becomes the approved version, exactly as the page was that it was approved from."""
    plan = _locked(plan)
    rules.must(rules.keeps(by, plan.tie, rules.SENDERS))
    _must_stand(plan)
    draft = plan.versions.filter(state=PlanVersion.State.DRAFT).first()
    head = ledger.head(plan.ref)
    if draft is None or (seen is not None and head != seen):
        raise Conflict(plan.ref, head, seen)
    _check_approval(by, plan, draft, approval)
    plan.versions.filter(state=PlanVersion.State.APPROVED).update(state=PlanVersion.State.REPLACED)
    draft.state = PlanVersion.State.APPROVED
    draft.approved_on, draft.approved_by = approval.approved_on, approval.approved_by.strip()
    draft.approval_recorded_at = timezone.now()
    draft.letter_number, draft.note = approval.letter_number.strip(), approval.note.strip() or draft.note
    draft.document = _attached(by, plan, approval)
    draft.save()
    flags = queries.flags([draft])[draft.pk]
    told = {"version": draft.number, "approved_on": approval.approved_on.isoformat(), "activities": flags.activities}
    note(by, "plan.approved", plan, {**told, "no_money": flags.no_money, "no_owner": flags.no_owner})
    return draft


@transaction.atomic
def withdraw(*, by: Acting, plan: Plan, reason: str, seen: int | None = None) -> Plan:
    """Takes a plan back that should not have been opened; it stays readable with its reason."""
    plan = _locked(plan)
    rules.must(rules.keeps(by, plan.tie, rules.SENDERS))
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    _must_stand(plan)
    plan.withdrawn_at, plan.withdrawn_reason = timezone.now(), reason.strip()
    plan.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    note(by, "plan.withdrawn", plan, {"reason": reason.strip()}, seen)
    return plan


def foreseen(
    version: PlanVersion, table: Table, base: Mapping[str, Cells], typed: Sequence[Typed]
) -> dict[tuple[int | None, str], Wrong]:
    """What else could not stand of a table some of whose cells cannot even be read; nothing is written."""
    now = {row.key: row.cells for row in rows.load(version, table).values()}
    merged = merge(base, now, typed)
    places = {row.key or f"+{row.place}": row.place for row in typed}
    return _faults(version, table, _standing(now, merged), places)


def put(version: PlanVersion, table: Table, base: Mapping[str, Cells], typed: Sequence[Typed]) -> Merged:
    """Merges and writes the rows of one table, in the caller's transaction; the caller writes the entry."""
    now = {row.key: row.cells for row in rows.load(version, table).values()}
    merged = merge(base, now, typed)
    if merged.clashes:
        raise Clashing(version.plan.ref, ledger.head(version.plan.ref), clashes=merged.clashes)
    if merged.is_empty:
        return merged
    _complete(version, table, now, merged, {row.key: row.place for row in typed if row.key})
    PlanVersion.objects.filter(pk=version.pk).update(handed_up_at=None)
    writer = rows.Writer(version, table)
    rows.MODELS[table.name].objects.filter(version=version, key__in=merged.removed).delete()
    for line in rows.lines(version, table.name):
        if line.key in merged.changed:
            writer.change(line, merged.changed[line.key])
    for added in merged.added.values():
        writer.add(added)
    return merged


def _complete(
    version: PlanVersion, table: Table, now: Mapping[str, Cells], merged: Merged, places: Mapping[str, int]
) -> None:
    """Gives rows the numbers they lack, and raises WrongCells where the table as a whole could not stand."""
    new = {f"+{place}": place for place in merged.added}
    stood = _standing(now, merged)
    found = _faults(version, table, stood, {**places, **new})
    if found:
        raise WrongCells(found)
    last = max((line.number for line in rows.lines(version, table.name)), default=0)
    for name, place in new.items():
        last += 1
        merged.added[place] = {"number": str(last), **stood[name]}
    for key in merged.changed:
        merged.changed[key] |= {name: text for name, text in stood[key].items() if text != now[key].get(name, "")}


def _standing(now: Mapping[str, Cells], merged: Merged) -> dict[str, dict[str, str]]:
    """The rows as they would stand, by key; new ones by their place behind a plus."""
    whole: dict[str, Cells] = {
        key: {**cells, **merged.changed.get(key, {})} for key, cells in now.items() if key not in merged.removed
    }
    return checking.numbered(whole | {f"+{place}": cells for place, cells in merged.added.items()})


def _faults(
    version: PlanVersion, table: Table, stood: Mapping[str, Cells], places: Mapping[str, int]
) -> dict[tuple[int | None, str], Wrong]:
    found = checking.faults(table, stood, _referred(version, table), MOST_ROWS)
    return {(places.get(one.row), one.column): one.wrong for one in found}


def _referred(version: PlanVersion, table: Table) -> set[str]:
    """The numbers that rows of this table may refer to."""
    if table.name == "objectives":
        return set()
    model = Objective if table.name == "activities" else rows.MODELS["activities"]
    return {str(number) for number in model.objects.filter(version=version).values_list("number", flat=True)}


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("tie").get(pk=plan.pk)


def _draft(plan: Plan, version: PlanVersion) -> PlanVersion:
    """The same draft, if it is one still: what was approved or withdrawn meanwhile is not edited."""
    _must_stand(plan)
    found = plan.versions.filter(pk=version.pk, state=PlanVersion.State.DRAFT).first()
    if found is None:
        raise Conflict(plan.ref, ledger.head(plan.ref))
    found.plan = plan
    return found


def _must_stand(plan: Plan) -> None:
    if plan.withdrawn_at is not None:
        raise Invalid({"": _("This plan was withdrawn.")})


def _check_period(tie: Tie, period: Period, but: int | None = None, *, required: bool = True) -> None:
    """Two plans over the same time are practice and no error, but somebody says why."""
    problems = {}
    starts, ends = period.starts_on, period.ends_on
    if required and starts is None:
        problems["starts_on"] = _("Say when the plan begins.")
    if required and ends is None:
        problems["ends_on"] = _("Say when the plan ends.")
    if starts and ends and ends < starts:
        problems["ends_on"] = _("The plan would end before it begins.")
    elif starts and ends and required and not period.overlap_reason.strip():
        other = queries.overlapping(tie, starts, ends, but).first()
        if other is not None:
            said = _("Another plan of this cooperation runs at the same time (%(period)s). Say why there are two.")
            problems["overlap_reason"] = said % {"period": other.period}
    if period.interval_months is not None and not 1 <= period.interval_months <= MOST_MONTHS:
        problems["interval_months"] = _("Write a number of months from 1 to %(most)d.") % {"most": MOST_MONTHS}
    if problems:
        raise Invalid(problems)


def _check_approval(by: Acting, plan: Plan, draft: PlanVersion, approval: Approval) -> None:
    problems = {}
    if approval.approved_on > by.today:
        problems["approved_on"] = _("This date lies in the future.")
    if not approval.approved_by.strip():
        problems["approved_by"] = _("Say which office approved it.")
    if plan.starts_on is None or plan.ends_on is None:
        problems[""] = _("Set the period of the plan before it is approved.")
    elif not draft.activitylines.exists():
        problems[""] = _("A plan without activities cannot be approved.")
    if problems:
        raise Invalid(problems)


def _attached(by: Acting, plan: Plan, approval: Approval) -> str:
    if approval.upload is None:
        return ""
    return attach(
        by=by,
        upload=approval.upload,
        subject_ref=plan.ref,
        kind="plan-approval",
        title=f"Persetujuan Rencana Aksi {plan.period}",
        disclosure=Disclosure.BODIES,
    ).ref


def _told(period: Period) -> dict[str, Any]:
    return {
        "starts_on": period.starts_on.isoformat() if period.starts_on else "",
        "ends_on": period.ends_on.isoformat() if period.ends_on else "",
        "interval_months": period.interval_months,
    }


def note(by: Acting | None, kind: str, plan: Plan, payload: dict[str, Any], seen: int | None = None) -> None:
    """One ledger entry in the stream of the plan."""
    actor, body = (by.account.ref, by.body.ref) if by else ("", "")
    record(kind=kind, stream=plan.ref, actor=actor, body=body, payload=payload, expected_head=seen)
