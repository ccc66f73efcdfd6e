"""The yearly confirmation of a region: its list in one sitting, the statement to print, and the signed one."""

from typing import Any

from django.db.models import Count, Q
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
from gerbang.register import confirmations, confirming, confirming_letter, rules
from gerbang.register.confirming import Gaps
from gerbang.register.confirming_forms import SheetForm, StatementForm
from gerbang.register.forms import ReasonForm
from gerbang.register.models import COOPERATIONS, Confirmation
from gerbang.register.views.posting import crumbs, initial_from_draft, page, post

PAGE = 40
LEFT = "belum"
"""What an address asks by for the lines that still need an answer, or a word on what is wrong."""


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
        **_numbers(region),
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
    every = confirmations.listed(confirmations.of_region(confirmation.region))
    gaps, total = _gaps(confirmation), confirmations.of_region(confirmation.region).count()
    only_left = LEFT in request.GET
    asked = every.filter(ref__in=gaps.refs) if only_left else every
    part = keyset.page(asked, confirmations.COOPERATIONS_FIRST, request.GET.dict(), PAGE)
    form = SheetForm(
        request.POST or None,
        ties=list(every.filter(ref__in=_posted(request)) if request.method == "POST" else part),
        draft=confirmation,
        last=not part.after and not only_left,
        initial=initial_from_draft(request, {}),
    )
    here = reverse("register:confirmation", args=[ref])
    goes_on = bool(part.after) and not only_left
    onwards = f"{here}?after={part.after}" if goes_on else reverse("register:give-confirmation", args=[ref])
    answer = post(
        request,
        form=form,
        by=lambda: _acting(actor, confirmation.region),
        do=lambda acting, _seen: _answer(acting, confirmation, form),
        then=request.get_full_path() if "_stay" in request.POST else onwards,
        done=_("The answers are saved."),
    )
    return answer or page(
        request,
        "register/sheet.html",
        form,
        title=_("Confirmation %(year)d") % {"year": confirmation.year},
        cap=confirmation.region.name,
        confirmation=confirmation,
        part=part,
        goes_on=goes_on,
        only_left=only_left,
        total=total,
        answered=total - len(gaps.unanswered),
        gaps=gaps,
        **_senders(actor, confirmation),
        crumbs=_path(confirmation),
    )


@signed_in
@require_safe
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """The statement as a sheet for the printer, with blank lines for what only the office knows."""
    confirmation = _confirmation(request, ref)
    if not _printable(confirmation):
        return HttpResponseRedirect(reverse("register:confirmation", args=[ref]))
    with translation.override("id"):
        parts = confirming_letter.parts(confirmation)
    context = {
        "title": _("Statement"),
        "confirmation": confirmation,
        "region": confirmation.region,
        "parts": parts,
        "missing": confirming_letter.missing(confirmation),
    }
    return render(request, "register/letter.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, ref: str) -> HttpResponse:
    """The last step: print, have it signed, and put the signed statement on file."""
    confirmation = _confirmation(request, ref)
    if confirmation.state != Confirmation.State.DRAFT:
        return HttpResponseRedirect(reverse("register:confirmation", args=[ref]))
    actor = actor_of(request)
    by = _acting(actor, confirmation.region)
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        today=by.today,
        seen=ledger.head(ref),
        initial=initial_from_draft(request, {}),
    )
    answer = post(
        request,
        form=form,
        by=lambda: _acting(actor, confirmation.region, Right.SEND),
        do=lambda acting, seen: (
            confirming.give(by=acting, confirmation=confirmation, statement=form.given, seen=seen).ref
        ),
        then=reverse("register:confirmation", args=[ref]),
        done=_("The list of %(year)d is confirmed.") % {"year": confirmation.year},
    )
    gaps, sending = _gaps(confirmation), _senders(actor, confirmation)
    return answer or page(
        request,
        "register/give.html",
        form,
        title=_("Print, sign and send"),
        cap=confirmation.region.name,
        confirmation=confirmation,
        gaps=gaps,
        shows_form=sending["may_send"] and (form.is_bound or not gaps),
        parts=confirming_letter.parts(confirmation),
        **sending,
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
    answer = post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: (
            confirming.withdraw(by=acting, confirmation=confirmation, reason=form.cleaned_data["reason"], seen=seen).ref
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
        "gaps": _gaps(confirmation) if confirmation.state == Confirmation.State.DRAFT else None,
        "printable": _printable(confirmation),
        "parts": confirming_letter.parts(confirmation),
        "tasks": confirmations.tasks(confirmation) if given else [],
        "missing": confirming_letter.missing(confirmation),
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


def _numbers(region: Region) -> dict[str, int]:
    """How many cooperations are on the region's list, and how many that are none yet."""
    agreed = Q(phase__in=COOPERATIONS)
    ties, beginnings = Count("pk", filter=agreed), Count("pk", filter=~agreed)
    return confirmations.of_region(region).aggregate(ties=ties, beginnings=beginnings)


def _gaps(confirmation: Confirmation) -> Gaps:
    """What the list of today still lacks."""
    refs = confirmations.of_region(confirmation.region).values_list("ref", flat=True)
    return confirming.gaps(confirmation, list(refs))


def _printable(confirmation: Confirmation) -> bool:
    """Whether there is a statement to print: one that was given, or a list of which every line is answered."""
    if confirmation.state == Confirmation.State.DRAFT:
        return not _gaps(confirmation)
    return bool(confirmation.letter_number)


def _senders(actor: Actor, confirmation: Confirmation) -> dict[str, Any]:
    """Whether the account may send the statement, else who in its office may."""
    may_send = _may(actor, confirmation.region, Right.SEND)
    found = [] if may_send else confirmations.senders(confirmation.region, actor.today)
    return {"may_send": may_send, "senders": [one.account.label for one in found]}


def _posted(request: HttpRequest) -> set[str]:
    """The ties a page of the list asked about, whatever the list has become since."""
    return {name.partition("-")[2] for name in request.POST if name.startswith(("answer-", "note-"))}


def _path(confirmation: Confirmation, here: str = "") -> list[tuple[str, str | None]]:
    own = reverse("register:confirmation", args=[confirmation.ref]) if here else None
    path = crumbs((_("Yearly confirmation"), reverse("register:confirmations")), (str(confirmation.year), own))
    return [*path, (here, None)] if here else path
