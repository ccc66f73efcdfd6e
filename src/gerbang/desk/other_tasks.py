"""What else waits for an actor beside files: reports, and what is to be done after something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.monitoring.models import Report
from gerbang.monitoring.obstacles import faced
from gerbang.monitoring.publication import queries as publication
from gerbang.monitoring.reports import reported, wording
from gerbang.monitoring.visits import visited
from gerbang.pages import formatting
from gerbang.people.acting import Actor
from gerbang.plans import following_up
from gerbang.register.confirmations import own_regions

MOST = 50
"""What is shown of each kind; whoever has more of one finds it on its own page."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, of what, where it is done, and until when (None: no day is set). `late`: the day has passed."""

    asked: str
    what: str
    url: str
    due: date | None = None
    late: str = ""


def tasks(actor: Actor) -> list[Task]:
    """Everything that waits beside files: what has a day first, the soonest first."""
    if not actor.bodies:
        return []
    found = [
        *_asked(actor),
        *_on_desk(actor),
        *_follow_ups(actor),
        *_obstacles(actor),
        *_findings(actor),
        *_shown(actor),
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def _asked(actor: Actor) -> Iterator[Task]:
    """Periods that ask one's own region and of which nothing was handed in."""
    for region in own_regions(actor):
        for period in reported.missing_of(region):
            late = wording.lateness(period, None, actor.today)
            url = reverse("monitoring:reports")
            yield Task(_("A report is asked of your region"), period.name, url, period.due_on, late)


def _on_desk(actor: Actor) -> Iterator[Task]:
    """Reports to be answered, or to be set right; each has its own clock, which no rule sets."""
    for report in reported.waiting_for(actor)[:MOST]:
        returned = report.state == Report.State.RETURNED
        asked = _("A report came back for improvement") if returned else _("A report waits for an answer")
        where = wording.on_desk(report, actor.today)
        what = f"{report.name} · {report.region.name}, {where}"
        yield Task(asked, what, reverse("monitoring:report", args=[report.ref]))


def _follow_ups(actor: Actor) -> Iterator[Task]:
    """What one's own office is to do after something."""
    for one in following_up.owned_by(actor)[:MOST]:
        passed = one.due_on is not None and one.due_on < actor.today
        late = _("The day set was %(on)s") % {"on": formatting.day(one.due_on)} if passed else ""
        what, url = f"{one.what} · {one.tie.name}", reverse("plans:finish-follow-up", args=[one.ref])
        yield Task(_("A follow-up is to be done"), what, url, one.due_on, late)


def _obstacles(actor: Actor) -> Iterator[Task]:
    """What one's own offices were asked to help with and have not answered."""
    for one in faced.addressed(actor).exclude(answers__withdrawn_at=None, answers__isnull=False)[:MOST]:
        what, url = f"{one.obstacle.title} · {one.tie.name}", reverse("monitoring:obstacle", args=[one.obstacle.ref])
        yield Task(_("Help with an obstacle is asked"), what, url)


def _findings(actor: Actor) -> Iterator[Task]:
    """Findings of a joint monitoring on one's own cooperations that wait for the region's answer."""
    for one in visited.unanswered_of(actor)[:MOST]:
        what, url = f"{one.text[:120]} · {one.tie}", reverse("monitoring:finding", args=[one.ref])
        yield Task(_("A finding waits for your answer"), what, url)


def _shown(actor: Actor) -> Iterator[Task]:
    """The liveliness of its cooperations that one's own region was shown, while it may answer."""
    for one in publication.open_to(actor):
        words = ngettext("%(n)s cooperation · %(region)s", "%(n)s cooperations · %(region)s", one.cooperations)
        what = words % {"n": formatting.number(one.cooperations), "region": one.region.name}
        url = reverse("monitoring:showing", args=[one.ref])
        yield Task(_("The liveliness of your cooperations was shown to you; you may answer"), what, url, one.due)
