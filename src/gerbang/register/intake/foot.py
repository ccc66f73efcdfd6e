"""What stands under a table and is no row of it: a signature, a source, a total. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress

from gerbang.places.reference import country_codes
from gerbang.register.compilation import INSTRUMENT_KINDS, knows_form
from gerbang.register.intake.cells import LEVELS, is_address
from gerbang.register.intake.lines import Line
from gerbang.search.folding import fold
from gerbang.values.dates import VagueDate

LINES = 40
"""The most lines a foot has; more of them are rows with too little in them."""
FILLED = 2
"""The most texts a line of a foot has; a merged block is one."""
SHOWN = 120
BEGINNINGS = re.compile(
    r"(?:jumlah|total|nip)\b|(?:catatan|sumber|keterangan|note|notes|source|mengetahui)\s*(?:[:,.]|$)", re.IGNORECASE
)
NUMBER = re.compile(r"[^\W\d]{0,6}[-./ ]?\d{1,6}[.)]?")
"""How a row is numbered: 12, 12., RC012."""


def apart(lines: Iterable[Line], at: Mapping[str, int], foot: list[Line]) -> Iterator[Line]:
    """The rows of a table; the lines below its last row are put into `foot`.

    A line with too little in it is held back until a row follows: then it is a row as well, and something is wrong with
    it. `at` says in which place of a line each of our columns stands.
    """
    held: list[Line] = []
    waits = False
    for line in lines:
        if not _is_sparse(line, at):
            yield from held
            held.clear()
            waits = True
            yield line
        elif not waits:
            yield line
        else:
            held.append(line)
            if len(held) > LINES:
                yield from held
                held.clear()
                waits = False
    foot += held


def words(line: Line) -> str:
    """What a line says, each merged block once."""
    said = " ".join(_texts(line))
    return said if len(said) <= SHOWN else f"{said[: SHOWN - 1]}…"


def _texts(line: Line) -> list[str]:
    return list(dict.fromkeys(" ".join(cell.split()) for cell in line.cells if cell.strip()))


def _is_sparse(line: Line, at: Mapping[str, int]) -> bool:
    """Whether the line may belong to a foot: a text or two, and nothing of which a row consists."""
    texts = _texts(line)
    if line.broken in ("broken-row", "undecodable") or not 0 < len(texts) <= FILLED:
        return False
    if BEGINNINGS.match(texts[0]):
        return True
    cells = {column: line.cells[place].strip() for column, place in at.items() if place < len(line.cells)}
    named = {cells.get(side, "") for side in ("indonesian_side", "foreign_side")}
    sides = {side for side in named if any(letter.isalpha() for letter in side)}
    if len(sides) != 1:
        return not sides
    return not any(READS[column](cell) for column, cell in cells.items() if column in READS and cell not in sides)


def _is_date(cell: str) -> bool:
    """A day, a month or a year alone; `Bandung, 3 Maret 2026` stands over a signature."""
    with suppress(ValueError):
        return "," not in cell and VagueDate.read(cell).is_known
    return False


def _is_country(cell: str) -> bool:
    codes = country_codes()
    return fold(cell) in codes or (len(cell) == 2 and cell.upper() in codes.values())


READS: Mapping[str, Callable[[str], bool]] = {
    "id": lambda cell: NUMBER.fullmatch(cell) is not None,
    "indonesian_level": lambda cell: cell.casefold().rstrip(".") in {*LEVELS, *LEVELS.values()},
    "country": _is_country,
    "iso2": _is_country,
    "coop_type": lambda cell: bool(cell) and knows_form(cell),
    "instrument": lambda cell: fold(cell) in {"mou", "agreement", *INSTRUMENT_KINDS},
    "signed_date": _is_date,
    "valid_until": _is_date,
    "source_url": is_address,
}
"""Cells that make a row, if only half of one, of the name beside them."""
