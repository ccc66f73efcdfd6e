from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import QuerySet
from django.test import RequestFactory
from django.test.utils import isolate_apps

from gerbang.pages import keyset
from gerbang.pages.templatetags.gerbang import pager

ORDER = ("-on", "id")


@pytest.fixture
def rows(db: None) -> Iterator[QuerySet[Any]]:
    """Seven rows on four days; several share a day, so that the second column has to decide."""
    with isolate_apps():

        class Row(models.Model):
            on = models.DateField()

            class Meta:
                app_label = "pages"
                db_table = "pages_test_row"

        with connection.cursor() as cursor:
            cursor.execute('CREATE TABLE pages_test_row (id bigint PRIMARY KEY, "on" date NOT NULL)')
        days = [3, 3, 3, 2, 4, 1, 3]
        Row.objects.bulk_create(Row(id=number, on=date(2026, 1, day)) for number, day in enumerate(days, 1))
        yield Row.objects.all()


def walk(rows: QuerySet[Any], size: int) -> tuple[list[list[int]], list[list[int]]]:
    """All pages forwards, and from the last one all pages back."""
    page = keyset.page(rows, ORDER, {}, size)
    onwards = [[row.id for row in page]]
    while page.after:
        page = keyset.page(rows, ORDER, {"after": page.after}, size)
        onwards.append([row.id for row in page])
    back = [onwards[-1]]
    while page.before:
        page = keyset.page(rows, ORDER, {"before": page.before}, size)
        back.append([row.id for row in page])
    return onwards, back


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 50])
def test_every_row_is_shown_once_in_order_and_the_way_back_shows_the_same(rows: QuerySet[Any], size: int) -> None:
    onwards, back = walk(rows, size)
    in_order = [5, 1, 2, 3, 7, 4, 6]
    assert [number for page in onwards for number in page] == in_order
    assert sorted(number for page in back for number in page) == sorted(in_order)


def test_a_row_that_appears_meanwhile_moves_no_other(rows: QuerySet[Any]) -> None:
    first = keyset.page(rows, ORDER, {}, 3)
    rows.create(id=8, on=date(2026, 1, 9))
    second = keyset.page(rows, ORDER, {"after": first.after}, 3)
    assert [row.id for row in second] == [3, 7, 4]


@pytest.mark.parametrize(
    "place", ["", "x", "W10", "e30", "WzFd", "!!", "W3siYSI6MX0sMV0", "WyJhYmMiLDFd", "WyIyMDI2LTAxLTAzIiwieCJd"]
)
def test_a_place_that_cannot_be_read_means_the_beginning(rows: QuerySet[Any], place: str) -> None:
    assert [row.id for row in keyset.page(rows, ORDER, {"after": place}, 2)] == [5, 1]
    assert [row.id for row in keyset.page(rows, ORDER, {"before": place}, 2)] == [5, 1]


def test_the_links_keep_the_filters() -> None:
    request = RequestFactory().get("/", {"q": "jepang", "after": "old"})
    html = pager({"request": request}, keyset.Page([], before="B", after="A", counted="1.200 berkas"))
    assert "?q=jepang&amp;after=A" in html
    assert "<p>1.200 berkas</p>" in html
    assert "?q=jepang&amp;before=B" in html
    assert "old" not in html
