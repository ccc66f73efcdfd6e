"""The pages of regions, countries and partners: who they are, under which names, and their cooperation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.pages import keyset
from gerbang.people.acting import Actor, actor_of
from gerbang.places import queries as places
from gerbang.places.models import Country, Region
from gerbang.portal import amounts, counts, filters, partners, place_pages
from gerbang.portal.crumbs import crumbs
from gerbang.portal.listing import page_of
from gerbang.register import faceting, facets, queries
from gerbang.register.queries import Filters

FOUND = 40
PARTNERS = 50
SHOWN = 12
"""Partners on the page of their country; all of them are in the list of partners."""


@public
@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[: filters.LONGEST_SEARCH]
    counted = faceting.count(actor_of(request), Filters())
    having = faceting.regions(counted)
    numbers = {region.pk: number for region, number in having}
    found = places.pick_region(words, FOUND) if words else [region for region, _number in having]
    hidden = {region.pk: counted.hidden.get(facets.of_ref(facets.REGION, region.ref), 0) for region in found}
    context = {
        "section": "regions",
        "title": _("Regions"),
        "words": words,
        "rows": [(region, numbers.get(region.pk, 0), hidden[region.pk]) for region in found],
        "some_hidden": any(hidden.values()),
        "most": max(numbers.values(), default=0),
        "crumbs": crumbs(_("Regions")),
    }
    return render(request, "portal/regions.html", context)


@public
@require_safe
def region(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(place_pages.regions(), ref=ref)
    chosen = Filters(region=ref)
    counted = faceting.count(actor, chosen)
    context = {
        "section": "regions",
        "title": found.name,
        "region": found,
        "past": place_pages.past(found),
        "confirmed_on": queries.last_confirmed(found),
        "page": page_of(queries.narrowed(queries.visible_to(actor), chosen), request, counted.total),
        "hidden": counted.total_hidden,
        "countries": place_pages.countries(counted, daerah=ref),
        "inside": _inside(actor, found),
        "crumbs": crumbs(_("Regions"), "portal:regions", found.name),
    }
    return render(request, "portal/region.html", context)


def _inside(actor: Actor, found: Region) -> place_pages.Inside | None:
    if found.kind != Region.Kind.PROVINCE:
        return None
    return place_pages.inside(found, faceting.count(actor, Filters(province=found.ref)))


@public
@require_safe
def countries(request: HttpRequest) -> HttpResponse:
    counted = faceting.count(actor_of(request), Filters())
    rows = [
        (one, number, counted.hidden.get(facets.of_ref(facets.COUNTRY, one.ref), 0))
        for one, number in faceting.countries(counted)
    ]
    sovereign = sum(country.is_sovereign for country, _number, _hidden in rows)
    context = {
        "section": "countries",
        "title": _("Partner countries"),
        "rows": rows,
        "some_hidden": any(hidden for _country, _number, hidden in rows),
        "counted": amounts.places(sovereign, len(rows) - sovereign),
        "most": max((number for _country, number, _hidden in rows), default=0),
        "crumbs": crumbs(_("Partner countries")),
    }
    return render(request, "portal/countries.html", context)


@public
@require_safe
def country(request: HttpRequest, ref: str) -> HttpResponse:
    actor = actor_of(request)
    found = get_object_or_404(Country.objects.select_related("sovereign"), ref=ref)
    chosen = Filters(country=ref)
    counted = faceting.count(actor, chosen)
    named = partners.leading(found, SHOWN + 1)
    context = {
        "section": "countries",
        "title": found.name,
        "country": found,
        "page": page_of(queries.narrowed(queries.visible_to(actor), chosen), request, counted.total),
        "hidden": counted.total_hidden,
        "provinces": place_pages.provinces(counted, negara=ref),
        "counts": counts.of_country(found),
        "now": timezone.localtime(),
        "partners": named[:SHOWN],
        "more": len(named) > SHOWN,
        "crumbs": crumbs(_("Partner countries"), "portal:countries", found.name),
    }
    return render(request, "portal/country.html", context)


@public
@require_safe
def partner_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[: filters.LONGEST_SEARCH]
    wanted = request.GET.get("negara", "")
    country = Country.objects.filter(ref=wanted).first() if wanted else None
    found = partners.signed(words=words, country=country)
    context = {
        "section": "countries",
        "title": _("Partners"),
        "words": words,
        "country": country,
        "page": keyset.page(found, ("folded", "ref"), request.GET.dict(), PARTNERS),
        "crumbs": crumbs(_("Partner countries"), "portal:countries", _("Partners")),
    }
    return render(request, "portal/partners.html", context)


@public
@require_safe
def partner(request: HttpRequest, ref: str) -> HttpResponse:
    """A partner nobody has signed with does not exist here: that it is talked with is not public."""
    found = places.partner(ref)
    if found is None:
        raise Http404
    if found.ref != ref:
        return redirect("portal:partner", found.ref, permanent=True)
    ties = queries.narrowed(queries.visible_to(actor_of(request)), Filters(partner=ref))
    page = page_of(ties, request, partners.number_of(found))
    if not page.rows:
        raise Http404
    context = {
        "section": "countries",
        "title": places.label_for(found),
        "partner": found,
        "facts": partners.facts(found),
        "page": page,
        "crumbs": crumbs(_("Partners"), "portal:partners", found.name),
    }
    return render(request, "portal/partner.html", context)
