"""Reads the cells of a row; every problem of every cell is found, not only the first. Pure."""

import re
from collections.abc import Iterator, Mapping

from gerbang.register.compilation import Row, knows_form, read
from gerbang.register.intake.columns import COLUMNS, COUNTRY, NEEDED
from gerbang.register.intake.problems import Problem
from gerbang.values.dates import VagueDate, WrongWeekday

LIMITS = {
    "id": 40,
    "indonesian_side": 90,
    "foreign_side": 90,
    "country": 80,
    "instrument": 120,
    "coop_type": 60,
    "status": 60,
    "signed_date": 120,
    "valid_until": 120,
    "source_url": 500,
}
"""Characters a cell may have; two names of parties stand in one statement."""
TEXT = 4_000
LEVELS = {
    "province": "provinsi",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "regency": "kabupaten",
    "kab": "kabupaten",
    "city": "kota",
    "village": "desa",
}
PRECISIONS = ("day", "month", "year", "by", "unknown")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
NAME = 200
"""The longest name of a source."""
MEANT_AS_ADDRESS = re.compile(r"\w+:|www\.|\S+\.\S+/", re.IGNORECASE)
"""Anything else in the column of the source is its name."""
ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", re.IGNORECASE)
FIGURES = re.compile(r"(?=.*\d{4})\d+([-/.])\d+(?:\1\d+)?|\d{1,2} [^\W\d]{3,} \d{4}")
"""Written as dates are; what is so written and is none cannot be a day."""
NOTHING = {"-", "--", "–", "—"}
"""How tables write that a cell has nothing to say; `NA` is Namibia."""


def plain(cells: Mapping[str, str]) -> dict[str, str]:
    """A cell for each of our columns, without needless spaces; what tells nothing is empty."""
    found = {column: " ".join(cells.get(column, "").split()) for column in COLUMNS}
    found = {column: "" if cell in NOTHING else cell for column, cell in found.items()}
    level = found["indonesian_level"].casefold().rstrip(".")
    return found | {
        "iso2": found["iso2"].upper(),
        "indonesian_level": LEVELS.get(level, level),
        "date_precision": found["date_precision"].casefold(),
        "confidence": found["confidence"].upper(),
    }


def reading(number: int, cells: Mapping[str, str]) -> tuple[Row, list[Problem]]:
    """The row that plain cells give, and what is wrong with them; a cell that cannot be read says nothing."""
    problems = list(_problems(number, cells))
    unread = {problem.column for problem in problems}
    return read({column: "" if column in unread else cell for column, cell in cells.items()}), problems


def _problems(row: int, cells: Mapping[str, str]) -> Iterator[Problem]:
    for column in NEEDED:
        if not cells[column]:
            yield Problem(row, column, "missing")
    if not any(cells[column] for column in COUNTRY):
        yield Problem(row, COUNTRY[0], "missing")
    for column, cell in cells.items():
        limit = LIMITS.get(column, TEXT)
        if len(cell) > limit:
            yield Problem(row, column, "too-long", cell[:40], {"length": str(len(cell)), "limit": str(limit)})
        if CONTROL.search(cell):
            yield Problem(row, column, "not-text", CONTROL.sub("", cell)[:40])
    yield from _words(row, cells)
    yield from _dates(row, cells)


def _words(row: int, cells: Mapping[str, str]) -> Iterator[Problem]:
    closed = {
        "indonesian_level": ("level-word", ("provinsi", "kabupaten", "kota", "desa")),
        "date_precision": ("precision-word", PRECISIONS),
        "confidence": ("confidence-word", ("A", "B", "C", "D")),
    }
    for column, (code, words) in closed.items():
        if cells[column] and cells[column] not in words:
            yield Problem(row, column, code, cells[column][:40])
    if cells["coop_type"] and not knows_form(cells["coop_type"]):
        yield Problem(row, "coop_type", "kind-unknown", cells["coop_type"][:60])
    if MEANT_AS_ADDRESS.match(cells["source_url"]) and not is_address(cells["source_url"]):
        yield Problem(row, "source_url", "address", cells["source_url"][:80])
    elif not is_address(cells["source_url"]) and len(cells["source_url"]) > NAME:
        length = str(len(cells["source_url"]))
        yield Problem(row, "source_url", "too-long", cells["source_url"][:40], {"length": length, "limit": str(NAME)})


def is_address(source: str) -> bool:
    """Whether a source is told by the address of its page, not by its name."""
    return ADDRESS.fullmatch(source) is not None


def _dates(row: int, cells: Mapping[str, str]) -> Iterator[Problem]:
    signed, problem = _date(row, "signed_date", cells["signed_date"])
    until, other = _date(row, "valid_until", cells["valid_until"])
    yield from filter(None, (problem, other))
    precision = cells["date_precision"]
    if signed and precision in PRECISIONS and not _agrees(signed, precision):
        yield Problem(row, "date_precision", "precision-differs", precision, {"date": cells["signed_date"]})
    if signed and until and signed.earliest and until.latest and until.latest < signed.earliest and precision != "by":
        yield Problem(row, "valid_until", "ends-early", cells["valid_until"], {"date": cells["signed_date"]})


def _date(row: int, column: str, cell: str) -> tuple[VagueDate | None, Problem | None]:
    try:
        return VagueDate.read(cell), None
    except WrongWeekday as problem:
        return None, Problem(row, column, "wrong-weekday", cell, {"on": problem.on.isoformat()})
    except ValueError:
        return None, Problem(row, column, "no-such-day" if FIGURES.fullmatch(cell) else "not-a-date", cell[:60])


def _agrees(signed: VagueDate, precision: str) -> bool:
    """Whether a date is of the precision given beside it; "by" may stand beside any date."""
    if precision == "by":
        return signed.is_known
    if precision == "unknown":
        return not signed.is_known
    return signed.precision == precision
