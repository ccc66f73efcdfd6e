"""What a spreadsheet puts on the clipboard: cells between tabs, rows between line ends, quotation marks where a cell
holds either. Pure."""

import csv
from io import StringIO


def cells(pasted: str) -> list[list[str]]:
    """The rows of what was pasted; empty ones are left out. A lone quotation mark is a character like any other."""
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", strict=True))
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    return [row for row in rows if any(cell.strip() for cell in row)]


def copied(rows: list[list[str]]) -> str:
    """The same the other way: as a spreadsheet would put these cells on the clipboard."""
    text = StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue()
