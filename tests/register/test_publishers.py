"""Sources stand under who publishes them: they are told apart, and what is counted is said once for all of them."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import body, signed_in
from tests.portal.reading import read
from tests.register.helpers import source
from tests.register.intake.making import row, written
from tests.register.settling import CENTRE, national, writer

from gerbang.register import queries, sourcing
from gerbang.register.intake.undoing import undo
from gerbang.register.models import Publisher, Source
from gerbang.register.sourcing import take_in
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db

NOT_CITED = "Tidak dirujuk keterangan yang berlaku; tidak dihitung."
LONG = "https://www.clair.or.jp/j/exchange/shimai/" + "sangat-panjang-" * 8 + "halaman/250"


def page(url: str, name: str = "clair.or.jp") -> Source:
    return take_in([Source(url=url, name_id=name, kind=Source.Kind.OFFICIAL)])[0]


def ministry() -> Client:
    return signed_in(writer(body(CENTRE), "pusat@kementerian.example"))


def test_pages_of_one_site_have_one_publisher_and_another_site_has_its_own() -> None:
    pages = [page("http://www.clair.or.jp/e/"), page("https://clair.or.jp/j/"), page("https://rgre.de/x", "rgre.de")]
    assert [one.publisher.name for one in pages] == ["clair.or.jp", "clair.or.jp", "rgre.de"]
    assert source("Laporan").publisher.name == "Laporan"


def test_a_source_without_an_address_may_be_of_a_known_publisher() -> None:
    site = page("https://clair.or.jp/j/").publisher
    assert take_in([Source(name_id="Daftar", kind=Source.Kind.SECONDARY)], "clair.or.jp")[0].publisher == site


def test_a_source_named_again_is_the_same_source() -> None:
    told = {"name": "Kabar", "url": "https://kabar.example/1", "kind": "press", "published": VagueDate.unknown()}
    assert sourcing.source_named(**told) == sourcing.source_named(**told)
    assert sourcing.source_named(**{**told, "url": ""}).publisher.name == "Kabar"


def test_what_a_publisher_counts_stands_for_all_its_sources_also_later_ones() -> None:
    first, second = page("https://clair.or.jp/1"), page("https://clair.or.jp/2")
    sourcing.define(by=national(), publisher=first.publisher, definition_id="Ditandatangani.", definition_en="")
    later = page("https://clair.or.jp/3")
    found = Source.objects.filter(pk__in=[first.pk, second.pk, later.pk])
    assert {one.definition for one in found} == {"Ditandatangani."}


def test_the_list_tells_the_sources_of_one_site_apart() -> None:
    page("https://clair.or.jp/j/1"), page(LONG), page("https://clair.or.jp/3", "Daftar menurut negara")
    client = ministry()
    shown = client.get(reverse("register:sources")).content.decode()
    assert shown.count("<h2") - shown.count('<h2 class="vh') >= 1
    assert shown.count(">clair.or.jp</h2>") == 1
    assert f'title="{LONG}"' in shown
    assert f'aria-label="{LONG}"' in shown
    words = read(client, reverse("register:sources"))
    assert "clair.or.jp/j/1" in words
    assert "Daftar menurut negara clair.or.jp/3" in words
    assert LONG.removeprefix("https://www.") not in words
    assert "…" in words
    assert "halaman/250" in words


def test_the_form_says_for_how_many_sources_a_definition_stands() -> None:
    page("https://clair.or.jp/1"), page("https://clair.or.jp/2")
    publisher = Publisher.objects.get(name="clair.or.jp")
    assert "Berlaku untuk 2 sumber penerbit ini." in read(
        ministry(), reverse("register:publisher", args=[publisher.ref])
    )


def test_a_source_is_offered_with_its_place_on_the_site() -> None:
    page("https://clair.or.jp/j/1")
    page("https://clair.or.jp/j/2")
    assert {one.detail.rpartition(" · ")[2] for one in sourcing.search("clair")} == {"j/1", "j/2"}


@pytest.mark.parametrize("url", ["https://clair.or.jp", "https://clair.or.jp/", "http://www.clair.or.jp/"])
def test_the_site_itself_has_no_place_on_it(url: str) -> None:
    assert page(url).place == ""


def test_a_source_that_nothing_cites_is_marked_and_not_counted() -> None:
    client, of = ministry(), written(row()).of
    assert of is not None
    assert queries.basis().sources == 1
    assert NOT_CITED not in read(client, reverse("register:sources"))
    undo(by=None, of=of, reason="Tabel yang salah")
    assert Source.objects.count() == 1
    assert (queries.basis().sources, queries.basis().papers) == (0, 0)
    assert f"Impornya dibatalkan {NOT_CITED}" in read(client, reverse("register:sources"))


def test_a_source_of_an_undone_import_is_counted_again_when_another_table_cites_it() -> None:
    of = written(row()).of
    assert of is not None
    undo(by=None, of=of, reason="Tabel yang salah")
    written(row())
    assert queries.basis().sources == 1
    assert NOT_CITED not in read(ministry(), reverse("register:sources"))


def test_a_source_that_never_was_cited_is_told_apart_from_an_undone_one() -> None:
    page("https://clair.or.jp/1")
    shown = read(ministry(), reverse("register:sources"))
    assert f"Belum dirujuk {NOT_CITED}" in shown
    assert "Impornya dibatalkan" not in shown
