"""Beginning a case about a cooperation there is: from its own page, with its parties and texts in sight."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import signed_in
from gerbang.gate import upon
from gerbang.gate.forms import RunningUponForm, UponForm, typed_facts
from gerbang.gate.models import Case
from gerbang.gate.views.posting import initial_from_draft, post
from gerbang.gate.wording import said
from gerbang.people.acting import Acting, actor_of
from gerbang.register import home
from gerbang.register import queries as register
from gerbang.register.models import Tie
from gerbang.register.queries import Detail
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Rulebook, Upon


@signed_in
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, ref: str, book_id: str) -> HttpResponse:
    """A new case at its first stage; where one is open already, the way to it."""
    return _opening(request, ref, book_id, UponForm)


@signed_in
@require_http_methods(["GET", "POST"])
def register_running(request: HttpRequest, ref: str, book_id: str) -> HttpResponse:
    """A case that is under way on paper already, at whatever stage it is in."""
    return _opening(request, ref, book_id, RunningUponForm)


def _opening(request: HttpRequest, ref: str, book_id: str, form_class: type[UponForm]) -> HttpResponse:
    actor = actor_of(request)
    detail, book, rules = _asked(request, ref, book_id)
    by = upon.acting(actor, detail.tie)
    form = form_class(request.POST or None, book=book, today=by.today, initial=initial_from_draft(request, {}))
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _do(acting, detail.tie, form).ref,
        then=lambda made: reverse("gate:case", args=[made]),
        done=_("The case is open."),
    )
    known = upon.running(detail.tie, book.id)
    if answer is None and known:
        return _already(request, detail.tie, book, known[0])
    title = said(rules.begin)
    context = {
        "title": title,
        "form": form,
        "book": book,
        "tie": detail.tie,
        "texts": list(detail.tie.instruments.all()),
        "registering": form_class is RunningUponForm,
        "section": "cases",
        "crumbs": _crumbs(detail.tie, title),
        "submit_label": _("Open the case"),
        "cancel_url": home.of(detail.tie.ref),
        "draft_url": reverse("people_draft"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return answer or render(request, "gate/open_upon.html", context, status=status)


def _asked(request: HttpRequest, ref: str, book_id: str) -> tuple[Detail, Rulebook, Upon]:
    """The cooperation as this account may see it, and the procedure if it fits; to others neither exists."""
    detail = register.detail(actor_of(request), ref)
    book = loader.books().get(book_id)
    if detail is None or book is None or book.upon is None or not upon.fits(book, detail.tie):
        raise Http404
    return detail, book, book.upon


def _do(by: Acting, tie: Tie, form: UponForm) -> Case:
    typed = form.cleaned_data
    continuing = upon.Continuing(
        book_id=form.book.id,
        tie=tie,
        happened_on=typed["happened_on"],
        facts=typed_facts(form.book, typed),
        reason=typed["reason"],
        stage=typed.get("stage", ""),
        since=typed.get("since"),
    )
    return upon.open_upon(by=by, continuing=continuing)


def _already(request: HttpRequest, tie: Tie, book: Rulebook, case: Case) -> HttpResponse:
    """One is open: a second beside it would split the file in two."""
    context: dict[str, Any] = {
        "title": _("There is an open case already"),
        "tie": tie,
        "book": book,
        "case": case,
        "section": "cases",
        "crumbs": _crumbs(tie, _("There is an open case already")),
    }
    return render(request, "gate/already_open.html", context, status=409)


def _crumbs(tie: Tie, here: str) -> list[tuple[str, str | None]]:
    return [(tie.name, home.of(tie.ref)), (here, None)]
