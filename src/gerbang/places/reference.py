"""The reference data of the places, from the committed files into the tables.

Safe to run again: a row is found by its code, written only when the file differs, never doubled; refs stay. What people
decide (relations of a country, partners) is not touched once it is there.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.db import models, transaction

from gerbang.places.models import (
    City,
    Country,
    Partner,
    PlaceName,
    Region,
    RegionCode,
    RegionName,
    RegionSuccession,
    Subdivision,
)
from gerbang.places.naming import bare_region_name, folded_names
from gerbang.search import fold

DATA = Path(__file__).parent / "data"
BATCH = 1000

Row = dict[str, str]
Place = TypeVar("Place", bound=models.Model)


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Bring the tables to the state of the files; returns how many rows were added or changed, by table."""
    done = {"countries": _countries(), "regions": _regions(), "subdivisions": _subdivisions(), "cities": _cities()}
    done["names"] = _region_history()
    done["places"] = _place_names()
    done["institutions"] = _institutions()
    return done


def rows(name: str) -> Iterator[Row]:
    """One committed file, every value as text: Namibia's `NA` stays `NA`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def country_codes() -> dict[str, str]:
    """Every folded name of a country → its code."""
    found: dict[str, str] = {}
    for row in rows("countries.csv"):
        for name in (row["name_id"], row["name_en"], *row["other_names"].split("|")):
            found.setdefault(fold(name), row["alpha2"])
    found.pop("", None)
    return found


@cache
def region_codes() -> tuple[str, ...]:
    """The codes of Kemendagri that regions bear today: `32` and `32.73`."""
    return tuple(row["code"] for row in rows("regions.csv"))


def _bring(model: type[Place], key: str, wanted: Sequence[Place], fields: Sequence[str]) -> int:
    """Write the rows that are new or differ from what is there."""
    there = {values[0]: values for values in model._default_manager.values_list(key, *fields)}
    changed = [row for row in wanted if there.get(getattr(row, key)) != _values(row, key, fields)]
    model._default_manager.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=[key], update_fields=list(fields)
    )
    return len(changed)


def _values(row: models.Model, key: str, fields: Sequence[str]) -> tuple[object, ...]:
    return (getattr(row, key), *(getattr(row, field) for field in fields))


def _countries() -> int:
    listed = list(rows("countries.csv"))
    columns = ["alpha3", "numeric", "name_id", "name_en", "status", "latitude", "longitude"]
    known = set(Country.objects.values_list("alpha2", flat=True))
    wanted = [
        Country(
            **{column: row[column] for column in ("alpha2", "alpha3", "numeric", "name_id", "name_en", "status")},
            **{column: row[column] for column in ("relations", "relations_source", "policy")},
            latitude=float(row["lat"]),
            longitude=float(row["lng"]),
        )
        for row in listed
    ]
    changed = _bring(Country, "alpha2", wanted, columns)
    _sovereigns({row["alpha2"]: row["sovereign"] for row in listed if row["sovereign"] and row["alpha2"] not in known})
    return changed


def _sovereigns(of: dict[str, str]) -> None:
    ids = dict(Country.objects.values_list("alpha2", "pk"))
    for code, sovereign in of.items():
        Country.objects.filter(alpha2=code).update(sovereign=ids[sovereign])


def _regions() -> int:
    listed = list(rows("regions.csv"))
    columns = ["kind", "name_id", "name_en", "short_id", "latitude", "longitude", "population", "area_km2", "zone"]
    columns += ["autonomous", "iso", "province_id"]
    changed = 0
    for province_rows in (True, False):
        ids = dict(Region.objects.values_list("code", "pk"))
        wanted = [_region(row, ids) for row in listed if (row["kind"] == "provinsi") == province_rows]
        changed += _bring(Region, "code", wanted, columns)
    return changed


def _region(row: Row, ids: dict[str, int]) -> Region:
    return Region(
        **{column: row[column] for column in ("code", "kind", "name_id", "name_en", "short_id", "zone", "iso")},
        latitude=float(row["lat"]),
        longitude=float(row["lng"]),
        population=int(row["population"]),
        area_km2=Decimal(row["area_km2"]).quantize(Decimal("0.001")) if row["area_km2"] else None,
        autonomous=row["autonomous"] == "yes",
        province_id=ids[row["province"]] if row["province"] else None,
    )


def _region_history() -> int:
    ids = dict(Region.objects.values_list("code", "pk"))
    names = [*_official_names(ids), *(_former_name(row, ids) for row in rows("region_names.csv"))]
    fields = ["name_en", "since", "until", "source", "folded", "folded_en"]
    changed = _bring_many(RegionName, ["region_id", "name_id", "usage"], names, fields)
    codes = [
        RegionCode(region_id=ids[row["code"]], code=row["former"], source=row["source"], **_dates(row))
        for row in rows("region_codes.csv")
    ]
    changed += _bring_many(RegionCode, ["region_id", "code"], codes, ["since", "until", "source"])
    successions = [
        RegionSuccession(
            old_id=ids[row["old"]], new_id=ids[row["new"]], kind=row["kind"], on=_day(row["on"]), source=row["source"]
        )
        for row in rows("region_successions.csv")
    ]
    return changed + _bring_many(RegionSuccession, ["old_id", "new_id", "kind"], successions, ["on", "source"])


def _official_names(ids: dict[str, int]) -> Iterator[RegionName]:
    for row in rows("regions.csv"):
        yield _region_name(ids[row["code"]], row["name_id"], row["name_en"], "official")


def _former_name(row: Row, ids: dict[str, int]) -> RegionName:
    found = _region_name(ids[row["code"]], row["name_id"], row["name_en"], row["usage"])
    found.since, found.until, found.source = _day(row["since"]), _day(row["until"]), row["source"]
    return found


def _region_name(region: int, name_id: str, name_en: str, usage: str) -> RegionName:
    folded, folded_en = bare_region_name(name_id), bare_region_name(name_en)
    return RegionName(
        region_id=region, name_id=name_id, name_en=name_en, usage=usage, folded=folded, folded_en=folded_en
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _dates(row: Row) -> dict[str, date | None]:
    return {"since": _day(row["since"]), "until": _day(row["until"])}


def _bring_many(model: type[Place], keys: Sequence[str], wanted: Sequence[Place], fields: Sequence[str]) -> int:
    """Like `_bring`, for rows known by several columns together."""
    there = set(model._default_manager.values_list(*keys, *fields))
    changed = [row for row in wanted if tuple(getattr(row, column) for column in [*keys, *fields]) not in there]
    model._default_manager.bulk_create(
        changed, BATCH, update_conflicts=True, unique_fields=list(keys), update_fields=list(fields)
    )
    return len(changed)


def _subdivisions() -> int:
    listed = list(rows("subdivisions.csv"))
    countries = dict(Country.objects.values_list("alpha2", "pk"))
    columns = ["country_id", "territory_id", "name", "other_names", "type", "level", "latitude", "longitude"]
    wanted = [
        Subdivision(
            **{column: row[column] for column in ("iso", "name", "other_names", "type", "level")},
            country_id=countries[row["country"]],
            territory_id=countries.get(row["territory"]),
            latitude=float(row["lat"]),
            longitude=float(row["lng"]),
        )
        for row in listed
    ]
    changed = _bring(Subdivision, "iso", wanted, columns)
    if changed:
        _parents({row["iso"]: row["parent"] for row in listed if row["parent"]})
    return changed


def _parents(of: dict[str, str]) -> None:
    found = {row.iso: row for row in Subdivision.objects.all()}
    children = [found[code] for code in of]
    for child in children:
        child.parent_id = found[of[child.iso]].pk if of[child.iso] in found else None
    Subdivision.objects.bulk_update(children, ["parent"], BATCH)


def _cities() -> int:
    countries = dict(Country.objects.values_list("alpha2", "pk"))
    tiers = dict(Subdivision.objects.values_list("iso", "pk"))
    columns = ["name", "other_names", "country_id", "admin1_id", "government_id", "latitude", "longitude", "population"]
    wanted = [
        City(
            geonameid=int(row["geonameid"]),
            name=row["name"],
            other_names=row["other_names"],
            country_id=countries[row["country"]],
            admin1_id=tiers.get(row["admin1"]),
            government_id=tiers.get(row["government"]),
            latitude=float(row["lat"]),
            longitude=float(row["lng"]),
            population=int(row["population"]),
        )
        for row in rows("cities.csv")
    ]
    return _bring(City, "geonameid", wanted, columns)


class _Names:
    """Collects the folded names of what can be a partner; a name is kept once for one place, the main one first."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int, int | None, int | None], PlaceName] = {}

    def add(
        self, names: Iterable[str], weight: int, country: int, subdivision: int | None = None, city: int | None = None
    ) -> None:
        for place, name in enumerate(names):
            folded = fold(name)[:120]
            key = (folded, country, subdivision, city)
            if not folded:
                continue
            row = self.rows.setdefault(
                key,
                PlaceName(
                    folded=folded,
                    main=place == 0,
                    weight=0,
                    country_id=country,
                    subdivision_id=subdivision,
                    city_id=city,
                ),
            )
            row.main, row.weight = row.main or place == 0, max(row.weight, weight)


def _place_names() -> int:
    wanted = _wanted_place_names()
    fields = ("folded", "main", "weight", "country_id", "subdivision_id", "city_id")
    there = set(PlaceName.objects.values_list(*fields))
    if {tuple(getattr(row, field) for field in fields) for row in wanted} == there:
        return 0
    PlaceName.objects.all().delete()
    PlaceName.objects.bulk_create(wanted, BATCH)
    return len(wanted)


def _wanted_place_names() -> list[PlaceName]:
    names = _Names()
    others = {row["alpha2"]: row["other_names"].split("|") for row in rows("countries.csv")}
    countries = {country.pk: country for country in Country.objects.exclude(alpha2="ID")}
    tiers = {tier.pk: tier for tier in Subdivision.objects.filter(country__in=countries)}
    people: dict[tuple[str, int], int] = defaultdict(int)
    cities = list(City.objects.all())
    for city in cities:
        people["country", city.country_id] += city.population
        people["tier", city.admin1_id or 0] += city.population
    for country in countries.values():
        if country.has_own_government:
            own = [country.name_id, country.name_en, *others[country.alpha2]]
            names.add(own, people["country", country.pk], country.pk)
    for tier in tiers.values():
        if tier.level != Subdivision.GROUPING:
            _add_tier(names, tier, [tier.name, *tier.other_names.split("|")], people["tier", tier.pk])
    for city in cities:
        _add_city(names, city, tiers, countries)
    return list(names.rows.values())


def _add_tier(names: _Names, tier: Subdivision, own: Iterable[str], weight: int) -> None:
    if tier.territory_id:
        names.add(own, weight, tier.territory_id)
    else:
        names.add(own, weight, tier.country_id, subdivision=tier.pk)


def _add_city(names: _Names, city: City, tiers: dict[int, Subdivision], countries: dict[int, Country]) -> None:
    own = [city.name, *city.other_names.split("|")]
    country = countries[city.country_id]
    if city.government_id:
        _add_tier(names, tiers[city.government_id], own, city.population)
    elif country.has_own_government and fold(city.name) in (fold(country.name_id), fold(country.name_en)):
        names.add(own, city.population, country.pk)
    else:
        names.add(own, city.population, city.country_id, city=city.pk)


def _institutions() -> int:
    countries = dict(Country.objects.values_list("alpha2", "pk"))
    there = set(Partner.objects.filter(kind=Partner.Kind.INSTITUTION).values_list("folded", "country_id"))
    wanted = [
        Partner(
            kind=Partner.Kind.INSTITUTION,
            institution_type=row["type"],
            country_id=countries.get(row["country"]),
            name_id=row["name_id"],
            name_en=row["name_en"],
            folded=fold(row["name_en"]),
            folded_names=folded_names([row["name_id"], row["name_en"], *row["other_names"].split("|")]),
            note=row["note"],
        )
        for row in rows("institutions.csv")
        if (fold(row["name_en"]), countries.get(row["country"])) not in there
    ]
    Partner.objects.bulk_create(wanted)
    return len(wanted)
