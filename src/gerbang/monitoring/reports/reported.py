"""Reads of reports and of the periods that ask for them."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from gerbang.monitoring.models import Directive, Report, ReportedTie, ReportPeriod, Submission
from gerbang.monitoring.reports import content, gathering
from gerbang.monitoring.reports.content import Said
from gerbang.people.acting import Actor
from gerbang.people.queries import regional_sight
from gerbang.places.models import Region
from gerbang.register.models import Party, Phase, Tie

OPEN_FIRST = ("place", "code", "pk")
"""The order of a period's board: what is missing, then what waits, then what is done; of each by code."""


def visible_to(actor: Actor) -> QuerySet[Report]:
    """One's own region's reports; what was handed in also for its province, for who asked, and for national sight."""
    rows = Report.objects.select_related("region__province", "holder", "period__body")
    if not actor.is_authenticated:
        return rows.none()
    own = Q(region__in=list(actor.region_ids))
    handed_in = Q(first_submitted_on__isnull=False)
    above = regional_sight(actor) | Q(holder__in=list(actor.bodies)) | Q(period__body__in=list(actor.bodies))
    return rows.filter(own | (handed_in if actor.national_sight else handed_in & above))


def periods_visible_to(actor: Actor) -> QuerySet[ReportPeriod]:
    """Periods that ask one's own region, those one's own body set, those of one's province; all for national sight."""
    rows = ReportPeriod.objects.select_related("body", "province")
    if not actor.is_authenticated:
        return rows.none()
    if actor.national_sight:
        return rows
    provinces = {
        body.region.province_id for body in actor.bodies.values() if body.region_id in actor.region_ids and body.region
    }
    asked = Q(province=None) | Q(province__in=[*actor.region_ids, *(one for one in provinces if one)])
    return rows.filter(asked) if actor.region_ids else rows.filter(body__in=list(actor.bodies))


def asked_of(region: Region) -> QuerySet[ReportPeriod]:
    """The standing periods that ask a region, the newest first, each with the `report_ref` of its own report."""
    own = Report.objects.filter(period=OuterRef("pk"), region=region, withdrawn_at=None)
    everybody = Q(province=None)
    asked = everybody | Q(province=region.province_id) if region.province_id else everybody
    rows = ReportPeriod.objects.filter(asked, withdrawn_at=None).select_related("body")
    return rows.annotate(report_ref=Subquery(own.values("ref")[:1]), report_state=Subquery(own.values("state")[:1]))


def report_on(period: ReportPeriod, region: Region) -> Report | None:
    """A region's own report of a period, if it has begun one."""
    return Report.objects.filter(period=period, region=region, withdrawn_at=None).first()


def awaited_of(region: Region) -> QuerySet[ReportPeriod]:
    """The periods that ask a region and of which it has handed nothing in, the soonest due first."""
    return asked_of(region).filter(Q(report_state=None) | Q(report_state=Report.State.DRAFT)).order_by("due_on")


def missing_of(region: Region) -> list[ReportPeriod]:
    """The same, read."""
    return list(awaited_of(region))


def waiting_for(actor: Actor) -> QuerySet[Report]:
    """What lies on the desks of the actor's bodies: to be answered, or to be set right."""
    waits = (Report.State.SUBMITTED, Report.State.RETURNED)
    on_desk = Report.objects.filter(holder__in=list(actor.bodies), state__in=waits, withdrawn_at=None)
    return on_desk.select_related("region", "holder", "period").order_by("since", "pk")


def asked_regions(period: ReportPeriod) -> QuerySet[Region]:
    """The regions a period asks: those with a cooperation that is agreed, or that have reported anyway."""
    agreed = Party.objects.filter(
        region=OuterRef("pk"), tie__phase=Phase.AGREED, tie__withdrawn_at=None, tie__merged_into=None,
        tie__outside_law=False,
    )  # fmt: skip
    reported = Report.objects.filter(period=period, region=OuterRef("pk"), withdrawn_at=None)
    regions = Region.objects.filter(Exists(agreed) | Exists(reported)).select_related("province")
    return regions.filter(province=period.province_id) if period.province_id else regions


def board(period: ReportPeriod, actor: Actor) -> QuerySet[Region]:
    """The regions a period asks, each with its report: what is missing, from whom, since when. One query.

    A draft is the region's own affair: seen from outside nothing was handed in yet.
    """
    handed_in = Report.objects.filter(
        period=period, region=OuterRef("pk"), withdrawn_at=None, first_submitted_on__isnull=False
    )
    columns = ("ref", "state", "since", "first_submitted_on")
    regions = asked_regions(period)
    if not actor.national_sight and period.body_id not in actor.bodies:
        regions = regions.filter(Q(pk__in=list(actor.region_ids)) | Q(province__in=list(actor.region_ids)))
    said = {f"report_{name}": Subquery(handed_in.values(name)[:1]) for name in columns}
    place = Case(
        When(report_state=None, then=Value(0)),
        When(report_state=Report.State.RETURNED, then=Value(1)),
        When(report_state=Report.State.SUBMITTED, then=Value(2)),
        default=Value(3),
    )
    return regions.annotate(**said, holder_name=Subquery(handed_in.values("holder__name_id")[:1])).annotate(place=place)


STATES = {
    "belum": Q(report_state=None),
    "diperbaiki": Q(report_state=Report.State.RETURNED),
    "disampaikan": Q(report_state=Report.State.SUBMITTED),
    "diterima": Q(report_state=Report.State.ACCEPTED),
}
"""What an address narrows the board of a period by."""


def told_to(actor: Actor, report: Report, submissions: Iterable[Submission]) -> tuple[Said, Submission | None]:
    """What the actor reads of a report, and when it was handed in so; without that it is a draft.

    What is still being written its region alone reads; everybody else reads what was handed in last and not taken back.
    """
    handed_in = [one for one in submissions if one.outcome != Submission.Outcome.RECALLED]
    if not handed_in or (report.open_to_region and report.region_id in actor.region_ids):
        return said(report), None
    return content.read(handed_in[-1].content), handed_in[-1]


def said(report: Report) -> Said:
    """What the report says as its region has it now: what is on record, and its words."""
    known = {one.tie_id: one for one in report.reported.select_related("tie")}
    spoken = gathering.spoken_of(report, known.values())
    accounts = gathering.accounts_of(spoken, report.starts_on, report.ends_on, known)
    return Said(report.summary, report.associations, report.outlook, accounts)


def submissions(report: Report) -> Sequence[Submission]:
    """Each time it was handed in, the first first, with the remarks it came back with."""
    found = Submission.objects.filter(report=report).select_related("decided_by").prefetch_related("remarks__tie")
    return list(found.order_by("number"))


def recallable(report: Report, submissions: Sequence[Submission], directives: Iterable[Directive]) -> bool:
    """Whether it was handed in and nobody has taken it in hand, passed it on or given a directive on it since."""
    if report.state != Report.State.SUBMITTED or not submissions:
        return False
    newest = submissions[-1]
    if newest.examined_since or newest.passed_on_on:
        return False
    return all(one.recorded_at < newest.submitted_at for one in directives)


def reported_tie(report: Report, tie: str) -> ReportedTie | None:
    return ReportedTie.objects.filter(report=report, tie__ref=tie).select_related("tie").first()


def directives(report: Report) -> Sequence[Directive]:
    """The directives on a report, the newest first."""
    return list(
        Directive.objects.filter(report=report, withdrawn_at=None).select_related("tie", "body").order_by("-pk")
    )


def directives_visible_to(actor: Actor) -> QuerySet[Directive]:
    """Directives on reports the actor may see."""
    seen = visible_to(actor).values("pk")
    return Directive.objects.filter(report__in=seen).select_related("tie", "report__region", "body")


def telling_of(actor: Actor, tie: Tie, newest: int) -> list[Report]:
    """The reports the actor may see that were handed in with something on a cooperation, the newest first."""
    told = ReportedTie.objects.filter(report=OuterRef("pk"), tie=tie, told_of=True)
    handed_in = visible_to(actor).filter(first_submitted_on__isnull=False, withdrawn_at=None)
    return list(handed_in.filter(Exists(told)).order_by(F("ends_on").desc(), "-pk")[:newest])
