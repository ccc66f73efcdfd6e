"""The figures of the whole register."""

from django.http import HttpRequest
from ninja import Router

from gerbang.api.asking import only_known
from gerbang.api.problems import FAILING
from gerbang.api.shapes import Figures
from gerbang.api.showing import Shown
from gerbang.register import cube, queries

router = Router(tags=["figures"])


@router.get("/figures", response={200: Figures, **FAILING}, url_name="figures", operation_id="getFigures")
def figures(request: HttpRequest) -> Shown:
    """Numbers alone, the same for everybody; what they count stands in the description of each."""
    only_known(request)
    found, basis = queries.figures(), queries.basis()
    return {
        "counted_at": cube.counted_at(),
        "cooperations": found.cooperations,
        "dated": found.dated,
        "regions": found.regions,
        "countries": found.countries,
        "territories": found.territories,
        "contacts": found.contacts,
        "intentions": found.intentions,
        "outside_law": found.outside_law,
        "sources": basis.sources,
        "sources_without_address": basis.papers,
        "told_by_sources": basis.reported,
        "with_a_party_unmatched": basis.held,
        "without_a_filed_text": basis.unconfirmed,
    }
