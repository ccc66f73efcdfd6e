"""The ministry asks, a region reports, the ministry returns and accepts it and instructs; every page is accessible."""

from collections.abc import Iterator

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person
from tests.browser.test_axe import looks_around
from tests.monitoring.offices import acting, city, delivered
from tests.register.helpers import agreed

from gerbang.monitoring.models import Directive, Report


def asks(ministry: Person) -> Iterator[str]:
    ministry.goes_to("/laporan/")
    ministry.follows("Catat surat permintaan laporan")
    ministry.fills({
        "Apa nama periode ini?": "Semester I 2026",
        "Periode dimulai pada": "1-1-2026",
        "Periode berakhir pada": "30-6-2026",
        "Laporan diminta paling lambat": "31-7-2026",
        "Nomor surat": "000.8/1/SJ",
        "Tanggal surat": "1-6-2026",
    })  # fmt: skip
    ministry.chooses("Bagaimana laporan kabupaten dan kota disampaikan?", "Langsung")
    yield "period form"
    ministry.submits()
    ministry.sees("Periode telah ditetapkan", "Kota Bandung", "Belum disampaikan")
    yield "board"


def reports(officer: Person) -> Iterator[str]:
    officer.goes_to("/tugas/")
    officer.follows("Semester I 2026")
    officer.presses("Susun laporan")
    officer.sees("Pelatihan", "40 orang terlatih")
    yield "draft"
    officer.follows("Pendahuluan dan prospek")
    officer.fills({"Pendahuluan": "Semester yang baik."})
    officer.submits()
    officer.follows("Sampaikan laporan")
    yield "submit"
    officer.submits()
    officer.sees("Laporan telah disampaikan", "Semester yang baik.")


def returns(ministry: Person, report: str) -> Iterator[str]:
    ministry.goes_to(f"/laporan/{report}/")
    ministry.follows("Kembalikan untuk perbaikan")
    ministry.fills({"Catatan 1": "Sebut sumber dananya."})
    yield "return"
    ministry.submits()
    ministry.sees("Laporan dikembalikan beserta catatannya")


def accepts(ministry: Person, report: str) -> Iterator[str]:
    ministry.goes_to(f"/laporan/{report}/")
    ministry.follows("Beri arahan")
    ministry.fills({"Apa yang harus dilaksanakan?": "Susun rencana aksi baru.", "Sampai kapan?": "31-12-2026"})
    ministry.main.get_by_role("checkbox").first.check()
    yield "directive"
    ministry.submits()
    ministry.follows("Terima")
    ministry.submits()
    ministry.sees("Laporan telah diterima", "Jawaban: APBD.")
    yield "accepted"


@pytest.mark.usefixtures("live")
def test_a_report_goes_its_whole_way(enter: Enter, axe: Axe) -> None:
    tie, by, kemendagri = agreed(), city(), acting("Pusat Fasilitasi Kerja Sama")
    delivered(by, tie)
    ministry, officer = enter(kemendagri.account), enter(by.account)
    walk(ministry, asks(ministry), axe)
    walk(officer, reports(officer), axe)
    report = Report.objects.get()
    walk(ministry, returns(ministry, report.ref), axe)
    officer.goes_to(f"/laporan/{report.ref}/sampaikan/")
    officer.fills({"Jawaban atas catatan 1: Sebut sumber dananya.": "APBD."})
    officer.submits()
    walk(ministry, accepts(ministry, report.ref), axe)
    directive = Directive.objects.get()
    officer.goes_to(f"/arahan/{directive.ref}/")
    officer.follows("Sudah dilaksanakan Susun rencana aksi baru.")
    officer.submits()
    officer.sees("dilaksanakan pada")
    assert ministry.complaints == officer.complaints == []


def walk(person: Person, steps: Iterator[str], axe: Axe) -> None:
    for _page in steps:
        looks_around(person.page, axe)
