"""The pages of a list by cursor: text that one page ends with and the next one is asked for with."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from django.db.models import Model, QuerySet
from ninja import Schema
from pydantic import Field

from gerbang.api.asking import DIGITS
from gerbang.api.problems import Wrong
from gerbang.pages import keyset

Row = TypeVar("Row", bound=Model)


class Paging(Schema):
    """The parameters of a list that is read page by page."""

    after: str | None = Field(
        None, pattern="^[A-Za-z0-9_-]{1,400}$", description="`next` of the page before; nothing begins the list."
    )
    limit: Annotated[int, Field(ge=1, le=200), DIGITS] = Field(50, description="How many at most.")


def page(rows: QuerySet[Row], order: Sequence[str], asked: Paging) -> tuple[Sequence[Row], str | None]:
    """One page, and the cursor of the next; None on the last.

    A page that follows a cursor has something before it. Where it has not, the cursor is none that a page gave: it is
    refused, for a program that is silently sent back to the beginning would never end.
    """
    found = keyset.page(rows, order, {"after": asked.after or ""}, asked.limit)
    if asked.after and found.rows and not found.before:
        raise Wrong("query.after", "cursor")
    return found.rows, found.after or None
