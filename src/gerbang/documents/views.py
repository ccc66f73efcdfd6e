"""Sending a document while a form is being filled in, and fetching one."""

import re

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gerbang.access import public, requires
from gerbang.documents import actions, filenames, queries, rules, storage
from gerbang.documents.forms import Shown, drawn
from gerbang.documents.models import Document
from gerbang.people.acting import actor_of
from gerbang.values import Invalid

FIELD = re.compile(r"[A-Za-z][\w-]{0,60}", re.ASCII)
SANDBOX = "default-src 'none'; sandbox"


@requires(rules.sends)
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a chosen document at once and answer with its field; a form without JavaScript does without this."""
    name = request.POST.get("upload_field", "")
    file = request.FILES.get(name)
    if not FIELD.fullmatch(name) or file is None:
        return HttpResponseBadRequest(_("No document arrived. Choose it again."))
    by = rules.acting(actor_of(request))
    try:
        return HttpResponse(drawn(name, Shown(actions.receive(by=by, file=file), refused=False)))
    except Invalid as invalid:
        earlier = queries.upload_of(by.account.ref, request.POST.get(f"{name}_ref", ""))
        return HttpResponse(drawn(name, Shown(earlier, refused=True), problem=invalid.problems["file"]))


@public
@require_safe
def download(request: HttpRequest, ref: str, version: int) -> HttpResponseBase:
    """A version's bytes, always as an attachment and under a sandbox: nothing in them may act for this site.

    RFC 6266 (the name), the nosniff rule of the Fetch standard, and the sandbox directive of CSP Level 3.
    """
    actor = actor_of(request)
    found = queries.open_version(actor, ref, version)
    if found is None:
        return _closed(request, queries.visible_to(actor).filter(ref=ref).first(), version)
    response = FileResponse(
        storage.current().open(found.blob.path),
        as_attachment=True,
        filename=filenames.clean(found.filename),
        content_type=found.blob.media_type,
    )
    response["Content-Length"] = str(found.blob.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response


def _closed(request: HttpRequest, document: Document | None, version: int) -> HttpResponse:
    """Tells the body that held it that a document was withdrawn; for everybody else there is none."""
    if document is None or document.withdrawn_at is None or not document.versions.filter(number=version).exists():
        raise Http404
    context = {
        "title": _("This document was withdrawn"),
        "why": document.withdrawn_reason,
        "todo": [
            _("Its record and its hash stay; its content is closed."),
            _("Attach a new document if one is needed."),
        ],
        "status": 410,
    }
    return render(request, "pages/errors/error.html", context, status=410)
