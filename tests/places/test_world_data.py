"""The committed files of countries, subdivisions and cities (flaws 5-10 of the sources)."""

import pytest

from gerbang.places.reference import DATA, Row, rows

STATUSES = {"sovereign", "dependency", "associated", "special"}
LEVELS = {"first", "first-and-city", "second", "lower", "grouping"}


@pytest.fixture(scope="module")
def countries() -> dict[str, Row]:
    return {row["alpha2"]: row for row in rows("countries.csv")}


@pytest.fixture(scope="module")
def subdivisions() -> dict[str, Row]:
    return {row["iso"]: row for row in rows("subdivisions.csv")}


@pytest.fixture(scope="module")
def cities() -> list[Row]:
    return list(rows("cities.csv"))


def test_there_are_249_countries_each_with_both_names(countries: dict[str, Row]) -> None:
    assert len(countries) == 249
    assert all(row["name_id"] and row["name_en"] for row in countries.values())
    assert (
        len({row["alpha3"] for row in countries.values()}) == len({row["numeric"] for row in countries.values()}) == 249
    )
    assert {row["status"] for row in countries.values()} == STATUSES


def test_namibia_stays_text(countries: dict[str, Row]) -> None:
    assert countries["NA"]["name_id"] == "Namibia"
    assert any(row["country"] == "NA" for row in rows("cities.csv"))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *[("PS", "Palestina"), ("CI", "Pantai Gading"), ("MM", "Myanmar"), ("HK", "Hong Kong"), ("TL", "Timor-Leste")],
        *[("CN", "Tiongkok"), ("TW", "Taiwan"), ("JP", "Jepang"), ("CK", "Kepulauan Cook"), ("NC", "Kaledonia Baru")],
    ],
)
def test_countries_are_named_as_the_foreign_ministry_does(countries: dict[str, Row], code: str, name: str) -> None:
    assert countries[code]["name_id"] == name


def test_every_dependency_names_a_sovereign_state(countries: dict[str, Row]) -> None:
    for code, row in countries.items():
        assert (row["status"] == "dependency") == bool(row["sovereign"]), code
        if row["sovereign"]:
            assert countries[row["sovereign"]]["status"] == "sovereign"
    named = {code: countries[code]["sovereign"] for code in ("NC", "PF", "MP", "HK", "MO", "GL")}
    assert named == {"NC": "FR", "PF": "FR", "MP": "US", "HK": "CN", "MO": "CN", "GL": "DK"}
    assert [code for code, row in countries.items() if row["status"] == "associated"] == ["CK", "NU"]


def test_no_relation_is_claimed_without_a_source(countries: dict[str, Row]) -> None:
    claimed = {code: row for code, row in countries.items() if row["relations"] != "unknown"}
    assert list(claimed) == ["IL"]
    assert claimed["IL"]["relations_source"]
    assert {code: row["policy"] for code, row in countries.items() if row["policy"] != "normal"} == {
        "IL": "no-contact",
        "TW": "special",
    }


def test_there_are_5046_subdivisions_all_with_level_and_point(subdivisions: dict[str, Row]) -> None:
    assert len(subdivisions) == 5046
    assert {row["level"] for row in subdivisions.values()} == LEVELS
    for code, row in subdivisions.items():
        assert row["name"] and -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lng"]) <= 180, code


@pytest.mark.parametrize(
    ("code", "level"),
    [
        *[("JP-26", "first"), ("KR-26", "first-and-city"), ("CN-BJ", "first-and-city"), ("CN-GX", "first")],
        *[
            ("DE-BE", "first-and-city"),
            ("FR-75C", "first-and-city"),
            ("JP-13", "first-and-city"),
            ("US-DC", "first-and-city"),
        ],
        *[("GB-DUR", "second"), ("SI-061", "second"), ("ID-SM", "grouping"), ("PH-DAV", "second"), ("AU-NSW", "first")],
    ],
)
def test_levels(subdivisions: dict[str, Row], code: str, level: str) -> None:
    assert subdivisions[code]["level"] == level


def test_laayoune_does_not_lie_in_rabat(subdivisions: dict[str, Row]) -> None:
    assert float(subdivisions["MA-11"]["lat"]) < 28


def test_cities_are_abroad_and_large_or_capitals(cities: list[Row], countries: dict[str, Row]) -> None:
    assert len(cities) == len({row["geonameid"] for row in cities}) == 33_537
    known = {row["country"] for row in cities}
    assert "ID" not in known and known <= set(countries)
    assert len([row for row in cities if int(row["population"]) < 15_000]) == 45, "capitals of small countries only"


def test_most_cities_know_their_first_tier(cities: list[Row], subdivisions: dict[str, Row]) -> None:
    tiers = [row["admin1"] for row in cities if row["admin1"]]
    assert len(tiers) / len(cities) > 0.97
    assert {*tiers, *(row["government"] for row in cities if row["government"])} <= set(subdivisions)


def test_al_quds_lies_in_palestine(cities: list[Row]) -> None:
    assert not [row for row in cities if row["name"] == "Jerusalem"]
    found = [row for row in cities if row["name"] == "Al-Quds"]
    assert [(row["country"], row["admin1"]) for row in found] == [("PS", "PS-JEM")]
    assert "Jerusalem" in found[0]["other_names"].split("|")


def test_a_city_that_is_its_first_tier_names_it(cities: list[Row]) -> None:
    governments = {row["name"]: row["government"] for row in cities if row["government"]}
    assert (governments["Busan"], governments["Berlin"], governments["Tokyo"]) == ("KR-26", "DE-BE", "JP-13")
    assert len(set(governments.values())) == len([row for row in cities if row["government"]])


def test_committed_files_stay_small_and_their_sources_are_told() -> None:
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 3_000_000
    told = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(path.name in told for path in DATA.glob("*.csv"))
    assert "GeoNames" in told and "CC BY 4.0" in told
