"""The pages of record receipts and of published roots."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.ledger import proofs
from gerbang.ledger import queries as ledger
from gerbang.people.acting import actor_of
from gerbang.portal import receipts
from gerbang.register import queries
from gerbang.register.queries import Detail

NEWEST = 20
CHUNK = 2_000


@public
@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "receipts",
        "title": _("Record receipts"),
        "roots": ledger.roots().reverse()[:NEWEST],
        "crumbs": [(_("Front page"), reverse("portal:front")), (_("Record receipts"), "")],
    }
    return render(request, "portal/roots.html", context)


@public
@require_safe
def roots_file(request: HttpRequest) -> StreamingHttpResponse:
    """Every root, one a line, as `gerbang ledger root` writes it."""
    response = StreamingHttpResponse(_lines(), content_type="application/jsonl")
    response["Content-Disposition"] = 'attachment; filename="akar.jsonl"'
    return response


def _lines() -> Iterator[str]:
    for root in ledger.roots().iterator(chunk_size=CHUNK):
        yield f"{ledger.published(root).line}\n"


@public
@require_safe
def receipt(request: HttpRequest, ref: str) -> HttpResponse:
    detail = _detail(request, ref)
    tie = detail.tie
    context = {
        "section": "ties",
        "title": _("Record receipt"),
        "tie": tie,
        "shown": receipts.show(detail),
        "crumbs": [
            (_("Front page"), reverse("portal:front")),
            (_("Cooperation"), reverse("portal:ties")),
            (tie.name, reverse("portal:tie", args=[tie.ref])),
            (_("Record receipt"), ""),
        ],
    }
    return render(request, "portal/receipt.html", context)


@public
@require_safe
def receipt_file(request: HttpRequest, ref: str) -> HttpResponse:
    """The receipt; `?semua` of every entry, `?akar=N` up to the root of N leaves."""
    detail = _detail(request, ref)
    size = request.GET.get("akar", "")
    if size and not (size.isascii() and size.isdecimal() and len(size) < 19):
        raise Http404
    try:
        made = receipts.make(detail, every="semua" in request.GET, size=int(size) if size else None)
    except proofs.Unprovable as problem:
        return HttpResponse(str(problem), status=503, content_type="text/plain; charset=utf-8")
    if made is None:
        raise Http404
    response = HttpResponse(made.text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="bukti-{ref}.json"'
    return response


def _detail(request: HttpRequest, ref: str) -> Detail:
    found = queries.detail(actor_of(request), ref)
    if found is None:
        raise Http404
    return found
