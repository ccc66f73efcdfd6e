"""The fields of cooperation as they are counted (bidang): a closed list, and which words of sources mean which."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gerbang.search.folding import fold
from gerbang.values.language import pick

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Area:
    """One field; `key` is what is stored."""

    key: str
    name_id: str
    name_en: str

    @property
    def name(self) -> str:
        return pick(id=self.name_id, en=self.name_en)


@cache
def areas() -> dict[str, Area]:
    """All fields by key."""
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: Area(row["key"], row["id"], row["en"]) for row in csv.DictReader(file)}


def by_name() -> list[Area]:
    """All fields in the order of the names that are shown."""
    return sorted(areas().values(), key=lambda area: fold(area.name))


def areas_of(texts: Iterable[str]) -> list[str]:
    """The fields that phrases mean, each phrase written as sources do; one that is not on the list means none."""
    table = _phrases()
    parts = (fold(part) for text in texts for part in text.replace(",", ";").split(";"))
    whole = (fold(part) for text in texts for part in text.split(";"))
    return sorted({key for phrase in (*whole, *parts) for key in table.get(phrase, ())})


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    with (DATA / "fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            keys = tuple(row["areas"].split())
            table |= {fold(row["en"]): keys, fold(row["id"]): keys}
    for area in areas().values():
        table |= {fold(area.name_id): (area.key,), fold(area.name_en): (area.key,)}
    return table
