"""Finding a region or a partner's place however it is typed (flaws 4 and 6-8 of the sources)."""

import pytest

from gerbang.places.models import Level
from gerbang.places.queries import institutions, pick, pick_region, place, region_by_code

pytestmark = pytest.mark.usefixtures("reference")


def names(text: str) -> list[str]:
    return [region.short_id for region in pick_region(text)]


@pytest.mark.parametrize("typed", ["kota bandung", "Kota Bandung", "Pemkot Bandung", "Bandung City", "kota  BANDUNG"])
def test_the_type_word_kota_gives_the_city_alone(typed: str) -> None:
    assert names(typed) == ["Kota Bandung"]


@pytest.mark.parametrize("typed", ["kabupaten bandung", "Kab. Bandung", "Bandung Regency"])
def test_the_type_word_kabupaten_gives_regencies_the_exact_one_first(typed: str) -> None:
    assert names(typed) == ["Kabupaten Bandung", "Kabupaten Bandung Barat"]


def test_without_a_type_word_all_are_offered() -> None:
    assert names("bandung") == ["Kota Bandung", "Kabupaten Bandung", "Kabupaten Bandung Barat"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        *[("jogja", "DI Yogyakarta"), ("DIY", "DI Yogyakarta"), ("kota jogja", "Kota Yogyakarta")],
        *[
            ("DKI", "DKI Jakarta"),
            ("Daerah Khusus Jakarta", "DKI Jakarta"),
            ("Jakarta Pusat", "Kota Administrasi Jakarta Pusat"),
        ],
        *[("Toba Samosir", "Kabupaten Toba"), ("Ujung Pandang", "Kota Makassar"), ("Irian Jaya", "Papua")],
        *[("Irian Jaya Barat", "Papua Barat"), ("West Java", "Jawa Barat"), ("jabar", "Jawa Barat")],
        *[("Kabupaten Lima Puluh Kota", "Kabupaten Lima Puluh Kota"), ("kota baru", "Kabupaten Kotabaru")],
        *[("labuhan batu", "Kabupaten Labuhanbatu"), ("fakfak", "Kabupaten Fak Fak"), ("93.01", "Kabupaten Merauke")],
    ],
)
def test_old_short_english_and_run_together_names(typed: str, first: str) -> None:
    assert names(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "kota atlantis", "?!"])
def test_what_names_no_region_gives_none(typed: str) -> None:
    assert names(typed) == []


def test_a_code_of_before_the_split_leads_to_the_region_of_today() -> None:
    merauke = region_by_code("91.01")
    assert merauke is not None and merauke.code == "93.01"
    today = region_by_code("91.03")
    assert today is not None and today.name_id == "Kabupaten Jayapura"
    assert region_by_code("99.99") is None


@pytest.mark.parametrize("typed", ["Kyoto", "kyoto", "Kyōto", "KYOTO"])
def test_kyoto_is_a_prefecture_and_a_city(typed: str) -> None:
    offers = pick(typed, country="JP")[:2]
    assert {(offer.name, offer.level) for offer in offers} == {("Kyoto", Level.FIRST), ("Kyoto", Level.SECOND)}
    assert {offer.key for offer in offers} == {"iso:JP-26", "kota:1857910"}


def test_charleston_asks_which() -> None:
    offers = [offer for offer in pick("Charleston") if offer.name == "Charleston"]
    assert [offer.admin1 for offer in offers][:2] == ["South Carolina", "West Virginia"]
    assert all(offer.country.alpha2 == "US" and offer.admin1 in offer.detail for offer in offers)


def test_what_stands_after_a_comma_narrows() -> None:
    assert [offer.admin1 for offer in pick("Charleston, WV")] == ["West Virginia"]
    assert {offer.country.alpha2 for offer in pick("Georgetown, Guyana")} == {"GY"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *[
            ("noumea", "kota:2139521"),
            ("Nouméa", "kota:2139521"),
            ("al quds", "iso:PS-JEM"),
            ("braunschweig", "kota:2945024"),
        ],
        *[
            ("cook islands", "negara:CK"),
            ("kaledonia baru", "negara:NC"),
            ("Taiwan", "negara:TW"),
            ("xi'an", "kota:1790630"),
        ],
        *[("Guangxi", "iso:CN-GX"), ("Bavaria", "iso:DE-BY"), ("Wina", "iso:AT-9"), ("saigon", "iso:VN-SG")],
    ],
)
def test_places_are_found_however_they_are_typed(typed: str, key: str) -> None:
    assert pick(typed)[0].key == key


def test_al_quds_is_found_in_palestine_first() -> None:
    assert {offer.country.alpha2 for offer in pick("al quds")} == {"PS"}
    assert pick("Jerusalem")[0].country.alpha2 == "PS"
    assert [offer.country.alpha2 for offer in pick("Yerusalem")][:1] == ["PS"]


def test_places_without_official_contact_come_last() -> None:
    countries = [offer.country.alpha2 for offer in pick("jerusalem")]
    assert "IL" not in countries[: len(countries) - countries.count("IL")]


@pytest.mark.parametrize(("typed", "key"), [("Busan", "iso:KR-26"), ("Tokyo", "iso:JP-13"), ("Hong Kong", "negara:HK")])
def test_one_government_is_offered_once(typed: str, key: str) -> None:
    offers = [offer for offer in pick(typed) if offer.name == typed]
    assert [offer.key for offer in offers] == [key]


def test_nothing_in_indonesia_and_no_island_group_is_offered() -> None:
    assert not [offer for offer in pick("Bali") + pick("Bandung") if offer.country.alpha2 == "ID"]
    assert not [offer for offer in pick("Connacht") if offer.key == "iso:IE-C"]


def test_the_exact_name_goes_before_larger_ones_that_begin_so() -> None:
    assert pick("san")[0].name == "San"
    assert pick("york")[0].name == "York"


def test_a_form_names_a_place_by_its_key() -> None:
    for key in ("iso:JP-26", "kota:1857910", "negara:NC"):
        found = place(key)
        assert found is not None
    assert place("kota:1") is None and place("kota:x") is None and place("iso:XX") is None and place("") is None


def test_as_many_as_asked_for_and_no_more() -> None:
    assert len(pick("san", limit=5)) == 5
    assert pick("") == pick("  ,JP") == []


@pytest.mark.parametrize(("typed", "first"), [("jica", "JICA"), ("unicef", "UNICEF"), ("Bank Dunia", "World Bank")])
def test_institutions_are_found_by_abbreviation(typed: str, first: str) -> None:
    assert first in institutions(typed)[0].name_en
