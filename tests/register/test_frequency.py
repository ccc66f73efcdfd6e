"""Counting is spared only where a database's own statistics leave no doubt, and what they promise is true."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.register.helpers import counted

from gerbang.people.acting import Actor
from gerbang.register import demonstration, faceting, frequency
from gerbang.register.frequency import surely_more_than
from gerbang.register.models import Tie
from gerbang.register.queries import Filters
from gerbang.search.querying import words_query

pytestmark = pytest.mark.django_db
KNOWN = {"": 1_000_000.0, " t": 0.9, " f": 0.1, "didik": 0.5, "pendidikan": 0.6, "jepang": 0.45, "jepara": 0.01}


@pytest.fixture
def postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps no statistics of words")


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frequency, "_statistics", lambda _query: KNOWN)


@pytest.mark.usefixtures("postgresql", "known")
def test_a_group_is_met_at_least_as_often_as_its_most_frequent_token_is() -> None:
    assert surely_more_than(249_999, (("didik", "pendidikan"),))
    assert not surely_more_than(250_000, (("didik", "pendidikan"),))


@pytest.mark.usefixtures("postgresql", "known")
def test_what_is_met_together_is_only_what_the_shares_force_to_overlap() -> None:
    assert not surely_more_than(1, (("jepang",), ("didik",)))
    assert not surely_more_than(1, (("pendidikan",), ("jepang",)))


@pytest.mark.usefixtures("postgresql", "known")
def test_the_beginning_of_a_word_is_met_by_each_word_it_begins() -> None:
    assert surely_more_than(170_000, (("jep*",),))
    assert not surely_more_than(1, (("jepara",),))
    assert not surely_more_than(0, (("nowhere",),))


@pytest.mark.usefixtures("postgresql", "loaded")
def test_what_the_statistics_promise_is_true() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'ANALYZE "{Tie._meta.db_table}"')
    promised = 0
    for word in ("kota", "jepang", "kota jepang", "je", "pend", "zzyzx", "100% kota_", "'"):
        number = Tie.objects.filter(public=True, terms__matches=query).count() if (query := words_query(word)) else 0
        for least in (0, 1, 5, 20):
            if surely_more_than(least, query):
                promised += 1
                assert number > least
    assert promised


@pytest.mark.usefixtures("postgresql", "loaded")
def test_a_list_that_was_not_counted_says_that_there_are_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faceting, "surely_more_than", lambda _number, _query: True)
    assert faceting.how_many(Actor(None), Filters(words="jepang")) is None
    assert faceting.how_many(Actor(None), Filters(words="!!!")) == 0
    assert faceting.how_many(Actor(None), Filters(words="jepang", year=2015, possibly=True)) is not None
    assert "lebih dari 10.000" in client.get(reverse("portal:ties") + "?q=jepang").content.decode().casefold()
    assert not faceting.count(Actor(None), Filters(words="jepang")).whole


def test_a_database_without_statistics_counts() -> None:
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL keeps statistics")
    assert not surely_more_than(0, (("kota",),))
