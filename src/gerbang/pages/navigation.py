"""The places a page's head and foot lead to; each room adds its own in `AppConfig.ready()`."""

from bisect import insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.core.checks import CheckMessage, Error
from django.core.checks import register as register_check
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Place = Literal["main", "account", "foot"]


def _always(_request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True)
class Item:
    """One link. `section` is the part of the site it stands for: a page says which one it belongs to."""

    label: str | Promise
    url_name: str
    section: str
    order: int
    visible: Callable[[HttpRequest], bool] = _always
    count: Callable[[HttpRequest], int | None] | None = None
    place: Place = "main"


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one page shows it; `current` is "page", "true" (somewhere in that section) or ""."""

    label: str | Promise
    url: str
    section: str
    current: str
    count: int | None


_items: list[Item] = []


def register(item: Item) -> None:
    """Adds a link; the same URL name in the same place is kept once."""
    if not any(known.url_name == item.url_name and known.place == item.place for known in _items):
        insort(_items, item, key=lambda each: each.order)


def links(request: HttpRequest, place: Place, section: str = "") -> Iterator[Link]:
    """The visible links of one place, in order. A section given by the page beats the one its URL suggests.

    A request that was refused before anybody could be recognised has no actor, and its error page no links.
    """
    if not hasattr(request, "actor"):
        return
    match = request.resolver_match
    for item in _items:
        if item.place != place or not item.visible(request):
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue  # reported by the check below; one wrong name must not take every page down
        here = match is not None and match.view_name == item.url_name
        inside = item.section == section if section else here
        current = "page" if here else "true" if inside and item.section else ""
        yield Link(item.label, url, item.section, current, item.count(request) if item.count else None)


@register_check()
def check_links(**_kwargs: Any) -> list[CheckMessage]:
    """Every registered link leads somewhere."""
    problems: list[CheckMessage] = []
    for item in _items:
        try:
            reverse(item.url_name)
        except NoReverseMatch:
            problems.append(
                Error(f"Navigation leads to {item.url_name!r}, which no URL has.", obj=item, id="pages.E001")
            )
    return problems
