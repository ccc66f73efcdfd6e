"""Drafts, who works in my body, and the terms of office of my region."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from gerbang.access import requires, signed_in
from gerbang.access.typed import typed
from gerbang.people import actions, drafts, queries
from gerbang.people.acting import Actor, actor_of
from gerbang.people.forms import EndForm, MemberForm, TermForm
from gerbang.people.models import Account, Body, BodyKind, Membership, Term
from gerbang.people.rules import administers, keeping_terms, keeps_terms, works_in_a_region
from gerbang.people.signin import new_password
from gerbang.values import Invalid, zones


@signed_in
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keeps what has been typed into a form, when a field is left; or throws it away, with `forget`."""
    path = _form_of(request)
    if not isinstance(request.user, Account) or not _is_a_page(path):
        return JsonResponse({"error": _("There is no form at this address.")}, status=400)
    if "forget" in request.POST:
        actions.drop_draft(account=request.user, path=drafts.address(path))
        return redirect(path)
    try:
        kept = actions.save_draft(account=request.user, path=drafts.address(path), data=typed(request.POST))
    except Invalid as invalid:
        return JsonResponse({"error": str(invalid)}, status=413)
    return JsonResponse({"saved_at": kept.saved_at.isoformat()})


@requires(administers)
@never_cache
@sensitive_variables("password")
def members(request: HttpRequest) -> HttpResponse:
    """Who works in the bodies I administer, and a form for one more."""
    actor = actor_of(request)
    bodies = queries.administered(actor)
    waiting = drafts.offered(request)
    password, added, new = "", None, False
    if request.method == "POST":
        form = MemberForm(request.POST, bodies=bodies)
        if form.is_valid():
            password = new_password()
            try:
                added, new = _enrol(actor, form.cleaned_data, password)
            except Invalid as invalid:
                form.refuse(invalid)
            else:
                drafts.done(request)
                waiting = None
                form = _blank(bodies)
    elif waiting:
        form = drafts.unsent(MemberForm, waiting, bodies=bodies)
    else:
        form = _blank(bodies)
    shown = {
        "title": _("Accounts and rights"),
        "lead": _("Who works in your body and its units, and what each of them may do."),
        "section": "people",
        "form": form,
        "waiting": waiting if request.method == "GET" else None,
        "draft_url": drafts.url(request),
        "added": added,
        "password": password if new else "",
        "groups": _groups(bodies),
    }
    return render(request, "people/members.html", shown)


@requires(administers)
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Ends one right of somebody who works in a body I administer."""
    actor = actor_of(request)
    bodies = queries.administered(actor)
    live = Membership.objects.filter(until=None, body__in=[body.pk for body in bodies])
    membership = get_object_or_404(live.select_related("account", "body__parent__parent"), ref=ref)
    by = actor.administering(membership.body)
    form = EndForm(request.POST or None, initial={"until": by.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_membership(by=by, membership=membership, until=form.cleaned_data["until"])
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            return redirect("people_members")
    shown = {
        "title": _("End a right"),
        "section": "people",
        "form": form,
        "membership": membership,
        "submit_label": _("End this right"),
        "cancel_url": reverse("people_members"),
        "crumbs": [(_("Accounts and rights"), reverse("people_members")), (_("End a right"), None)],
    }
    return render(request, "people/end.html", shown)


@requires(works_in_a_region)
def terms(request: HttpRequest) -> HttpResponse:
    """Who held the offices of my region, and for whom it is written down."""
    actor = actor_of(request)
    government = _own_government(actor)
    shown = {
        "title": _("Terms of office"),
        "cap": government.name,
        "lead": _("Who lawfully held which office, and when. A signature is checked against this list."),
        "section": "people",
        "terms": queries.terms_of(government),
        "may_write": keeps_terms(actor),
    }
    return render(request, "people/terms.html", shown)


@requires(keeps_terms)
def add_term(request: HttpRequest) -> HttpResponse:
    """Writes down a term of office."""
    actor = actor_of(request)
    government = _own_government(actor)
    waiting = drafts.offered(request) if request.method == "GET" else None
    form = drafts.unsent(TermForm, waiting) if waiting else TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_term(by=keeping_terms(actor, government), body=government, values=form.term())
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            drafts.done(request)
            return redirect("people_terms")
    shown = {
        "title": _("Add a term of office"),
        "cap": government.name,
        "section": "people",
        "form": form,
        "waiting": waiting,
        "draft_url": drafts.url(request),
        "cancel_url": reverse("people_terms"),
        "crumbs": [(_("Terms of office"), reverse("people_terms")), (_("Add a term of office"), None)],
    }
    return render(request, "people/add_term.html", shown)


@requires(keeps_terms)
def end_term(request: HttpRequest, ref: str) -> HttpResponse:
    """Writes down when a term of office ended."""
    actor = actor_of(request)
    government = _own_government(actor)
    term = get_object_or_404(Term.objects.select_related("body"), ref=ref, body=government, until=None)
    by = keeping_terms(actor, government)
    form = EndForm(request.POST or None, initial={"until": by.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_term(by=by, term=term, until=form.cleaned_data["until"])
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            return redirect("people_terms")
    shown = {
        "title": _("End a term of office"),
        "cap": government.name,
        "section": "people",
        "form": form,
        "term": term,
        "submit_label": _("End this term"),
        "cancel_url": reverse("people_terms"),
        "crumbs": [(_("Terms of office"), reverse("people_terms")), (_("End a term of office"), None)],
    }
    return render(request, "people/end_term.html", shown)


def _form_of(request: HttpRequest) -> str:
    """The address of the form: the field `path`, the query, or else the page that asks."""
    asking = urlsplit(request.headers.get("Referer", ""))
    here = asking.path if asking.netloc == request.get_host() else ""
    return str(request.POST.get("path") or request.GET.get("path") or here)


def _is_a_page(path: str) -> bool:
    if not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return False
    with override(settings.LANGUAGE_CODE):
        try:
            resolve(drafts.address(path))
        except Resolver404:
            return False
    return True


def _enrol(actor: Actor, typed_in: dict[str, Any], password: str) -> tuple[Account, bool]:
    return actions.enrol(
        by=actor.administering(typed_in["body"]),
        email=typed_in["email"],
        label=typed_in["label"],
        body=typed_in["body"],
        rights=typed_in["rights"],
        since=typed_in["since"],
        password=password,
    )


def _blank(bodies: list[Body]) -> MemberForm:
    return MemberForm(bodies=bodies, initial={"body": bodies[0].ref, "since": zones.today(bodies[0].zone)})


def _groups(bodies: list[Body]) -> list[tuple[Body, list[tuple[Account, list[Membership]]]]]:
    """Each body with its people and what each may do there; today is the earliest in which somebody still works."""
    rows: dict[int, dict[int, tuple[Account, list[Membership]]]] = {body.pk: {} for body in bodies}
    for membership in queries.working_in(bodies, zones.today("WIB")):
        account = membership.account
        rows[membership.body_id].setdefault(account.pk, (account, []))[1].append(membership)
    return [(body, list(rows[body.pk].values())) for body in bodies]


def _own_government(actor: Actor) -> Body:
    government = queries.own_government(actor)
    if government is None or government.kind != BodyKind.REGION:
        raise Http404
    return government
