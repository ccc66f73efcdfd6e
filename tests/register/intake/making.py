"""Tables as tests need them: rows by our own columns, as CSV or as a workbook."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from gerbang.register.intake import actions, tables
from gerbang.register.intake.actions import Written
from gerbang.register.intake.columns import COLUMNS
from gerbang.register.intake.tables import Brought, Checked

FIRST = {
    "indonesian_side": "Kota Bandung",
    "indonesian_level": "kota",
    "foreign_side": "Windhoek",
    "foreign_level": "city",
    "country": "Namibia",
    "iso2": "NA",
    "coop_type": "sister_city",
    "instrument": "MoU",
    "signed_date": "10 Juli 2019",
    "source_url": "https://berita.example/satu",
    "confidence": "B",
}


def row(**changes: str) -> dict[str, str]:
    """A row that comes in as it is, but for the changes."""
    return {**dict.fromkeys(COLUMNS, ""), **FIRST, **changes}


def as_csv(rows: Iterable[Mapping[str, str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(lines: Iterable[Sequence[Any]]) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(list(line))
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def brought(*rows: Mapping[str, str], filename: str = "tabel.csv", **options: Any) -> Brought:
    return tables.bring(data=as_csv(rows), filename=filename, exact=True, **options)


def checked(*rows: Mapping[str, str], **options: Any) -> Checked:
    return tables.check(brought(*rows, **options))


def written(*rows: Mapping[str, str], **options: Any) -> Written:
    return actions.write(brought=brought(*rows, **options))


def outcomes(done: Checked) -> dict[str, int]:
    """The counts that are not nought, without `read`."""
    return {name: number for name, number in done.counts.items() if number and name != "read"}


def codes(done: Checked) -> set[tuple[str, str]]:
    """Column and code of every problem."""
    return {(problem.column, problem.code) for problem in done.problems}
