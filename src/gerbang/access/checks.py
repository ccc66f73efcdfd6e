"""A system check: no URL without a declaration of who may open it."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from gerbang.access.declaration import declared


def views(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern, Callable[..., Any]]]:
    """Every URL of the site: its route, pattern and view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern, route)
        else:
            yield route, pattern, pattern.callback


@register()
def every_view_declares_its_access(app_configs: object, **options: object) -> list[CheckMessage]:
    """gerbang.E001: a view that declares nothing."""
    return [
        Error(
            f"{route} does not declare who may open it.",
            hint="Use access.public, signed_in or requires.",
            id="gerbang.E001",
        )
        for route, _pattern, view in views()
        if declared(view) is None
    ]
