"""Refuses what a view's declaration does not allow, before the view runs."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from gerbang.access.declaration import declared


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
        if declaration.audience == "public":
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if declaration.rule is not None:
            decision = declaration.rule(actor)
            if not decision.allowed:
                raise PermissionDenied(decision)
        return None
