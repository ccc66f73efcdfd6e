"""Taking the register: releases of the whole, and the list at hand as a file."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from gerbang.access import public
from gerbang.pages import formatting
from gerbang.people.acting import actor_of
from gerbang.portal import downloads, filters
from gerbang.portal.finding import with_numbers
from gerbang.register import queries
from gerbang.register.export import release as releases
from gerbang.register.export.columns import Column, columns
from gerbang.register.export.records import records
from gerbang.register.export.table import SUMMARY
from gerbang.register.export.writing import FORMATS, streamed, write
from gerbang.register.models import Release

CATALOGUE = "catalog.jsonld"
WORKBOOK_MOST = 200_000
"""Cooperations a workbook made on request may hold; a larger one takes longer than anybody waits for a page."""
KEPT_IN_MEMORY = 1 << 20

FILES = {
    "cooperations.csv": gettext_lazy("What each source says: a row for each cooperation and source"),
    "ties.csv": gettext_lazy("The values in use: a row for each cooperation, with codes of regions and countries"),
    "cooperations.xlsx": gettext_lazy("Both tables as sheets of one Excel workbook"),
    "cooperations.jsonl": gettext_lazy("Everything on each cooperation: one JSON object a line"),
    "cooperations.jsonld": gettext_lazy("The same as linked data (JSON-LD)"),
    "datapackage.json": gettext_lazy("Description of the tables and their columns (Data Package)"),
    "catalog.jsonld": gettext_lazy("Catalogue entry (DCAT)"),
    "SHA256SUMS": pgettext_lazy("open data", "Checksums of all files"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of a release as the page lists it."""

    name: str
    about: str
    rows: int | None
    size: int
    sha256: str


@public
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    found = list(Release.objects.all())
    tables: Sequence[tuple[str, Sequence[Column]]] = [
        (name, columns(name.removesuffix(".csv"))) for name in ("cooperations.csv", "ties.csv")
    ]
    context = {
        "section": "data",
        "title": _("Open data"),
        "newest": found[0] if found else None,
        "files": _rows(found[0].files) if found else [],
        "older": found[1:],
        "tables": tables,
        "crumbs": [(_("Front page"), reverse("portal:front")), (_("Open data"), "")],
    }
    return render(request, "portal/data.html", context)


@public
@require_safe
def release_file(request: HttpRequest, version: str, name: str) -> HttpResponseBase:
    release = Release.objects.filter(version=version).first()
    if release is None or name not in release.files:
        raise Http404
    return _file(request, release, name)


@public
@require_safe
def catalogue(request: HttpRequest) -> HttpResponseBase:
    """The catalogue of the newest release, under an address that stays."""
    release = Release.objects.first()
    if release is None:
        raise Http404
    response = _file(request, release, CATALOGUE)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public
@require_safe
def take(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list with these filters as a file, with what the actor may see, written while it is sent."""
    if form not in FORMATS:
        raise Http404
    actor = actor_of(request)
    found = queries.narrowed(queries.visible_to(actor), with_numbers(actor, filters.read(request.GET)))
    made = FORMATS[form]
    if made.streams:
        pieces = streamed(records(actor, found), lambda out: made.writer(out, SUMMARY))
        return _named(StreamingHttpResponse(pieces, content_type=made.media_type), actor.today.isoformat(), form)
    if found.order_by()[: WORKBOOK_MOST + 1].count() > WORKBOOK_MOST:
        return _too_many(request)
    file = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY)  # noqa: SIM115 - the response closes it
    write(records(actor, found), [made.writer(file, SUMMARY)])
    file.seek(0)
    return _named(FileResponse(file, content_type=made.media_type), actor.today.isoformat(), form)


def _named(response: HttpResponseBase, day: str, form: str) -> HttpResponseBase:
    response["Content-Disposition"] = f'attachment; filename="kerja-sama-{day}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _too_many(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("This is too much for one Excel workbook"),
        "why": _("An Excel workbook is made of up to %(most)s cooperations; these filters leave more.")
        % {"most": formatting.number(WORKBOOK_MOST)},
        "todo": [
            _("Narrow the list with a further filter."),
            _("Take it as CSV, which has no limit."),
            _("Take the newest release of the whole register on the page Open data."),
        ],
        "status": 422,
    }
    return render(request, "pages/errors/error.html", context, status=422)


def _file(request: HttpRequest, release: Release, name: str) -> HttpResponseBase:
    kept = release.files[name]
    try:
        return downloads.sent(request, releases.path_of(release, name), kept["media_type"], kept["sha256"])
    except FileNotFoundError:
        raise Http404 from None


def _rows(files: Mapping[str, Mapping[str, Any]]) -> list[FileRow]:
    return [
        FileRow(name, str(about), files[name]["rows"], files[name]["bytes"], files[name]["sha256"])
        for name, about in FILES.items()
        if name in files
    ]
