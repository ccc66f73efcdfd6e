"""A lower room shows a higher room's panel: the higher room registers a provider, the page asks for all of its kind."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

Panel = tuple[str, Mapping[str, Any]]
"""A template and its context."""
Provider = Callable[[HttpRequest, Any], Panel | None]

_providers: dict[str, list[tuple[int, Provider]]] = defaultdict(list)


def register(subject_kind: str, provider: Provider, order: int = 100) -> None:
    """`provider(request, subject)` answers with (template name, context), or None when it has nothing to show."""
    if all(known is not provider for _, known in _providers[subject_kind]):
        _providers[subject_kind].append((order, provider))
        _providers[subject_kind].sort(key=lambda pair: pair[0])


def render(request: HttpRequest, subject_kind: str, subject: Any) -> SafeString:
    """All panels for the subject, in order."""
    answers = (provider(request, subject) for _, provider in _providers.get(subject_kind, ()))
    drawn = (render_to_string(panel[0], dict(panel[1]), request) for panel in answers if panel)
    return mark_safe("".join(drawn))  # noqa: S308 - each part was escaped when it was rendered
