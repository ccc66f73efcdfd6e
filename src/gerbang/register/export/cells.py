"""Text that a spreadsheet would take for a formula is made harmless, and can be put back.

A cell that begins with one of `= + - @`, a tab or a line end may be run by Excel or LibreOffice when a CSV file is
opened. It gets an apostrophe before it; so does one that already begins with apostrophes and then such a character,
so that taking one apostrophe away always gives the text that was there.
"""

import re

RUNS = re.compile(r"'*[=+\-@\t\r\n]")
DEFUSED = re.compile(r"'+[=+\-@\t\r\n]")


def defused(text: str) -> str:
    """The text as it stands in a CSV cell."""
    return f"'{text}" if text and text[0] in "'=+-@\t\r\n" and RUNS.match(text) else text


def restored(cell: str) -> str:
    """The text that `defused` was given."""
    return cell[1:] if cell.startswith("'") and DEFUSED.match(cell) else cell
