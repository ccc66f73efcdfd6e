"""One place or none: names of the compilation against the places of the reference data."""

import pytest

from gerbang.places.models import City
from gerbang.register import finding
from gerbang.register.matching import Candidate, only, spellings

PREFECTURE, CITY = Candidate("kyoto-fu", "first"), Candidate("kyoto-shi", "second", city=True)


def test_the_level_decides_between_namesakes() -> None:
    assert only([PREFECTURE, CITY], "prefecture") == PREFECTURE
    assert only([PREFECTURE, CITY], "city") == CITY


def test_without_a_level_namesakes_are_held() -> None:
    assert only([PREFECTURE, CITY]) is None
    assert only([PREFECTURE, CITY], "unknown") is None


def test_a_main_name_goes_before_another_name() -> None:
    capital, other = Candidate("a", "second"), Candidate("b", "second", main=False)
    assert only([other, capital], "city") == capital


def test_a_city_goes_before_a_wider_area_of_its_name() -> None:
    area, city = Candidate("province", "second"), Candidate("city", "second", city=True)
    assert only([area, city], "city") == city
    assert only([area, city], "district") is None


def test_two_cities_of_one_name_are_held_whatever_their_size() -> None:
    assert only([Candidate("large", "second", city=True), Candidate("small", "second", city=True)], "city") is None


def test_the_same_place_under_two_names_is_one() -> None:
    assert only([Candidate("a", "second", main=False), Candidate("a", "second")], "city") == Candidate("a", "second")


def test_no_place_of_another_level_is_taken_for_want_of_a_fitting_one() -> None:
    assert only([CITY], "prefecture") is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kochi", ["Kochi"]),
        ("George Town (Penang)", ["George Town (Penang)", "George Town"]),
        ("Nanjing County (Zhangzhou)", ["Nanjing County (Zhangzhou)", "Nanjing County"]),
        ("(Korean local government, unnamed)", []),
    ],
)
def test_spellings(written: str, expected: list[str]) -> None:
    assert spellings(written) == expected


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "level", "name"),
    [
        ("Kota Bandung", "kota", "Kota Bandung"),
        ("DKI Jakarta", "provinsi", "Daerah Khusus Ibukota Jakarta"),
        ("DI Yogyakarta", "provinsi", "Daerah Istimewa Yogyakarta"),
        ("Papua", "provinsi", "Papua"),
        ("Irian Jaya", "provinsi", "Papua"),
        ("Kabupaten Bekasi", "kabupaten", "Kabupaten Bekasi"),
        ("Nusa Tenggara Barat", "provinsi", "Nusa Tenggara Barat"),
    ],
)
def test_regions(written: str, level: str, name: str) -> None:
    found = finding.region(written, level)
    assert found is not None
    assert found.name_id == name


@pytest.mark.django_db
@pytest.mark.parametrize("written", ["Desa Mas (Gianyar)", "Bandung", "Bekasi"])
def test_a_name_of_two_regions_or_of_none_is_held(written: str) -> None:
    assert finding.region(written) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "level", "alpha2", "country"),
    [
        ("Kitakyushu", "city", "JP", "JP"),
        ("Kyoto", "prefecture", "JP", "JP"),
        ("Al-Quds (Jerusalem)", "city", "PS", "PS"),
        ("Northern Mariana Islands", "territory", "MP", "MP"),
        ("Moscow", "federal city", "RU", "RU"),
        ("Gwangju", "metropolitan city", "KR", "KR"),
    ],
)
def test_partners(written: str, level: str, alpha2: str, country: str) -> None:
    place = finding.place(written, level, alpha2)
    assert place is not None
    owner = getattr(place, "country", place)
    assert owner.alpha2 == country


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "level", "alpha2"),
    [
        ("Kawasaki", "city", "JP"),
        ("Samarkand", "region", "UZ"),
        ("Nanjing County (Zhangzhou)", "county", "CN"),
        ("(Korean local government, unnamed)", "unknown", "KR"),
        ("Kyoto", "", "JP"),
    ],
)
def test_what_is_ambiguous_or_unknown_is_held(written: str, level: str, alpha2: str) -> None:
    assert finding.place(written, level, alpha2) is None


@pytest.mark.django_db
def test_a_city_is_not_taken_for_its_prefecture() -> None:
    assert isinstance(finding.place("Kochi", "city", "JP"), City)
