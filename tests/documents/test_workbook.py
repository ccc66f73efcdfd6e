"""Tables leave as an Excel workbook in which nothing that was typed is ever run."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import Http404
from django.utils.translation import override
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from gerbang.documents import handing_out
from gerbang.documents import workbook as module
from gerbang.documents.paper import Paper
from gerbang.documents.workbook import Sheet, workbook


def read(*sheets: Sheet) -> Workbook:
    return load_workbook(BytesIO(workbook(sheets)))


def test_values_keep_their_kinds_under_a_head_that_stays_in_sight() -> None:
    rows = [("Pelatihan", 3, Decimal("1.5"), date(2026, 3, 1), None)]
    sheet = read(Sheet("Kegiatan", ["Nama", "Orang", "Nilai", "Hari", "Catatan"], rows)).active
    assert sheet is not None and sheet.freeze_panes == "A2" and sheet["A1"].font.bold
    assert [cell.value for cell in sheet[2][:3]] == ["Pelatihan", 3, 1.5]
    assert sheet["D2"].is_date and sheet["E2"].value is None


def test_what_looks_like_a_formula_is_text_and_what_excel_cannot_hold_is_left_out() -> None:
    sheet = read(Sheet("Kegiatan", ["Nama"], [["=1+1"], ["a\x00b"], ["x" * 40_000]])).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s" and sheet["A2"].value == "=1+1"
    assert sheet["A3"].value == "ab" and len(str(sheet["A4"].value)) == 32_767


def test_each_table_is_a_sheet_named_as_excel_allows() -> None:
    book = read(
        Sheet("Rencana/Realisasi: [2026]", ["a"], []), Sheet("Nama yang jauh lebih panjang daripada lembar", ["b"], [])
    )
    assert book.sheetnames == ["Rencana-Realisasi- -2026-", "Nama yang jauh lebih panjang"]
    long = "x" * 40
    assert read(Sheet(long, ["a"], [], "Pendek"), Sheet(long, ["a"], [])).sheetnames == ["Pendek", "x" * 31]


def test_a_sheet_that_would_be_too_long_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    endless = ([number] for number in range(10**9))
    with override("id"):
        sheet = read(Sheet("Banyak", ["n"], endless)).active
    assert sheet is not None
    (_head, *values, last) = [row[0] for row in sheet.values]
    assert values == [0, 1, 2] and "3 baris pertama" in str(last)
    whole = read(Sheet("Sedikit", ["n"], [[1], [2], [3]])).active
    assert whole is not None and whole.max_row == 4


def test_a_form_that_is_not_offered_is_not_there() -> None:
    with pytest.raises(Http404):
        handing_out.paper("laporan", "exe", lambda: Paper("Laporan", []))
    answer = handing_out.tables("tabel", [Sheet("Tabel", ["a"], [])])
    assert answer["Content-Disposition"] == 'attachment; filename="tabel.xlsx"'
    assert answer["Cache-Control"] == "private, no-store"
