"""An officer brings the region's own Excel table in: columns, check, writing, a row that waits, undoing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person
from tests.browser.sizes import PHONE
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.register.import_pages import workbook

from gerbang.register import importing
from gerbang.register.models import ImportJob, Tie

IMPORTS = "/kelola/impor/"
HEADER = ["No", "Daerah", "Mitra", "Negara", "Jenis Naskah", "Tgl Penandatanganan", "Nama PIC"]
ROWS = [
    [1, "Kota Bandung ", "Melbourne", "Australia", "MoU", "17 Mei 2024", "Bagian Kerja Sama"],
    [2, "kota bandung", "Suwon", "Korea  Selatan", "MoU", "25-08-1997", ""],
    [3, "Kota Bandung", "Charleston", "Amerika Serikat", "MoU", "2015", ""],
]
WRONG = [4, "Kota Bandung", "Kyoto", "Jepang", "MoU", "31 Februari 2020", ""]


def attaches(person: Person, *rows: list[object]) -> None:
    data = workbook(["REKAP KERJA SAMA LUAR NEGERI"], [], HEADER, *rows)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    sent = {"name": "Rekap KSLN.xlsx", "mimeType": kind, "buffer": data}
    person.main.get_by_label("Tabel (CSV atau XLSX)").set_input_files(sent)
    person.presses("Unggah dan periksa")


def journey(officer: Person) -> Iterator[str]:
    """From the empty list to the undone import; says each page it has come to."""
    officer.goes_to(IMPORTS)
    officer.sees("Belum ada impor")
    yield "empty"
    attaches(officer, *ROWS, WRONG)
    officer.sees("Kolomnya belum ditentukan", "Kolom “Nama PIC” tidak dikenal. Pilih tempatnya")
    yield "columns"
    officer.main.get_by_label("Lewati “Nama PIC”").check()
    officer.presses("Periksa lagi")
    officer.sees("1 baris ditolak", "“31 Februari 2020” tidak ada dalam kalender.")
    yield "refused"
    officer.goes_to(IMPORTS)
    attaches(officer, *ROWS)
    officer.sees("2 baris dapat dimasukkan", "Ada beberapa tempat bernama “Charleston”")
    yield "checked"
    checked = officer.page.url
    officer.goes_to(f"{checked}baris/5/")
    officer.sees("“25-08-1997”", "25 Agustus 1997", "Korea Selatan")
    yield "reading"
    officer.follows("Kembali ke hasil pemeriksaan")
    officer.follows("Masukkan 2 baris")
    officer.sees("2 kerja sama baru masuk ke register")
    yield "write"
    officer.presses("Masukkan 2 baris")
    officer.sees("1 baris menunggu")
    yield "written"
    officer.follows("Putuskan: Baris 6")
    yield "row"
    officer.main.get_by_role("group", name="Pemerintah mana yang dimaksud?").get_by_label("South Carolina").check()
    officer.presses("Masukkan baris ini")
    officer.sees("Baris 6 sudah dimasukkan.")
    assert Tie.objects.count() == 3
    officer.follows("Batalkan impor")
    officer.sees("Kerja sama baru yang ditarik")
    officer.types("Alasan", "Tabel tahun lalu.")
    yield "undo"
    officer.presses("Batalkan impor")
    officer.sees("Impor dibatalkan.", "Tabel tahun lalu.")
    yield "undone"
    assert not Tie.objects.filter(withdrawn_at=None).exists()


@pytest.mark.usefixtures("live")
def test_a_table_is_brought_in_settled_and_undone(enter: Enter, axe: Axe) -> None:
    officer = enter(bandung().accounts["region"])
    for _page in journey(officer):
        looks_around(officer.page, axe)
    assert [said for said in officer.complaints if "422" not in said] == []


@pytest.mark.usefixtures("live")
def test_the_same_without_javascript_on_a_phone(enter: Enter) -> None:
    officer = enter(bandung().accounts["region"], java_script_enabled=False, viewport=PHONE)
    assert list(journey(officer))[-1] == "undone"


@pytest.mark.usefixtures("live")
def test_what_is_no_table_is_told_beside_the_field_accessibly(enter: Enter, axe: Axe) -> None:
    officer = enter(bandung().accounts["region"])
    officer.goes_to(IMPORTS)
    page = {"name": "rekap.xls", "mimeType": "application/vnd.ms-excel", "buffer": b"<html><table></table></html>"}
    officer.main.get_by_label("Tabel (CSV atau XLSX)").set_input_files(page)
    officer.presses("Unggah dan periksa")
    expect(officer.page.get_by_role("alert").first).to_contain_text("halaman web")
    looks_around(officer.page, axe)


@pytest.mark.usefixtures("live")
def test_the_page_of_a_large_table_follows_the_worker(enter: Enter, axe: Axe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    officer = enter(bandung().accounts["region"])
    officer.goes_to(IMPORTS)
    attaches(officer, *(row[:6] for row in ROWS))
    officer.sees("Tabel menunggu giliran.")
    looks_around(officer.page, axe)
    importing.work(ImportJob.objects.get().token)
    officer.sees("Cara tabel dibaca")
