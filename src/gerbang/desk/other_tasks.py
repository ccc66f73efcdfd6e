"""What else waits for an actor beside files: reports, evaluations, and what is to be done after something."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gerbang.desk.filters import TaskFilters
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.models import Report
from gerbang.monitoring.obstacles import faced
from gerbang.monitoring.publication import queries as publication
from gerbang.monitoring.reports import reported, wording
from gerbang.monitoring.visits import visited
from gerbang.pages import formatting
from gerbang.people.acting import Actor
from gerbang.plans import following_up
from gerbang.plans import queries as plans
from gerbang.register.confirmations import own_regions

MOST = 50
"""What is shown of each kind; whoever has more of one finds it on its own page."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked, of what, where it is done, and until when (None: no day is set).

    `late`: the day has passed. `returned`: it came back to be set right.
    """

    asked: str
    what: str
    url: str
    due: date | None = None
    late: str = ""
    returned: bool = False

    def kept(self, quick: str) -> bool:
        """Whether a quick filter of the desk keeps it; what is confirmed or disputed is a file."""
        return {"": True, "over": bool(self.late), "returned": self.returned}.get(quick, False)


def tasks(actor: Actor) -> list[Task]:
    """Everything that waits beside files: what has a day first, the soonest first."""
    if not actor.bodies:
        return []
    found = [
        *_asked(actor),
        *_on_desk(actor),
        *_evaluations(actor),
        *_plans(actor),
        *_follow_ups(actor),
        *_obstacles(actor),
        *_findings(actor),
        *_shown(actor),
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max))


def rows(actor: Actor) -> list[QuerySet[Any]]:
    """The rows these tasks are read from, each one task: what is counted where they are not listed."""
    if not actor.bodies:
        return []
    return [
        *(reported.awaited_of(region) for region in own_regions(actor)),
        reported.waiting_for(actor),
        evaluated.waiting_for(actor),
        plans.handed_up_to(actor),
        following_up.owned_by(actor),
        faced.unanswered(actor),
        visited.unanswered_of(actor),
        publication.open_to(actor),
    ]


def narrowed(found: Sequence[Task], chosen: TaskFilters) -> list[Task]:
    """Of these tasks those that day and words leave. They are in no stage, and stand under no province."""
    if chosen.stage or chosen.province:
        return []
    words = chosen.words.casefold()
    return [
        one
        for one in found
        if (chosen.day is None or one.due == chosen.day) and words in f"{one.what} {one.asked}".casefold()
    ]


def due_between(found: Iterable[Task], first: date, last: date) -> Counter[date]:
    """How many of these tasks fall due on each of these days."""
    return Counter(one.due for one in found if one.due and first <= one.due <= last)


def most_of_a_kind(found: Iterable[Task]) -> int:
    """How many of each kind are listed, where there may be more of one; else nothing."""
    kinds = Counter(one.asked for one in found)
    return MOST if any(number >= MOST for number in kinds.values()) else 0


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
        yield Task(asked, what, reverse("monitoring:report", args=[report.ref]), returned=returned)


def _evaluations(actor: Actor) -> Iterator[Task]:
    """Evaluations of one's own office that are to be completed, or decided upon."""
    for one in evaluated.waiting_for(actor)[:MOST]:
        asked = _("An evaluation is to be completed") if one.is_draft else _("An evaluation waits for a decision")
        what = f"{one.tie.name} · {formatting.day(one.begins_on)} – {formatting.day(one.ends_on)}"
        yield Task(asked, what, reverse("monitoring:evaluation", args=[one.ref]))


def _plans(actor: Actor) -> Iterator[Task]:
    """Drafts of action plans that those who write them hold to be ready."""
    for one in plans.handed_up_to(actor)[:MOST]:
        what, url = f"{one.plan} · {one.plan.tie.name}", reverse("plans:plan", args=[one.plan.ref]) + "?versi=konsep"
        yield Task(_("A draft of an action plan waits for approval"), what, url)


def _follow_ups(actor: Actor) -> Iterator[Task]:
    """What one's own office is to do after something."""
    for one in following_up.owned_by(actor)[:MOST]:
        passed = one.due_on is not None and one.due_on < actor.today
        late = _("The day set was %(on)s") % {"on": formatting.day(one.due_on)} if passed else ""
        what, url = f"{one.what} · {one.tie.name}", reverse("plans:finish-follow-up", args=[one.ref])
        yield Task(_("A follow-up is to be done"), what, url, one.due_on, late)


def _obstacles(actor: Actor) -> Iterator[Task]:
    """What one's own offices were asked to help with and have not answered."""
    for one in faced.unanswered(actor)[:MOST]:
        what, url = f"{one.obstacle.title} · {one.tie.name}", reverse("monitoring:obstacle", args=[one.obstacle.ref])
        yield Task(_("Help with an obstacle is asked"), what, url)


def _findings(actor: Actor) -> Iterator[Task]:
    """Findings of a joint monitoring on one's own cooperations that wait for the region's answer."""
    for one in visited.unanswered_of(actor)[:MOST]:
        what, url = f"{one.text[:120]} · {one.tie or one.monitoring}", reverse("monitoring:finding", args=[one.ref])
        yield Task(_("A finding waits for your answer"), what, url)


def _shown(actor: Actor) -> Iterator[Task]:
    """The liveliness of its cooperations that one's own region was shown, while it may answer."""
    for one in publication.open_to(actor):
        words = ngettext("%(n)s cooperation · %(region)s", "%(n)s cooperations · %(region)s", one.cooperations)
        what = words % {"n": formatting.number(one.cooperations), "region": one.region.name}
        url = reverse("monitoring:showing", args=[one.ref])
        yield Task(_("The liveliness of your cooperations was shown to you; you may answer"), what, url, one.due)
