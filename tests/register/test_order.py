"""The order of a list: signing dates newest first, and a bound behind all that was signed in its time."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.portal.reading import words
from tests.register.helpers import counted, tie

from gerbang.people.acting import Actor
from gerbang.register import queries
from gerbang.register.actions import sign_instrument
from gerbang.register.models import UNDATED
from gerbang.register.projection import place_in_list
from gerbang.values.dates import VagueDate

DAYS = st.dates(date(1900, 1, 1), date(2090, 12, 31))
NOTE = "“Tidak lebih lambat dari” diurutkan menurut batasnya"


@pytest.mark.parametrize(
    ("signed", "place"),
    [
        (VagueDate.day(date(2019, 7, 10)), date(2019, 7, 10)),
        (VagueDate.month(2019, 7), date(2019, 7, 31)),
        (VagueDate.year(2019), date(2019, 12, 31)),
        (VagueDate.not_later(date(2012, 12, 31)), date(2012, 1, 1)),
        (VagueDate.not_later(date(2012, 5, 31)), date(2012, 5, 1)),
        (VagueDate.not_later(date(2012, 5, 17)), date(2012, 5, 17)),
        (VagueDate.unknown(), UNDATED),
    ],
)
def test_where_a_date_stands(signed: VagueDate, place: date) -> None:
    assert place_in_list(signed) == place


@given(DAYS, st.integers(1900, 2090))
def test_a_bound_never_stands_before_what_was_signed_in_its_year(day: date, year: int) -> None:
    bound, signed = VagueDate.not_later(date(year, 12, 31)), VagueDate.day(day)
    if day.year >= year:
        assert place_in_list(bound) <= place_in_list(signed)
    else:
        assert place_in_list(bound) > place_in_list(signed)


@given(DAYS)
def test_a_bound_never_stands_after_itself(day: date) -> None:
    assert place_in_list(VagueDate.not_later(day)) <= day


@pytest.mark.django_db
def test_the_list_has_the_bound_behind_and_says_what_it_is(client: Client) -> None:
    for name, signed in (
        ("Batas", VagueDate.not_later(date(2012, 12, 31))),
        ("Tahun", VagueDate.year(2012)),
        ("Hari", VagueDate.day(date(2012, 2, 1))),
        ("Lama", VagueDate.day(date(2011, 12, 30))),
    ):
        sign_instrument(by=None, tie=tie(with_=name), kind="mou", signed=signed)
    counted()
    found = queries.visible_to(Actor(None)).order_by(*queries.NEWEST_FIRST)
    assert [one.name.rpartition(" ")[2] for one in found] == ["Tahun", "Hari", "Batas", "Lama"]
    page = words(client, "ties")
    assert page.index("Kota Bandung – Hari") < page.index("Kota Bandung – Batas") < page.index("Kota Bandung – Lama")
    assert NOTE in page
    assert NOTE not in words(client, "ties", tahun="2012")
