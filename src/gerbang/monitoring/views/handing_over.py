"""The memo that a new head of region is handed: read from the records of today, to print or to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import signed_in
from gerbang.documents import handing_out
from gerbang.monitoring.memo import handing_over, wording
from gerbang.monitoring.memo.handing_over import Memo
from gerbang.people.acting import actor_of
from gerbang.people.models import Term


@signed_in
@require_safe
def memo(request: HttpRequest, ref: str) -> HttpResponse:
    """All cooperations of the region whose office it is, for that region; to others it is not there."""
    found = _memo(request, ref)
    rows = [(line, wording.told(line), wording.matters(line)) for line in found.lines]
    context = {"title": _title(), "memo": found, "facts": wording.facts(found), "rows": rows}
    return render(request, "monitoring/memo.html", {**context, "remark": wording.remark()})


@signed_in
@require_safe
def memo_file(request: HttpRequest, ref: str, form: str) -> HttpResponse:
    """The same as a Word file or a PDF."""
    found = _memo(request, ref)
    name = f"memori-serah-terima-{found.on.isoformat()}"
    return handing_out.paper(name, form, lambda: wording.paper(found, _title()))


def _title() -> str:
    return _("Handover memo: regional cooperation")


def _memo(request: HttpRequest, ref: str) -> Memo:
    actor = actor_of(request)
    terms = Term.objects.select_related("body__region")
    return handing_over.memo(actor, get_object_or_404(terms, ref=ref, body__region_id__in=actor.region_ids))
