"""What the pickers of the gate's forms show while one types."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gerbang.access import signed_in
from gerbang.pages.forms import picker_results
from gerbang.register import partner_picking as picking


@signed_in
@require_GET
def governments(request: HttpRequest) -> HttpResponse:
    return picker_results(request, "party", picking.search_governments)


@signed_in
@require_GET
def institutions(request: HttpRequest) -> HttpResponse:
    return picker_results(request, "party", picking.search_institutions)


@signed_in
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    return picker_results(request, "party", picking.search_regions)
