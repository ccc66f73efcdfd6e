"""The public's pages, as a stranger and as an official; who finds nothing, and how many queries it takes."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.people.helpers import bandung, body, signed_in, working
from tests.portal.reading import words
from tests.register import real_cases
from tests.register.helpers import agreed, counted, partner, region, sign, source, tie

from gerbang.people.models import Right
from gerbang.register import demonstration, queries
from gerbang.register.actions import SignatureEntry, add_claim, open_tie, sign_instrument
from gerbang.register.models import Instrument, Tie

pytestmark = pytest.mark.django_db
LONG = "Kabupaten Kepulauan Siau Tagulandang Biaro"


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


@pytest.fixture
def official() -> Client:
    return signed_in(working(bandung(), Right.READ))


@pytest.mark.parametrize(
    "name", ["front", "ties", "regions", "countries", "partners", "statistics", "about", "accessibility"]
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_on_an_empty_register(client: Client, name: str, language: str) -> None:
    answer = client.get(language + reverse(f"portal:{name}"))
    assert answer.status_code == 200
    assert 'style="' not in answer.content.decode()


def test_an_empty_register_says_what_will_appear(client: Client) -> None:
    assert "Belum ada kerja sama yang dimasukkan" in words(client, "front")
    assert "Belum ada kerja sama" in words(client, "ties")
    assert "Belum ada daerah yang menandatangani" in words(client, "regions")
    assert "Belum ada negara mitra" in words(client, "countries")


@pytest.mark.usefixtures("loaded")
def test_the_front_page_shows_computed_figures_that_link_to_their_lists(client: Client) -> None:
    page = client.get(reverse("portal:front")).content.decode()
    counted = re.findall(r'<a href="([^"]+)"><b>([\d.]+)</b>', page)
    assert len(counted) == 3
    for address, number in counted:
        target = client.get(address).content.decode()
        found = re.search(r"<p>([\d.]+) kerja sama</p>", target)
        listed = found[1] if found else str(len(re.findall(r'<th scope="row">', target)))
        assert listed == number, address


@pytest.mark.usefixtures("loaded")
def test_the_newest_are_signed_and_dated(client: Client) -> None:
    page = words(client, "front")
    assert page.index("Daerah Khusus Ibukota Jakarta – Provinsi swatantra khusus Jeju") < page.index(
        "Kota Bandung – Melbourne"
    )
    newest = page[page.index("Terbaru disepakati") : page.index("Semua")]
    assert "Tidak lebih lambat" not in newest


@pytest.mark.usefixtures("loaded")
def test_contacts_and_intentions_are_a_number_and_never_a_name(client: Client) -> None:
    pages = [words(client, name) for name in ("front", "ties", "regions", "countries", "about")]
    unsigned = ("Cuenca", "Mombasa", "Houston", "Gold Coast", "Misato", "Kabupaten Karangasem", "Kota Tomohon")
    shown = " ".join(pages)
    assert f"{queries.figures().not_yet} penjajakan dan pernyataan kehendak" in shown
    assert not [name for name in unsigned if name in shown]
    for name in ("Cuenca", "Mombasa", "Houston", "Misato"):
        assert "Tidak ditemukan" in words(client, "ties", q=name)


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("origin", ["RC010", "RC017", "RC126", "RC109"])
def test_what_is_not_signed_does_not_exist_for_the_public(client: Client, origin: str) -> None:
    hidden = Tie.objects.get(origin=origin)
    assert client.get(reverse("portal:tie", args=[hidden.ref])).status_code == 404


@pytest.mark.usefixtures("loaded")
def test_an_official_sees_their_own_contacts_with_their_phase(official: Client) -> None:
    hidden = Tie.objects.get(origin="RC010")
    page = words(official, "tie", hidden.ref)
    assert "Kehendak sudah dinyatakan; naskah kerja sama belum ditandatangani." in page
    assert "Kota Bandung – Cuenca" in words(official, "ties", q="cuenca")
    other = Tie.objects.get(origin="RC055")
    assert official.get(reverse("portal:tie", args=[other.ref])).status_code == 404


@pytest.mark.usefixtures("loaded")
def test_national_sight_reads_the_village_and_why_it_is_not_counted() -> None:
    client = signed_in(working(body("Pusat Fasilitasi Kerja Sama"), Right.READ))
    page = words(client, "tie", Tie.objects.get(origin="RC126").ref)
    assert "Di luar PP 28/2018" in page
    assert "Desa Mas (Gianyar) – Misato" in page


@pytest.mark.parametrize("name", ["tie", "region", "country"])
@pytest.mark.parametrize("ref", ["ks-0000000000", "dr-0000000000", "x"])
def test_nothing_there(client: Client, name: str, ref: str) -> None:
    assert client.get(reverse(f"portal:{name}", args=[ref])).status_code == 404


@pytest.mark.usefixtures("loaded")
def test_a_tie_shows_sources_that_differ_side_by_side(client: Client) -> None:
    page = words(client, "tie", Tie.objects.get(origin="RC046").ref)
    assert "Sumber lain mencatat berbeda; lihat penjelasan" in page
    assert "Dipakai: Tidak lebih lambat dari 2012" in page
    assert "bukan tanggal penandatanganan" in page
    assert "Kota kembar/bersaudara hijau (green sister city)" in page
    assert "Laporan bimbingan teknis Kemendagri, Juli 2019" in page
    assert "Berlaku sampai Belum ada keterangan" in page
    assert "Pasal 48 PP 28/2018" in page


@pytest.mark.usefixtures("loaded")
def test_a_sources_word_on_the_state_is_shown_to_everybody_as_its_word(client: Client) -> None:
    for origin, word in (("RC103", "Diperpanjang."), ("RC092", "Tidak aktif.")):
        page = words(client, "tie", Tie.objects.get(origin=origin).ref)
        assert word in page
        assert "kata sumbernya pada tanggalnya, bukan penilaian daftar ini" in page


def test_a_held_partner_keeps_its_name_and_country(client: Client) -> None:
    page = words(client, "tie", real_cases.partner_not_settled().ref)
    assert "Kawasaki Jepang Nama seperti ditulis sumber; belum dipastikan." in page


@pytest.mark.usefixtures("loaded")
def test_a_region_under_its_former_name(client: Client) -> None:
    assert "Dalam naskah atau sumbernya: Irian Jaya" in words(client, "tie", Tie.objects.get(origin="RC145").ref)
    assert "Papua" in words(client, "regions", q="Irian Jaya")


def test_the_receipt_is_the_digest_of_the_newest_entry(client: Client) -> None:
    from gerbang.ledger import queries as ledger

    made = agreed()
    newest = ledger.history(made.ref).last()
    assert newest is not None
    assert newest.digest in words(client, "tie", made.ref)


def test_a_signed_text_shows_who_signed_where(client: Client) -> None:
    made = tie()
    signatures = [
        SignatureEntry("Nama Contoh", "Wali Kota Bandung", "definitif", date(2024, 4, 2), "Bandung", "apart"),
        SignatureEntry("Sample Name", "Mayor", "", date(2024, 4, 9), "Melbourne", "apart"),
    ]
    sign_instrument(by=None, tie=made, kind="mou", signatures=signatures, valid_until=date(2029, 4, 8))
    page = words(client, "tie", made.ref)
    assert "Wali Kota Bandung: Nama Contoh, definitif · 2 April 2024, Bandung (terpisah)" in page
    assert "Naskah disepakati: 9 April 2024." in page
    assert "Berlaku sampai 8 April 2029." in page


def test_a_recorded_letter_of_intent_is_not_public(client: Client, official: Client) -> None:
    made = tie()
    sign(made, date(2020, 1, 1), "loi")
    sign(made, date(2021, 1, 1), "mou")
    letter = Instrument.objects.get(kind="loi")
    add_claim(
        by=None, source=source(), fact="signing-date", confidence="B", instrument=letter, value="2020", precision="year"
    )
    assert "Pernyataan kehendak (LoI)" not in words(client, "tie", made.ref)
    assert "Pernyataan kehendak (LoI)" in words(official, "tie", made.ref)


def test_long_names_are_written_out(client: Client) -> None:
    made = open_tie(
        by=None, kind="ksdpl-sister", region=region(LONG), partners=[partner("Llanfairpwllgwyngyll" * 7)], fields_id="x"
    )
    sign(made)
    for page in (words(client, "tie", made.ref), words(client, "ties"), words(client, "front")):
        assert LONG in page
        assert "Llanfairpwllgwyngyll" * 7 in page


def test_names_are_escaped(client: Client) -> None:
    made = open_tie(by=None, kind="ksdpk", region=region(), third_party="<script>alert(1)</script>")
    sign(made)
    assert b"<script>alert(1)" not in client.get(reverse("portal:tie", args=[made.ref])).content


@pytest.mark.usefixtures("loaded")
def test_the_list_pages_on_and_back_without_losing_a_row(client: Client) -> None:
    seen: list[str] = []
    address = reverse("portal:ties")
    onwards: str | None = address + "?q=kota"
    while onwards:
        page = client.get(onwards).content.decode()
        seen += re.findall(r"/kerja-sama/(ks-\w+)/", page)
        found = re.search(r'href="(\?[^"]*after=[^"]*)" rel="next"', page)
        onwards = address + found[1].replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) > 25


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ({"q": "jogja kyoto"}, "Daerah Istimewa Yogyakarta – Prefektur Kyoto", "Kota Medan"),
        ({"q": "persampahan"}, "Kitakyushu", "Kota Medan"),
        ({"tanggal": "lengkap"}, "Kota Ambon – Darwin", "Tidak lebih lambat dari"),
        ({"sumber": "berbeda"}, "Kitakyushu", "Kota Ambon"),
        ({"tahun": "2012"}, "Sidoarjo", "Kitakyushu"),
        ({"tahun": "abad lalu", "provinsi": "Jawa", "tahap": "semua"}, "Kota Bandung", "Cuenca"),
    ],
)
def test_filters(client: Client, query: dict[str, str], inside: str, outside: str) -> None:
    page = words(client, "ties", **query)
    assert inside in page
    assert outside not in page


@pytest.mark.usefixtures("loaded")
def test_a_filter_that_finds_nothing_says_what_to_do(client: Client) -> None:
    assert "Kata “zzzz” tidak ditemukan di sini" in words(client, "ties", q="zzzz")
    assert "Tidak ada provinsi, kabupaten, atau kota" in words(client, "regions", q="zzzz")


@pytest.mark.usefixtures("loaded")
def test_regions_and_countries(client: Client) -> None:
    province, city = region("Jawa Barat"), region("Kota Bandung")
    assert "kerja sama provinsi ini beserta kabupaten dan kotanya" in words(client, "region", province.ref)
    assert "Kota Bandung – Braunschweig" in words(client, "region", city.ref)
    japan = Tie.objects.get(origin="RC046").partners_side[0].country
    assert japan is not None
    assert "Kitakyushu" in words(client, "country", japan.ref)
    assert "Belum tercatat tidak berarti tidak ada" in words(client, "region", region("Kabupaten Bogor").ref)


@pytest.mark.usefixtures("loaded")
def test_the_reports_count_is_explained_and_is_no_figure_of_ours(client: Client) -> None:
    assert "Hitungan pihak lain di samping angka kami" in words(client, "about")
    page = words(client, "statistics")
    assert "17 kerja sama dikukuhkan dengan MoU; 8 di antaranya disebut namanya" in page
    assert "9 tidak disebut namanya" in page


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("name", "most"), [("front", 11), ("ties", 3), ("regions", 2), ("countries", 2), ("about", 7), ("accessibility", 0)]
)
def test_query_counts(client: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str, most: int) -> None:
    address = reverse(f"portal:{name}")
    client.get(address)
    with django_assert_num_queries(most):
        client.get(address)


@pytest.mark.usefixtures("loaded")
def test_query_count_of_a_tie(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    address = reverse("portal:tie", args=[Tie.objects.get(origin="RC046").ref])
    with django_assert_num_queries(12):
        client.get(address)


@pytest.mark.usefixtures("loaded")
def test_who_counts_what_is_named_in_the_language_of_the_page(client: Client) -> None:
    ref = Tie.objects.get(names_id="Kota Surabaya – Kitakyushu").ref
    page = words(client, "tie", ref, language="/en")
    assert "Report of a Ministry of Home Affairs workshop, July 2019 counts as a cooperation:" in page
    assert "Laporan bimbingan teknis" not in page
