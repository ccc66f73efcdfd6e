"""The front page of monitoring: each matter with what waits in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.monitoring import reported
from gerbang.monitoring import reporting_rules as rules
from gerbang.pages import formatting
from gerbang.people.acting import Actor, actor_of
from gerbang.register.confirmations import own_regions

Matter = tuple[str, str, str]
"""What it is called, where it leads, and what waits there."""


@requires(rules.keeps_register)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is watched over, with what waits for this account."""
    context = {
        "title": _("Monitoring"),
        "section": "monitoring",
        "matters": [matter(actor_of(request)) for matter in (_reports,)],
    }
    return render(request, "monitoring/overview.html", context)


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
