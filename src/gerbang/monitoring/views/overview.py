"""The front page of monitoring: each matter with what waits in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.monitoring import watching
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.missing import asking
from gerbang.monitoring.obstacles import faced
from gerbang.monitoring.publication import queries as publication
from gerbang.monitoring.reports import reported, rules
from gerbang.monitoring.visits import visited
from gerbang.pages import formatting
from gerbang.people.acting import Actor, actor_of
from gerbang.register.confirmations import own_regions

Matter = tuple[str, str, str]
"""What it is called, where it leads, and what waits there."""


@requires(rules.reads)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is watched over, with what waits for this account."""
    context = {
        "title": _("Monitoring"),
        "section": "monitoring",
        "matters": [matter(actor_of(request)) for matter in _matters(actor_of(request))],
    }
    return render(request, "monitoring/overview.html", context)


def _matters(actor: Actor) -> list[Callable[[Actor], Matter]]:
    """Those whose page the account may open."""
    watched = [_watched] if watching.watches(actor).allowed else []
    return [_overall, _missing, _reports, _obstacles, _evaluations, _joint_monitoring, _publication, *watched]


def _overall(actor: Actor) -> Matter:
    says = _("How alive cooperations are, what was promised and delivered, money and years.")
    return _("Overall picture"), reverse("monitoring:picture"), says


def _missing(actor: Actor) -> Matter:
    number = sum(asking.numbers(actor).values())
    words = ngettext("%(n)s thing is awaited.", "%(n)s things are awaited.", number) % {"n": formatting.number(number)}
    return _("What is missing"), reverse("monitoring:missing"), words if number else _("Nothing is missing.")


def _obstacles(actor: Actor) -> Matter:
    asked = faced.addressed(actor).count()
    words = ngettext("%(n)s obstacle was handed up to you.", "%(n)s obstacles were handed up to you.", asked)
    said = words % {"n": formatting.number(asked)} if asked else _("Nothing waits.")
    return _("Obstacles in all cooperations"), reverse("monitoring:common-obstacles"), said


def _watched(_actor: Actor) -> Matter:
    said = _("With the end of validity and the last contact.")
    return _("Cooperation of all regions"), reverse("monitoring:watch"), said


def _reports(actor: Actor) -> Matter:
    waiting = reported.waiting_for(actor).count()
    missing = sum(len(reported.missing_of(region)) for region in own_regions(actor))
    said = []
    if waiting:
        words = ngettext("%(n)s report lies on your desk.", "%(n)s reports lie on your desk.", waiting)
        said.append(words % {"n": formatting.number(waiting)})
    if missing:
        words = ngettext("%(n)s report is asked of your region.", "%(n)s reports are asked of your region.", missing)
        said.append(words % {"n": formatting.number(missing)})
    return _("Reports on cooperation"), reverse("monitoring:reports"), " ".join(said) or _("Nothing waits.")


def _evaluations(actor: Actor) -> Matter:
    waiting = evaluated.waiting_for(actor).count()
    words = ngettext("%(n)s of your office is not decided yet.", "%(n)s of your office are not decided yet.", waiting)
    said = words % {"n": formatting.number(waiting)} if waiting else _("Nothing waits.")
    return _("Evaluations"), reverse("monitoring:every-evaluation"), said


def _joint_monitoring(actor: Actor) -> Matter:
    unanswered = visited.unanswered(actor)
    words = ngettext("%(n)s finding has no answer yet.", "%(n)s findings have no answer yet.", unanswered)
    said = words % {"n": formatting.number(unanswered)} if unanswered else _("Nothing waits.")
    return _("Joint monitoring"), reverse("monitoring:joint-monitorings"), said


def _publication(actor: Actor) -> Matter:
    waiting = publication.open_to(actor).count()
    words = ngettext("%(n)s list may be answered by you.", "%(n)s lists may be answered by you.", waiting)
    switched = _("Switched on.") if publication.publication() else _("Switched off.")
    said = words % {"n": formatting.number(waiting)} if waiting else switched
    return _("Publication of liveliness"), reverse("monitoring:publication"), said
