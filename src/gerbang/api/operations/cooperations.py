"""Cooperations: list, search, filter, numbers beside the filters, and one in full."""

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router

from gerbang.api import cursors, showing
from gerbang.api.asking import only_known
from gerbang.api.callers import caller_of
from gerbang.api.cursors import Paging
from gerbang.api.filters import Narrowing
from gerbang.api.problems import FAILING, Withdrawn
from gerbang.api.shapes import Cooperation, Facets, Page, Problem, Row, TieRef
from gerbang.api.showing import Shown, both, label
from gerbang.ledger import queries as ledger
from gerbang.places.models import Country, Region
from gerbang.register import faceting, facets, queries
from gerbang.register.areas import areas
from gerbang.register.goals import GOALS
from gerbang.register.models import Phase, TieKind

router = Router(tags=["cooperations"])
LISTED = (*queries.LISTED, "areas", "sdgs", "year")


class Listing(Narrowing, Paging):
    """The parameters of the list."""


@router.get(
    "/cooperations", response={200: Page[Row], **FAILING}, url_name="cooperations", operation_id="listCooperations"
)
def listed(request: HttpRequest, asked: Query[Listing]) -> Shown:
    """Cooperations, the newest first, narrowed by filters and words.

    Agreed and ended ones are public. With a token, also what the body may see: contacts, and what it prepares.
    """
    only_known(request, Listing)
    by = asked.filters()
    found = queries.narrowed(queries.visible_to(caller_of(request).actor), by).only(*LISTED)
    number = None if by.is_empty else queries.bounded_count(found)
    rows, following = cursors.page(*queries.in_order(found, queries.NEWEST_FIRST, number), asked)
    return {"items": [showing.row(tie) for tie in rows], "next": following}


@router.get(
    "/cooperations/{ref}",
    response={200: Cooperation, **FAILING, 410: Problem},
    url_name="cooperation",
    operation_id="getCooperation",
)
def one(request: HttpRequest, ref: Path[TieRef]) -> Shown:
    """One cooperation: its parties as signed and today, its texts, and what each source says.

    One that was public and was withdrawn since answers 410; what never was public is not found.
    """
    only_known(request)
    found = queries.detail(caller_of(request).actor, ref)
    if found is None:
        gone = queries.withdrawn(ref)
        if gone is None or gone.withdrawn_at is None:
            raise Http404
        raise Withdrawn(gone.withdrawn_at)
    return showing.cooperation(found, ledger.newest(ref))


@router.get("/facets", response={200: Facets, **FAILING}, url_name="facets", operation_id="countFacets")
def beside(request: HttpRequest, asked: Query[Narrowing]) -> Shown:
    """How many cooperations each further filter would give."""
    only_known(request, Narrowing)
    counted = faceting.count(caller_of(request).actor, asked.filters())
    keys = faceting.keys
    areas_found, goals = keys(counted, facets.AREA, tuple(areas())), [f"{goal:02}" for goal in GOALS]
    return {
        "whole": counted.whole,
        "region": [_place(*found) for found in faceting.regions(counted)],
        "province": [_place(*found) for found in faceting.provinces(counted)],
        "country": [_country(*found) for found in faceting.countries(counted)],
        "kind": [_choice(TieKind(key), n) for key, n in keys(counted, facets.KIND, TieKind.values).items()],
        "phase": [_choice(Phase(key), n) for key, n in keys(counted, facets.PHASE, Phase.values).items()],
        "area": [_counted(key, both(areas()[key].name_id, areas()[key].name_en), n) for key, n in areas_found.items()],
        "sdg": [_goal(int(key), n) for key, n in keys(counted, facets.SDG, goals).items()],
        "year": [_same(str(year), number) for year, number in faceting.years(counted)],
        "dated": counted.number(facets.DATED),
        "disputed": counted.number(facets.DISPUTED),
        "chosen": counted.number(facets.CHOSEN),
    }


def _counted(value: str, name: Shown, number: int) -> Shown:
    return {"value": value, "name": name, "count": number}


def _place(region: Region, number: int) -> Shown:
    return _counted(region.ref, both(region.full_name_id, region.full_name_en), number)


def _country(country: Country, number: int) -> Shown:
    return _counted(country.ref, both(country.name_id, country.name_en), number)


def _choice(choice: TieKind | Phase, number: int) -> Shown:
    return _counted(choice.value, label(choice.label), number)


def _goal(number: int, count: int) -> Shown:
    return _counted(str(number), both(*GOALS[number]), count)


def _same(value: str, number: int) -> Shown:
    return _counted(value, both(value, value), number)
