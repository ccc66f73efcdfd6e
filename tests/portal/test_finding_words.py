"""What a person types finds what a person expects, in the demonstration's own data."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.gate.office import bandung as offices
from tests.gate.office import begun
from tests.people.helpers import bandung, body, signed_in, working
from tests.portal.finding import listing, number, refs, words
from tests.register.helpers import agreed, counted, region, sign, tie

from gerbang.gate.letters import LetterValues, file_letter
from gerbang.gate.models import Case
from gerbang.people.models import Right
from gerbang.register import demonstration
from gerbang.register.models import Confirmation, Tie

pytestmark = pytest.mark.django_db
EXPECTED = [
    ("jogja kyoto", "Daerah Istimewa Yogyakarta – Prefektur Kyoto", "Kota Medan"),
    ("kerjasama persampahan", "Kota Surabaya – Kitakyushu", "Kota Medan"),
    ("sister city Jepang", "Kota Medan – Ichikawa", "Prefektur Osaka"),
    ("sister province Jepang", "Provinsi Jawa Timur – Prefektur Osaka", "Kota Medan – Ichikawa"),
    ("provinsi kembar", "Provinsi Papua – Prefektur Yamagata", "Kota Surabaya"),
    ("kota kembar amerika", "Jakarta – Los Angeles", "Hawaii"),
    ("tono", "Kabupaten Purbalingga – Tōno", "Kota Medan"),
    ("DI Yogyakarta", "Daerah Istimewa Yogyakarta – Prefektur Kyoto", "Kota Medan"),
    ("Irian Jaya", "Provinsi Papua – Prefektur Yamagata", "Kota Bandung"),
    ("waste Japan", "Kota Surabaya – Kitakyushu", "Rotterdam"),
    ("pemkot bandung", "Kota Bandung – Braunschweig", "Provinsi Jawa Barat"),
    ("pemprov jatim", "Provinsi Jawa Timur – Prefektur Osaka", "Kota Surabaya"),
    ("kab. sidoarjo", "Kabupaten Sidoarjo – Jinan", "Kota Surabaya"),
    ("korsel", "Kota Surabaya – Busan", "Pyongyang"),
    ("RRC", "Kota Semarang – Nanjing", "Kota Surabaya – Busan"),
    ("holland", "Daerah Khusus Ibukota Jakarta – Rotterdam", "Kota Bandung"),
    ("USA", "Kota Surabaya – Seattle", "Kota Banda Aceh – Samarkand"),
    ("kitakyushu 2012", "Kota Surabaya – Kitakyushu", "Sidoarjo"),
]
"""What is typed, what must be found, and what must not."""


@pytest.fixture
def loaded(db: None) -> None:
    demonstration.load()
    counted()


@pytest.mark.usefixtures("loaded")
def test_words_of_offices_in_both_languages(client: Client) -> None:
    for typed, inside, outside in EXPECTED:
        html = words(listing(client, f"q={typed}"))
        assert inside in html, typed
        assert outside not in html, typed


@pytest.mark.usefixtures("loaded")
def test_both_languages_find_the_same(client: Client) -> None:
    for one, other in (("sampah", "waste"), ("jepang", "japan"), ("lingkungan", "environment"), ("cina", "chinese")):
        assert sorted(refs(listing(client, f"q={one}"))) == sorted(refs(listing(client, f"q={other}"))), (one, other)


@pytest.mark.usefixtures("loaded")
def test_nothing_found_says_why_and_what_comes_nearest(client: Client) -> None:
    html = listing(client, "q=sister+city+Jepang+2015")
    assert "Tidak ada kerja sama yang memenuhi semuanya sekaligus" in words(html)
    assert f"sister city jepang {number(listing(client, 'q=sister+city+jepang'))} kerja sama" in words(html)
    assert "kitakyushu 1 kerja sama" in words(listing(client, "q=Kitakiushu"))
    loosened = words(listing(client, "q=kyoto&tahun=1999"))
    assert "tanpa “Pasti pada tahun” 1 kerja sama" in loosened
    assert "hanya menemukan yang pasti ditandatangani pada tahun itu" in loosened


def test_a_letter_of_intent_that_is_not_public_finds_no_public_tie(client: Client) -> None:
    made = tie()
    sign(made, kind="loi")
    made.instruments.update(title_id="Pernyataan rahasia mawar")
    sign(made)
    assert number(listing(client, "q=contoh")) == 1
    assert not refs(listing(client, "q=mawar"))


@pytest.fixture
def filed() -> tuple[Tie, Client]:
    """A signed tie whose case has a letter with a number, and its official."""
    walk = begun(offices())
    sign(walk.case.tie)
    values = LetterValues(
        direction="out", subject="Rencana", sender="Wali Kota", addressee="Menteri", number="400.7/123/Bag.KS/2025"
    )
    file_letter(by=walk.by("region"), case=walk.case, values=values)
    agreed(with_="Kota Lain")
    return walk.case.tie, signed_in(walk.offices.accounts["region"])


@pytest.mark.parametrize("typed", ["400.7/123/Bag.KS/2025", "400.7/123/bag.ks/2025", "7/123/Bag"])
def test_an_official_finds_a_tie_by_the_number_of_a_letter(filed: tuple[Tie, Client], typed: str) -> None:
    tie, official = filed
    html = listing(official, f"q={typed}")
    assert refs(html) == [tie.ref]
    assert f"dengan nomor “{typed}” ada pada kerja sama dalam daftar ini" in words(html)


@pytest.mark.parametrize("part", ["number", "ref"])
def test_an_official_finds_a_tie_by_the_number_of_its_case(filed: tuple[Tie, Client], part: str) -> None:
    tie, official = filed
    case = Case.objects.get(tie=tie)
    assert refs(listing(official, f"q={getattr(case, part)}")) == [tie.ref]
    stranger = signed_in(working(body("Pemerintah Kota Surabaya"), Right.READ))
    for client in (Client(), stranger):
        assert not refs(listing(client, f"q={getattr(case, part)}"))


def test_an_official_finds_ties_by_the_number_of_a_statement_that_confirmed_them() -> None:
    agreed(with_="Kota Satu")
    confirmed = agreed(with_="Kota Dua")
    made = Confirmation.objects.create(
        region=region(), year=2026, state="given", letter_number="100.3/7/Setda", lines={confirmed.ref: {}}
    )
    official = signed_in(working(bandung(), Right.READ))
    assert refs(listing(official, "q=100.3/7/Setda")) == refs(listing(official, f"q={made.ref}")) == [confirmed.ref]
    other = signed_in(working(body("Pemerintah Kota Surabaya"), Right.READ))
    for client in (Client(), other):
        assert not refs(listing(client, "q=100.3/7/Setda"))


def test_a_number_that_finds_nothing_is_quoted_whole(client: Client) -> None:
    agreed()
    page = words(listing(client, "q=999.1/88/XYZ"))
    assert "“999.1/88/XYZ”" in page
    assert "Tanpa salah satu kata" not in page


def test_a_bare_number_is_no_part_of_a_letters_number(filed: tuple[Tie, Client]) -> None:
    assert not refs(listing(filed[1], "q=123"))


def test_facets_narrow_what_a_letter_finds(filed: tuple[Tie, Client]) -> None:
    assert refs(listing(filed[1], "q=400.7/123/Bag.KS/2025&jenis=ksdpl-sister"))
    assert not refs(listing(filed[1], "q=400.7/123/Bag.KS/2025&jenis=ksdpk"))


def test_the_public_and_strangers_to_the_case_find_nothing_by_letters(filed: tuple[Tie, Client]) -> None:
    stranger = signed_in(working(body("Pemerintah Kota Surabaya"), Right.READ))
    for client in (Client(), stranger):
        html = listing(client, "q=400.7/123/Bag.KS/2025")
        assert not refs(html)
        assert "dengan nomor" not in words(html)
        assert "Kata “400.7/123/Bag.KS/2025” tidak ditemukan di sini." in words(html)


def test_only_an_official_is_told_that_letters_are_searched(client: Client) -> None:
    assert "nomor surat" not in words(listing(client)) + listing(client)
    assert "nomor surat" in listing(signed_in(working(bandung(), Right.READ)))


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "a" * 5000, "q='%22*:()", "tahun=9999999999", "kolom=x", "after=zzz"]
)
def test_whatever_the_address_says_there_is_a_page(client: Client, query: str) -> None:
    for name in ("ties", "narrowing", "result-map"):
        assert client.get(reverse(f"portal:{name}") + f"?{query}").status_code == 200
