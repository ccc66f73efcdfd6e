"""The front page's map: from the cube alone, never more lines than a picture bears, and the same as a table."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.portal.reading import words
from tests.register.helpers import agreed, counted

from gerbang.places.models import Country, Region
from gerbang.portal import map as drawing
from gerbang.register import facets
from gerbang.register.models import Tally

pytestmark = pytest.mark.django_db


def tally(province: Region, country: Country, number: int) -> Tally:
    beside, token = facets.of_ref(facets.PROVINCE, province.ref), facets.of_ref(facets.COUNTRY, country.ref)
    return Tally(beside=beside, token=token, public=True, number=number)


def test_a_pair_of_province_and_country_is_one_line_however_many_ties_it_holds(client: Client) -> None:
    for name in ("Satu", "Dua", "Tiga", "Empat"):
        agreed("Kota Bandung", name)
    agreed("Kota Bogor", "Lima")
    counted()
    drawn = drawing.draw()
    assert [(pair.province.name_id, pair.country.alpha2, pair.number) for pair in drawn.pairs] == [
        ("Jawa Barat", "JP", 5)
    ]
    assert [(arcs.css, arcs.path.count("M")) for arcs in drawn.arcs] == [("map-arc map-w2", 1)]
    assert "Provinsi Jawa Barat Jepang 5" in words(client, "front")


def test_thousands_of_pairs_are_drawn_by_their_weight_and_the_rest_is_said(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    provinces = list(Region.objects.filter(province=None))
    countries = list(Country.objects.order_by("alpha2")[:60])
    pairs = [(province, country) for province in provinces for country in countries]
    Tally.objects.bulk_create(tally(*pair, number=1 + place) for place, pair in enumerate(pairs))
    with django_assert_num_queries(3):
        drawn = drawing.draw()
    assert len(drawn.pairs) == drawing.MOST_LINES
    assert drawn.pairs[0].number == len(pairs)
    assert not drawn.whole
    page = client.get(reverse("portal:front")).content.decode()
    assert f"Yang digambar adalah {drawing.MOST_LINES} pasangan" in page
    assert len(re.findall(r"provinsi=dr-\w+&amp;negara=ng-\w+", page)) == drawing.MOST_LINES


def test_hidden_ties_draw_no_line() -> None:
    province, country = Region.objects.get(code="32"), Country.objects.get(alpha2="JP")
    hidden = tally(province, country, 3)
    hidden.public = False
    hidden.save()
    assert drawing.draw().pairs == []
