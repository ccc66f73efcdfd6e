"""Filters with their numbers: each leads to a list of that length, and none tells of what one may not see."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.people.helpers import bandung, body, signed_in, working
from tests.portal.finding import FACETS, LIST, facets, listing, number, page, refs, words
from tests.register.helpers import agreed, counted, region, tie

from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.register import demonstration, faceting, queries
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


def officials() -> list[Client]:
    names = ("Pemerintah Kota Bandung", "Pusat Fasilitasi Kerja Sama")
    return [signed_in(working(body(name), Right.READ)) for name in names]


@pytest.mark.usefixtures("loaded")
def test_every_number_is_the_length_of_the_list_it_leads_to(client: Client) -> None:
    for start in ("", "q=kota", "negara=x&jenis=ksdpl-sister", "bidang=education&bidang=tourism", "tahun=2017"):
        found = facets(client, start)
        assert len(found) > 5
        for label, (address, shown, chosen) in list(found.items())[::4]:
            assert chosen or number(page(client, address)) == shown, (start, label)


@pytest.mark.usefixtures("loaded")
def test_an_officials_numbers_count_their_own_too() -> None:
    for client in officials():
        for start in ("", "q=bandung"):
            for label, (address, shown, _chosen) in list(facets(client, start).items())[::5]:
                assert number(page(client, address)) == shown, label


@pytest.mark.usefixtures("loaded")
def test_a_chosen_filter_is_a_chip_that_takes_it_away(client: Client) -> None:
    japan = facets(client)["Jepang"][0]
    html = page(client, japan + "&bidang=education&bidang=waste&tanggal=lengkap&q=kota")
    chips = ("Negara: Jepang", "Bidang: Pendidikan dan pelatihan", "Bertanggal lengkap", "Kata: kota")
    assert all(chip in words(html) for chip in chips)
    assert "Lepaskan semua" in words(html)
    assert facets(client, japan.partition("?")[2])["Jepang"][0] == reverse(LIST) + "?"


@pytest.mark.usefixtures("loaded")
def test_several_fields_must_all_be_met(client: Client) -> None:
    both = set(refs(listing(client, "bidang=education&bidang=tourism")))
    assert both
    assert both < set(refs(listing(client, "bidang=education")))
    for ref in both:
        assert {"education", "tourism"} <= set(Tie.objects.get(ref=ref).areas)


@pytest.mark.usefixtures("loaded")
def test_a_region_is_chosen_by_its_name_as_it_is_typed(client: Client) -> None:
    every, city = number(listing(client)), number(listing(client, f"daerah={region().ref}"))
    assert number(listing(client, "daerah=kota+bandung")) == number(listing(client, "daerah=bandung+city")) == city
    html = words(listing(client, "daerah=Kota+Zzz"))
    assert "Tidak ada provinsi, kabupaten, atau kota bernama “Kota Zzz”" in html
    assert 0 < city < every and f"{every} kerja sama" in html


@pytest.mark.usefixtures("loaded")
def test_certainly_in_a_year_and_possibly_too(client: Client) -> None:
    certain, possible = (set(refs(listing(client, query))) for query in ("tahun=2012", "tahun=2012&mungkin=1"))
    kitakyushu = Tie.objects.get(origin="RC046").ref
    assert certain < possible
    assert kitakyushu in possible - certain
    assert "Termasuk yang mungkin pada tahun itu" in words(page(client, reverse(FACETS) + "?tahun=2012"))
    assert "Hanya yang pasti pada tahun itu" in words(page(client, reverse(FACETS) + "?tahun=2012&mungkin=1"))


@pytest.mark.usefixtures("loaded")
def test_the_phase_is_a_filter_for_officials_only(client: Client) -> None:
    assert "Pernyataan kehendak" not in facets(client)
    assert "Pernyataan kehendak" in facets(officials()[1])
    assert not refs(listing(client, "tahap=intended"))


@pytest.mark.usefixtures("loaded")
def test_what_is_not_public_is_in_no_number_no_name_and_no_map(client: Client) -> None:
    assert Tie.objects.filter(public=False).exists()
    before = {name: client.get(reverse(f"portal:{name}")).content for name in ("narrowing", "result-map")}
    assert number(listing(client)) == queries.visible_to(Actor(None)).count()
    shown = words(before["narrowing"].decode() + before["result-map"].decode())
    assert not [name for name in ("Ekuador", "Kenya", "Kabupaten Karangasem", "Kota Tomohon") if name in shown]
    Tie.objects.filter(public=False).update(terms="", facets="")
    assert {name: client.get(reverse(f"portal:{name}")).content for name in before} == before


def test_an_official_sees_more_than_the_public_beside_the_same_filter() -> None:
    agreed(with_="Kota Satu")
    tie(with_="Kota Dua")
    counted()
    official = signed_in(working(bandung(), Right.READ))
    assert facets(Client())["Jepang"][1] == 1
    assert facets(official)["Jepang"][1] == 2


def test_beyond_what_is_counted_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("Satu", "Dua", "Tiga"):
        agreed(with_=f"Kota {name}")
    counted()
    monkeypatch.setattr(queries, "COUNTED", 2)
    monkeypatch.setattr(faceting, "COUNTED", 2)
    monkeypatch.setattr(faceting, "SAMPLED", 1)
    assert "lebih dari 2 kerja sama" in words(listing(client))
    assert "Jumlah dihitung hanya dari 1 kerja sama terbaru" in words(page(client, reverse(FACETS) + "?q=kota"))


def test_a_script_gets_the_part_and_a_browser_the_page(client: Client) -> None:
    for name in ("portal:narrowing", "portal:result-map"):
        whole = client.get(reverse(name))
        part = client.get(reverse(name), headers={"HX-Request": "true"})
        assert "<html" in whole.content.decode() and "<html" not in part.content.decode()
        assert "HX-Request" in whole["Vary"] and "HX-Request" in part["Vary"]


MOST_QUERIES = {
    "/kerja-sama/": 3,
    "/kerja-sama/?q=jepang": 3,
    "/kerja-sama/?tampilan=tabel&kolom=nomor": 3,
    "/kerja-sama/saring/": 4,
    "/kerja-sama/saring/?q=jepang&bidang=education": 6,
    "/kerja-sama/peta/": 4,
}


@pytest.mark.usefixtures("loaded")
def test_query_counts(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for address, most in MOST_QUERIES.items():
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)
