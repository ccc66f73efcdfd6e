"""One list in three shapes, in two orders, with chosen columns; what the map draws it says."""

import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import body, signed_in, working
from tests.portal.finding import MAP, listing, page, refs, words
from tests.register.helpers import agreed, counted

from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.places.models import Country
from gerbang.portal import result_map
from gerbang.register import demonstration
from gerbang.register.models import Tie
from gerbang.register.queries import Filters

pytestmark = pytest.mark.django_db
NOBODY = Actor(None)


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


@pytest.mark.usefixtures("loaded")
def test_list_and_table_hold_the_same_ties(client: Client) -> None:
    assert refs(listing(client, "q=jepang")) == refs(listing(client, "q=jepang&tampilan=tabel"))


@pytest.mark.usefixtures("loaded")
def test_the_table_has_the_columns_that_were_chosen(client: Client) -> None:
    html = listing(client, "tampilan=tabel&kolom=nomor&kolom=tahap&kolom=x")
    assert re.findall(r'<th scope="col">([^<]+)</th>', html) == ["Para pihak", "Nomor", "Tahap"]
    usual = re.findall(r'<th scope="col">([^<]+)</th>', listing(client, "tampilan=tabel"))
    assert usual == ["Para pihak", "Negara", "Disepakati", "Bidang"]


@pytest.mark.usefixtures("loaded")
def test_both_orders_hold_the_same_ties_the_other_way_round(client: Client) -> None:
    newest, oldest = (everything(client, query) for query in ("q=jepang", "q=jepang&urut=terlama"))
    assert newest == oldest[::-1]
    assert "Yang tanggalnya belum diketahui berada di awal" in words(listing(client, "urut=terlama"))


@pytest.mark.usefixtures("loaded")
def test_pages_keep_the_filters_the_shape_and_the_order(client: Client) -> None:
    found = everything(client, "q=kota&tampilan=tabel&urut=terlama&kolom=nomor")
    assert len(found) == len(set(found)) == Tie.objects.filter(public=True, terms__matches=(("kota",),)).count() > 25


def everything(client: Client, query: str) -> list[str]:
    found: list[str] = []
    onwards: str | None = query
    while onwards is not None:
        html = listing(client, onwards)
        found += refs(html)
        more = re.search(r'href="\?([^"]*after=[^"]*)" rel="next"', html)
        onwards = more[1].replace("&amp;", "&") if more else None
    return found


@pytest.mark.usefixtures("loaded")
def test_the_map_is_light_and_says_in_words_what_it_shows(client: Client) -> None:
    html = page(client, reverse(MAP))
    assert len(gzip.compress(html.encode())) < 30_000
    assert 'style="' not in html
    drawn = result_map.draw(NOBODY, Filters())
    said = words(html)
    assert f"{drawn.number} kerja sama, masing-masing satu garis" in said
    assert not drawn.unplaced or f"{drawn.unplaced} lagi tidak digambar" in said
    assert drawn.number + drawn.unplaced == Tie.objects.filter(public=True).count()
    assert "tidak menyatakan pendirian apa pun tentang status atau batas" in said
    assert f"Jepang {next(row.number for row in drawn.rows if row.country.alpha2 == 'JP')}" in said


@pytest.mark.usefixtures("loaded")
def test_more_than_can_be_drawn_are_the_newest_or_bundled(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_map, "DRAWN", 10)
    whole = result_map.draw(NOBODY, Filters())
    japan = Country.objects.get(alpha2="JP")
    one = result_map.draw(NOBODY, Filters(country=japan.ref))
    assert (whole.drawn, one.drawn) == ("provinces", "provinces")
    assert whole.number + whole.unplaced >= Tie.objects.filter(public=True).count()
    assert [row.country for row in one.rows] == [japan]
    assert one.number == next(row.number for row in whole.rows if row.country == japan)
    assert "digabung menurut provinsi dan negara" in words(page(client, reverse(MAP)))
    newest = result_map.draw(NOBODY, Filters(words="kota"))
    assert newest.drawn == "newest" and newest.number + newest.unplaced == 10
    assert "dari 10 kerja sama terbaru" in words(page(client, reverse(MAP) + "?q=kota"))


def test_many_ties_of_one_region_are_bundled_by_country(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_map, "DRAWN", 2)
    made = [agreed(with_=f"Kota {name}", alpha2=code) for name, code in (("A", "KR"), ("B", "KR"), ("C", "JP"))]
    counted()
    region = made[0].regions_side[0].region
    assert region
    drawn = result_map.draw(NOBODY, Filters(region=region.ref))
    assert (drawn.drawn, drawn.number) == ("countries", 3)
    assert [(row.country.alpha2, row.number) for row in drawn.rows] == [("KR", 2), ("JP", 1)]
    assert "digabung menurut negara" in words(page(client, f"{reverse(MAP)}?daerah={region.ref}"))


def test_lines_that_stand_for_more_ties_are_wider() -> None:
    for name in ("Satu", "Dua", "Tiga"):
        agreed(with_=f"Kota {name}", alpha2="KR")
    agreed(with_="Kota Empat", alpha2="JP")
    counted()
    bundled = result_map._bundled(Filters(), everything=False)
    assert [arcs.css for arcs in bundled.arcs] == ["map-arc map-w1", "map-arc map-w2"]
    assert bundled.number == 4


def test_nothing_on_the_map_breaks_nothing(client: Client) -> None:
    assert "0 kerja sama" in words(page(client, reverse(MAP) + "?q=zzzz"))


@pytest.mark.usefixtures("loaded")
def test_national_sight_has_everything_on_the_bundled_map(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_map, "DRAWN", 10)
    ministry = Actor(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ))
    assert result_map.draw(ministry, Filters()).number > result_map.draw(NOBODY, Filters()).number


@pytest.mark.usefixtures("loaded")
def test_downloads_are_of_the_very_list(client: Client) -> None:
    html = listing(client, "q=jepang&bidang=waste&tampilan=tabel")
    assert 'href="/kerja-sama/unduh.csv?q=jepang&amp;bidang=waste"' in html


@pytest.mark.usefixtures("loaded")
def test_the_page_is_whole_without_a_script(client: Client) -> None:
    html = listing(client, "tampilan=peta&q=jepang")
    assert 'href="/kerja-sama/saring/?q=jepang&amp;tampilan=peta"' in html
    assert 'href="/kerja-sama/peta/?q=jepang&amp;tampilan=peta"' in html


def test_a_signed_in_person_keeps_a_search_from_the_list() -> None:
    official = signed_in(working(body("Pemerintah Kota Bandung"), Right.READ))
    agreed()
    assert 'href="/kerja-sama/tersimpan/?q=contoh"' in listing(official, "q=contoh")
    assert "tersimpan" not in listing(Client(), "q=contoh")
