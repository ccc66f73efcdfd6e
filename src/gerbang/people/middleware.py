"""Gives every request its actor, and sends whoever still has a one-time password to choose another."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gerbang.people.acting import Actor
from gerbang.people.models import Account

CHANGE = "account_change_password"
OPEN_BEFORE = {CHANGE, "account_logout"}


class ActorMiddleware:
    """Sets `request.actor`, which reads memberships only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user if isinstance(request.user, Account) else None
        request.actor = Actor(account)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """A password that somebody else has seen opens nothing but the page that replaces it."""
        if not isinstance(request.user, Account) or not request.user.one_time_password:
            return None
        if request.resolver_match and request.resolver_match.url_name in OPEN_BEFORE:
            return None
        return redirect(f"{reverse(CHANGE)}?{urlencode({'next': request.get_full_path()})}")
