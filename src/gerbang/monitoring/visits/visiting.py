"""What records joint monitoring: the round, its team, the cooperations looked at, findings, and what regions answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Conflict, Decision
from gerbang.documents.actions import attach
from gerbang.documents.models import Disclosure, Upload
from gerbang.documents.rules import holder
from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Finding, FindingAnswer, JointMonitoring, TeamMember, Visit
from gerbang.monitoring.visits import visited
from gerbang.people.acting import Acting, Actor
from gerbang.people.actions import involve
from gerbang.people.models import Body, BodyKind
from gerbang.plans.following_up import Subject
from gerbang.plans.rules import keeps as keeps_tie
from gerbang.register.actions import note
from gerbang.register.models import Tie
from gerbang.register.rules import WRITERS, acting_where, must, readers_only, writing
from gerbang.values import Invalid

LETTER, EVIDENCE = "monitoring.letter", "monitoring.finding"
"""Kinds of documents: the letter of assignment, and what shows a finding."""
WHY = "joint-monitoring"
"""The reason in an audience by which a body of a team sees the inside of a cooperation."""


# Who may --------------------------------------------------------------------------------------------------------------


def monitors(by: Acting, ties: Iterable[Tie]) -> Decision:
    """Bodies with national sight monitor every cooperation; a province those of its regencies and cities."""
    if by.membership.right not in WRITERS:
        return readers_only()
    if by.body.national_sight:
        return ALLOWED
    governments = [body for body in by.bodies if body.kind in (BodyKind.REGION, BodyKind.UNIT)]
    provinces = {body.region_id for body in governments if body.region and body.region.province_id is None}
    if provinces and all(_is_below(tie, provinces) for tie in ties):
        return ALLOWED
    reason = _(
        "Joint monitoring is recorded by the ministries with national sight, and by a province for the cooperations of "
        "its regencies and cities."
    )
    return Decision(False, reason, code="not-monitor")


def _is_below(tie: Tie, provinces: Iterable[int | None]) -> bool:
    parties = tie.parties.select_related("region").filter(region__isnull=False)
    return any(party.region.province_id in provinces for party in parties if party.region)


def keeps(by: Acting, of: JointMonitoring) -> Decision:
    """A monitoring is kept by the office that recorded it, and by those of its team with national sight."""
    if by.membership.right not in WRITERS:
        return readers_only()
    in_team = by.body.national_sight and any(by.speaks_for(one.body) for one in of.team.all())
    if in_team or by.speaks_for(of.body):
        return ALLOWED
    reason = _("This monitoring is kept by the office that recorded it and by its team.")
    return Decision(False, reason, code="not-monitor")


def answers(by: Acting, finding: Finding) -> Decision:
    """A finding is answered by the regions of its cooperation; one on all of them by any of theirs."""
    ties = [finding.tie] if finding.tie else [visit.tie for visit in _visits(finding.monitoring)]
    if any(keeps_tie(by, tie).allowed for tie in ties):
        return ALLOWED
    return Decision(False, _("A finding is answered by the region it is about."), code="not-party")


def recording(actor: Actor) -> Acting:
    """The membership to record a monitoring under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: monitors(by, ()))


def keeping(actor: Actor, of: JointMonitoring) -> Acting:
    """The membership to write of this monitoring under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: keeps(by, of))


def answering(actor: Actor, finding: Finding) -> Acting:
    """The membership to answer this finding under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: answers(by, finding))


def may_record(actor: Actor) -> bool:
    return any(monitors(by, ()).allowed for by in writing(actor))


def may_keep(actor: Actor, of: JointMonitoring) -> bool:
    return any(keeps(by, of).allowed for by in writing(actor))


def may_answer(actor: Actor, finding: Finding) -> bool:
    return any(answers(by, finding).allowed for by in writing(actor))


# Actions --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assignment:
    """What the letter of assignment says. `signatory`: an office, no name."""

    purpose: str
    letter_number: str
    letter_date: date
    signatory: str
    begins_on: date
    ends_on: date
    places: str = ""


@transaction.atomic
def record(
    *, by: Acting | None, told: Assignment, tie: Tie, way: str, roles: str = "", scan: Upload | None = None
) -> JointMonitoring:
    """Records a monitoring with the first cooperation it looks at; the office that records it is of its team."""
    if by:
        must(monitors(by, [tie]))
    _check(by, told)
    made = JointMonitoring.objects.create(
        body=holder(by) if by else None,
        by=by.account.ref if by else "",
        **{name: getattr(told, name) for name in ("letter_date", "begins_on", "ends_on")},
        **{name: getattr(told, name).strip() for name in ("purpose", "letter_number", "signatory", "places")},
    )
    if by:
        TeamMember.objects.create(monitoring=made, body=holder(by), roles=roles.strip())
    _look_at(by, made, tie, way)
    if by and scan:
        attach(
            by=by, upload=scan, subject_ref=made.ref, kind=LETTER, title=f"Surat tugas {made.letter_number}"[:200],
            disclosure=Disclosure.BODIES,
        )  # fmt: skip
    return made


@transaction.atomic
def add_visit(*, by: Acting, monitoring: JointMonitoring, tie: Tie, way: str) -> JointMonitoring:
    """One more cooperation that the monitoring looks at."""
    found = _kept(by, monitoring)
    must(monitors(by, [tie]))
    if found.visits.filter(tie=tie).exists():
        raise Invalid({"tie": _("This cooperation is in the list already.")})
    _look_at(by, found, tie, way)
    return found


@transaction.atomic
def add_to_team(*, by: Acting | None, monitoring: JointMonitoring, body: Body, roles: str = "") -> JointMonitoring:
    """One more body of the team; from now on it sees the inside of the cooperations looked at."""
    found = _kept(by, monitoring)
    if found.team.filter(body=body).exists():
        raise Invalid({"body": _("This body is of the team already.")})
    TeamMember.objects.create(monitoring=found, body=body, roles=roles.strip())
    involve(found.ref, [body], WHY)
    for visit in _visits(found):
        involve(visit.tie.ref, [body], WHY)
        told = {"monitoring": found.ref, "body": body.ref}
        note(by, "joint-monitoring.team", visit.tie, told)
    return found


@transaction.atomic
def add_finding(
    *, by: Acting | None, monitoring: JointMonitoring, text: str, tie: Tie | None = None, document: Upload | None = None
) -> Finding:
    """One more finding, with the next number; without a cooperation it is on all of them."""
    found = _kept(by, monitoring)
    looked_at = [visit.tie for visit in _visits(found)]
    problems = {}
    if not text.strip():
        problems["text"] = _("Say what was found.")
    if tie is not None and tie not in looked_at:
        problems["about"] = _("This cooperation was not looked at.")
    if problems:
        raise Invalid(problems)
    number = (found.findings.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Finding.objects.create(
        monitoring=found, number=number, tie=tie, text=text.strip(), body=holder(by) if by else None,
        by=by.account.ref if by else "",
    )  # fmt: skip
    involve(made.ref, [*visited.governments([tie] if tie else looked_at), *(one.body for one in found.team.all())], WHY)
    if by and document:
        attach(
            by=by, upload=document, subject_ref=made.ref, kind=EVIDENCE, title=f"Temuan {number}: {made.text}"[:200],
            disclosure=Disclosure.BODIES,
        )  # fmt: skip
    for one in [tie] if tie else looked_at:
        note(by, "finding.recorded", one, {"monitoring": found.ref, "finding": made.ref, "number": number})
    return made


@transaction.atomic
def answer(*, by: Acting, finding: Finding, text: str) -> FindingAnswer:
    """What a region says to a finding; an earlier answer stays."""
    must(answers(by, finding))
    _standing_finding(finding)
    if not text.strip():
        raise Invalid({"text": _("Write the answer.")})
    body = holder(by)
    made = FindingAnswer.objects.create(finding=finding, body=body, by=by.account.ref, text=text.strip())
    for tie in _ties(finding):
        if keeps_tie(by, tie).allowed:
            note(by, "finding.answered", tie, {"finding": finding.ref, "monitoring": finding.monitoring.ref})
    return made


@transaction.atomic
def withdraw_finding(*, by: Acting, finding: Finding, reason: str) -> Finding:
    """Takes back a finding that was recorded wrongly; its number is not given again."""
    _kept(by, finding.monitoring)
    found = _standing_finding(finding)
    _end(found, reason)
    for tie in _ties(found):
        note(by, "finding.withdrawn", tie, {"finding": found.ref, "reason": reason.strip()})
    return found


@transaction.atomic
def withdraw(*, by: Acting, monitoring: JointMonitoring, reason: str) -> JointMonitoring:
    """Takes back a monitoring that did not take place or was recorded twice; it stays to be seen."""
    found = _kept(by, monitoring)
    _end(found, reason)
    for visit in _visits(found):
        note(by, "joint-monitoring.withdrawn", visit.tie, {"monitoring": found.ref, "reason": reason.strip()})
    return found


def subject(ref: str, lock: bool) -> Subject | None:
    """A finding on one cooperation as what follow-ups arise from; one on all of them is nobody's to follow up."""
    rows = Finding.objects.filter(ref=ref, withdrawn_at=None, monitoring__withdrawn_at=None, tie__isnull=False)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.select_related("tie", "monitoring__body").first()
    if found is None or found.tie is None:
        return None

    def writes(by: Acting, tie: Tie) -> Decision:
        kept = keeps(by, found.monitoring)
        return kept if kept.allowed else keeps_tie(by, tie)

    name = _("Finding %(number)d") % {"number": found.number}
    page = reverse("monitoring:finding", args=[ref])
    return Subject(ref, name, found.tie, page, found.monitoring.begins_on, found.monitoring.ends_on, writes)


# What the actions share -----------------------------------------------------------------------------------------------


def _visits(of: JointMonitoring) -> Sequence[Visit]:
    return list(of.visits.select_related("tie"))


def _ties(finding: Finding) -> list[Tie]:
    return [finding.tie] if finding.tie else [visit.tie for visit in _visits(finding.monitoring)]


def _look_at(by: Acting | None, of: JointMonitoring, tie: Tie, way: str) -> None:
    """Adds a cooperation: its regions hear of the monitoring, and the team sees its inside."""
    if way not in Visit.Way.values:
        raise Invalid({"way": _("Say whether the team went there or invited the region.")})
    Visit.objects.create(monitoring=of, tie=tie, way=way)
    team = [one.body for one in of.team.select_related("body")]
    involve(tie.ref, team, WHY)
    involve(of.ref, [*team, *visited.governments([tie])], WHY)
    note(by, "joint-monitoring.recorded", tie, {"monitoring": of.ref, "way": way, "number": of.letter_number})


def _kept(by: Acting | None, monitoring: JointMonitoring) -> JointMonitoring:
    """The monitoring under lock, for those who keep it; None is the system."""
    if by:
        must(keeps(by, monitoring))
    rows = JointMonitoring.objects.select_for_update(of=("self",)).select_related("body")
    found = rows.get(pk=monitoring.pk)
    if not found.stands:
        raise Conflict(found.ref, ledger.head(found.ref))
    return found


def _standing_finding(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("tie", "monitoring")
    found = rows.get(pk=finding.pk)
    if not found.stands or not found.monitoring.stands:
        raise Conflict(found.monitoring.ref, ledger.head(found.monitoring.ref))
    return found


def _end(one: JointMonitoring | Finding, reason: str) -> None:
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason.")})
    one.withdrawn_at, one.withdrawn_reason = timezone.now(), reason.strip()
    one.save(update_fields=["withdrawn_at", "withdrawn_reason"])


def _check(by: Acting | None, told: Assignment) -> None:
    problems = {}
    for name in ("purpose", "letter_number", "signatory"):
        if not getattr(told, name).strip():
            problems[name] = _("Write this as it stands in the letter.")
    if told.ends_on < told.begins_on:
        problems["ends_on"] = _("It would end before it begins.")
    if by and told.letter_date > by.today:
        problems["letter_date"] = _("This day has not come yet.")
    if problems:
        raise Invalid(problems)
