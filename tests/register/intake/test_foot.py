"""What stands under a table is told apart from its rows, and never hides one."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.register.intake.making import saved

from gerbang.register.intake import foot, tables
from gerbang.register.intake.lines import Line
from gerbang.register.intake.tables import Checked

COLUMNS = ("id", "indonesian_side", "foreign_side", "country", "instrument", "signed_date")
AT = {column: place for place, column in enumerate(COLUMNS)}
WHOLE = ("1", "Kota Bandung", "Namur", "Belgia", "MoU", "2017")
SIGNATURE = (
    ("", "", "", "", "", "Bandung, 3 Maret 2026"),
    ("", "", "", "", "", "Kepala Bagian Kerja Sama"),
    ("", "", "", "", "", "NIP. 19700101 199003 1 001"),
)
HALF = ("2", "Kota Bandung", "", "", "", "")
DATED = ("", "Kota Bandung", "", "", "", "2017")


def apart(*rows: Sequence[str]) -> tuple[list[int], list[int]]:
    """Numbers of the rows, and of the lines under them."""
    under: list[Line] = []
    lines = [Line(number, tuple(cells)) for number, cells in enumerate(rows, start=1)]
    return [line.number for line in foot.apart(lines, AT, under)], [line.number for line in under]


@pytest.mark.parametrize(
    "line",
    [
        *SIGNATURE,
        ("Sumber: Bagian Kerja Sama", "", "", "", "", ""),
        ("Jumlah", "12", "", "", "", ""),
        ("", "Jumlah", "12", "", "", ""),
        ("", "Total: 12", "", "", "", ""),
        ("", "Catatan: belum lengkap", "", "", "", ""),
        ("", "Mengetahui,", "", "", "", "Bandung, 3 Maret 2026"),
        ("", "Sekretaris Daerah", "", "", "", "Kepala Bagian Kerja Sama"),
        ("3", "", "", "", "", ""),
        ("Disusun oleh Bagian Kerja Sama",) * 6,
    ],
)
def test_what_stands_under_a_table_is_no_row(line: tuple[str, ...]) -> None:
    assert apart(WHOLE, line) == ([1], [2])


@pytest.mark.parametrize(
    "line",
    [
        HALF,
        DATED,
        ("", "", "Namur", "Belgia", "", ""),
        ("", "Kota Bandung", "Namur", "", "", ""),
        ("", "Kota Bandung", "", "", "MoU", ""),
        ("4", "", "Namur", "", "", ""),
        ("", "Kota Bandung", "", "Belgia", "MoU", "2019"),
    ],
)
def test_a_last_row_that_is_half_filled_stays_a_row(line: tuple[str, ...]) -> None:
    assert apart(WHOLE, line) == ([1, 2], [])


def test_a_sparse_line_between_rows_is_a_row() -> None:
    lone = ("", "Kota Surabaya", "", "", "", "")
    assert apart(WHOLE, lone, WHOLE, *SIGNATURE) == ([1, 2, 3], [4, 5, 6])


def test_a_foot_begins_below_the_half_filled_row() -> None:
    assert apart(WHOLE, DATED, *SIGNATURE) == ([1, 2], [3, 4, 5])


def test_without_any_row_there_is_no_foot() -> None:
    assert apart(*SIGNATURE) == ([1, 2, 3], [])


def test_more_lines_than_a_foot_has_are_rows() -> None:
    many = [SIGNATURE[1]] * (foot.LINES + 1)
    assert apart(WHOLE, *many) == (list(range(1, foot.LINES + 3)), [])
    assert apart(WHOLE, *many, WHOLE, *SIGNATURE)[1] == [foot.LINES + 4, foot.LINES + 5, foot.LINES + 6]


def test_a_row_that_cannot_be_taken_apart_is_never_under_the_table() -> None:
    under: list[Line] = []
    lines = [Line(1, WHOLE), Line(2, (), "broken-row")]
    assert [line.number for line in foot.apart(lines, AT, under)] == [1, 2]


@given(st.lists(st.sampled_from([WHOLE, HALF, DATED, *SIGNATURE, ("", "Kota Surabaya", "", "", "", "")]), max_size=80))
def test_every_line_is_a_row_or_under_them_once_and_in_its_order(rows: list[tuple[str, ...]]) -> None:
    read, under = apart(*rows)
    assert [*read, *under] == list(range(1, len(rows) + 1))
    assert len(under) <= foot.LINES


def checked(book: Workbook) -> Checked:
    return tables.check(tables.bring(data=saved(book), filename="x.xlsx"))


@pytest.mark.django_db
def test_a_foot_of_merged_cells_under_a_header_of_two_rows() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Daerah", "Mitra", None, "Tanggal"])
    sheet.append([None, "Nama", "Negara", None])
    sheet.append(["Kota Bandung", "Windhoek", "Namibia", "2019"])
    sheet.append([])
    sheet.append(["Sumber data kerja sama daerah"])
    sheet.append([None, None, "Kepala Bagian Kerja Sama"])
    for merged in ("A1:A2", "B1:C1", "D1:D2", "A5:D5", "C6:D6"):
        sheet.merge_cells(merged)
    done = checked(book)
    assert (done.counts["read"], done.counts["created"]) == (1, 1)
    assert [(line.number, foot.words(line)) for line in done.under] == [
        (5, "Sumber data kerja sama daerah"),
        (6, "Kepala Bagian Kerja Sama"),
    ]


@pytest.mark.django_db
def test_a_foot_beside_the_table_is_no_surplus_cell() -> None:
    book = Workbook()
    book.active.append(["Daerah", "Mitra", "Negara"])
    book.active.append(["Kota Bandung", "Windhoek", "Namibia"])
    book.active.append([None, None, None, None, "Bandung, 3 Maret 2026"])
    done = checked(book)
    assert (done.counts["read"], done.counts["refused"], len(done.under)) == (1, 0, 1)


def test_long_lines_are_shortened_where_they_are_told() -> None:
    assert len(foot.words(Line(1, ("kata " * 100,)))) == foot.SHOWN
