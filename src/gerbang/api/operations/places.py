"""Regions, countries and partners, each with the number of its cooperations."""

from typing import Annotated

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from gerbang.api import cursors, showing
from gerbang.api.asking import only_known
from gerbang.api.callers import caller_of
from gerbang.api.cursors import Paging
from gerbang.api.problems import FAILING
from gerbang.api.shapes import Country, Page, Partner, PartnerInFull, Region, RegionInFull, ref
from gerbang.api.showing import Shown
from gerbang.people.acting import Actor
from gerbang.places import models
from gerbang.register import faceting, facets, queries
from gerbang.register.models import Party

router = Router(tags=["places"])
RegionRef = Annotated[str, Field(pattern=ref("dr"))]
CountryRef = Annotated[str, Field(pattern=ref("ng"))]
PartnerRef = Annotated[str, Field(pattern=ref("mt"))]


class Regions(Paging):
    """The parameters of the list of regions."""

    province: RegionRef | None = Field(None, description="Those in this province.")


class Partners(Paging):
    """The parameters of the list of partners."""

    country: CountryRef | None = Field(None, description="Those in this country.")


@router.get("/regions", response={200: Page[Region], **FAILING}, url_name="regions", operation_id="listRegions")
def regions(request: HttpRequest, asked: Query[Regions]) -> Shown:
    """All provinces, regencies and cities, in the order of their codes."""
    only_known(request, Regions)
    found = models.Region.objects.select_related("province")
    if asked.province:
        found = found.filter(province__ref=asked.province)
    rows, following = cursors.page(found, ["code"], asked)
    counted = faceting.count(caller_of(request).actor, queries.Filters())
    items = [showing.region(row, _number(counted, facets.REGION, row.ref)) for row in rows]
    return {"items": items, "next": following}


@router.get("/regions/{ref}", response={200: RegionInFull, **FAILING}, url_name="region", operation_id="getRegion")
def region(request: HttpRequest, ref: Path[RegionRef]) -> Shown:
    """One region, with the names it bore."""
    only_known(request)
    found = models.Region.objects.select_related("province").prefetch_related("names").filter(ref=ref).first()
    if found is None:
        raise Http404
    counted = faceting.count(caller_of(request).actor, queries.Filters())
    return showing.region(found, _number(counted, facets.REGION, ref)) | {
        "latitude": found.latitude,
        "longitude": found.longitude,
        "population": found.population,
        "names": showing.names(found.names.all()),
    }


@router.get("/countries", response={200: Page[Country], **FAILING}, url_name="countries", operation_id="listCountries")
def countries(request: HttpRequest, asked: Query[Paging]) -> Shown:
    """The entries of ISO 3166-1, in the order of their two letters."""
    only_known(request, Paging)
    rows, following = cursors.page(models.Country.objects.all(), ["alpha2"], asked)
    counted = faceting.count(caller_of(request).actor, queries.Filters())
    items = [showing.country(row, _number(counted, facets.COUNTRY, row.ref)) for row in rows]
    return {"items": items, "next": following}


@router.get("/countries/{ref}", response={200: Country, **FAILING}, url_name="country", operation_id="getCountry")
def country(request: HttpRequest, ref: Path[CountryRef]) -> Shown:
    """One country."""
    only_known(request)
    found = models.Country.objects.filter(ref=ref).first()
    if found is None:
        raise Http404
    counted = faceting.count(caller_of(request).actor, queries.Filters())
    return showing.country(found, _number(counted, facets.COUNTRY, ref))


@router.get("/partners", response={200: Page[Partner], **FAILING}, url_name="partners", operation_id="listPartners")
def partners(request: HttpRequest, asked: Query[Partners]) -> Shown:
    """Partners with a cooperation that the asker may see, in the order of their names."""
    only_known(request, Partners)
    found = _partners(caller_of(request).actor)
    if asked.country:
        found = found.filter(country__ref=asked.country)
    rows, following = cursors.page(found, ["folded", "ref"], asked)
    return {"items": [showing.partner(row) for row in rows], "next": following}


@router.get("/partners/{ref}", response={200: PartnerInFull, **FAILING}, url_name="partner", operation_id="getPartner")
def partner(request: HttpRequest, ref: Path[PartnerRef]) -> Shown:
    """One partner, with the names it bore."""
    only_known(request)
    actor = caller_of(request).actor
    found = _partners(actor).prefetch_related("names").filter(ref=ref).first()
    if found is None:
        raise Http404
    own = queries.narrowed(queries.visible_to(actor), queries.Filters(partner=ref))
    return showing.partner(found) | {
        "institution_type": found.institution_type,
        "names": showing.names(found.names.all()),
        "cooperations": queries.bounded_count(own),
    }


def _number(counted: faceting.Counted, facet: str, ref: str) -> int:
    return counted.number(facets.of_ref(facet, ref))


def _partners(actor: Actor) -> QuerySet[models.Partner]:
    """Whom a body thinks of as a partner is its own affair until the actor may see a cooperation with them."""
    parties = Party.objects.filter(partner=OuterRef("pk"), tie__in=queries.visible_to(actor))
    return models.Partner.objects.select_related("country", "subdivision", "city").filter(Exists(parties))
