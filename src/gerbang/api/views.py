"""Pages on which an administrator of a body keeps its tokens and webhooks."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from gerbang.access import requires
from gerbang.api import actions, wording
from gerbang.api.forms import TokenForm, WebhookForm
from gerbang.api.models import ApiToken, Delivery, Webhook
from gerbang.api.problems import Taken
from gerbang.pages import keyset
from gerbang.people.acting import actor_of
from gerbang.people.models import Body
from gerbang.people.queries import administered
from gerbang.people.rules import administers
from gerbang.values import Invalid, zones

PAGE = 25


@requires(administers)
@never_cache
@sensitive_variables("secret")
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of the bodies I administer, and a form for one more; its secret is shown once."""
    actor = actor_of(request)
    bodies = administered(actor)
    made, secret = None, ""
    form = TokenForm(request.POST or None, bodies=bodies, initial={"body": bodies[0].ref, "scopes": ["read"]})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made, secret = actions.make_token(
                by=actor.administering(typed["body"]),
                body=typed["body"],
                name=typed["name"],
                scopes=typed["scopes"],
                expires_on=typed["expires_on"],
            )
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            form = TokenForm(bodies=bodies, initial={"body": bodies[0].ref, "scopes": ["read"]})
    shown = {
        "title": _("Tokens for programs"),
        "lead": _("With a token a program reads what a reader of your body may see. Public data need none."),
        "section": "api",
        "form": form,
        "made": made,
        "secret": secret,
        "rows": _tokens(bodies),
        "today": zones.today("WIB"),
    }
    return render(request, "api/tokens.html", shown)


@requires(administers)
def revoke(request: HttpRequest, ref: str) -> HttpResponse:
    """Lets a token of a body I administer open nothing any more."""
    actor = actor_of(request)
    live = ApiToken.objects.select_related("body__parent__parent").filter(revoked_at=None)
    token = get_object_or_404(live, ref=ref, body__in=[body.pk for body in administered(actor)])
    if request.method == "POST":
        actions.revoke_token(by=actor.administering(token.body), token=token)
        return redirect("api:tokens")
    shown = {
        "title": _("Revoke a token"),
        "section": "api",
        "token": token,
        "submit_label": _("Revoke this token"),
        "cancel_url": reverse("api:tokens"),
        "crumbs": [(_("Tokens for programs"), reverse("api:tokens")), (_("Revoke a token"), None)],
    }
    return render(request, "api/revoke.html", shown)


@requires(administers)
@never_cache
@sensitive_variables("secret")
def webhooks(request: HttpRequest) -> HttpResponse:
    """The webhooks of the bodies I administer, and a form for one more; its secret is shown once."""
    actor = actor_of(request)
    bodies = administered(actor)
    made, secret = None, ""
    form = WebhookForm(request.POST or None, bodies=bodies, initial={"body": bodies[0].ref})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made, secret = actions.make_webhook(
                by=actor.administering(typed["body"]), body=typed["body"], url=typed["url"], kinds=typed["kinds"]
            )
        except Invalid as invalid:
            form.refuse(invalid)
        except Taken as taken:
            form.add_error("url", str(taken.reason))
        else:
            form = WebhookForm(bodies=bodies, initial={"body": bodies[0].ref})
    shown = {
        "title": _("Webhooks"),
        "lead": _("Gerbang tells these addresses, within a minute or two, what has changed in what your body may see."),
        "section": "api",
        "form": form,
        "made": made,
        "secret": secret,
        "rows": Webhook.objects.filter(body__in=[body.pk for body in bodies]).select_related("body"),
        "crumbs": [(_("Tokens for programs"), reverse("api:tokens")), (_("Webhooks"), None)],
    }
    return render(request, "api/webhooks.html", shown)


@requires(administers)
@require_safe
def webhook(request: HttpRequest, ref: str) -> HttpResponse:
    """One webhook of a body I administer: what was sent to it, and what was answered."""
    found = _own(request, ref)
    page = keyset.page(found.deliveries.all(), ["-created", "-ref"], request.GET.dict(), PAGE)
    shown = {
        "title": _("Webhook"),
        "cap": found.body.name,
        "section": "api",
        "webhook": found,
        "kinds": [wording.KIND_LABELS.get(kind, kind) for kind in found.kinds],
        "page": page,
        "lines": [_line(delivery) for delivery in page.rows],
        "crumbs": [(_("Webhooks"), reverse("api:webhooks")), (found.ref, None)],
    }
    return render(request, "api/webhook.html", shown)


@requires(administers)
@require_POST
def try_out(request: HttpRequest, ref: str) -> HttpResponse:
    """Sends a message that tells of nothing."""
    found = _own(request, ref)
    if found.disabled_at is None:
        actions.try_out(by=actor_of(request).administering(found.body), webhook=found)
    return redirect("api:webhook", ref)


@requires(administers)
@require_POST
def switch_off(request: HttpRequest, ref: str) -> HttpResponse:
    """Switches a webhook off."""
    found = _own(request, ref)
    actions.switch_off(by=actor_of(request).administering(found.body), webhook=found)
    return redirect("api:webhook", ref)


def _tokens(bodies: Sequence[Body]) -> Sequence[ApiToken]:
    own = ApiToken.objects.filter(body__in=[body.pk for body in bodies])
    return list(own.select_related("body", "account").order_by("revoked_at", "-pk"))


def _own(request: HttpRequest, ref: str) -> Webhook:
    bodies = [body.pk for body in administered(actor_of(request))]
    return get_object_or_404(Webhook.objects.select_related("body__parent__parent"), ref=ref, body__in=bodies)


def _line(delivery: Delivery) -> dict[str, Any]:
    tags = {"delivered": "done", "failed": "over", "waiting": "open"}
    return {"delivery": delivery, "tag": tags[delivery.status], "error": wording.error(delivery.error)}
