"""The committed file of regions holds what its sources were checked for (flaws 1-4 of the sources)."""

from collections import defaultdict
from decimal import Decimal

import pytest

from gerbang.places.reference import Row, rows

WITHOUT_AREA = {"12.10", "12.20", "91.10", "91.20", "92.06", "92.11"}
"""No package gives these; they are empty, not guessed. See the data's README."""


@pytest.fixture(scope="module")
def regions() -> dict[str, Row]:
    return {row["code"]: row for row in rows("regions.csv")}


def inside(regions: dict[str, Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in regions.values():
        if row["province"]:
            found[row["province"]].append(row)
    return found


def test_there_are_38_provinces_and_514_regencies_and_cities(regions: dict[str, Row]) -> None:
    kinds = [row["kind"] for row in regions.values()]
    assert (kinds.count("provinsi"), kinds.count("kabupaten"), kinds.count("kota")) == (38, 416, 98)


def test_province_codes_run_from_11_to_96_with_the_four_of_2022(regions: dict[str, Row]) -> None:
    codes = sorted(code for code in regions if "." not in code)
    assert len(codes) == 38
    assert (codes[0], codes[-1]) == ("11", "96")
    assert {"93", "94", "95", "96"} <= set(codes)


@pytest.mark.parametrize(("name", "code"), [("Merauke", "93.01"), ("Nabire", "94.01"), ("Kota Sorong", "96.71")])
def test_regions_of_the_new_provinces_bear_their_new_codes(regions: dict[str, Row], name: str, code: str) -> None:
    assert regions[code]["name_id"].endswith(name)


def test_546_are_autonomous_and_six_of_jakarta_are_not(regions: dict[str, Row]) -> None:
    administrative = {code for code, row in regions.items() if row["autonomous"] == "no"}
    assert administrative == {"31.01", "31.71", "31.72", "31.73", "31.74", "31.75"}
    assert len(regions) - len(administrative) == 546


def test_a_code_begins_with_its_province(regions: dict[str, Row]) -> None:
    for code, row in regions.items():
        assert row["province"] == (code[:2] if "." in code else "")


def test_population_of_every_province_is_the_sum_of_its_regions(regions: dict[str, Row]) -> None:
    for province, parts in inside(regions).items():
        assert int(regions[province]["population"]) == sum(int(row["population"]) for row in parts), province
    assert sum(int(row["population"]) for row in regions.values() if not row["province"]) == 284_973_643


def test_areas_are_positive_and_add_up_where_all_are_known(regions: dict[str, Row]) -> None:
    assert {code for code, row in regions.items() if not row["area_km2"]} == WITHOUT_AREA
    for province, parts in inside(regions).items():
        known = [Decimal(row["area_km2"]) for row in parts if row["area_km2"]]
        whole = Decimal(regions[province]["area_km2"])
        assert all(area > 0 for area in known)
        if len(known) == len(parts):
            assert abs(whole - sum(known)) < Decimal("0.01"), province
        else:
            assert whole > sum(known), province


def test_no_area_repeats_the_population(regions: dict[str, Row]) -> None:
    assert not [
        code for code, row in regions.items() if row["area_km2"] and float(row["area_km2"]) == int(row["population"])
    ]


def test_points_lie_in_indonesia_near_a_seat_of_their_own_province(regions: dict[str, Row]) -> None:
    spots = {code: (float(row["lat"]), float(row["lng"])) for code, row in regions.items()}
    for code, (lat, lng) in spots.items():
        assert -11.1 < lat < 6.1 and 94.9 < lng < 141.1, code
        siblings = [spot for other, spot in spots.items() if other[:2] == code[:2] and other != code]
        nearest = min((lat - other) ** 2 + (lng - east) ** 2 for other, east in siblings) ** 0.5
        assert nearest < 4, f"{code} is {nearest:.1f} degrees from any seat of its province"


def test_zones_follow_the_islands(regions: dict[str, Row]) -> None:
    zones = {code: regions[code]["zone"] for code in ("11", "32", "51", "61", "63", "73", "81", "93.01")}
    assert zones == {
        "11": "WIB",
        "32": "WIB",
        "51": "WITA",
        "61": "WIB",
        "63": "WITA",
        "73": "WITA",
        "81": "WIT",
        "93.01": "WIT",
    }
    for province, parts in inside(regions).items():
        assert {row["zone"] for row in parts} == {regions[province]["zone"]}


def test_the_misspelled_name_is_set_right(regions: dict[str, Row]) -> None:
    assert regions["71.09"]["name_id"] == "Kabupaten Kepulauan Siau Tagulandang Biaro"


def test_each_province_has_one_iso_code_of_the_38(regions: dict[str, Row]) -> None:
    mapped = {row["iso"]: row["name_id"] for row in regions.values() if row["iso"]}
    entries = {row["iso"]: row for row in rows("subdivisions.csv") if row["country"] == "ID"}
    assert len(entries) == 45
    assert len(mapped) == 38
    assert set(mapped) == {code for code, row in entries.items() if row["level"] != "grouping"}
    assert mapped["ID-PE"] == entries["ID-PE"]["name"] == "Papua Pegunungan"
    assert mapped["ID-PA"] == "Papua" and mapped["ID-MA"] == "Maluku"


def test_every_former_name_and_code_belongs_to_a_region_of_today(regions: dict[str, Row]) -> None:
    for name in ("region_names.csv", "region_codes.csv"):
        assert {row["code"] for row in rows(name)} <= set(regions)
    for row in rows("region_successions.csv"):
        assert {row["old"], row["new"]} <= set(regions) and row["source"]
    former = {row["former"]: row["code"] for row in rows("region_codes.csv")}
    assert former["91.01"] == "93.01" and former["92.71"] == "96.71"
