"""The memo that a new head of region is handed: one sheet for paper, read from the records of today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import signed_in
from gerbang.monitoring import handing_over
from gerbang.people.acting import actor_of
from gerbang.people.models import Term


@signed_in
@require_safe
def memo(request: HttpRequest, ref: str) -> HttpResponse:
    """All cooperations of the region whose office it is, for that region; to others it is not there."""
    actor = actor_of(request)
    term = get_object_or_404(Term.objects.select_related("body__region"), ref=ref, body__region_id__in=actor.region_ids)
    context = {"title": _("Handover memo: regional cooperation"), "memo": handing_over.memo(actor, term)}
    return render(request, "monitoring/memo.html", context)
