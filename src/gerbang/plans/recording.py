"""What records deliveries and readings, hands readings in, answers them, and closes a year.

Whatever would change the record of a closed year is refused here, and nothing else writes it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.access import Conflict
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting
from gerbang.plans import rules
from gerbang.plans.actions import note
from gerbang.plans.closed_years import locked, must_allow, must_be_open
from gerbang.plans.models import Activity, Closing, Delivery, Indicator, Participant, Plan, Reading, Spending, Trip
from gerbang.plans.taking_part import TookPart
from gerbang.register import actions as register
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

MOST_PEOPLE = 1_000_000
LARGEST = Decimal(10) ** 16
EVIDENCE = "evidence"
"""The kind of document that shows that something was carried out or measured."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a delivery. `spending`: source → money; `ours`, `theirs`: who took part."""

    title: str
    happened: VagueDate
    ended_on: date | None = None
    place: str = ""
    result: str = ""
    people_out: int | None = None
    people_in: int | None = None
    ours: Sequence[TookPart] = ()
    theirs: Sequence[TookPart] = ()
    link: str = ""
    spending: Sequence[tuple[str, Money]] = field(default=())


@transaction.atomic
def record_delivery(
    *,
    by: Acting | None,
    tie: Tie,
    told: Told,
    activity: Activity | None = None,
    trip: Trip | None = None,
    evidence: Upload | None = None,
    replaces: Delivery | None = None,
) -> Delivery:
    """Records that something was carried out; with `replaces` in place of what was told wrongly. None is the system.

    `trip`: the working trip or the delegation's visit it was part of.
    """
    rules.must(rules.keeps(by, tie))
    _check_delivery(by, tie, told, activity, trip)
    before = _standing_delivery(replaces) if replaces else None
    _must_be_open([(activity, told.happened), *([(before.activity, before.happened)] if before else [])])
    made = Delivery.objects.create(
        tie=tie,
        activity=activity,
        trip=trip,
        title=told.title.strip(),
        happened_earliest=told.happened.earliest,
        happened_latest=cast(date, told.happened.latest),
        happened_precision=told.happened.precision,
        happened_as_written=told.happened.as_written,
        ended_on=told.ended_on,
        place=told.place.strip(),
        result=told.result.strip(),
        people_out=told.people_out,
        people_in=told.people_in,
        replaces=before,
        link=told.link,
        body=by.body if by else None,
        by=by.account.ref if by else "",
    )
    sides = ((Participant.Side.OURS, told.ours), (Participant.Side.THEIRS, told.theirs))
    Participant.objects.bulk_create(
        Participant(delivery=made, side=side, name=one.name, people=one.people)
        for side, named in sides
        for one in named
    )
    Spending.objects.bulk_create(
        Spending(delivery=made, source=source, amount=money.amount, currency=money.currency)
        for source, money in told.spending
    )
    if before:
        _end(before)
    if by and evidence:
        _attach(by, made, evidence)
    payload = {"delivery": made.ref, "on": told.happened.iso, "activity": activity.ref if activity else ""}
    register.note(by, "delivery.recorded", tie, {**payload, "replaces": before.ref if before else ""})
    return made


@transaction.atomic
def add_evidence(*, by: Acting, delivery: Delivery, upload: Upload) -> Delivery:
    """One more document that shows that it was carried out."""
    rules.must(rules.keeps(by, delivery.tie))
    delivery = _standing_delivery(delivery)
    _must_be_open([(delivery.activity, delivery.happened)])
    _attach(by, delivery, upload)
    register.note(by, "delivery.evidence", delivery.tie, {"delivery": delivery.ref})
    return delivery


@transaction.atomic
def withdraw_delivery(*, by: Acting, delivery: Delivery, reason: str) -> Delivery:
    """Takes back what was not carried out, or was told twice; it stays to be seen with the reason."""
    rules.must(rules.keeps(by, delivery.tie))
    delivery = _standing_delivery(delivery)
    _must_be_open([(delivery.activity, delivery.happened)])
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    _end(delivery, reason.strip())
    register.note(by, "delivery.withdrawn", delivery.tie, {"delivery": delivery.ref, "reason": reason.strip()})
    return delivery


@dataclass(frozen=True, slots=True)
class Measured:
    """What an indicator showed: the value on a day, for a year of the plan; `parts`: the same told apart."""

    year: int
    dated_on: date
    value: Decimal
    parts: str = ""
    note: str = ""


@transaction.atomic
def record_reading(
    *, by: Acting, indicator: Indicator, measured: Measured, evidence: Upload | None = None, submit: bool = False
) -> Reading:
    """A new reading; a draft, or handed in at once."""
    plan = locked(indicator.plan)
    rules.must(rules.keeps(by, plan.tie))
    _must_stand(plan)
    must_be_open(plan, {measured.year})
    _check_reading(by, plan, measured)
    made = Reading.objects.create(
        tie=plan.tie,
        indicator=indicator,
        year=measured.year,
        dated_on=measured.dated_on,
        value=measured.value,
        parts=measured.parts.strip(),
        note=measured.note.strip(),
        state=Reading.State.SUBMITTED if submit else Reading.State.DRAFT,
        submitted_at=timezone.now() if submit else None,
        body=by.body,
        by=by.account.ref,
    )
    if evidence:
        attach(
            by=by, upload=evidence, subject_ref=made.ref, kind=EVIDENCE, title=f"Bukti realisasi {made.year}",
            disclosure=Disclosure.BODIES,
        )  # fmt: skip
    told = {"reading": made.ref, "indicator": indicator.ref, "year": made.year, "value": str(measured.value)}
    note(by, "reading.recorded", plan, {**told, "submitted": submit})
    return made


@transaction.atomic
def submit_readings(*, by: Acting, plan: Plan, year: int) -> int:
    """Hands in every draft of a year; returns how many."""
    plan = locked(plan)
    rules.must(rules.keeps(by, plan.tie))
    must_be_open(plan, {year})
    drafts = Reading.objects.filter(indicator__plan=plan, year=year, state=Reading.State.DRAFT, withdrawn_at=None)
    number = drafts.update(state=Reading.State.SUBMITTED, submitted_at=timezone.now())
    if not number:
        raise Invalid({"": _("There is no draft to hand in.")})
    note(by, "reading.submitted", plan, {"year": year, "readings": number})
    return number


@transaction.atomic
def answer_readings(
    *, by: Acting, plan: Plan, readings: Collection[str], accept: bool, remark: str = ""
) -> Sequence[Reading]:
    """Accepts readings that were handed in, or returns them with a remark. All of them or none."""
    plan = locked(plan)
    rules.must(rules.keeps(by, plan.tie, rules.CHECKERS))
    if not accept and not remark.strip():
        raise Invalid({"remark": _("Say what is to be improved.")})
    found = list(Reading.objects.filter(indicator__plan=plan, ref__in=readings, withdrawn_at=None))
    if len(found) != len(set(readings)) or any(one.state != Reading.State.SUBMITTED for one in found):
        raise Conflict(plan.ref, ledger.head(plan.ref))
    if not found:
        raise Invalid({"readings": _("Choose at least one reading.")})
    must_be_open(plan, {one.year for one in found})
    for one in found:
        one.state = Reading.State.ACCEPTED if accept else Reading.State.RETURNED
        one.remark, one.decided_at = remark.strip(), timezone.now()
        one.save(update_fields=["state", "remark", "decided_at"])
    kind = "reading.accepted" if accept else "reading.returned"
    note(by, kind, plan, {"readings": sorted(one.ref for one in found), "remark": remark.strip()})
    return found


@transaction.atomic
def withdraw_reading(*, by: Acting, reading: Reading, reason: str) -> Reading:
    """Takes back a reading that was wrong; it stays to be seen with the reason."""
    plan = locked(reading.indicator.plan)
    rules.must(rules.keeps(by, plan.tie))
    must_be_open(plan, {reading.year})
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    reading = Reading.objects.get(pk=reading.pk)
    if reading.withdrawn_at is not None:
        raise Invalid({"": _("This was withdrawn already.")})
    _end(reading, reason.strip())
    note(by, "reading.withdrawn", plan, {"reading": reading.ref, "reason": reason.strip()})
    return reading


@transaction.atomic
def close_year(*, by: Acting, plan: Plan, year: int) -> Closing:
    """Closes the record of a year: from then on no delivery of its activities and no reading of it changes."""
    plan = locked(plan)
    rules.must(rules.keeps(by, plan.tie, rules.CHECKERS))
    _must_stand(plan)
    must_be_open(plan, {year})
    if plan.years and year not in plan.years:
        raise Invalid({"": _("The plan does not cover the year %(year)d.") % {"year": year}})
    if year > by.today.year:
        raise Invalid({"": _("The year %(year)d has not begun.") % {"year": year}})
    if waiting := _waiting(plan, year):
        raise Invalid({"": " ".join(waiting)})
    made = Closing.objects.create(plan=plan, year=year, body=by.body, by=by.account.ref)
    note(by, "year.closed", plan, {"year": year})
    return made


def _waiting(plan: Plan, year: int) -> list[str]:
    """What of the readings of a year stands open, in words: drafts nobody handed in, and those nobody decided on."""
    of_year = Reading.objects.filter(indicator__plan=plan, year=year, withdrawn_at=None)
    drafts = of_year.filter(state=Reading.State.DRAFT).count()
    submitted = of_year.filter(state=Reading.State.SUBMITTED).count()
    found = []
    if drafts:
        said = ngettext(
            "%(n)d reading of this year is still a draft that was not handed in.",
            "%(n)d readings of this year are still drafts that were not handed in.",
            drafts,
        )
        found.append(said % {"n": drafts})
    if submitted:
        said = ngettext(
            "%(n)d reading of this year was handed in and is not decided yet.",
            "%(n)d readings of this year were handed in and are not decided yet.",
            submitted,
        )
        found.append(said % {"n": submitted})
    return found


@transaction.atomic
def reopen_year(*, by: Acting, plan: Plan, year: int, reason: str) -> Closing:
    """Opens a closed year again, with the reason; whoever may send decides that."""
    plan = locked(plan)
    rules.must(rules.keeps(by, plan.tie, rules.SENDERS))
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is opened again.")})
    closing = Closing.objects.filter(plan=plan, year=year, reopened_at=None).first()
    if closing is None:
        raise Conflict(plan.ref, ledger.head(plan.ref))
    closing.reopened_at, closing.reopened_reason = timezone.now(), reason.strip()
    closing.save(update_fields=["reopened_at", "reopened_reason"])
    note(by, "year.reopened", plan, {"year": year, "reason": reason.strip()})
    return closing


# What the actions share -----------------------------------------------------------------------------------------------


def _standing_delivery(delivery: Delivery) -> Delivery:
    """The delivery under lock, if it still stands: of two who set it right, the second is told."""
    found = Delivery.objects.select_for_update(of=("self",)).select_related("tie", "activity__plan").get(pk=delivery.pk)
    if not found.stands:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _end(one: Delivery | Reading, reason: str = "") -> None:
    """Of what is set right the later record is the reason."""
    one.withdrawn_at, one.withdrawn_reason = timezone.now(), reason
    one.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _attach(by: Acting, delivery: Delivery, upload: Upload) -> None:
    attach(
        by=by,
        upload=upload,
        subject_ref=delivery.ref,
        kind=EVIDENCE,
        title=f"Bukti pelaksanaan: {delivery.title}"[:200],
        disclosure=Disclosure.BODIES,
    )


def _must_stand(plan: Plan) -> None:
    if plan.withdrawn_at is not None:
        raise Invalid({"": _("This plan was withdrawn.")})


def _must_be_open(touched: Sequence[tuple[Activity | None, VagueDate]]) -> None:
    for activity, happened in touched:
        must_allow(activity, happened.earliest, happened.latest)


def _check_delivery(by: Acting | None, tie: Tie, told: Told, activity: Activity | None, trip: Trip | None) -> None:
    problems = {}
    if not told.title.strip():
        problems["title"] = _("Say what was carried out.")
    if told.happened.latest is None:
        problems["happened"] = _("Say when it was carried out, as precisely as it is known.")
    elif by and told.happened.earliest and told.happened.earliest > by.today:
        problems["happened"] = _("This day has not come yet.")
    if told.ended_on and told.happened.earliest and told.ended_on < told.happened.earliest:
        problems["ended_on"] = _("It would end before it begins.")
    elif told.ended_on and by and told.ended_on > by.today:
        problems["ended_on"] = _("This day has not come yet.")
    if activity is not None and activity.plan.tie_id != tie.pk:
        problems["activity"] = _("This activity is of another cooperation.")
    if trip is not None and trip.tie_id != tie.pk:
        problems["trip"] = _("This trip is of another cooperation.")
    for name, people in (("people_out", told.people_out), ("people_in", told.people_in)):
        if people is not None and not 0 <= people <= MOST_PEOPLE:
            problems[name] = _("Write a number of people.")
    if any(not 0 < money.amount < LARGEST for _source, money in told.spending):
        problems["spending"] = _("Write an amount above zero.")
    if problems:
        raise Invalid(problems)


def _check_reading(by: Acting, plan: Plan, measured: Measured) -> None:
    problems = {}
    if plan.years and measured.year not in plan.years:
        problems["year"] = _("The plan does not cover the year %(year)d.") % {"year": measured.year}
    if measured.dated_on > by.today:
        problems["dated_on"] = _("This day has not come yet.")
    if abs(measured.value) >= LARGEST:
        problems["value"] = _("This number is too large.")
    if problems:
        raise Invalid(problems)
