"""Pages for what went wrong: each says what happened, why, on what basis, and what to do now."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

UNSEEN = {"csrfmiddlewaretoken", "key", "seen", "_as", "_search", "password", "code"}


def _page(request: HttpRequest, status: int, title: Text, why: Text, todo: Sequence[Text], **more: Any) -> HttpResponse:
    context = {"title": title, "why": why, "todo": todo, "status": status, **more}
    return render(request, "pages/errors/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(
        request,
        400,
        _("The request could not be read"),
        _("What the browser sent is incomplete or was changed on the way."),
        [_("Go back, reload the page, and try once more.")],
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`PermissionDenied(decision)` says why; so does an exception with a `decision`."""
    decision = getattr(exception, "decision", None) or next(iter(getattr(exception, "args", ())), None)
    return refused(request, decision if hasattr(decision, "reason") else None)


def refused(request: HttpRequest, decision: Any = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("You may not do this"),
        getattr(decision, "reason", "") or _("This page or action is not open to the role you are working in."),
        [
            _("If you belong to several bodies, check in the head of the page which one you are working for."),
            _("If it is part of your work, ask the administrator of your body to add the role."),
        ],
        basis=getattr(decision, "basis", ""),
        unchanged=True,
    )


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("There is no such page here"),
        _("The address may be mistyped, or the page is not open to you."),
        [_("Check the address, or begin at the front page."), _("If you are not signed in, sign in first.")],
    )


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        405,
        _("This address does not work that way"),
        _("It takes what a form sends, or it only shows something; the request was of the other kind."),
        [_("Go back and use the button or link on the page.")],
    )


def conflict(
    request: HttpRequest,
    *,
    meanwhile: Iterable[Any] = (),
    typed: Sequence[tuple[Text, str]] | None = None,
    back: str = "",
) -> HttpResponse:
    """Somebody was faster. `meanwhile` are their steps (`.title`, `.when`, `.by`); `typed` what was typed here."""
    kept = typed if typed is not None else _posted(request)
    context = {"title": _("Somebody else changed this first"), "meanwhile": list(meanwhile), "typed": kept}
    return render(request, "pages/errors/conflict.html", {**context, "back": back or request.path}, status=409)


def _posted(request: HttpRequest) -> list[tuple[Text, str]]:
    return [(name, ", ".join(map(str, values))) for name, values in request.POST.lists() if name not in UNSEEN]


def too_large(request: HttpRequest, most: str = "") -> HttpResponse:
    return _page(
        request,
        413,
        _("That is too large to take in"),
        _("The document or the text is larger than this system accepts."),
        [
            _("Scan at 200 dots an inch in grey, or send the document in parts."),
            _("What you typed is kept as a draft."),
        ],
        basis=most,
    )


def too_many(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        429,
        _("Too many requests at once"),
        _("This address asked more often in a short time than the system allows."),
        [_("Wait a minute and try again.")],
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("The form had waited too long"),
        _("The page was opened before you signed in or out, or the browser keeps no cookies; the sender is uncertain."),
        [
            _("Go back, reload the page and send it again; what you typed is below."),
            _("Allow cookies for this address if they are switched off."),
        ],
        typed=_posted(request),
        unchanged=True,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Made without the request and the database: both may be what failed."""
    return HttpResponse(render_to_string("pages/errors/500.html"), status=500)
