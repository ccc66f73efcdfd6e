"""A system check: no URL without a declaration of who may open it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from gerbang.access.declaration import declared


class Address(NamedTuple):
    """One URL of the site: where it is, what leads there, and under which name."""

    route: str
    pattern: URLPattern
    view: Callable[..., Any]
    name: str


def views(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[Address]:
    """Every URL of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield Address(route, pattern, pattern.callback, f"{space}{pattern.name}" if pattern.name else "")


@register()
def every_view_declares_its_access(app_configs: object, **options: object) -> list[CheckMessage]:
    """gerbang.E001: a view that declares nothing."""
    return [
        Error(
            f"{address.route} does not declare who may open it.",
            hint="Use access.public, signed_in or requires.",
            id="gerbang.E001",
        )
        for address in views()
        if declared(address.view) is None
    ]
