"""What every page's frame needs, worked out only when a template asks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.urls import get_script_prefix
from django.utils.functional import cached_property

from gerbang.values import language


class Layout:
    """The frame of one page. `actor` is `request.actor`, where a middleware has set one; nobody otherwise."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def demonstration(self) -> bool:
        return bool(settings.DEMONSTRATION)

    @cached_property
    def actor(self) -> Any:
        return getattr(self.request, "actor", None)

    @cached_property
    def signed_in(self) -> bool:
        return bool(self.actor and self.actor.is_authenticated)

    @cached_property
    def label(self) -> str:
        return str(getattr(self.actor, "label", "")) if self.signed_in else ""

    @cached_property
    def body_label(self) -> str:
        """Where the account works; empty where its own label says so already."""
        body = str(getattr(self.actor, "body_label", "")) if self.signed_in else ""
        return "" if body in self.label else body

    @property
    def home_url(self) -> str:
        return f"{get_script_prefix()}en/" if language.active() == "en" else get_script_prefix()

    @property
    def sign_in_url(self) -> str:
        return resolve_url(settings.LOGIN_URL)


def layout(request: HttpRequest) -> dict[str, Any]:
    return {"layout": Layout(request)}
