"""What the pickers of the register's forms show while one types."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gerbang.access import requires
from gerbang.pages.forms import picker_results
from gerbang.register import partner_picking as picking
from gerbang.register import rules, sourcing


@requires(rules.keeps_register)
@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    return picker_results(request, "source", sourcing.search)


@requires(rules.keeps_register)
@require_GET
def regions(request: HttpRequest) -> HttpResponse:
    return picker_results(request, _asked(request), picking.search_regions)


@requires(rules.keeps_register)
@require_GET
def governments(request: HttpRequest) -> HttpResponse:
    return picker_results(request, _asked(request), picking.search_governments)


@requires(rules.keeps_register)
@require_GET
def institutions(request: HttpRequest) -> HttpResponse:
    return picker_results(request, _asked(request), picking.search_institutions)


def _asked(request: HttpRequest) -> str:
    """Which of a form's pickers asks: its query comes under its own name."""
    names = (name.removesuffix("_q") for name in request.GET if name.endswith("_q"))
    return next((name for name in names if name == "region" or name.removeprefix("other").isdecimal()), "region")
