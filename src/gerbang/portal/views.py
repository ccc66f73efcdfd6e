"""The public's pages. Officials see their own ties here too: everything is read through `visible_to`."""

from dataclasses import replace

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.pages import keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.places import queries as places
from gerbang.places.models import Country, Region
from gerbang.portal import filters, tie_page
from gerbang.portal import map as drawing
from gerbang.portal.finding import counted_words
from gerbang.register import faceting, queries
from gerbang.register.models import Tie

NEWEST = 6
PAGE = 25
FOUND = 40
NOBODY = Actor(None)


@public
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    signed = queries.visible_to(NOBODY)
    page = {
        "section": "front",
        "figures": queries.figures(),
        "basis": queries.basis(),
        "newest": queries.newest(signed, NEWEST),
        "drawing": drawing.draw(signed),
    }
    return render(request, "portal/front.html", page)


@public
@require_safe
def tie(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    found = queries.detail(actor, ref)
    if found is None:
        return _moved(actor, ref)
    context = {
        "section": "ties",
        "title": found.tie.name,
        "page": tie_page.compose(found.tie, sees_state=found.insider),
    }
    return render(request, "portal/tie.html", context)


@public
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[: filters.LONGEST_SEARCH]
    counted = faceting.count(actor_of(request), queries.Filters())
    having = faceting.regions(counted)
    numbers = {region.pk: number for region, number in having}
    found = places.pick_region(words, FOUND) if words else [region for region, _number in having]
    context = {
        "section": "regions",
        "title": _("Regions"),
        "words": words,
        "rows": [(region, numbers.get(region.pk, 0)) for region in found],
        "crumbs": _crumbs(_("Regions")),
    }
    return render(request, "portal/regions.html", context)


@public
@require_safe
def region(request: HttpRequest, ref: str) -> HttpResponse:
    found = Region.objects.select_related("province").prefetch_related("names").filter(ref=ref).first()
    if found is None:
        raise Http404
    visible = queries.visible_to(actor_of(request))
    own = queries.narrowed(visible, queries.Filters(region=ref))
    inside = queries.narrowed(visible, queries.Filters(province=ref)) if found.province_id is None else None
    names = [name.name_id for name in found.names.all() if name.usage == "former"]
    context = {
        "section": "regions",
        "title": found.full_name,
        "region": found,
        "former": "; ".join(names),
        "page": _page_of(own, request),
        "inside": queries.bounded_count(inside) if inside is not None else None,
        "crumbs": [*_crumbs(_("Regions"), "portal:regions"), (found.name, "")],
    }
    return render(request, "portal/region.html", context)


@public
@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "countries",
        "title": _("Partner countries"),
        "rows": faceting.countries(faceting.count(actor_of(request), queries.Filters())),
        "crumbs": _crumbs(_("Partner countries")),
    }
    return render(request, "portal/countries.html", context)


@public
@require_safe
def country(request: HttpRequest, ref: str) -> HttpResponse:
    found = Country.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    own = queries.narrowed(queries.visible_to(actor_of(request)), queries.Filters(country=ref))
    context = {
        "section": "countries",
        "title": found.name,
        "country": found,
        "page": _page_of(own, request),
        "crumbs": [*_crumbs(_("Partner countries"), "portal:countries"), (found.name, "")],
    }
    return render(request, "portal/country.html", context)


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "about",
        "title": _("About the data"),
        "figures": queries.figures(),
        "basis": queries.basis(),
        "counts": queries.counts_claimed(),
        "crumbs": _crumbs(_("About the data")),
    }
    return render(request, "portal/about.html", context)


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "accessibility",
        "title": _("Accessibility"),
        "crumbs": _crumbs(_("Accessibility")),
    }
    return render(request, "portal/accessibility.html", context)


def _moved(actor: Actor, ref: str) -> HttpResponse:
    """Of a record merged into another, the way there; of anything else, nothing."""
    into = queries.merged_into(actor, ref)
    if into is None:
        raise Http404
    return redirect("portal:tie", into, permanent=True)


def _page_of(found: QuerySet[Tie], request: HttpRequest) -> keyset.Page[Tie]:
    """One page of ties, the newest first, with how many there are in all."""
    page = keyset.page(queries.listed(found), queries.NEWEST_FIRST, request.GET.dict(), PAGE)
    return replace(page, counted=counted_words(queries.bounded_count(found)))


def _crumbs(label: str, url_name: str = "") -> list[tuple[str, str]]:
    return [(_("Front page"), reverse("portal:front")), (label, reverse(url_name) if url_name else "")]
