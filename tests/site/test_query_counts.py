"""No page asks the database more than it did. The counts are in query_counts.json; they may grow only by decision:

make test ARGS="tests/site/test_query_counts.py --update-query-counts"
"""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.register import import_pages
from tests.template import OwnDatabase

from gerbang.people.models import Account
from gerbang.site import benches
from gerbang.site.accounts import ROLES
from gerbang.site.tour import Visitors, pages

COUNTS = Path(__file__).with_name("query_counts.json")


def counted() -> dict[str, int]:
    with Visitors() as visitors:
        return {page.name: benches.queries_of(page, visitors.browser(page.role)) for page in pages()}


def check_a_table() -> None:
    """A region's table that waits to be brought in, with rows of every outcome."""
    refused = (*import_pages.MELBOURNE[:5], "31 Februari 2020", "")
    browser = import_pages.signed_in(Account.objects.get(email=ROLES["head"].address))
    import_pages.uploaded(browser, import_pages.SUWON, refused, import_pages.UNKNOWN, import_pages.NOT_OURS)


def test_no_page_asks_more_than_it_did(demonstration: OwnDatabase, request: pytest.FixtureRequest) -> None:
    check_a_table()
    found = counted()
    if request.config.getoption("--update-query-counts"):
        COUNTS.write_text(json.dumps(found, indent=1) + "\n")
    known = json.loads(COUNTS.read_text())
    grown = {name: f"{count} instead of {known.get(name, 'none')}" for name, count in found.items()
             if count > known.get(name, -1)}  # fmt: skip
    assert not grown


def test_the_bench_measures_every_page_and_prints_it(demonstration: OwnDatabase) -> None:
    found = benches.measure(runs=2)
    assert [one.page for one in found] == [page.name for page in pages()]
    assert all(one.bytes and one.median_ms > 0 for one in found)
    assert len(benches.table(found).splitlines()) == len(found) + 2


def test_without_the_demonstration_the_bench_says_what_to_run(own_database: OwnDatabase) -> None:
    with pytest.raises(CommandError, match="gerbang demonstration"):
        call_command("bench", "pages")


def test_who_was_signed_in_for_measuring_is_signed_out_again(demonstration: OwnDatabase) -> None:
    from django.contrib.sessions.models import Session

    with Visitors() as visitors:
        visitors.browser("head")
        assert Session.objects.count() == 1
    assert not Session.objects.exists()
