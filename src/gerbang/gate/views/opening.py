"""Beginning: which cooperation, with whom; or a file that is already under way on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import Decision, Refused, requires
from gerbang.gate import actions
from gerbang.gate.forms import OpeningForm, RunningForm, typed_facts
from gerbang.gate.rules import SENDING, may_open
from gerbang.gate.views.posting import initial_from_draft, post
from gerbang.people.acting import Acting, actor_of
from gerbang.people.models import BodyKind
from gerbang.places.models import Region
from gerbang.register import partner_picking
from gerbang.register.models import TieKind
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Rulebook


@requires(may_open)
def choose(request: HttpRequest) -> HttpResponse:
    """The kinds of cooperation, each with the law it follows."""
    books = [book for book in loader.books().values() if book.upon is None]
    groups = [
        (_("With partners abroad"), [book for book in books if _is_abroad(book)][::-1]),
        (_("At home"), [book for book in books if not _is_abroad(book)]),
    ]
    title = _("Begin a cooperation")
    context = {"title": title, "groups": groups, "section": "cases", "crumbs": _crumbs(title)}
    return render(request, "gate/choose.html", context)


@requires(may_open)
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, book_id: str) -> HttpResponse:
    """A new case at its first stage."""
    return _opening(request, _book(book_id), OpeningForm, "gate/open.html", _("New case"))


@requires(may_open)
@require_http_methods(["GET", "POST"])
def register_running(request: HttpRequest, book_id: str) -> HttpResponse:
    """A case that is under way on paper already, at whatever stage it is in."""
    return _opening(request, _book(book_id), RunningForm, "gate/open.html", _("Register a running case"))


def _opening(
    request: HttpRequest, book: Rulebook, form_class: type[OpeningForm], template: str, title: str
) -> HttpResponse:
    actor = actor_of(request)
    by = actor.acting(SENDING[0])
    kinds = _kinds(book)
    form = form_class(
        request.POST or None,
        book=book,
        kinds=kinds,
        today=by.today,
        initial=initial_from_draft(request, {}),
    )
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _do(acting, book, form, kinds),
        then=lambda ref: reverse("gate:case", args=[ref]),
        done=_("The case is open."),
    )
    context = {
        "title": title,
        "form": form,
        "book": book,
        "section": "cases",
        "crumbs": _crumbs(title),
        "submit_label": title if form_class is RunningForm else _("Open the case"),
        "cancel_url": reverse("gate:cases"),
        "draft_url": reverse("people_draft"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return answer or render(request, template, context, status=status)


def _do(by: Acting, book: Rulebook, form: OpeningForm, kinds: list[tuple[str, Any]]) -> str:
    typed = form.cleaned_data
    beginning = actions.Beginning(
        book_id=book.id,
        kind=typed.get("kind") or kinds[0][0],
        region=_region_of(by),
        fields_id=typed["fields_id"],
        fields_en=typed["fields_en"],
        facts=typed_facts(book, typed),
        happened_on=typed["happened_on"],
        stage=typed.get("stage", ""),
        since=typed.get("since"),
        **_party(by, book, typed["party"]),
    )
    return actions.open_case(by=by, beginning=beginning).ref


def _party(by: Acting, book: Rulebook, key: str) -> dict[str, Any]:
    family = book.kind.partition("-")[0]
    if family in ("ksdpl", "ksdll"):
        return {"partners": [partner_picking.partner(by, key)]}
    return {"regions": [partner_picking.region(key)]} if family == "ksdd" else {"third_party": key}


def _kinds(book: Rulebook) -> list[tuple[str, Any]]:
    """The kinds of tie this rulebook can make: its own, or the forms under it."""
    return [
        (kind.value, kind.label)
        for kind in TieKind
        if kind.value == book.kind or kind.value.startswith(f"{book.kind}-")
    ]


def _is_abroad(book: Rulebook) -> bool:
    return book.kind.startswith(("ksdpl", "ksdll"))


def _region_of(by: Acting) -> Region:
    for body in by.bodies:
        if body.region is not None and body.kind != BodyKind.COUNCIL:
            return body.region
    reason = _("A case is opened by the region itself. The ministry records steps in it on the region's letters.")
    raise Refused(Decision(False, reason, code="not-a-region"))


def _book(book_id: str) -> Rulebook:
    book = loader.books().get(book_id)
    if book is None or book.upon is not None:
        raise Http404
    return book


def _crumbs(here: str) -> list[tuple[str, str | None]]:
    return [(_("Cases"), reverse("gate:cases")), (here, None)]
