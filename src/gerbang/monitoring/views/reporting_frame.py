"""What the pages of reports share: the way to them, and what a form does with a post."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gerbang.access import Conflict
from gerbang.monitoring.models import Report
from gerbang.monitoring.reports import reported, wording
from gerbang.pages import errors
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do
from gerbang.plans.views import frame

__all__ = ["around", "crumbs", "page", "post", "report_of", "say"]

Crumb = tuple[str, str | None]


def crumbs(*here: str | tuple[str, str]) -> list[Crumb]:
    """The way from the reports to a page; the last one is where one is."""
    top: Crumb = (pgettext("navigation", "Monitoring"), reverse("monitoring:overview"))
    own: Crumb = (_("Reports on cooperation"), reverse("monitoring:reports") if here else None)
    return [top, own, *((one, None) if isinstance(one, str) else one for one in here)]


def page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A form page of monitoring; 422 when what was posted could not be taken."""
    return frame.page(request, template, form, **{"section": "monitoring", **context})


def report_of(request: HttpRequest, ref: str) -> Report:
    """The report, for those who may see it."""
    return get_object_or_404(reported.visible_to(actor_of(request)), ref=ref)


def around(report: Report, here: str) -> dict[str, Any]:
    """What every form about a report shows around itself."""
    back = reverse("monitoring:report", args=[report.ref])
    cap = f"{report.name} · {report.region.name}"
    return {
        "title": here,
        "cap": cap,
        "crumbs": crumbs((report.name, back), here),
        "cancel_url": back,
        "report": report,
    }


def post(
    request: HttpRequest,
    *,
    form: Form,
    by: Acting,
    do: Do,
    stream: str,
    then: str | Callable[[str], str],
    done: str,
) -> HttpResponse | None:
    """Runs the action once for this form's key. `stream`: the report or period others may have changed meanwhile."""

    def on_conflict(asked: HttpRequest, posted: Form, conflict: Conflict) -> HttpResponse:
        meanwhile = wording.since(stream, conflict.seen or 0)
        return errors.conflict(asked, meanwhile=meanwhile, typed=posted.typed(), back=asked.path)

    return posting.post(request, form=form, by=lambda: by, do=do, then=then, done=done, on_conflict=on_conflict)


def say(request: HttpRequest, text: str) -> None:
    """What happened, on the next page."""
    messages.warning(request, text)
