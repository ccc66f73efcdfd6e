"""The statistics, as a page and as tables for a spreadsheet."""

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.pages.spreadsheets import defused
from gerbang.portal import counts, statistics
from gerbang.portal.crumbs import crumbs
from gerbang.register import cube, queries


@public
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    counted = statistics.public_numbers()
    context = {
        "section": "statistics",
        "title": _("Statistics"),
        "now": now,
        "counted_at": cube.counted_at() or now,
        "total": counted.total,
        "tables": statistics.tables(counted, now.date()),
        "counts": counts.beside(queries.counts_claimed(), counted),
        "address": request.build_absolute_uri(reverse("portal:statistics")),
        "crumbs": crumbs(_("Statistics")),
    }
    return render(request, "portal/statistics.html", context)


@public
@require_safe
def table(request: HttpRequest, key: str) -> HttpResponse:
    """One table as CSV, with what is counted apart below it and marked so."""
    today = timezone.localdate()
    found = [one for one in statistics.tables(statistics.public_numbers(), today) if one.key == key]
    if not found:
        raise Http404
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="gerbang-{key}-{today.isoformat()}.csv"'
    lines = csv.writer(answer)
    lines.writerow(["code", "name", "number", "apart"])
    lines.writerows([row.code, defused(row.name), row.number, ""] for row in found[0].rows)
    lines.writerows([row.code, defused(row.name), row.number, "apart"] for row in found[0].apart)
    return answer
