"""Who asks for reports, who writes them, and who answers: the one place pages and actions ask."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.monitoring.models import Report
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Body, BodyKind, Right
from gerbang.places.models import Region
from gerbang.register.rules import SENDERS, WRITERS, acting_where, may_where, must, right_missing
from gerbang.register.rules import keeps_register as of_the_register

__all__ = [
    "SENDERS",
    "WRITERS",
    "acting_where",
    "answers",
    "asking_body",
    "asks",
    "instructs",
    "may_where",
    "must",
    "not_open",
    "oversees",
    "reads",
    "receives",
    "writes",
]

HOME_AFFAIRS = (BodyKind.HOME_AFFAIRS, BodyKind.HOME_AFFAIRS_FOREIGN, BodyKind.HOME_AFFAIRS_DOMESTIC)
"""The Ministry that looks after cooperation (PP 28/2018 Art. 43 and 44), and its units."""


def reads(actor: Actor) -> Decision:
    """Whoever works in a regional government, or in a body with national sight."""
    if of_the_register(actor).allowed:
        return ALLOWED
    reason = _(
        "Reports and the monitoring of cooperation are read by the regional governments, by their province and by the "
        "ministries with national sight. Ask the regional government for the report you need."
    )
    return Decision(False, reason, code="not-reader")


def asks(by: Acting) -> Decision:
    """A letter that asks for reports is recorded by the Ministry of Home Affairs, or by a province for its own."""
    if by.membership.right not in SENDERS:
        return right_missing(by, SENDERS)
    if asking_body(by) is not None:
        return ALLOWED
    reason = _("Reports are asked for by the Ministry of Home Affairs, or by a province.")
    return Decision(False, reason, code="not-asking")


def asking_body(by: Acting) -> Body | None:
    """In whose name reports are asked for: the ministry's own unit, or the government of the province."""
    for body in by.bodies:
        if body.kind in HOME_AFFAIRS:
            return body
        if body.kind == BodyKind.REGION and body.region and body.region.kind == Region.Kind.PROVINCE:
            return body
    return None


def receives(by: Acting, body: Body) -> Decision:
    """What one body asked for is changed by that body alone."""
    if by.speaks_for(body):
        return ALLOWED
    reason = _("This was asked for by %(body)s, which alone may change it.") % {"body": body.name}
    return Decision(False, reason, code="not-asking")


def writes(by: Acting, region: Region, rights: Sequence[Right] = WRITERS) -> Decision:
    """A region's report is written by its own government and its units."""
    if by.membership.right not in rights:
        return right_missing(by, rights)
    if any(body.region_id == region.pk and body.kind in (BodyKind.REGION, BodyKind.UNIT) for body in by.bodies):
        return ALLOWED
    return Decision(False, _("A report is written by the region itself."), code="not-yours")


def not_open(report: Report) -> Decision:
    """Why nothing of a report is changed: somebody has it, or it is over."""
    if report.withdrawn_at is not None:
        return Decision(False, _("This report was withdrawn."), code="withdrawn")
    if report.state == Report.State.ACCEPTED:
        return Decision(False, _("This report is accepted and changes no more."), code="accepted")
    if report.state == Report.State.SUBMITTED:
        reason = _("This report lies with %(body)s. It can be changed once it is returned or taken back.")
        return Decision(False, reason % {"body": report.holder.name}, code="handed-in")
    return Decision(False, _("This report does not lie with anybody: it was not handed in."), code="not-handed-in")


def answers(by: Acting, report: Report, rights: Sequence[Right] = SENDERS) -> Decision:
    """What was handed in is answered by the body on whose desk it lies."""
    if report.state != Report.State.SUBMITTED:
        return Decision(False, _("This report does not wait for an answer."), code="not-waiting")
    if by.membership.right not in rights:
        return right_missing(by, rights)
    if by.speaks_for(report.holder):
        return ALLOWED
    reason = _("This report lies with %(body)s, which answers it.") % {"body": report.holder.name}
    return Decision(False, reason, code="not-holder")


def instructs(by: Acting, report: Report) -> Decision:
    """Who received a report instructs on it: the body that asked, the Ministry, or the governor it went through."""
    if by.membership.right not in SENDERS:
        return right_missing(by, SENDERS)
    above = {report.period.body_id} if report.period else set()
    if any(body.kind in HOME_AFFAIRS or body.pk in above for body in by.bodies):
        return ALLOWED
    province = report.region.province_id
    if province and any(body.kind == BodyKind.REGION and body.region_id == province for body in by.bodies):
        return ALLOWED
    return Decision(False, _("A directive comes from those who receive the report."), code="not-above")


def oversees(actor: Actor) -> bool:
    """Whether the account sees the reports of other regions: national sight, or a province."""
    return actor.national_sight or any(
        body.region and body.region.kind == Region.Kind.PROVINCE
        for body in actor.bodies.values()
        if body.kind == BodyKind.REGION
    )
