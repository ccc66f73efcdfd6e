"""One page of a list of cooperations, with how many there are in all, as the cube or the page itself knows."""

from dataclasses import replace

from django.db.models import QuerySet
from django.http import HttpRequest

from gerbang.pages import keyset
from gerbang.portal.finding import PAGE, counted_words
from gerbang.register import queries
from gerbang.register.models import Tie


def page_of(found: QuerySet[Tie], request: HttpRequest, number: int | None) -> keyset.Page[Tie]:
    """The newest first. A list that fits on one page is counted as it stands; `number` may not be known."""
    rows, order = queries.in_order(queries.listed(found), queries.NEWEST_FIRST, number)
    page = keyset.page(rows, order, request.GET.dict(), PAGE)
    alone = not (page.before or page.after)
    return replace(page, counted=counted_words(len(page) if alone else number))
