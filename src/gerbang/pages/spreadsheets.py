"""Tables for a spreadsheet: UTF-8 with its mark, the delimiter it expects, and nothing in them that it would run.

A cell that begins with one of `= + - @`, a tab or a line end may be run by Excel or LibreOffice when a CSV file is
opened. It gets an apostrophe before it; so does one that already begins with apostrophes and then such a character,
so that taking one apostrophe away always gives the text that was there.
"""

import csv
import re
from collections.abc import Iterable
from io import StringIO

from gerbang.values.language import active

MARK = "\ufeff"
"""What a file begins with, so that a spreadsheet takes it for UTF-8."""
DELIMITER = {"id": ";", "en": ","}
"""A spreadsheet set to Indonesian takes the comma for the decimal mark and parts columns by a semicolon."""
RUNS = re.compile(r"'*[=+\-@\t\r\n]")
BEGINS = frozenset("'=+-@\t\r\n")
"""Most cells of a table begin with none of these; asking that first is what makes a large table quick."""
DEFUSED = re.compile(r"'+[=+\-@\t\r\n]")


def line(cells: Iterable[str]) -> str:
    """One line of a table in the active language."""
    text = StringIO()
    csv.writer(text, delimiter=DELIMITER[active()], lineterminator="\r\n").writerow(map(defused, cells))
    return text.getvalue()


def defused(text: str) -> str:
    """The text as it stands in a CSV cell."""
    return f"'{text}" if text[:1] in BEGINS and RUNS.match(text) else text


def restored(cell: str) -> str:
    """The text that `defused` was given."""
    return cell[1:] if DEFUSED.match(cell) else cell
