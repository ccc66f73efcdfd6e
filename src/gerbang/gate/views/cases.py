"""The list of cases, the page of one, its history, its audit trail, and its sheets for the printer."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from gerbang.access import signed_in
from gerbang.gate import books, events, queries, rules, wording
from gerbang.gate.casefile import CaseFile
from gerbang.gate.models import Case
from gerbang.gate.views.posting import case_or_404, crumbs
from gerbang.ledger.models import Entry
from gerbang.pages import keyset
from gerbang.people.acting import actor_of


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Every case the actor may see, newest first, found by number, party or any letter number."""
    actor = actor_of(request)
    text = request.GET.get("q", "").strip()
    cases = queries.visible_to(actor)
    if text:
        cases = queries.found(cases, text)
    shown = keyset.page(cases, ["-pk"], request.GET, size=30)
    context = {
        "title": _("Cases"),
        "text": text,
        "page": shown,
        "lines": [_line(case) for case in shown],
        "may_open": rules.may_open(actor).allowed,
        "section": "cases",
    }
    return render(request, "gate/index.html", context)


@signed_in
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """One case: what stage it is in, who must act, until when, what is missing, what may be done, what happened."""
    return render(request, "gate/case.html", _context(request, ref))


@signed_in
def history(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole history of a case."""
    context = _context(request, ref, _("History of the case"))
    page = context["page"]
    items = events.of_rows(page.case, page.rows, page.book, page.position, page.offers)
    return render(request, "gate/history.html", {**context, "title": _("History of the case"), "items": items})


@signed_in
def trail(request: HttpRequest, ref: str) -> HttpResponse:
    """The ledger entries of a case: seq, kind, time, who, and the digest each is chained by."""
    case = case_or_404(request, ref)
    entries = keyset.page(Entry.objects.filter(stream=case.ref), ["-seq"], request.GET, size=50)
    title = _("Audit trail")
    context = {"title": title, "case": case, "page": entries, "crumbs": crumbs(case, title), "section": "cases"}
    return render(request, "gate/trail.html", context)


@signed_in
def position(request: HttpRequest, ref: str) -> HttpResponse:
    """The standing of a case on one sheet, for the file."""
    return render(request, "gate/position.html", _context(request, ref, _("Standing")))


@signed_in
def reminder(request: HttpRequest, ref: str) -> HttpResponse:
    """A draft reminder letter of the region, which alone says "we" in it; the office gives it number and date."""
    context = _context(request, ref, _("Reminder letter"))
    page = context["page"]
    due = page.due
    if due is None or not page.overdue or page.case.region_id not in page.actor.region_ids:
        raise Http404
    with override("id"):
        basis = wording.citations(context["page"].book, [due.clock.provision])
    return render(request, "gate/reminder.html", {**context, "due": due, "basis": basis})


def _context(request: HttpRequest, ref: str, here: str = "") -> dict[str, Any]:
    case = case_or_404(request, ref)
    actor = actor_of(request)
    page = CaseFile.read(case, actor, actor.today)
    return {
        "case": case,
        "page": page,
        "today": page.on,
        "title": f"{case.region.name} – {case.partner_label}",
        "crumbs": crumbs(case, here),
        "section": "cases",
    }


def _line(case: Case) -> dict[str, Any]:
    """One row of the list."""
    stage = books.read(case.book).stage(case.stage)
    return {"case": case, "stage": wording.said(stage.name) if stage else ""}
