"""Obstacles over all cooperations somebody sees: which are common, which remedies worked, and what one was asked of."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gerbang.access import signed_in
from gerbang.documents import handing_out
from gerbang.monitoring.models import Obstacle
from gerbang.monitoring.obstacles import faced, table
from gerbang.monitoring.obstacles.faced import Common, Filters
from gerbang.monitoring.obstacles.showing import all_shown
from gerbang.pages import keyset
from gerbang.people.acting import actor_of

PAGE = 50
ASKED_SHOWN = 10
OURS = "kami"


@signed_in
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Which kinds of obstacles are common, with how they ended; every number leads to what it counts."""
    actor = actor_of(request)
    asked = list(faced.addressed(actor)[: ASKED_SHOWN + 1])
    context = {
        "title": _("Obstacles in all cooperations"),
        "section": "monitoring",
        "crumbs": [],
        "rows": [_row(one) for one in faced.common(actor)],
        "asked": asked[:ASKED_SHOWN],
        "more": len(asked) > ASKED_SHOWN,
        "all_asked": _query(Filters(ours=True)),
        "helped": faced.remedies(actor).order_by(*faced.NEWEST_FIRST)[:ASKED_SHOWN],
    }
    return render(request, "monitoring/common.html", context)


@signed_in
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Obstacles of one kind, in one state, or those the actor's offices were asked about; the newest first."""
    actor, asked = actor_of(request), _filters(request)
    shown = keyset.page(faced.listed(actor, asked), faced.NEWEST_FIRST, request.GET.dict(), PAGE)
    states = [("", _("All")), *Obstacle.State.choices]
    context = {
        "title": _("Obstacles asked of us") if asked.ours else _("List of obstacles"),
        "section": "monitoring",
        "crumbs": _crumbs(_("List of obstacles")),
        "asked": asked,
        "categories": [(key, name, key == asked.category) for key, name in Obstacle.Category.choices],
        "chips": [(name, _query(replace(asked, state=key)), None, key == asked.state) for key, name in states],
        "page": shown,
        "obstacles": all_shown(shown, actor.today),
        "download": _query(asked),
    }
    return render(request, "monitoring/obstacle_list.html", context)


@signed_in
@require_safe
def remedies(request: HttpRequest) -> HttpResponse:
    """What was done about obstacles that were resolved, by kind and words."""
    actor, asked = actor_of(request), _filters(request)
    found = faced.remedies(actor, asked.category, asked.words)
    context = {
        "title": _("What helped"),
        "section": "monitoring",
        "crumbs": _crumbs(_("What helped")),
        "asked": asked,
        "categories": [(key, name, key == asked.category) for key, name in Obstacle.Category.choices],
        "page": keyset.page(found, faced.NEWEST_FIRST, request.GET.dict(), PAGE),
    }
    return render(request, "monitoring/remedies.html", context)


@signed_in
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same list, all of it, as a workbook."""
    actor, asked = actor_of(request), _filters(request)
    found = faced.listed(actor, asked).order_by(*faced.NEWEST_FIRST)
    return handing_out.tables(pgettext("name of a file", "obstacles"), [table.sheet(found)])


def _row(of: Common) -> dict[str, Any]:
    """A category with its numbers, each with the address of what it counts."""
    states = Obstacle.State
    numbers = (
        (states.OPEN, of.open),
        (states.RESOLVED, of.resolved),
        (states.UNRESOLVED, of.unresolved),
        (states.ACCEPTED, of.accepted),
    )
    return {
        "label": of.category.label,
        "all": of.all,
        "all_url": _query(Filters(category=of.category)),
        "numbers": [
            (state.label, number, _query(Filters(category=of.category, state=state))) for state, number in numbers
        ],
    }


def _filters(request: HttpRequest) -> Filters:
    """What the address asks for; what is none of the choices is left out."""
    given = request.GET
    category, state = given.get("kategori", ""), given.get("keadaan", "")
    return Filters(
        category=category if category in Obstacle.Category.values else "",
        state=state if state in Obstacle.State.values else "",
        words=" ".join(given.get("q", "").replace("\0", "").split())[:120],
        ours=given.get("kepada") == OURS,
    )


def _query(of: Filters) -> str:
    asked = {
        "kategori": of.category, "keadaan": of.state, "q": of.words, "kepada": OURS if of.ours else "",
    }  # fmt: skip
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _crumbs(here: str) -> list[tuple[str, str | None]]:
    return [(_("Obstacles in all cooperations"), reverse("monitoring:common-obstacles")), (here, None)]
