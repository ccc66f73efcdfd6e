"""Every cell is read or refused with its column, all problems of a row at once. No database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.intake.making import row

from gerbang.register.intake import cells
from gerbang.register.intake.columns import COLUMNS
from gerbang.values.dates import MONTHS

days = st.dates(date(1950, 1, 1), date(2030, 12, 31))
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
STYLES = (
    "{0:%Y-%m-%d}",
    "{0:%d-%m-%Y}",
    "{0.day}/{0.month}/{0.year}",
    "{0:%d.%m.%Y}",
    "{0.day} {month} {0.year}",
    "{0.day} {short} {0.year}",
    "{weekday}, {0.day} {month} {0.year}",
    "Jakarta, {0.day} {month} {0.year}",
    "{0.day}-{short}-{0.year}",
    "{0:%Y-%m-%d} 00:00:00",
)


def codes(**changes: str) -> set[tuple[str, str]]:
    _row, problems = cells.reading(7, cells.plain(row(**changes)))
    assert all(problem.row == 7 and problem.text for problem in problems)
    return {(problem.column, problem.code) for problem in problems}


@given(days, st.sampled_from(STYLES))
def test_a_day_in_every_usual_style(on: date, style: str) -> None:
    month = MONTHS["id"][on.month - 1]
    text = style.format(on, month=month, short=month[:3], weekday=WEEKDAYS[on.weekday()])
    read, problems = cells.reading(2, cells.plain(row(signed_date=text)))
    assert not problems
    assert read is not None
    assert (read.date.earliest, read.date.latest) == (on, on)


@given(days, st.integers(1, 6))
def test_a_weekday_that_contradicts_its_date_holds_the_row(on: date, off: int) -> None:
    other = WEEKDAYS[(on.weekday() + off) % 7]
    _row, problems = cells.reading(2, cells.plain(row(signed_date=f"{other}, {on:%d-%m-%Y}")))
    assert [(one.column, one.code, one.holds) for one in problems] == [("signed_date", "wrong-weekday", True)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31-02-2019", "no-such-day"),
        ("07/25/2019", "no-such-day"),
        ("2019-13", "no-such-day"),
        ("31 Juni 2019", "no-such-day"),
        ("43656", "not-a-date"),
        ("kira-kira 2019", "not-a-date"),
        ("10-07-19", "not-a-date"),
    ],
)
def test_what_is_no_date_is_refused(cell: str, code: str) -> None:
    assert codes(signed_date=cell) == {("signed_date", code)}


@pytest.mark.parametrize(
    ("cell", "precision", "read"),
    [
        ("2012", "by", "not-later"),
        ("10 Juli 2019", "by", "not-later"),
        ("paling lambat 2012", "", "not-later"),
        ("Juli 2019", "month", "month"),
        ("", "unknown", "unknown"),
        ("belum diketahui", "", "unknown"),
        ("-", "", "unknown"),
    ],
)
def test_precisions(cell: str, precision: str, read: str) -> None:
    found, problems = cells.reading(2, cells.plain(row(signed_date=cell, date_precision=precision)))
    assert not problems
    assert found is not None
    assert found.date.precision == read
    assert found.date.earliest is None or read == "month"


@pytest.mark.parametrize(
    ("cell", "precision"), [("2019", "day"), ("10-07-2019", "year"), ("", "day"), ("2019", "unknown"), ("", "by")]
)
def test_a_precision_that_contradicts_the_date_is_refused(cell: str, precision: str) -> None:
    assert codes(signed_date=cell, date_precision=precision) == {("date_precision", "precision-differs")}


def test_all_problems_of_a_row_are_found_at_once() -> None:
    assert codes(
        indonesian_side="",
        foreign_side="x" * 91,
        indonesian_level="dukuh",
        country="",
        iso2="",
        signed_date="besok",
        date_precision="hour",
        valid_until="31-02-2020",
        source_url="https://koran pagi",
        confidence="E",
        evidence="a\x07b",
    ) == {
        ("indonesian_side", "missing"),
        ("foreign_side", "too-long"),
        ("indonesian_level", "level-word"),
        ("country", "missing"),
        ("signed_date", "not-a-date"),
        ("date_precision", "precision-word"),
        ("valid_until", "no-such-day"),
        ("source_url", "address"),
        ("confidence", "confidence-word"),
        ("evidence", "not-text"),
    }


def test_an_end_before_the_beginning_holds_the_row() -> None:
    assert codes(signed_date="2019", valid_until="2018-12-31") == {("valid_until", "ends-early")}
    assert codes(signed_date="2019", valid_until="2019-06") == set()


def test_only_both_sides_and_a_country_are_needed() -> None:
    bare = dict.fromkeys(COLUMNS, "") | {"indonesian_side": "Bandung", "foreign_side": "Namur", "iso2": "be"}
    read, problems = cells.reading(2, cells.plain(bare))
    assert not problems
    assert read is not None
    assert read.alpha2 == "BE"


@given(st.fixed_dictionaries({column: st.text(max_size=30) for column in COLUMNS}))
def test_any_cells_are_read_and_what_cannot_be_read_says_nothing(given_cells: dict[str, str]) -> None:
    read, problems = cells.reading(2, cells.plain(given_cells))
    assert all(problem.text for problem in problems)
    unread = {problem.column for problem in problems}
    assert not ("indonesian_side" in unread and read.region)
    assert not ("signed_date" in unread and read.date.is_known)


def test_a_source_may_be_told_by_its_name() -> None:
    assert codes(source_url="Bagian Kerja Sama, arsip 2015") == set()
    assert codes(source_url="koran.go.id/berita") == {("source_url", "address")}
    assert codes(source_url="n" * 201) == {("source_url", "too-long")}
