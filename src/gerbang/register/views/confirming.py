"""The yearly confirmation of a region: its list in one sitting, the statement to print, and the signed one."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gerbang.access import Refused, requires, signed_in
from gerbang.documents import queries as documents
from gerbang.ledger import queries as ledger
from gerbang.pages import keyset
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.models import Right
from gerbang.places.models import Region
from gerbang.register import confirmations, confirming, rules
from gerbang.register.confirming import Answer
from gerbang.register.confirming_forms import SheetForm, StatementForm
from gerbang.register.forms import ReasonForm
from gerbang.register.models import COOPERATIONS, Confirmation, Instrument, Tie
from gerbang.register.queries import NEWEST_FIRST
from gerbang.register.views.posting import crumbs, initial_from_draft, page, post

PAGE = 40
FIRST_SHEET = 5
"""Lines that fit on the one page of a statement; a longer list stands in an annex."""


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """This year's confirmation of one's own region and those of earlier years; for others which regions confirmed."""
    actor = actor_of(request)
    regions = confirmations.own_regions(actor)
    if not regions:
        return HttpResponseRedirect(reverse("register:confirmed-regions"))
    region = regions[0]
    mine = confirmations.visible_to(actor).filter(region=region)
    context = {
        "title": _("Yearly confirmation"),
        "cap": region.name,
        "section": "register",
        "crumbs": crumbs((_("Yearly confirmation"), None)),
        "year": actor.today.year,
        "current": confirmations.standing(region, actor.today.year),
        "ties": confirmations.of_region(region).count(),
        "earlier": mine.exclude(state=Confirmation.State.DRAFT).order_by("-year", "-pk")[:20],
        "form": Form() if _may(actor, region) else None,
        "oversees": confirmations.overseen(actor).exists(),
    }
    return render(request, "register/confirmations.html", context)


@signed_in
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Opens this year's confirmation; a second press finds the same one."""
    actor = actor_of(request)
    region = next(iter(confirmations.own_regions(actor)), None)
    if region is None:
        raise Http404
    by = _acting(actor, region)
    answer = post(
        request,
        form=Form(request.POST),
        by=lambda: by,
        do=lambda acting, _seen: confirming.begin(by=acting, region=region).ref,
        then=lambda ref: reverse("register:confirmation", args=[ref]),
        done=_("The confirmation is begun."),
    )
    return answer or HttpResponseRedirect(reverse("register:confirmations"))


@signed_in
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, ref: str) -> HttpResponse:
    """The list, page by page, with an answer for each tie; what was sent is only read."""
    confirmation = _confirmation(request, ref)
    if confirmation.state != Confirmation.State.DRAFT:
        return _shown(request, confirmation)
    actor = actor_of(request)
    if not _may(actor, confirmation.region):
        return _shown(request, confirmation)
    listed = confirmations.of_region(confirmation.region)
    part = keyset.page(_with_texts(listed), NEWEST_FIRST, request.GET.dict(), PAGE)
    form = SheetForm(
        request.POST or None,
        ties=list(part),
        draft=confirmation,
        last=not part.after,
        initial=initial_from_draft(request, {}),
    )
    here = reverse("register:confirmation", args=[ref])
    onwards = f"{here}?after={part.after}" if part.after else reverse("register:give-confirmation", args=[ref])
    answer = None
    if request.method == "POST":
        answer = post(
            request,
            form=form,
            by=lambda: _acting(actor, confirmation.region),
            do=lambda acting, _seen: _answer(acting, confirmation, form),
            then=here if "_stay" in request.POST else onwards,
            done=_("The answers are saved."),
        )
    refs = list(listed.values_list("ref", flat=True))
    left = confirming.unanswered(confirmation, refs)
    return answer or page(
        request,
        "register/sheet.html",
        form,
        title=_("Confirmation %(year)d") % {"year": confirmation.year},
        cap=confirmation.region.name,
        confirmation=confirmation,
        part=part,
        total=len(refs),
        answered=len(refs) - len(left),
        may_send=_may(actor, confirmation.region, Right.SEND),
        crumbs=_path(confirmation),
    )


@signed_in
@require_safe
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """The statement as a sheet for the printer, with blank lines for what only the office knows."""
    confirmation = _confirmation(request, ref)
    with translation.override("id"):
        lines, numbers = _lines(confirmation), _counted(confirmation)
    missing = _missing(confirmation)
    context = {
        "title": _("Statement"),
        "confirmation": confirmation,
        "region": confirmation.region,
        "lines": lines,
        "on_one_page": len(lines) + len(missing) <= FIRST_SHEET,
        "counts": numbers,
        "total": len(lines),
        "agreed": sum(tie.phase in COOPERATIONS for tie, _answer, _note in lines),
        "missing": missing,
        "unfinished": confirming.unanswered(confirmation, [tie.ref for tie, _answer, _note in lines]),
    }
    return render(request, "register/letter.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, ref: str) -> HttpResponse:
    """The last step: print, have it signed, and put the signed statement on file."""
    confirmation = _confirmation(request, ref)
    if confirmation.state != Confirmation.State.DRAFT:
        return HttpResponseRedirect(reverse("register:confirmation", args=[ref]))
    by = _acting(actor_of(request), confirmation.region)
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        today=by.today,
        seen=ledger.head(ref),
        initial=initial_from_draft(request, {}),
    )
    answer = None
    if request.method == "POST":
        answer = post(
            request,
            form=form,
            by=lambda: _acting(actor_of(request), confirmation.region, Right.SEND),
            do=lambda acting, seen: (
                confirming.give(by=acting, confirmation=confirmation, statement=form.given, seen=seen).ref
            ),
            then=reverse("register:confirmation", args=[ref]),
            done=_("The list of %(year)d is confirmed.") % {"year": confirmation.year},
        )
    refs = list(confirmations.of_region(confirmation.region).values_list("ref", flat=True))
    return answer or page(
        request,
        "register/give.html",
        form,
        title=_("Print, sign and send"),
        cap=confirmation.region.name,
        confirmation=confirmation,
        left=len(confirming.unanswered(confirmation, refs)),
        bare=len(confirming.unexplained(confirmation, refs)),
        counts=_counted(confirmation),
        may_send=_may(actor_of(request), confirmation.region, Right.SEND),
        crumbs=_path(confirmation, _("Print, sign and send")),
        cancel_url=reverse("register:confirmation", args=[ref]),
    )


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a confirmation back, with the reason."""
    confirmation = _confirmation(request, ref)
    by = _acting(actor_of(request), confirmation.region, Right.SEND)
    form = ReasonForm(request.POST or None, seen=ledger.head(ref), initial=initial_from_draft(request, {}))
    answer = None
    if request.method == "POST":
        answer = post(
            request,
            form=form,
            by=lambda: by,
            do=lambda acting, seen: (
                confirming.withdraw(
                    by=acting, confirmation=confirmation, reason=form.cleaned_data["reason"], seen=seen
                ).ref
            ),
            then=reverse("register:confirmations"),
            done=_("The confirmation is withdrawn."),
        )
    title = _("Withdraw the confirmation")
    return answer or page(
        request,
        "register/withdraw_confirmation.html",
        form,
        title=title,
        cap=confirmation.region.name,
        confirmation=confirmation,
        crumbs=_path(confirmation, title),
        cancel_url=reverse("register:confirmation", args=[ref]),
    )


def _shown(request: HttpRequest, confirmation: Confirmation) -> HttpResponse:
    """A confirmation that was sent or withdrawn, or a draft to somebody who may only read it."""
    actor = actor_of(request)
    scan = documents.visible_to(actor).filter(ref=confirmation.document, withdrawn_at=None).first()
    given = confirmation.state == Confirmation.State.GIVEN
    context = {
        "title": _("Confirmation %(year)d") % {"year": confirmation.year},
        "cap": confirmation.region.name,
        "section": "register",
        "crumbs": _path(confirmation),
        "confirmation": confirmation,
        "counts": _counted(confirmation),
        "tasks": confirmations.tasks(confirmation) if given else [],
        "missing": _missing(confirmation),
        "scan": scan,
        "version": scan.latest.number if scan else 0,
        "may_correct": _may(actor, confirmation.region),
        "may_withdraw": given and _may(actor, confirmation.region, Right.SEND),
    }
    return render(request, "register/confirmation.html", context)


def _confirmation(request: HttpRequest, ref: str) -> Confirmation:
    return get_object_or_404(confirmations.visible_to(actor_of(request)), ref=ref)


def _answer(by: Acting, confirmation: Confirmation, form: SheetForm) -> str:
    missing = form.cleaned_data.get("missing")
    return confirming.answer(by=by, confirmation=confirmation, lines=form.lines, missing=missing).ref


def _acting(actor: Actor, region: Region, right: Right | None = None) -> Acting:
    """The membership to confirm under; raises Refused where the account has none in the region's government."""
    refused = None
    for by in rules.writing(actor, [right] if right else rules.WRITERS):
        decision = rules.confirms_for(by, region)
        if decision.allowed:
            return by
        refused = decision
    if refused:
        raise Refused(refused)
    return actor.acting(right or Right.PREPARE, [body for body in actor.bodies.values() if body.region_id == region.pk])


def _may(actor: Actor, region: Region, right: Right | None = None) -> bool:
    found = rules.writing(actor, [right] if right else rules.WRITERS)
    return any(rules.confirms_for(by, region).allowed for by in found)


def _with_texts(ties: Any) -> Any:
    texts = Instrument.objects.filter(withdrawn_at=None)
    return ties.prefetch_related(Prefetch("instruments", texts))


def _lines(confirmation: Confirmation) -> list[tuple[Tie, str, str]]:
    """The list as it stands in the statement: of one that was sent, the ties that were on it."""
    ties = _with_texts(confirmations.of_region(confirmation.region)).order_by(*NEWEST_FIRST)
    if confirmation.state != Confirmation.State.DRAFT:
        ties = _with_texts(Tie.objects.filter(ref__in=list(confirmation.lines))).order_by(*NEWEST_FIRST)
    said = [(tie, confirmation.lines.get(tie.ref, {})) for tie in ties]
    return [(tie, _words(line.get("answer", "")), line.get("note", "")) for tie, line in said]


def _missing(confirmation: Confirmation) -> list[str]:
    """What the region says is missing from the list, a cooperation a line."""
    return [line.strip() for line in confirmation.missing.splitlines() if line.strip()]


def _words(answer: str) -> str:
    return str(Answer(answer).label) if answer else ""


def _counted(confirmation: Confirmation) -> list[tuple[str, int]]:
    """How many ties were answered how; of a draft only those that are on the list today."""
    shown = confirmation
    if confirmation.state == Confirmation.State.DRAFT:
        refs = set(confirmations.of_region(confirmation.region).values_list("ref", flat=True))
        shown = Confirmation(lines={ref: line for ref, line in confirmation.lines.items() if ref in refs})
    return [(str(Answer(answer).label), number) for answer, number in confirming.counts(shown).items()]


def _path(confirmation: Confirmation, here: str = "") -> list[tuple[str, str | None]]:
    own = reverse("register:confirmation", args=[confirmation.ref]) if here else None
    path = crumbs((_("Yearly confirmation"), reverse("register:confirmations")), (str(confirmation.year), own))
    return [*path, (here, None)] if here else path
