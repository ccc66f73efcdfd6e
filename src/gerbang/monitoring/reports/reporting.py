"""What asks for reports, writes them, hands them in, returns and accepts them.

Entries stand in the stream of the period or the report.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.ledger import queries as ledger
from gerbang.ledger.actions import record
from gerbang.monitoring.models import (
    Remark,
    Report,
    ReportedTie,
    ReportPeriod,
    Route,
    Submission,
)
from gerbang.monitoring.reports import content as report_content
from gerbang.monitoring.reports import gathering, reported, rules
from gerbang.pages import formatting
from gerbang.people.acting import Acting
from gerbang.people.models import Body, BodyKind, Right
from gerbang.people.queries import body_of_kind, government_of
from gerbang.places.models import Region
from gerbang.register.models import Tie
from gerbang.values import Invalid

LETTER, SCAN = "report.letter", "report.scan"
"""The kinds of documents that belong to a period and to a report."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a letter asks for: a report on these days, by that day, on that route."""

    name: str
    starts_on: date
    ends_on: date
    due_on: date
    route: str
    letter_number: str
    letter_date: date
    signatory: str = ""
    overlap_reason: str = ""


@transaction.atomic
def set_period(*, by: Acting, asked: Asked, letter: Upload | None = None) -> ReportPeriod:
    """Records the letter that asks for reports. A province asks its regencies and cities, the Ministry everybody."""
    rules.must(rules.asks(by))
    body = rules.asking_body(by)
    problems = _period_problems(by, asked)
    if problems or body is None:
        raise Invalid(problems)
    province = body.region if body.kind == BodyKind.REGION else None
    _must_say_why_twice(body, province, asked)
    made = ReportPeriod.objects.create(
        body=body,
        province=province,
        name=asked.name.strip(),
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        due_on=asked.due_on,
        route=Route.DIRECT if body.kind == BodyKind.REGION else asked.route,
        letter_number=asked.letter_number.strip(),
        letter_date=asked.letter_date,
        signatory=asked.signatory.strip(),
        overlap_reason=asked.overlap_reason.strip(),
        by=by.account.ref,
    )
    if letter:
        _attach(by, made.ref, LETTER, f"Surat {made.letter_number}", letter)
    told = {"from": made.starts_on.isoformat(), "until": made.ends_on.isoformat(), "due": made.due_on.isoformat()}
    _note(by, "report-period.set", made.ref, {**told, "letter": made.letter_number, "route": made.route})
    return made


@transaction.atomic
def give_more_time(*, by: Acting, period: ReportPeriod, until: date, letter: str) -> ReportPeriod:
    """A later letter gives more time. Being late is still counted from the original day; both are shown."""
    held = _locked_period(by, period)
    problems = {}
    if until <= (held.more_time_until or held.due_on):
        problems["until"] = _("This gives no more time than there was.")
    if not letter.strip():
        problems["letter"] = _("Give number and date of the letter.")
    if problems:
        raise Invalid(problems)
    held.more_time_until, held.more_time_letter = until, letter.strip()
    held.save(update_fields=["more_time_until", "more_time_letter"])
    _note(by, "report-period.more-time", held.ref, {"until": until.isoformat(), "letter": letter.strip()})
    return held


@transaction.atomic
def withdraw_period(*, by: Acting, period: ReportPeriod, reason: str) -> ReportPeriod:
    """Takes back a period that was set in error; reports on it stay, as reports nobody asked for."""
    held = _locked_period(by, period)
    held.withdrawn_at, held.withdrawn_reason = timezone.now(), _required(reason, "reason", _("Say why."))
    held.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _note(by, "report-period.withdrawn", held.ref, {"reason": held.withdrawn_reason})
    return held


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a report nobody asked for, and what it is called."""

    name: str
    starts_on: date
    ends_on: date


@transaction.atomic
def begin(*, by: Acting, region: Region, of: ReportPeriod | Span) -> Report:
    """A region begins its report; of a period that was asked for, the one that was begun already."""
    rules.must(rules.writes(by, region))
    period = of if isinstance(of, ReportPeriod) else None
    if period is not None:
        _must_ask(period, region)
        known = Report.objects.select_for_update().filter(region=region, period=period, withdrawn_at=None).first()
        if known is not None:
            return known
    problems = {}
    if not of.name.strip():
        problems["name"] = _("Say what this report is called.")
    if of.ends_on < of.starts_on:
        problems["ends_on"] = _("It would end before it begins.")
    if problems:
        raise Invalid(problems)
    made = Report.objects.create(
        region=region, period=period, name=of.name.strip(), starts_on=of.starts_on, ends_on=of.ends_on,
        holder=government_of(region), since=by.today, by=by.account.ref,
    )  # fmt: skip
    _take_up(made)
    told = {"region": region.ref, "period": period.ref if period else ""}
    _note(by, "report.begun", made.ref, {**told, "from": of.starts_on.isoformat(), "until": of.ends_on.isoformat()})
    return made


@dataclass(frozen=True, slots=True)
class Words:
    """What a region says of all its cooperations together."""

    summary: str = ""
    associations: str = ""
    outlook: str = ""


@transaction.atomic
def say(*, by: Acting, report: Report, words: Words, seen: int | None = None) -> Report:
    """Writes what the report says beside its cooperations."""
    held = locked(report)
    _must_be_open(by, held)
    held.summary, held.associations, held.outlook = (
        text.strip() for text in (words.summary, words.associations, words.outlook)
    )
    held.by = by.account.ref
    held.save(update_fields=["summary", "associations", "outlook", "by"])
    _note(by, "report.written", held.ref, {"of": ""}, seen)
    return held


@dataclass(frozen=True, slots=True)
class TieWords:
    """What a region says of one cooperation, beside what is on record."""

    obstacles: str = ""
    follow_up: str = ""
    outlook: str = ""


@transaction.atomic
def say_of_tie(*, by: Acting, report: Report, tie: Tie, words: TieWords, seen: int | None = None) -> ReportedTie:
    """Writes what the report says of one cooperation."""
    held = locked(report)
    _must_be_open(by, held)
    of = ReportedTie.objects.filter(report=held, tie=tie).first()
    if of is None:
        raise Invalid({"": _("This report does not speak of this cooperation.")})
    of.obstacles, of.follow_up, of.outlook = (
        text.strip() for text in (words.obstacles, words.follow_up, words.outlook)
    )
    of.save(update_fields=["obstacles", "follow_up", "outlook"])
    _note(by, "report.written", held.ref, {"of": tie.ref}, seen)
    return of


@dataclass(frozen=True, slots=True)
class HandedIn:
    """With what a report is handed in. `answers`: to the remarks that came back with it, by their numbers."""

    letter_number: str = ""
    letter_date: date | None = None
    scan: Upload | None = None
    answers: Mapping[int, str] | None = None


@transaction.atomic
def submit(*, by: Acting, report: Report, handed_in: HandedIn, seen: int | None = None) -> Submission:
    """Hands the report in: what is on record now is what it says. The governor has it first
    where the letter says so.
    """
    held = locked(report)
    _must_be_open(by, held, rules.SENDERS)
    if handed_in.letter_date and handed_in.letter_date > by.today:
        raise Invalid({"letter_date": _("This day has not come yet.")})
    if held.ends_on > by.today:
        raise Invalid({"": _("The period of this report has not ended yet.")})
    _answer_remarks(held, handed_in.answers or {})
    said = _take_up(held)
    made = Submission.objects.create(
        report=held,
        number=held.submissions.count() + 1,
        content=report_content.write(said),
        letter_number=handed_in.letter_number.strip(),
        letter_date=handed_in.letter_date,
        submitted_on=by.today,
        by=by.account.ref,
    )
    held.first_submitted_on = held.first_submitted_on or by.today
    held.state = Report.State.SUBMITTED
    _hand_to(held, _first_reader(held), by.today)
    if handed_in.scan:
        _attach(by, held.ref, SCAN, f"{held.name} ({made.number})", handed_in.scan)
    _note(by, "report.submitted", held.ref, {"number": made.number, "to": held.holder.ref}, seen)
    return made


@transaction.atomic
def examine(*, by: Acting, report: Report, seen: int | None = None) -> Report:
    """Takes a report in hand: from now on the region takes it back no more. Repeating it changes nothing."""
    held = locked(report)
    rules.must(rules.answers(by, held))
    newest = _newest(held)
    if newest.examined_since is None:
        newest.examined_since = by.today
        newest.save(update_fields=["examined_since"])
        _note(by, "report.examined", held.ref, {"number": newest.number}, seen)
    return held


@transaction.atomic
def recall(*, by: Acting, report: Report, reason: str, seen: int | None = None) -> Report:
    """Takes back what was handed in and nobody has taken in hand; it is as if that time had not been, and is told."""
    held = locked(report)
    rules.must(rules.writes(by, held.region, rules.SENDERS))
    if not reported.recallable(held, reported.submissions(held), reported.directives(held)):
        raise Conflict(held.ref, ledger.head(held.ref))
    why = _required(reason, "reason", _("Say why."))
    held.holder = government_of(held.region)
    newest = _decided(by, held, Submission.Outcome.RECALLED, why)
    stood = held.submissions.exclude(outcome=Submission.Outcome.RECALLED)
    held.first_submitted_on = stood.aggregate(first=Min("submitted_on"))["first"]
    held.state = Report.State.RETURNED if held.first_submitted_on else Report.State.DRAFT
    _hand_to(held, held.holder, by.today)
    _note(by, "report.recalled", held.ref, {"number": newest.number, "reason": why}, seen)
    return held


@transaction.atomic
def pass_on(*, by: Acting, report: Report, letter: str = "", seen: int | None = None) -> Report:
    """The governor passes a report on to who asked for it."""
    held = locked(report)
    rules.must(rules.answers(by, held))
    receiver = receiver_of(held)
    if held.holder_id == receiver.pk:
        raise Invalid({"": _("This report is where it was to go.")})
    newest = _newest(held)
    newest.passed_on_on, newest.passed_on_letter = by.today, letter.strip()
    newest.save(update_fields=["passed_on_on", "passed_on_letter"])
    _hand_to(held, receiver, by.today)
    _note(by, "report.passed-on", held.ref, {"number": newest.number, "to": receiver.ref}, seen)
    return held


@dataclass(frozen=True, slots=True)
class Remarked:
    """One remark, about one cooperation or about the whole."""

    text: str
    tie: Tie | None = None


@transaction.atomic
def send_back(
    *, by: Acting, report: Report, remarks: Sequence[Remarked], words: str = "", seen: int | None = None
) -> Report:
    """Returns a report for improvement with numbered remarks; the region has it on its desk again."""
    held = locked(report)
    rules.must(rules.answers(by, held))
    kept = [one for one in remarks if one.text.strip()]
    if not kept:
        raise Invalid({"remarks": _("Say what is to be improved, in at least one remark.")})
    must_be_of(held, {one.tie for one in kept if one.tie})
    newest = _decided(by, held, Submission.Outcome.RETURNED, words)
    first = Remark.objects.filter(submission__report=held).count() + 1
    Remark.objects.bulk_create(
        Remark(submission=newest, number=number, tie=one.tie, text=one.text.strip())
        for number, one in enumerate(kept, start=first)
    )
    held.state = Report.State.RETURNED
    _hand_to(held, government_of(held.region), by.today)
    _note(by, "report.returned", held.ref, {"number": newest.number, "remarks": len(kept)}, seen)
    return held


@transaction.atomic
def accept(*, by: Acting, report: Report, words: str = "", seen: int | None = None) -> Report:
    """Accepts a report: it changes no more. A governor passes on what is addressed further up."""
    held = locked(report)
    rules.must(rules.answers(by, held))
    if held.holder_id != receiver_of(held).pk:
        raise Invalid({"": _("This report is addressed further up: pass it on, or return it.")})
    newest = _decided(by, held, Submission.Outcome.ACCEPTED, words)
    held.state, held.accepted_at, held.accepted_on, held.since = (
        Report.State.ACCEPTED, timezone.now(), by.today, by.today,
    )  # fmt: skip
    held.save(update_fields=["state", "accepted_at", "accepted_on", "since"])
    _note(by, "report.accepted", held.ref, {"number": newest.number}, seen)
    return held


@transaction.atomic
def withdraw(*, by: Acting, report: Report, reason: str) -> Report:
    """Takes back a draft that was never handed in."""
    held = locked(report)
    _must_be_open(by, held)
    if held.first_submitted_on is not None:
        raise Invalid({"": _("This report was handed in before. It stays; set it right and hand it in again.")})
    held.withdrawn_at, held.withdrawn_reason = timezone.now(), _required(reason, "reason", _("Say why."))
    held.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _note(by, "report.withdrawn", held.ref, {"reason": held.withdrawn_reason})
    return held


# What the actions share -----------------------------------------------------------------------------------------------


def locked(report: Report) -> Report:
    """The report under lock, if it was not withdrawn."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("region", "holder", "period__body")
    held = rows.get(pk=report.pk)
    if held.withdrawn_at is not None:
        raise Conflict(held.ref, ledger.head(held.ref))
    return held


def _locked_period(by: Acting, period: ReportPeriod) -> ReportPeriod:
    held = ReportPeriod.objects.select_for_update(of=("self",)).select_related("body").get(pk=period.pk)
    rules.must(rules.asks(by))
    rules.must(rules.receives(by, held.body))
    if held.withdrawn_at is not None:
        raise Conflict(held.ref, ledger.head(held.ref))
    return held


def _must_be_open(by: Acting, report: Report, rights: Sequence[Right] = rules.WRITERS) -> None:
    rules.must(rules.writes(by, report.region, rights))
    if not report.open_to_region:
        raise Conflict(report.ref, ledger.head(report.ref))


def _must_ask(period: ReportPeriod, region: Region) -> None:
    asked = period.province_id is None or region.province_id == period.province_id
    if period.withdrawn_at is not None or not asked:
        raise Invalid({"": _("This period does not ask this region.")})


def must_be_of(report: Report, ties: Collection[Tie]) -> None:
    """Raises Invalid where the report does not speak of one of these cooperations."""
    if ReportedTie.objects.filter(report=report, tie__in=ties).count() != len(set(ties)):
        raise Invalid({"": _("This report does not speak of this cooperation.")})


def _take_up(report: Report) -> report_content.Said:
    """What the report says as the record stands, with a row for each cooperation it speaks of."""
    known = {one.tie_id: one for one in report.reported.all()}
    spoken = gathering.spoken_of(report, known.values())
    missing = [ReportedTie(report=report, tie=tie) for tie in spoken if tie.pk not in known]
    ReportedTie.objects.bulk_create(missing)
    words = known | {one.tie_id: one for one in missing}
    accounts = gathering.accounts_of(spoken, report.starts_on, report.ends_on, words)
    told = {one.tie for one in accounts if one.is_told_of}
    rows = ReportedTie.objects.filter(report=report)
    rows.filter(tie__ref__in=told).update(told_of=True)
    rows.exclude(tie__ref__in=told).update(told_of=False)
    return report_content.Said(report.summary, report.associations, report.outlook, accounts)


def _answer_remarks(report: Report, answers: Mapping[int, str]) -> None:
    for remark in Remark.objects.filter(submission__report=report, number__in=list(answers)):
        remark.answer = answers[remark.number].strip()
        remark.save(update_fields=["answer"])


def _first_reader(report: Report) -> Body:
    """The governor, where the letter sends reports of regencies and cities that way; else who receives them."""
    province = report.region.province
    if report.period and report.period.route == Route.GOVERNOR and province:
        return government_of(province)
    return receiver_of(report)


def receiver_of(report: Report) -> Body:
    """Who asked; of a report nobody asked for, the Ministry's unit for cooperation abroad (PP 28/2018 Art. 43)."""
    if report.period:
        return report.period.body
    found = body_of_kind(BodyKind.HOME_AFFAIRS_FOREIGN)
    if found is None:
        raise Invalid({"": _("There is no body that receives reports yet.")})
    return found


def _hand_to(report: Report, body: Body, on: date) -> None:
    report.holder, report.since = body, on
    report.save(update_fields=["state", "holder", "since", "first_submitted_on"])


def _newest(report: Report) -> Submission:
    return Submission.objects.filter(report=report).latest("number")


def _decided(by: Acting, report: Report, outcome: Submission.Outcome, words: str) -> Submission:
    newest = _newest(report)
    newest.outcome, newest.decided_on, newest.decided_by, newest.note = outcome, by.today, report.holder, words.strip()
    newest.save(update_fields=["outcome", "decided_on", "decided_by", "note"])
    return newest


def _required(text: str, field: str, problem: str) -> str:
    if not text.strip():
        raise Invalid({field: problem})
    return text.strip()


def _period_problems(by: Acting, asked: Asked) -> dict[str, str]:
    problems = {}
    if not asked.name.strip():
        problems["name"] = _("Say what this period is called.")
    if asked.ends_on < asked.starts_on:
        problems["ends_on"] = _("It would end before it begins.")
    if asked.due_on < asked.letter_date:
        problems["due_on"] = _("It would be due before the letter was written.")
    if not asked.letter_number.strip():
        problems["letter_number"] = _("A period exists only with the letter that sets it: give its number.")
    if asked.letter_date > by.today:
        problems["letter_date"] = _("This day has not come yet.")
    return problems


def _must_say_why_twice(body: Body, province: Region | None, asked: Asked) -> None:
    """A half-year and its year are both asked for, and rightly; but the same asked twice is mostly an error."""
    if asked.overlap_reason.strip():
        return
    Body.objects.select_for_update().get(pk=body.pk)  # two letters entered at once are seen one after the other
    standing = ReportPeriod.objects.filter(body=body, province=province, withdrawn_at=None)
    other = standing.filter(starts_on__lte=asked.ends_on, ends_on__gte=asked.starts_on).first()
    if other is not None:
        said = _(
            "Your office asks for a report on part of these days already: %(name)s (%(days)s). Say why it asks twice."
        )
        days = f"{formatting.day(other.starts_on)} – {formatting.day(other.ends_on)}"
        raise Invalid({"overlap_reason": said % {"name": other.name, "days": days}})


def _attach(by: Acting, subject: str, kind: str, title: str, upload: Upload) -> None:
    attach(by=by, upload=upload, subject_ref=subject, kind=kind, title=title[:200], disclosure=Disclosure.BODIES)


def _note(by: Acting, kind: str, stream: str, payload: Mapping[str, object], seen: int | None = None) -> None:
    record(kind=kind, stream=stream, actor=by.account.ref, body=by.body.ref, payload=payload, expected_head=seen)
