"""The public's pages. Officials see their own ties here too: everything is read through `visible_to`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.people.acting import Actor, actor_of
from gerbang.portal import amounts, tie_page
from gerbang.portal import map as drawing
from gerbang.portal.crumbs import crumbs
from gerbang.register import cube, queries

NEWEST = 6
NOBODY = Actor(None)


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    signed, figures, basis = queries.visible_to(NOBODY), queries.figures(), queries.basis()
    page = {
        "section": "front",
        "figures": figures,
        "basis": basis,
        "amounts": amounts.of_figures(figures) | amounts.of_basis(basis),
        "newest": queries.newest(signed, NEWEST),
        "drawing": drawing.draw(),
        "counted_at": cube.counted_at(),
    }
    return render(request, "portal/front.html", page)


@public
@require_safe
def tie(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.detail(actor, ref)
    if found is None:
        return _gone(request, actor, ref)
    context = {
        "section": "ties",
        "title": found.tie.name,
        "page": tie_page.compose(found, actor),
        "today": timezone.localdate(),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "portal/tie.html", context)


def _gone(request: HttpRequest, actor: Actor, ref: str) -> HttpResponse:
    """What has been merged is found under its other number; what was withdrawn says so to who knows its number."""
    into = queries.merged_into(actor, ref)
    if into is not None:
        return redirect("portal:tie", into, permanent=True)
    gone = queries.withdrawn(ref)
    if gone is None:
        raise Http404
    context = {"section": "ties", "title": _("This cooperation was withdrawn"), "tie": gone}
    return render(request, "portal/gone.html", context, status=410)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    basis = queries.basis()
    context = {
        "section": "about",
        "title": _("About the data"),
        "figures": queries.figures(),
        "counted_at": cube.counted_at(),
        "basis": basis,
        "amounts": amounts.of_basis(basis),
        "crumbs": crumbs(_("About the data")),
    }
    return render(request, "portal/about.html", context)


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "accessibility",
        "title": _("Accessibility"),
        "crumbs": crumbs(_("Accessibility")),
    }
    return render(request, "portal/accessibility.html", context)
