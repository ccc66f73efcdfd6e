"""Reports in words: states, being late, and what was done to a report or a period."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Report, ReportPeriod
from gerbang.pages import formatting
from gerbang.people.queries import bodies_named
from gerbang.register.entries import Line

TAGS = {
    Report.State.DRAFT: "open",
    Report.State.SUBMITTED: "soon",
    Report.State.RETURNED: "over",
    Report.State.ACCEPTED: "done",
}
"""The look of a state; the words stand beside it always."""
TITLES = {
    "report-period.set": gettext_lazy("Reporting period set"),
    "report-period.more-time": gettext_lazy("More time given"),
    "report-period.withdrawn": gettext_lazy("Reporting period withdrawn"),
    "report.begun": gettext_lazy("Report begun"),
    "report.written": gettext_lazy("Written on"),
    "report.submitted": gettext_lazy("Handed in"),
    "report.passed-on": gettext_lazy("Passed on by the governor"),
    "report.returned": gettext_lazy("Returned for improvement"),
    "report.accepted": gettext_lazy("Accepted"),
    "report.withdrawn": gettext_lazy("Draft withdrawn"),
}
NEWEST = 40


def since(stream: str, seen: int = 0) -> Sequence[Line]:
    """What was done to a report or a period after that entry, the newest first."""
    found = list(ledger.history(stream).filter(seq__gt=seen).order_by("-seq")[:NEWEST])
    bodies = bodies_named(entry.body for entry in found if entry.body)
    return [
        Line(
            str(TITLES.get(entry.kind, entry.kind)),
            formatting.moment(entry.at),
            bodies[entry.body].name if entry.body in bodies else "",
        )
        for entry in found
    ]


def lateness(period: ReportPeriod | None, first_submitted_on: date | None, today: date) -> str:
    """`Disampaikan 12 hari setelah batas waktu`, or `Melewati batas waktu 12 hari`; empty where nothing is late.

    Counted from the original day, whatever more time was given.
    """
    if period is None or period.withdrawn_at is not None:
        return ""
    days = ((first_submitted_on or today) - period.due_on).days
    if days <= 0:
        return ""
    if first_submitted_on:
        return ngettext("Handed in %(n)s day after the day asked", "Handed in %(n)s days after the day asked", days) % {
            "n": formatting.number(days)
        }
    return ngettext("%(n)s day past the day asked", "%(n)s days past the day asked", days) % {
        "n": formatting.number(days)
    }


def on_desk(report: Report, today: date) -> str:
    """`di Pusat Fasilitasi Kerja Sama sejak 2 Maret 2026 (12 hari)`; empty once it is accepted."""
    if report.state == Report.State.ACCEPTED:
        return ""
    days = (today - report.since).days
    counted = ngettext("%(n)s day", "%(n)s days", days) % {"n": formatting.number(days)}
    return _("with %(body)s since %(on)s (%(days)s)") % {
        "body": report.holder.name,
        "on": formatting.day(report.since),
        "days": counted,
    }
