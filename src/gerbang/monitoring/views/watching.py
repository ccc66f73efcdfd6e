"""What a ministry, Kemlu or a mission watches over: the cooperations of its field or country, and one of them."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from gerbang.access import requires
from gerbang.monitoring import watching
from gerbang.monitoring.obstacles import faced
from gerbang.pages import formatting, keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.people.models import BodyKind
from gerbang.register.areas import areas
from gerbang.register.queries import NEWEST_FIRST, PARTIES, bounded_count, in_order, insiders_of, listed

PAGE = 50


@requires(watching.watches)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The cooperations of one's field or country: how they stand, the last contact, and what one was asked."""
    actor = actor_of(request)
    asked = list(faced.addressed(actor))
    found = watching.watched(actor)
    only = request.GET.get("permasalahan") == "1"
    if only:
        found = found.filter(pk__in=[one.tie_id for one in asked])
    number = None if actor.national_sight and not only else bounded_count(found)
    rows, order = in_order(listed(found).prefetch_related(PARTIES), NEWEST_FIRST, number)
    page = keyset.page(rows, order, request.GET.dict(), PAGE)
    context = {
        "title": _title(actor),
        "section": "monitoring",
        "crumbs": [],
        "scope": _scope(actor),
        "page": replace(page, counted=_counted(number)),
        "lines": watching.lines(actor, list(page), asked),
        "asked": asked,
        "only": only,
    }
    return render(request, "monitoring/watch.html", context)


@requires(watching.watches)
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """One cooperation as its watcher sees it: contacts and support on record, and what the watcher was asked."""
    actor = actor_of(request)
    tie = watching.seen(actor, ref)
    if tie is None:
        raise Http404
    contacts = list(watching.contacts_seen(actor, [tie]))
    line = watching.lines(actor, [tie], [])[0]
    inside = bool(insiders_of(actor, [ref]))
    context = {
        "title": tie.name,
        "section": "monitoring",
        "crumbs": [(_title(actor), reverse("monitoring:watch")), (tie.name, None)],
        "tie": tie,
        "line": line,
        "inside": inside,
        "contacts": contacts,
        "own_contacts": watching.own_contacts(actor, contacts),
        "asked": list(faced.addressed(actor, open_only=False).filter(tie=tie)),
        "may_note": watching.may_note(actor, tie),
    }
    return render(request, "monitoring/watched.html", context)


def _title(actor: Actor) -> str:
    kinds = {body.kind for body in actor.bodies.values()}
    if actor.national_sight:
        return _("Cooperation of all regions")
    if BodyKind.MISSION in kinds and BodyKind.MINISTRY not in kinds:
        return _("Cooperation with our country")
    return _("Cooperation in our field")


def _counted(number: int | None) -> str:
    """How many they are; nothing where nobody counted them all."""
    if number is None:
        return ""
    said = ngettext("%(shown)s cooperation", "%(shown)s cooperations", number)
    return said % {"shown": formatting.number(number)}


def _scope(actor: Actor) -> dict[str, Any]:
    """The fields and countries in words; nothing for those who see all."""
    if actor.national_sight:
        return {}
    bodies = list(actor.bodies.values())
    known = areas()
    return {
        "areas": [known[key].name for key in watching.areas_of(bodies) if key in known],
        "countries": [country.name for country in watching.countries_of(bodies)],
    }
