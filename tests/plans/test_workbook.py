"""A plan's workbook goes out and comes back: looked at first with everything wrong, then taken in whole or not."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from openpyxl import Workbook, load_workbook
from tests.people import helpers as people
from tests.plans.helpers import acting, approval, changed, draft, filled, ministry, new, officer, plan, put
from tests.plans.test_pages import at, said

from gerbang.plans import actions
from gerbang.plans.models import Plan

pytestmark = pytest.mark.django_db

Edit = Callable[[Workbook], Any]


@pytest.fixture
def made() -> Plan:
    found = filled(plan())
    put(found, "indicators", new(activity="1", name="Sampah", unit="%", baseline="12.125", **{"target-2027": "1250"}))
    return found


def browser() -> Client:
    return people.signed_in(officer())


def taken(client: Client, of: Plan) -> Workbook:
    return load_workbook(BytesIO(client.get(at(of, "download") + "?versi=konsep").content))


def sent(client: Client, of: Plan, book: Workbook) -> Any:
    """Uploads a workbook and goes to what it would change."""
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("rencana.xlsx", out.getvalue())
    answer = client.post(at(of, "upload"), {"key": uuid4().hex, "file": file})
    assert answer.status_code == 302, said(answer)
    return client.get(answer.headers["Location"])


def confirmed(client: Client, page: Any) -> Any:
    return client.post(page.wsgi_request.path, {"key": page.context["form"].initial["key"]})


def heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def test_the_workbook_has_a_sheet_a_table_and_marks_what_is_missing(made: Plan) -> None:
    book = taken(browser(), made)
    assert book.sheetnames == ["Tujuan", "Kegiatan", "Anggaran", "Indikator"]
    sheet = book["Kegiatan"]
    columns = heads(sheet)
    assert sheet.cell(2, columns["Kegiatan"]).value == "Pelatihan kompos"
    assert sheet.cell(2, columns["Mulai"]).value.date().isoformat() == "2026-03-01"
    assert sheet.cell(2, columns["Belum ada"]).value is None
    assert sheet.cell(3, columns["Belum ada"]).value == "Belum ada dana; Penanggung jawab belum disebut"
    assert book["Anggaran"].cell(2, heads(book["Anggaran"])["Jumlah"]).value == 250_000_000


def test_unchanged_it_comes_back_and_changes_nothing(made: Plan) -> None:
    client = browser()
    assert "Tidak ada yang berubah" in said(sent(client, made, taken(client, made)))


def test_in_english_it_comes_back_all_the_same(made: Plan) -> None:
    client = browser()
    book = load_workbook(BytesIO(client.get("/en" + at(made, "download")).content))
    assert book.sheetnames[0] == "Objectives"
    with override("id"):
        assert "Tidak ada yang berubah" in said(sent(client, made, book))


def test_changes_and_new_rows_are_shown_and_then_taken_in(made: Plan) -> None:
    client = browser()
    book = taken(client, made)
    sheet, columns = book["Kegiatan"], heads(book["Kegiatan"])
    sheet.cell(2, columns["Tempat"]).value = "Bandung"
    sheet.cell(4, columns["Kegiatan"]).value = "Lokakarya"
    sheet.cell(4, columns["No."]).value = 3
    money, of_money = book["Anggaran"], heads(book["Anggaran"])
    for head, value in {
        "No. kegiatan": 3,
        "Sumber dana": "Mitra",
        "Tahun": 2027,
        "Jumlah": "1.500,50",
        "Mata uang": "JPY",
    }.items():
        money.cell(3, of_money[head]).value = value
    page = sent(client, made, book)
    assert "1 ditambah, 1 diubah" in said(page)
    assert draft(made).activitylines.count() == 2
    assert confirmed(client, page).status_code == 302
    lines = list(draft(made).activitylines.all())
    assert (lines[0].place, lines[2].title) == ("Bandung", "Lokakarya")
    added = draft(made).budgetlines.get(currency="JPY")
    assert (str(added.amount), added.activity, added.year) == ("1500.50", lines[2], 2027)
    assert confirmed(client, page).status_code == 302
    assert draft(made).activitylines.count() == 3


def test_everything_wrong_is_told_at_once_and_nothing_is_written(made: Plan) -> None:
    client = browser()
    book = taken(client, made)
    sheet, columns = book["Kegiatan"], heads(book["Kegiatan"])
    sheet.cell(2, columns["Mulai"]).value = "31 Februari 2026"
    sheet.cell(3, columns["Target SDG"]).value = "18.1"
    sheet.cell(3, columns["Kode baris"]).value = "kg-0000000000"
    page = said(sent(client, made, book))
    for words in ("31 Februari 2026", "kg-0000000000", "2 sel tidak dapat dimasukkan"):
        assert words in page
    book = taken(client, made)
    book["Tujuan"].cell(2, heads(book["Tujuan"])["No."]).value = "dua"
    book["Anggaran"].cell(2, heads(book["Anggaran"])["No. kegiatan"]).value = 9
    book["Anggaran"].cell(2, heads(book["Anggaran"])["Jumlah"]).value = "10,000"
    page = said(sent(client, made, book))
    for words in ("“dua” bukan nomor", "Tidak ada kegiatan nomor 9", "10.000", "3 sel tidak dapat dimasukkan"):
        assert words in page
    assert "Tidak ada tujuan" not in page
    book = taken(client, made)
    book["Kegiatan"].cell(2, columns["Kegiatan"]).value = None
    book["Anggaran"].cell(2, heads(book["Anggaran"])["No. kegiatan"]).value = 9
    page = said(sent(client, made, book))
    assert "Isi “Kegiatan”" in page
    assert draft(made).activitylines.all()[0].title == "Pelatihan kompos"


def test_a_row_changed_here_after_the_file_was_made_is_not_overwritten(made: Plan) -> None:
    client = browser()
    book = taken(client, made)
    put(made, "activities", changed(made, "activities", place="Kitakyushu"))
    book["Kegiatan"].cell(2, heads(book["Kegiatan"])["Tempat"]).value = "Bandung"
    page = sent(client, made, book)
    assert "Kitakyushu" in said(page)
    assert confirmed(client, page).status_code == 422
    assert draft(made).activitylines.all()[0].place == "Kitakyushu"


def test_rows_that_are_not_in_the_file_stay(made: Plan) -> None:
    client = browser()
    book = taken(client, made)
    book["Kegiatan"].delete_rows(3)
    assert "Tidak ada yang berubah" in said(sent(client, made, book))


def test_words_that_look_like_formulas_stay_words(made: Plan) -> None:
    put(made, "activities", changed(made, "activities", place="=1+1", output="+62 812"))
    client = browser()
    book = taken(client, made)
    cell = book["Kegiatan"].cell(2, heads(book["Kegiatan"])["Tempat"])
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert "Tidak ada yang berubah" in said(sent(client, made, book))


def test_a_formula_without_a_value_is_named_and_what_is_no_workbook_refused(made: Plan) -> None:
    client = browser()
    book = taken(client, made)
    book["Kegiatan"].cell(2, heads(book["Kegiatan"])["Tempat"]).value = "=B2"
    assert "rumus tanpa nilai" in said(sent(client, made, book))
    file = SimpleUploadedFile("rencana.xlsx", b"bukan buku kerja")
    answer = client.post(at(made, "upload"), {"key": uuid4().hex, "file": file})
    assert answer.status_code == 422
    other = Workbook()
    assert "tabel rencana" in said(sent(client, made, other))


def test_only_those_who_write_the_plan_bring_one_in_and_only_their_own_file(made: Plan) -> None:
    client = browser()
    page = sent(client, made, taken(client, made))
    colleague = people.signed_in(people.working(people.bandung(), people.Right.CHECK))
    assert colleague.get(page.wsgi_request.path).status_code == 404
    reader = people.signed_in(ministry())
    assert reader.get(at(made, "upload")).status_code == 403
    assert reader.get(at(made, "download")).status_code == 200


def test_an_approved_plan_takes_nothing_in(made: Plan) -> None:
    client = people.signed_in(account := officer())
    path = sent(client, made, taken(client, made)).wsgi_request.path
    actions.approve(by=acting(account), plan=made, approval=approval())
    assert client.get(path).status_code == 404
    assert client.get(reverse("plans:upload", args=[made.ref])).status_code == 404
