"""Who shows a region how alive its cooperations are, who answers, and who lets the public see it."""

from django.utils.translation import gettext as _

from gerbang.access import ALLOWED, Decision
from gerbang.monitoring.models import Showing
from gerbang.monitoring.reports.rules import HOME_AFFAIRS
from gerbang.people.acting import Acting
from gerbang.people.models import Body, BodyKind
from gerbang.register.rules import SENDERS, WRITERS, right_missing


def ministry(by: Acting) -> Body | None:
    """The Ministry of Home Affairs or its unit in whose name the account writes."""
    return next((body for body in by.bodies if body.kind in HOME_AFFAIRS), None)


def decides(by: Acting) -> Decision:
    """Liveliness is shown to regions, and publication switched, by the Ministry of Home Affairs alone."""
    if ministry(by) is None:
        reason = _("Only the Ministry of Home Affairs shows liveliness to regions and decides on its publication.")
        return Decision(False, reason, code="not-ministry")
    return ALLOWED if by.membership.right in SENDERS else right_missing(by, SENDERS)


def answers(by: Acting, of: Showing) -> Decision:
    """The region that was shown it answers; for one that answers by letter, the ministry records its letter."""
    if by.membership.right not in WRITERS:
        return right_missing(by, WRITERS)
    if is_of(by, of) or ministry(by) is not None:
        return ALLOWED
    return Decision(False, _("This is answered by the region that it was shown to."), code="not-yours")


def is_of(by: Acting, of: Showing) -> bool:
    """Whether the account writes for the region's own government."""
    return any(body.region_id == of.region_id and body.kind in (BodyKind.REGION, BodyKind.UNIT) for body in by.bodies)
