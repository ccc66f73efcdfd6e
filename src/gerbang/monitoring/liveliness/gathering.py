"""The evidence of cooperations, from the rows of every room below: what liveliness is computed from."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from gerbang.gate import upon
from gerbang.monitoring.liveliness.states import (
    Evidence,
    Overrule,
    Phase,
    PhaseFrom,
    Rhythm,
    RhythmFrom,
    Sign,
    SignKind,
    State,
    Term,
)
from gerbang.monitoring.models import Contact, Judgement, ReportedTie, StatedRhythm
from gerbang.plans.models import Delivery, PlanVersion
from gerbang.register.models import AGREEMENTS, Instrument, InstrumentKind, Tie
from gerbang.values import zones
from gerbang.values.dates import VagueDate

IN_FORCE = (*AGREEMENTS, InstrumentKind.EXTENSION)
"""Kinds of text whose term is that of the cooperation."""
SIGNINGS = (*IN_FORCE, InstrumentKind.AMENDMENT, InstrumentKind.ARRANGEMENT)
"""Kinds of text whose signing is a sign of life of what is agreed."""


def evidence_of(ties: Collection[Tie]) -> dict[int, Evidence]:
    """Everything on record of each tie by its key, with the days on which it was recorded and withdrawn.

    One question a table, however many ties there are.
    """
    approved = PlanVersion.objects.filter(plan__tie__in=ties, approval_recorded_at__isnull=False)
    texts = _by_tie(Instrument.objects.filter(tie__in=ties).order_by("pk"))
    with_money = approved.select_related("plan").prefetch_related("budgetlines")
    plans = _by_tie(with_money.order_by("plan", "number"), lambda version: version.plan.tie_id)
    tables = (Delivery, Contact, StatedRhythm, Judgement)
    deliveries, contacts, rhythms, judgements = (
        _by_tie(table._default_manager.filter(tie__in=ties).order_by("pk")) for table in tables
    )
    endings = upon.endings(ended) if (ended := [tie for tie in ties if tie.phase == Phase.ENDED]) else {}
    told = ReportedTie.objects.filter(tie__in=ties, told_of=True, report__accepted_at__isnull=False)
    reports = _by_tie(told.select_related("report").order_by("pk"))
    return {
        tie.pk: Evidence(
            phases=tuple(_phases(tie, texts[tie.pk], endings.get(tie.pk))),
            signs=(
                *_signings(tie, texts[tie.pk]),
                *_deliveries(deliveries[tie.pk]),
                *_approvals(plans[tie.pk]),
                *_contacts(contacts[tie.pk]),
                *_reports(reports[tie.pk]),
                *_money(plans[tie.pk]),
            ),
            terms=tuple(_terms(tie, texts[tie.pk])),
            rhythms=(*_planned(plans[tie.pk]), *_rhythms(rhythms[tie.pk])),
            overrules=tuple(_overrules(judgements[tie.pk])),
        )
        for tie in ties
    }


def _by_tie(rows: Iterable[Any], tie_of: Callable[[Any], int] = attrgetter("tie_id")) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[tie_of(row)].append(row)
    return found


def _phases(tie: Tie, texts: Sequence[Instrument], ended_by: tuple[date, date] | None) -> Iterator[PhaseFrom]:
    """A phase begins with the text that brings it; without a date of that, it has always been so.

    What the register now calls the tie stands against the texts: a phase that none of them brings is there as well. The
    end is as the case says that brought it (the day it ended, and the day that was recorded), else as a notice does.
    """
    for phase, kinds in ((Phase.INTENDED, (InstrumentKind.LOI,)), (Phase.AGREED, AGREEMENTS)):
        for text in texts:
            if text.kind in kinds:
                begins = text.signed_latest or date.min
                yield PhaseFrom(phase, begins, _recorded(tie, text), _day(text.withdrawn_at))
    now = Phase(tie.phase)
    if now == Phase.ENDED and ended_by is not None:
        yield PhaseFrom(now, *ended_by)
    elif now == Phase.ENDED:
        ended = [text.signed_latest for text in texts if text.kind == InstrumentKind.NOTICE and text.signed_latest]
        yield PhaseFrom(now, max(ended, default=_known_day(tie.created)), _known_day(tie.created))
    elif now != Phase.IDEA and not any(one.kind in AGREEMENTS and not one.withdrawn_at for one in texts):
        yield PhaseFrom(now, date.min, _known_day(tie.created))


def _signings(tie: Tie, texts: Iterable[Instrument]) -> Iterator[Sign]:
    for text in texts:
        if text.kind in SIGNINGS and text.signed.is_known:
            recorded, withdrawn = _recorded(tie, text), _day(text.withdrawn_at)
            yield Sign(SignKind.SIGNING, text.signed, recorded, text.ref, withdrawn)


def _terms(tie: Tie, texts: Iterable[Instrument]) -> Iterator[Term]:
    for text in texts:
        if text.kind in IN_FORCE:
            begins = text.valid_from or text.signed_earliest
            recorded, withdrawn = _recorded(tie, text), _day(text.withdrawn_at)
            yield Term(begins, text.valid_until, recorded, text.ref, withdrawn)


def _deliveries(found: Iterable[Delivery]) -> Iterator[Sign]:
    for one in found:
        yield Sign(SignKind.DELIVERY, one.happened, _known_day(one.recorded_at), one.ref, _day(one.withdrawn_at))


def _approvals(approved: Iterable[PlanVersion]) -> Iterator[Sign]:
    """A plan that was approved tells that somebody keeps the cooperation, from the day of its approval."""
    for version in approved:
        if version.approved_on and version.approval_recorded_at:
            happened, recorded = VagueDate.day(version.approved_on), _known_day(version.approval_recorded_at)
            yield Sign(SignKind.PLAN, happened, recorded, version.plan.ref, _day(version.plan.withdrawn_at))


def _planned(approved: Iterable[PlanVersion]) -> Iterator[Rhythm]:
    """The interval a plan states, from its first approval on."""
    since: dict[int, Rhythm] = {}
    for version in approved:
        plan = version.plan
        if plan.interval_months and version.approval_recorded_at:
            recorded, withdrawn = _known_day(version.approval_recorded_at), _day(plan.withdrawn_at)
            stated = Rhythm(plan.interval_months, RhythmFrom.PLAN, plan.ref, recorded, withdrawn, plan.pk)
            since[plan.pk] = min(since.get(plan.pk, stated), stated, key=lambda one: one.recorded)
    yield from since.values()


def _reports(found: Iterable[ReportedTie]) -> Iterator[Sign]:
    """An accepted report that told something of it, from the day it was accepted."""
    for one in found:
        report = one.report
        if report.accepted_on and report.accepted_at:
            happened, recorded = VagueDate.day(report.accepted_on), _known_day(report.accepted_at)
            yield Sign(SignKind.REPORT, happened, recorded, report.ref)


def _money(approved: Sequence[PlanVersion]) -> Iterator[Sign]:
    """Money that an approved version provides for a year, as a sign within that year.

    What a later version of the plan says takes its place from the day that was approved.
    """
    for version, later in zip_longest(approved, approved[1:]):
        if version.approval_recorded_at is None:
            continue
        years = {line.year for line in version.budgetlines.all() if line.year and line.amount is not None}
        replaced = later.approval_recorded_at if later and later.plan_id == version.plan_id else None
        ended = replaced or version.plan.withdrawn_at
        for year in sorted(years):
            happened, recorded = VagueDate.year(year), _known_day(version.approval_recorded_at)
            yield Sign(SignKind.MONEY, happened, recorded, version.plan.ref, _day(ended))


def _contacts(found: Iterable[Contact]) -> Iterator[Sign]:
    for one in found:
        happened, recorded = VagueDate.day(one.happened_on), _known_day(one.recorded_at)
        yield Sign(SignKind.CONTACT, happened, recorded, one.ref, _day(one.withdrawn_at))


def _rhythms(found: Iterable[StatedRhythm]) -> Iterator[Rhythm]:
    for one in found:
        recorded, withdrawn = _known_day(one.recorded_at), _day(one.withdrawn_at)
        yield Rhythm(one.months, RhythmFrom.PERSON, one.reason, recorded, withdrawn, one.pk)


def _overrules(found: Iterable[Judgement]) -> Iterator[Overrule]:
    for one in found:
        recorded, withdrawn = _known_day(one.recorded_at), _day(one.withdrawn_at)
        yield Overrule(State(one.state), one.reason, one.begins_on, one.ends_on, recorded, one.ref, withdrawn, one.pk)


def _recorded(tie: Tie, text: Instrument) -> date:
    """Rows older than the column are as old as their tie."""
    return _known_day(text.recorded_at or tie.created)


def _day(at: datetime | None) -> date | None:
    return zones.today("WIB", at) if at else None


def _known_day(at: datetime) -> date:
    return zones.today("WIB", at)
