"""What records working trips and visits of delegations, and adds to them: permits and the report.

Names of persons stand in the row of the traveller and nowhere else: they leave it when the record ends, or when
somebody asks. No entry of the ledger holds one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Acting
from gerbang.plans import rules
from gerbang.plans.closed_years import must_allow
from gerbang.plans.delegation import Member
from gerbang.plans.following_up import Subject
from gerbang.plans.models import (
    Activity,
    Delivery,
    FollowUp,
    Part,
    Permit,
    Traveller,
    Trip,
    TripMoney,
    TripPart,
    TripReport,
)
from gerbang.plans.recording import LARGEST, MOST_PEOPLE
from gerbang.register import actions as register
from gerbang.register.models import Tie
from gerbang.values import Invalid
from gerbang.values.money import Money

TERMS, PERMIT, REPORT = "trip.terms", "trip.permit", "trip.report"
"""The kinds of documents that belong to a trip."""

AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Journey:
    """What is told of a trip. `money`: source → money."""

    direction: str
    purpose: str
    begins_on: date
    ends_on: date
    places: str = ""
    people: int | None = None
    members: Sequence[Member] = ()
    invited_by: str = ""
    invitation_number: str = ""
    invited_on: date | None = None
    money: Sequence[tuple[str, Money]] = ()


@transaction.atomic
def record_trip(
    *,
    by: Acting | None,
    tie: Tie,
    told: Journey,
    activity: Activity | None = None,
    terms: Upload | None = None,
    replaces: Trip | None = None,
) -> Trip:
    """Records a trip, planned or made; with `replaces` in place of what was told wrongly. None is the system."""
    rules.must(rules.keeps(by, tie))
    _check(by, tie, told, activity)
    before = _standing(replaces) if replaces else None
    must_allow(activity, told.begins_on, told.ends_on)
    if before:
        _must_be_open(before)
    made = Trip.objects.create(
        tie=tie,
        activity=activity,
        direction=told.direction,
        purpose=told.purpose.strip(),
        begins_on=told.begins_on,
        ends_on=told.ends_on,
        places=told.places.strip(),
        people=told.people,
        invited_by=told.invited_by.strip(),
        invitation_number=told.invitation_number.strip(),
        invited_on=told.invited_on,
        replaces=before,
        body=by.body if by else None,
        by=by.account.ref if by else "",
    )
    Traveller.objects.bulk_create(Traveller(trip=made, **one._asdict()) for one in told.members)
    TripMoney.objects.bulk_create(
        TripMoney(trip=made, source=source, amount=money.amount, currency=money.currency)
        for source, money in told.money
    )
    if before:
        _end(before)
        _hand_on(before, made)
    if by and terms:
        _attach(by, made.ref, TERMS, f"KAK: {made.purpose}", terms)
    payload = {"direction": made.direction, "from": made.begins_on.isoformat(), "until": made.ends_on.isoformat()}
    payload |= {"activity": activity.ref if activity else "", "replaces": before.ref if before else ""}
    register.note(by, "trip.recorded", tie, {"trip": made.ref, **payload})
    return made


@transaction.atomic
def withdraw_trip(*, by: Acting, trip: Trip, reason: str) -> Trip:
    """Takes back a trip that was not made or was told twice; it stays to be seen, without names."""
    trip = _kept(by, trip)
    _must_be_open(trip)
    _end(trip, _reason(reason))
    register.note(by, "trip.withdrawn", trip.tie, {"trip": trip.ref, "reason": reason.strip()})
    return trip


@transaction.atomic
def forget_names(*, by: Acting, trip: Trip, reason: str) -> Trip:
    """Erases the names of those who travelled; capacities and offices stay.

    Also of a closed year: a person's name is not part of what was accepted.
    """
    trip = _kept(by, trip)
    reason = _reason(reason)
    if not _erase_names(trip):
        raise Invalid({"": _("No names stand here.")})
    trip.names_forgotten_at = timezone.now()
    trip.save(update_fields=["names_forgotten_at"])
    register.note(by, "trip.names-forgotten", trip.tie, {"trip": trip.ref, "reason": reason})
    return trip


@dataclass(frozen=True, slots=True)
class PermitLetter:
    """A letter that permits a trip: what kind, in words, its number, its day and who issued it."""

    kind: str
    number: str
    dated_on: date
    issuer: str


@transaction.atomic
def add_permit(*, by: Acting, trip: Trip, letter: PermitLetter, scan: Upload | None = None) -> Permit:
    """Records a permit letter that was issued elsewhere."""
    trip = _kept(by, trip)
    _must_be_open(trip)
    told = (("kind", letter.kind), ("number", letter.number), ("issuer", letter.issuer))
    problems = {name: _("Write this as it stands in the letter.") for name, value in told if not value.strip()}
    if letter.dated_on > by.today:
        problems["dated_on"] = _("This day has not come yet.")
    if problems:
        raise Invalid(problems)
    made = Permit.objects.create(
        trip=trip, tie=trip.tie, body=by.body, by=by.account.ref, kind=letter.kind.strip(),
        number=letter.number.strip(), dated_on=letter.dated_on, issuer=letter.issuer.strip(),
    )  # fmt: skip
    if scan:
        _attach(by, made.ref, PERMIT, f"Surat izin: {made}", scan)
    register.note(by, "trip.permit", trip.tie, {"trip": trip.ref, "permit": made.ref, "number": made.number})
    return made


@transaction.atomic
def report_trip(
    *, by: Acting, trip: Trip, result: str, reported_on: date | None = None, document: Upload | None = None
) -> TripReport:
    """What came of the trip, and when its report was handed in; in place of what was told of it before."""
    trip = _kept(by, trip)
    _must_be_open(trip)
    problems = {}
    if trip.begins_on > by.today:
        problems[""] = _("This trip has not begun yet.")
    if not result.strip():
        problems["result"] = _("Say what came of it.")
    if reported_on and not trip.begins_on <= reported_on <= by.today:
        problems["reported_on"] = _("A report is handed in after the trip began, and not after today.")
    if problems:
        raise Invalid(problems)
    for earlier in TripReport.objects.filter(trip=trip, withdrawn_at=None):
        _end_part(earlier)
    made = TripReport.objects.create(
        trip=trip, tie=trip.tie, body=by.body, by=by.account.ref, result=result.strip(), reported_on=reported_on
    )
    if document:
        _attach(by, made.ref, REPORT, f"Laporan perjalanan: {trip.purpose}", document)
    on = reported_on.isoformat() if reported_on else ""
    register.note(by, "trip.reported", trip.tie, {"trip": trip.ref, "report": made.ref, "on": on})
    return made


@transaction.atomic
def withdraw_part(*, by: Acting, part: TripPart, reason: str) -> Trip:
    """Takes back a permit or a report that was recorded wrongly; it stays in the ledger."""
    trip = _kept(by, part.trip)
    _must_be_open(trip)
    _end_part(_standing_part(trip, part), _reason(reason))
    register.note(by, "trip.part-withdrawn", trip.tie, {"trip": trip.ref, "part": part.ref, "reason": reason.strip()})
    return trip


def subject(ref: str, lock: bool) -> Subject | None:
    """A trip as what follow-ups arise from. They belong to the year of its activity's plan, as the trip does."""
    trips = Trip.objects.select_related("tie", "activity__plan").filter(ref=ref, withdrawn_at=None)
    found = (trips.select_for_update(of=("self",)) if lock else trips).first()
    if found is None:
        return None
    page, must_be_open = reverse("plans:trip", args=[ref]), partial(must_allow, found.activity)
    return Subject(ref, found.purpose, [found.tie], page, found.begins_on, found.ends_on, rules.keeps, must_be_open)


# What the actions share -----------------------------------------------------------------------------------------------


def _kept(by: Acting, trip: Trip) -> Trip:
    """The trip under lock, for those who may keep its record."""
    rules.must(rules.keeps(by, trip.tie))
    return _standing(trip)


def _standing(trip: Trip) -> Trip:
    """The trip under lock, if it still stands: of two who set it right, the second is told."""
    found = Trip.objects.select_for_update(of=("self",)).select_related("tie", "activity__plan").get(pk=trip.pk)
    if not found.stands:
        raise Conflict(found.tie.ref, ledger.head(found.tie.ref))
    return found


def _standing_part(trip: Trip, part: AnyPart) -> AnyPart:
    """A part of a trip that is locked, if it still stands."""
    found = type(part)._default_manager.get(pk=part.pk)
    if not found.stands:
        raise Conflict(trip.tie.ref, ledger.head(trip.tie.ref))
    return found


def _must_be_open(trip: Trip) -> None:
    must_allow(trip.activity, trip.begins_on, trip.ends_on)


def _end(trip: Trip, reason: str = "") -> None:
    """Of what is set right the later record is the reason. Names serve nothing in a record that counts no more."""
    _erase_names(trip)
    trip.withdrawn_at, trip.withdrawn_reason = timezone.now(), reason
    trip.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _end_part(part: Part, reason: str = "") -> None:
    part.withdrawn_at, part.withdrawn_reason = timezone.now(), reason
    part.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _erase_names(trip: Trip) -> int:
    return Traveller.objects.filter(trip=trip).exclude(name="").update(name="")


def _hand_on(before: Trip, made: Trip) -> None:
    """What was added to a trip, and what was carried out on it, belongs to the record that stands."""
    for added in (Permit, TripReport, Delivery):
        added._default_manager.filter(trip=before).update(trip=made)
    FollowUp.objects.filter(arises_from=before.ref).update(arises_from=made.ref)


def _attach(by: Acting, subject: str, kind: str, title: str, upload: Upload) -> None:
    attach(by=by, upload=upload, subject_ref=subject, kind=kind, title=title[:200], disclosure=Disclosure.BODIES)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": _("Say why.")})
    return reason.strip()


def _check(by: Acting | None, tie: Tie, told: Journey, activity: Activity | None) -> None:
    problems = {}
    if told.direction not in Trip.Direction.values:
        problems["direction"] = _("Say whether somebody goes abroad or comes from abroad.")
    if not told.purpose.strip():
        problems["purpose"] = _("Say what the trip is for.")
    if told.ends_on < told.begins_on:
        problems["ends_on"] = _("It would end before it begins.")
    if activity is not None and activity.plan.tie_id != tie.pk:
        problems["activity"] = _("This activity is of another cooperation.")
    if told.people is not None and not 0 < told.people <= MOST_PEOPLE:
        problems["people"] = _("Write a number of people.")
    elif told.people is not None and told.people < len(told.members):
        problems["people"] = _("More are named above than this number.")
    if told.invited_on and by and told.invited_on > by.today:
        problems["invited_on"] = _("This day has not come yet.")
    if any(not 0 < money.amount < LARGEST for _source, money in told.money):
        problems["money"] = _("Write an amount above zero.")
    if problems:
        raise Invalid(problems)
