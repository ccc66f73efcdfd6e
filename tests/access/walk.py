"""Goes to every URL of the site."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.access.arguments import MAKERS
from tests.access.world import World

from gerbang.access.checks import Address, views
from gerbang.access.declaration import Declaration, declared


@dataclass(frozen=True)
class Stop:
    """One URL of the walk, with something real in its arguments."""

    name: str
    url: str
    declaration: Declaration

    @property
    def is_public(self) -> bool:
        return self.declaration.audience == "public"

    @property
    def is_for_tokens(self) -> bool:
        return self.declaration.audience == "token"

    @property
    def knows_no_cookies(self) -> bool:
        """An address of the API: what a browser sends by itself counts nothing, so that nothing can be forged."""
        return self.name.startswith("api-v1:")


def addresses() -> list[Address]:
    """Every URL once, however many patterns lead to it."""
    return list({address.name or address.route: address for address in views()}.values())


def takes_arguments(address: Address) -> bool:
    return bool(address.pattern.pattern.regex.groups) or any(part in address.route for part in "<(")


def stops(world: World) -> Iterator[Stop]:
    for address in addresses():
        declaration = declared(address.view)
        assert declaration, f"{address.route} declares nothing"
        kwargs = MAKERS[address.name](world) if takes_arguments(address) else {}
        yield Stop(address.name, reverse(address.name, kwargs=kwargs), declaration)


LEFT_BY_READING = {"people.Window"}
"""How often a program, or a holder of a link, has asked is counted; nothing else changes by being read."""


def rows() -> dict[str, int]:
    """How many rows every table of ours has."""
    return {
        model._meta.label: model._default_manager.count()
        for room in apps.get_app_configs()
        if room.name.startswith("gerbang.")
        for model in room.get_models()
        if model._meta.label not in LEFT_BY_READING
    }


def fetch(client: Client, stop: Stop, method: str = "get", **headers: str) -> tuple[int, str]:
    """The status and where it leads; a view that breaks counts as 500 and says how."""
    try:
        answer = getattr(client, method)(stop.url, headers=headers)
    except Exception as error:
        return 500, f"{type(error).__name__}: {error}"
    return answer.status_code, answer.headers.get("Location", "")


def asks_to_sign_in(status: int, location: str) -> bool:
    return status == 302 and location.partition("?")[0] == reverse(settings.LOGIN_URL)
