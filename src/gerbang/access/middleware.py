"""Refuses what a view's declaration does not allow, before the view runs."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from gerbang.access.declaration import declared
from gerbang.access.typed import INTERRUPTED, KEPT_CHARACTERS, SEAL_FIELD, length, sealed_by, typed


class DenyByDefaultMiddleware:
    """A view without a declaration is refused; a sign-in is asked for where one is needed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        declaration = declared(view)
        if declaration is None:
            raise PermissionDenied("This view does not declare who may open it.")
        if declaration.audience in ("public", "token"):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_authenticated:
            _keep_typed(request)
            return redirect_to_login(request.get_full_path())
        if declaration.rule is not None:
            decision = declaration.rule(actor)
            if not decision.allowed:
                raise PermissionDenied(decision)
        return None


def _keep_typed(request: HttpRequest) -> None:
    """What was typed into a form whose sign-in has expired waits in the session until the same account signs in.

    A script that saves a draft behind the page is not the form: it may arrive after it, and must not take its place.
    """
    if request.method != "POST" or not request.POST.get(SEAL_FIELD) or "X-Requested-With" in request.headers:
        return
    owner = sealed_by(request.POST[SEAL_FIELD])
    data = typed(request.POST)
    if owner and length(data) <= KEPT_CHARACTERS:
        request.session[INTERRUPTED] = {"path": request.path, "data": data, "as": owner}
