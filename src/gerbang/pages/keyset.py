"""Pages of a long list by place in it, not by number: the next page is as quick as the first, however long the list."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the places to go on from; empty where there is nothing further. `counted` says how many in all."""

    rows: Sequence[Row]
    before: str
    after: str
    counted: str = ""

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def page(rows: QuerySet[Row], order: Sequence[str], where: Mapping[str, str], size: int = 50) -> Page[Row]:
    """One page of `rows`.

    `order` names columns that are never null, "-" for descending; the last must be unique. `where` is `request.GET`,
    whose `after` or `before` is a place given by an earlier page; one that cannot be read means the beginning.
    """
    back = _read(where.get("before", ""), len(order))
    on = None if back else _read(where.get("after", ""), len(order))
    place, going = (back, [_turned(name) for name in order]) if back else (on, list(order))
    ordered = rows.order_by(*going)
    try:
        bounded = ordered.filter(_beyond(going, place)) if place else ordered
    except (ValueError, TypeError, ValidationError):  # a place made by hand, whose values fit no column
        bounded, back, on = rows.order_by(*order), None, None
    found = list(bounded[: size + 1])
    more, found = len(found) > size, found[:size]
    if back:
        found.reverse()
    has_before, has_after = (more, True) if back else (bool(on), more)
    return Page(
        found,
        before=place_of(found[0], order) if found and has_before else "",
        after=place_of(found[-1], order) if found and has_after else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], place: Sequence[Any]) -> Q:
    """Rows that come after the place: later in the first column, or equal there and later in the second, and so on.

    The bound on the first column alone comes first, because a database can use its index for that.
    """
    condition = Q()
    for depth, name in enumerate(order):
        step = Q(**{f"{name.lstrip('-')}__{'lt' if name.startswith('-') else 'gt'}": place[depth]})
        for earlier in range(depth):
            step &= Q(**{order[earlier].lstrip("-"): place[earlier]})
        condition |= step
    first = order[0]
    return Q(**{f"{first.lstrip('-')}__{'lte' if first.startswith('-') else 'gte'}": place[0]}) & condition


def place_of(row: Model, order: Sequence[str]) -> str:
    """The place of a row, as `after` and `before` take it."""
    values = [_value(row, name.lstrip("-")) for name in order]
    return urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return {"t": row.isoformat()} if isinstance(row, (date, datetime)) else row


def _read(place: str, length: int) -> list[Any] | None:
    try:
        values = json.loads(urlsafe_b64decode(place + "=" * (-len(place) % 4)))
    except ValueError:
        return None
    if not isinstance(values, list) or len(values) != length:
        return None
    plain = [value["t"] if isinstance(value, dict) and isinstance(value.get("t"), str) else value for value in values]
    return plain if all(_is_plain(value) for value in plain) else None


def _is_plain(value: Any) -> bool:
    """Whether a database can be asked with it: PostgreSQL takes no NUL in a text."""
    return "\0" not in value if isinstance(value, str) else isinstance(value, (int, float))
