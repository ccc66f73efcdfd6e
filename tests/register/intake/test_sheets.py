"""Tables are read whatever wrote them, or refused with the reason. No database."""

import csv
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.register.intake.making import as_csv, as_xlsx, row, saved

from gerbang.register.intake import columns, sheets, workbooks
from gerbang.register.intake.problems import Unreadable
from gerbang.register.intake.sheets import Table

HEADER = ["indonesian_side", "foreign_side", "country"]


def opened(data: bytes) -> Table:
    return sheets.opened(data, columns.recognised)


def cells(data: bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in opened(data).rows()]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as found:
        list(opened(data).rows())
    assert found.value.text
    return found.value.code


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
lines = st.lists(st.lists(texts, min_size=3, max_size=3).filter(lambda one: any(c.strip() for c in one)), max_size=5)


@given(lines, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]))
def test_a_text_table_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([HEADER, *rows])
    assert cells(text.getvalue().encode(encoding)) == [tuple(one) for one in rows]


@given(lines)
def test_a_workbook_is_read_back(rows: list[list[str]]) -> None:
    safe = [[f"t{cell.strip()}" for cell in one] for one in rows]
    assert cells(as_xlsx([HEADER, *safe])) == [tuple(one) for one in safe]


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        list(opened(data).rows())
    except Unreadable as problem:
        assert problem.text


def test_western_letters_of_an_old_table() -> None:
    data = as_csv([row(foreign_side="Curaçao")], "cp1252")
    assert "Curaçao" in cells(data)[0]


def test_bytes_that_are_no_text_are_named_by_their_row() -> None:
    data = as_csv([row(foreign_side="São Paulo"), row(foreign_side="XXX"), row()]).replace(b"XXX", b"S\xe3o")
    broken = [(line.number, line.broken, dict(line.about)) for line in opened(data).rows() if line.broken]
    assert broken == [(3, "undecodable", {"encoding": "UTF-8"})]


def test_an_open_quotation_mark_swallows_nothing() -> None:
    data = b'indonesian_side,foreign_side,country\nKota Bandung,"Namur,Belgia\nKota Medan,Chengdu,Tiongkok\n'
    assert [line.broken for line in opened(data).rows()] == ["broken-row"]


def test_a_cell_too_many_is_no_row() -> None:
    data = b"indonesian_side,foreign_side,country\nKota Bandung,Namur,Wallonia,Belgia\n"
    assert [line.broken for line in opened(data).rows()] == ["surplus"]


def test_titles_above_two_header_rows_and_column_numbers_below() -> None:
    text = "Daftar Kerja Sama;;;;\n\nPihak Indonesia;;Mitra;;Tanggal\nNama;Tingkat;Nama;Negara;\n1;2;3;4;5\n"
    table = opened((text + "Bandung;kota;Namur;Belgia;9 Oktober 2017\n").encode())
    assert columns.guessed(table.header) == {
        "indonesian_side": "Pihak Indonesia Nama",
        "indonesian_level": "Pihak Indonesia Tingkat",
        "foreign_side": "Mitra Nama",
        "country": "Mitra Negara",
        "signed_date": "Tanggal",
    }
    assert [line.number for line in table.rows()] == [6]


def two_rows(groups: dict[str, list[str]], titles: int = 0) -> bytes:
    """A workbook whose header stands in two rows: a title merged over its columns, a name alone over both rows."""
    book = Workbook()
    sheet = book.active
    for at in range(titles):
        sheet.append([f"Daftar Kerja Sama Luar Negeri {at}"])
    width, top = 0, titles + 1
    for title, below in groups.items():
        first, width = width + 1, width + max(len(below), 1)
        sheet.cell(top, first, title)
        for at, name in enumerate(below):
            sheet.cell(top + 1, first + at, name)
        sheet.merge_cells(
            start_row=top, end_row=top if below else top + 1, start_column=first, end_column=max(width, first)
        )
    for at in range(titles):
        sheet.merge_cells(start_row=at + 1, end_row=at + 1, start_column=1, end_column=width)
    sheet.append([f"isi {at}" for at in range(width)])
    return saved(book)


LARGE: dict[str, list[str]] = {
    "No": [],
    "Daerah": [],
    "Mitra Luar Negeri": ["Nama", "Tingkat", "Negara"],
    "Naskah": ["Jenis", "Tanggal"],
    "Bidang": [],
}


@pytest.mark.parametrize("titles", [0, 1, 3])
def test_titles_merged_over_columns_are_joined_with_the_names_below(titles: int) -> None:
    table = opened(two_rows(LARGE, titles))
    assert (table.header_row, table.first) == (titles + 1, titles + 3)
    assert columns.guessed(table.header) == {
        "id": "No",
        "indonesian_side": "Daerah",
        "foreign_side": "Mitra Luar Negeri Nama",
        "foreign_level": "Mitra Luar Negeri Tingkat",
        "country": "Mitra Luar Negeri Negara",
        "instrument": "Naskah Jenis",
        "signed_date": "Naskah Tanggal",
        "fields": "Bidang",
    }
    assert len(list(table.rows())) == 1


@pytest.mark.parametrize("titles", [0, 1])
@pytest.mark.parametrize(
    ("title", "below", "guessed"),
    [
        ("Naskah", ["Jenis", "Nomor"], {"instrument": "Naskah Jenis"}),
        ("Instrumen", ["Jenis", "Tanggal"], {"instrument": "Instrumen Jenis", "signed_date": "Instrumen Tanggal"}),
        ("Uraian", ["Jenis", "Tanggal"], {"signed_date": "Tanggal"}),
        ("Naskah", ["Tanggal", "Status"], {"signed_date": "Naskah Tanggal"}),
    ],
)
def test_what_a_title_says_is_never_lost(title: str, below: list[str], guessed: dict[str, str], titles: int) -> None:
    table = opened(two_rows({"No": [], "Daerah": [], "Mitra": ["Nama", "Negara"], title: below}, titles))
    partner = {"foreign_side": "Mitra Nama", "country": "Mitra Negara"}
    assert columns.guessed(table.header) == {"id": "No", "indonesian_side": "Daerah", **partner, **guessed}


def test_one_header_row_below_a_merged_title_stays_one() -> None:
    names = ["No", "Daerah", "Mitra", "Negara"]
    book = Workbook()
    book.active.append(["Mitra Luar Negeri"])
    book.active.append(names)
    book.active.append(["1", "Kota Bandung", "Namur", "Belgia"])
    book.active.merge_cells("A1:D1")
    table = opened(saved(book))
    assert (table.header, table.header_row) == (tuple(names), 2)


def test_a_name_alone_carries_no_title_to_the_next_column() -> None:
    text = "No;Daerah;;Mitra;\nNo;Daerah;Negara;Nama;Tingkat\n1;Kota Bandung;Belgia;Namur;kota\n"
    assert opened(text.encode()).header == ("No", "Daerah", "Negara", "Mitra Nama", "Mitra Tingkat")


def test_merged_cells_all_have_their_value() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Mitra", None, "Daerah"])
    sheet.append(["Nama", "Negara", None])
    sheet.append(["Namur", "Belgia", "Kota Bandung"])
    sheet.append(["Gent", None, None])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:C2")
    sheet.merge_cells("B3:B4")
    sheet.merge_cells("C3:C4")
    table = opened(saved(book))
    assert table.header == ("Mitra Nama", "Mitra Negara", "Daerah")
    assert [line.cells for line in table.rows()] == [
        ("Namur", "Belgia", "Kota Bandung"),
        ("Gent", "Belgia", "Kota Bandung"),
    ]


def test_dates_and_numbers_of_a_workbook_are_as_precise_as_they_are_shown() -> None:
    book = Workbook()
    book.active.append(["daerah", "mitra", "tanggal"])
    shown = [("dd/mm/yyyy", "2019-07-10"), ("mmm-yy", "2019-07"), ("yyyy", "2019"), ('"tgl" d mmmm', "2019-07-10")]
    for shape, _expected in shown:
        book.active.append(["Bandung", "Namur", date(2019, 7, 10)])
        book.active.cell(book.active.max_row, 3).number_format = shape
    book.active.append([2019, 2019.5, date(2019, 7, 10)])
    found = cells(saved(book))
    assert [one[2] for one in found[:4]] == [expected for _shape, expected in shown]
    assert found[4] == ("2019", "2019.5", "2019-07-10")


def test_a_formula_counts_with_its_value_and_is_named_without_one() -> None:
    book = Workbook()
    book.active.append(["daerah", "mitra", "negara"])
    book.active.append(["Bandung", "=A2", "Belgia"])
    book.active.append(["Bandung", "Namur", "Belgia"])
    without = saved(book)
    assert [(line.broken, dict(line.about)) for line in opened(without).rows()] == [
        ("no-value", {"where": "B2"}),
        ("", {}),
    ]
    valued = _changed(without, "xl/worksheets/sheet1.xml", b"<f>A2</f><v></v>", b"<f>A2</f><v>7</v>")
    valued = _changed(valued, "xl/worksheets/sheet1.xml", b"<f>A2</f><v />", b"<f>A2</f><v>7</v>")
    assert next(line.cells for line in opened(valued).rows()) == ("Bandung", "7", "Belgia")


def test_a_formula_error_is_no_text() -> None:
    assert [line.broken for line in opened(as_xlsx([HEADER, ["#REF!", "Namur", "Belgia"]])).rows()] == ["error-value"]


def test_the_sheet_with_a_known_header_is_read_and_the_others_named() -> None:
    book = Workbook()
    book.active.title = "Sampul"
    book.active.append(["Disusun oleh", "Bagian Kerja Sama"])
    data = book.create_sheet("Data")
    data.append(HEADER)
    data.append(["Kota Bandung", "Namur", "Belgia"])
    hidden = book.create_sheet("Lama")
    hidden.sheet_state = "hidden"
    table = opened(saved(book))
    assert (table.sheet, table.others) == ("Data", ("Sampul",))
    assert len(list(table.rows())) == 1


def test_empty_rows_are_no_rows() -> None:
    assert len(cells(as_xlsx([HEADER, ["Bandung", "Namur", "Belgia"], *[[None, " ", None]] * 50]))) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-excel"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"<html><table><tr><td>Daerah</td></tr></table></html>", "web-page"),
        (b"  <!DOCTYPE html>", "web-page"),
        (b"PK\x03\x04 no zip at all", "not-a-workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not-a-table"),
        ("daerah,mitra,negara\nBandung,Namur,Belgia".encode("utf-16")[:-1], "broken-text"),
        (b"only one column\nof words\n", "no-header"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_a_zip_that_is_no_workbook() -> None:
    assert refusal(_zip({"readme.txt": b"hello"})) == "not-a-workbook"


def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "UNPACKED", 10 * 1024**2)
    assert refusal(_zip({"xl/worksheets/sheet1.xml": b"0" * (11 * 1024**2)})) == "unpacks-too-large"


def test_entities_that_multiply_are_not_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><workbook>&y;</workbook>'
    assert refusal(_changed(as_xlsx([HEADER]), "xl/workbook.xml", None, bomb)) == "not-a-workbook"


def test_a_workbook_cut_off_is_refused() -> None:
    assert refusal(as_xlsx([HEADER, ["Bandung", "Namur", "Belgia"]])[:-200]) == "not-a-workbook"


def test_a_workbook_that_breaks_off_in_the_middle_is_refused() -> None:
    whole = as_xlsx([HEADER, *[["Bandung", "Namur", "Belgia"]] * 100])
    assert refusal(_changed(whole, "xl/worksheets/sheet1.xml", b'<row r="90">', b"<row r=")) == "not-a-workbook"


def test_a_cell_at_the_far_end_is_refused() -> None:
    book = Workbook()
    book.active.append(HEADER)
    for row_number in range(2, 40):
        book.active.cell(row_number, 16_384, "x")
    assert refusal(saved(book)) == "too-many-columns"


def test_too_many_columns_and_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(",".join(["daerah"] * 300).encode() + b"\n") == "too-many-columns"
    monkeypatch.setattr(sheets, "ROWS", 2)
    assert refusal(as_csv([row()] * 3)) == "too-many-rows"
    monkeypatch.setattr(sheets, "BYTES", 10)
    assert refusal(as_csv([row()])) == "too-large"


def test_what_looks_like_a_formula_in_text_stays_text() -> None:
    data = as_csv([row(evidence="=HYPERLINK(1)", status="@SUM(1)", fields="+1", country="-2")])
    assert {"=HYPERLINK(1)", "@SUM(1)", "+1", "-2"} <= set(cells(data)[0])


def _zip(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return file.getvalue()


def _changed(data: bytes, part: str, old: bytes | None, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[part] = new if old is None else parts[part].replace(old, new)
    return _zip(parts)
