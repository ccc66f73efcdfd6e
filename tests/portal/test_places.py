"""The pages of partners, countries and regions: whom they show, with which numbers, and whom they do not name."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.people.helpers import bandung, signed_in, working
from tests.portal.reading import words
from tests.register.helpers import agreed, counted, partner, region, source, tie

from gerbang.people.models import Right
from gerbang.places.models import Country, Partner
from gerbang.register import demonstration, queries
from gerbang.register.models import Confirmation, Source, Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


def number(**by: Any) -> int:
    """How many public ties these filters find."""
    return queries.narrowed(Tie.objects.filter(public=True), queries.Filters(**by)).count()


def partner_of(origin: str) -> Partner:
    found = Tie.objects.get(origin=origin).partners_side[0].partner
    assert found is not None
    return found


@pytest.mark.usefixtures("loaded")
def test_a_partners_page_tells_who_it_is_and_lists_its_cooperation(client: Client) -> None:
    page = words(client, "partner", partner_of("RC046").ref)
    assert "Terletak di Fukuoka (ISO 3166-2: JP-40)" in page
    assert "Kota Surabaya – Kitakyushu" in page
    assert "1 kerja sama" in page


def test_a_partner_that_is_only_talked_with_is_not_there(client: Client) -> None:
    talked = tie(with_="Kota Rahasia")
    counted()
    ref = partner("Kota Rahasia").ref
    assert client.get(reverse("portal:partner", args=[ref])).status_code == 404
    assert "Kota Rahasia" not in words(client, "partners", q="rahasia")
    official = signed_in(working(bandung(), Right.READ))
    assert talked.ref in official.get(reverse("portal:partner", args=[ref])).content.decode()
    assert "Kota Rahasia" not in words(official, "partners")


def test_a_partner_merged_into_another_leads_on_to_it(client: Client) -> None:
    agreed(with_="Kota Baru")
    old, new = partner("Kota Lama"), partner("Kota Baru")
    Partner.objects.filter(pk=old.pk).update(merged_into=new)
    answer = client.get(reverse("portal:partner", args=[old.ref]))
    assert (answer.status_code, answer["Location"]) == (301, reverse("portal:partner", args=[new.ref]))


@pytest.mark.usefixtures("loaded")
def test_partners_are_found_by_the_words_of_their_names(client: Client) -> None:
    japan = Country.objects.get(alpha2="JP")
    assert "Kitakyushu" in words(client, "partners", q="kita")
    assert "Kitakyushu" in words(client, "partners", negara=japan.ref)
    assert "Braunschweig" not in words(client, "partners", negara=japan.ref)
    assert "Tidak ada mitra" in words(client, "partners", q="zzzz")


def test_a_partners_number_is_that_of_its_public_ties(client: Client) -> None:
    agreed("Kota Bandung", "Kota Contoh")
    agreed("Kota Bogor", "Kota Contoh")
    tie("Kota Medan", "Kota Contoh")
    counted()
    page = words(client, "partners")
    assert "Kota Contoh Jepang 2" in page
    assert "Kota Contoh 2" in words(client, "country", Country.objects.get(alpha2="JP").ref)


@pytest.mark.usefixtures("loaded")
def test_a_country_shows_its_partners_and_provinces_with_numbers(client: Client) -> None:
    japan = Country.objects.get(alpha2="JP")
    page = words(client, "country", japan.ref)
    assert f"{number(country=japan.ref)} kerja sama" in page
    assert "Kitakyushu 1" in page
    assert f"Provinsi Jawa Timur {number(country=japan.ref, province=region('Jawa Timur').ref)}" in page


@pytest.mark.usefixtures("loaded")
def test_a_province_shows_what_is_its_own_and_what_lies_inside(client: Client) -> None:
    page = words(client, "region", region("Jawa Barat").ref)
    assert "Kerja sama pemerintah provinsi" in page
    inside = number(province=region("Jawa Barat").ref)
    assert f"{inside} kerja sama provinsi ini beserta kabupaten dan kotanya" in page
    assert f"Provinsi Jawa Barat {number(region=region('Jawa Barat').ref)}" in page
    assert f"Kota Bandung {number(region=region().ref)}" in page


def test_a_regions_list_says_when_it_was_last_confirmed(client: Client) -> None:
    city = region()
    assert "Daftar terakhir dikonfirmasi oleh daerah Belum pernah" in words(client, "region", city.ref)
    for year, state in ((2024, "given"), (2025, "given"), (2026, "draft")):
        Confirmation.objects.create(region=city, year=year, state=state, letter_date=date(year, 3, 12))
    assert "Daftar terakhir dikonfirmasi oleh daerah 12 Maret 2025" in words(client, "region", city.ref)


@pytest.mark.usefixtures("loaded")
def test_numbers_lead_to_the_list_they_count(client: Client) -> None:
    for name, ref in (("country", Country.objects.get(alpha2="JP").ref), ("region", region("Kota Bandung").ref)):
        page = client.get(reverse(f"portal:{name}", args=[ref])).content.decode()
        found = re.findall(r'<a href="(/kerja-sama/\?[^"]+)">(\d+)</a>', page)
        assert found
        for address, number in found:
            listed = client.get(address.replace("&amp;", "&")).content.decode()
            assert f"<p>{number} kerja sama</p>" in listed, address


@pytest.mark.usefixtures("loaded")
def test_query_counts_of_places(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    pages = [
        ("partners", [], 1),
        ("partner", [partner_of("RC046").ref], 5),
        ("country", [Country.objects.get(alpha2="JP").ref], 8),
        ("region", [region("Kota Bandung").ref], 10),
        ("region", [region("Jawa Barat").ref], 13),
    ]
    for name, args, most in pages:
        with django_assert_max_num_queries(most):
            client.get(reverse(f"portal:{name}", args=args))


def test_territories_are_counted_beside_sovereign_states(client: Client) -> None:
    agreed(with_="Kota Satu", alpha2="JP")
    agreed(with_="Kota Dua", alpha2="NZ")
    counted()
    assert "2 negara" in words(client, "countries")
    assert "wilayah dependensi" not in words(client, "countries").casefold()
    agreed(with_="Saipan", alpha2="MP")
    counted()
    page = words(client, "countries")
    assert "2 negara dan 1 wilayah" in page
    assert "Kepulauan Mariana Utara Wilayah dependensi" in page
    front = words(client, "front")
    assert "3 negara dan wilayah mitra 2 negara dan 1 wilayah, dengan 1 daerah di Indonesia" in front
    assert "1 daerah, 2 negara dan 1 wilayah." in front
    figures = queries.figures()
    assert (figures.countries, figures.territories) == (2, 1)
    assert "2 countries and 1 territory" in words(client, "countries", language="/en")


def test_the_page_of_a_territory_says_what_it_is_and_of_a_state_does_not(client: Client) -> None:
    territory, state = Country.objects.get(alpha2="MP"), Country.objects.get(alpha2="US")
    assert "Wilayah mitra · Wilayah dependensi (Amerika Serikat) · ISO 3166-1 MP" in words(
        client, "country", territory.ref
    )
    assert "Negara mitra · ISO 3166-1 US" in words(client, "country", state.ref)
    assert "Negara berdaulat" not in words(client, "country", state.ref)


def test_only_sources_with_an_address_are_called_open(client: Client) -> None:
    demonstration.load()
    source("Laporan yang tidak dirujuk")
    counted()
    open_ones = Source.objects.exclude(url="").count()
    for page in (words(client, "front"), words(client, "about")):
        assert f"{open_ones} sumber terbuka" in page
        assert "2 sumber lain tidak beralamat" in page


def test_one_of_each_is_told_in_the_singular(client: Client) -> None:
    agreed()
    counted()
    front = words(client, "front", language="/en")
    assert "1 region, 1 country." in front
    assert "with 1 region in Indonesia" in front
    assert "All cooperation (1)" in front
    assert "from 1 agreed cooperation." in words(client, "statistics")
