"""The evidence of one cooperation, from the rows of every room below: what liveliness is computed from."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from gerbang.monitoring.liveliness import (
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
from gerbang.monitoring.models import Contact, Judgement, StatedRhythm
from gerbang.plans.models import Plan
from gerbang.register.models import AGREEMENTS, Instrument, InstrumentKind, Tie
from gerbang.values import zones
from gerbang.values.dates import VagueDate

IN_FORCE = (*AGREEMENTS, InstrumentKind.EXTENSION)
"""Kinds of text whose term is that of the cooperation."""
SIGNINGS = (*IN_FORCE, InstrumentKind.AMENDMENT, InstrumentKind.ARRANGEMENT)
"""Kinds of text whose signing is a sign of life of what is agreed."""


def evidence_of(tie: Tie) -> Evidence:
    """Everything on record, with the days on which it was recorded and withdrawn."""
    texts = list(Instrument.objects.filter(tie=tie).order_by("pk"))
    plans = list(Plan.objects.filter(tie=tie).prefetch_related("versions").order_by("pk"))
    return Evidence(
        phases=tuple(_phases(tie, texts)),
        signs=(*_signings(tie, texts), *_approvals(plans), *_contacts(Contact.objects.filter(tie=tie))),
        terms=tuple(_terms(tie, texts)),
        rhythms=(*_planned(plans), *_rhythms(StatedRhythm.objects.filter(tie=tie))),
        overrules=tuple(_overrules(Judgement.objects.filter(tie=tie))),
    )


def _phases(tie: Tie, texts: Sequence[Instrument]) -> Iterator[PhaseFrom]:
    """A phase begins with the text that brings it; without a date of that, it has always been so.

    What the register now calls the tie stands against the texts: a phase that none of them brings is there as well.
    """
    for phase, kinds in ((Phase.INTENDED, (InstrumentKind.LOI,)), (Phase.AGREED, AGREEMENTS)):
        for text in texts:
            if text.kind in kinds:
                begins = text.signed_latest or date.min
                yield PhaseFrom(phase, begins, _recorded(tie, text), _day(text.withdrawn_at))
    now = Phase(tie.phase)
    if now == Phase.ENDED:
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


def _approvals(plans: Iterable[Plan]) -> Iterator[Sign]:
    """A plan that was approved tells that somebody keeps the cooperation, from the day of its approval."""
    for plan in plans:
        for version in plan.versions.all():
            if version.approved_on and version.approval_recorded_at:
                happened, recorded = VagueDate.day(version.approved_on), _known_day(version.approval_recorded_at)
                yield Sign(SignKind.PLAN, happened, recorded, plan.ref, _day(plan.withdrawn_at))


def _planned(plans: Iterable[Plan]) -> Iterator[Rhythm]:
    """The interval an approved plan states, from its approval on."""
    for plan in plans:
        approvals = [one.approval_recorded_at for one in plan.versions.all() if one.approval_recorded_at]
        if plan.interval_months and approvals:
            recorded, withdrawn = _known_day(min(approvals)), _day(plan.withdrawn_at)
            yield Rhythm(plan.interval_months, RhythmFrom.PLAN, plan.ref, recorded, withdrawn, plan.pk)


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
