"""What each column of the tables holds, in both languages: for the descriptor and the page of open data."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gerbang.values.language import pick

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `type` in the words of Table Schema."""

    name: str
    type: str
    about_id: str
    about_en: str

    @property
    def about(self) -> str:
        return pick(id=self.about_id, en=self.about_en)


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns of that table, in its order."""
    with (DATA / "columns.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["table"] == table]
    return tuple(Column(row["column"], row["type"], row["id"], row["en"]) for row in rows)
