"""Compiles src/gerbang/rulebook/data/holidays.csv from the PyPI package `holidays` (MIT).

Run it with a Python that has the package: python tools/compile_holidays.py
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import holidays

OUT = Path(__file__).resolve().parents[1] / "src/gerbang/rulebook/data"
YEARS = range(1990, 2028)
KINDS = {"public": "national", "government": "collective-leave"}
ESTIMATED = (" (perkiraan)", " (estimated)")


def named(category: str, language: str) -> Mapping[date, str]:
    """Every holiday of a category with its name; marks of estimation are left out, since decrees settled the dates."""
    found = holidays.country_holidays("ID", categories=(category,), language=language, years=YEARS)
    return {on: _plain(name) for on, name in found.items()}


def _plain(name: str) -> str:
    for mark in ESTIMATED:
        name = name.replace(mark, "")
    return name


def rows(decrees: Mapping[int, str]) -> Iterator[tuple[str, str, str, str, str]]:
    """A row per date, national holidays before collective leave on the same date."""
    seen: set[date] = set()
    for category, kind in KINDS.items():
        english = named(category, "en_US")
        for on, name in sorted(named(category, "id").items()):
            if on not in seen:
                seen.add(on)
                yield on.isoformat(), name, english[on], kind, decrees.get(on.year, "")


def main() -> None:
    with (OUT / "decreed_years.csv").open(encoding="utf-8", newline="") as file:
        decrees = {int(row["year"]): row["decree"] for row in csv.DictReader(file)}
    with (OUT / "holidays.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "name_id", "name_en", "kind", "decree"))
        writer.writerows(sorted(rows(decrees)))


if __name__ == "__main__":
    main()
