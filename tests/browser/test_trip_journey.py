"""An officer records a trip, its permit and its result, and from it what was carried out; the public reads totals."""

from collections.abc import Iterator

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.register.helpers import agreed

from gerbang.plans.models import Delivery, Trip


def journey(officer: Person, tie: str) -> Iterator[str]:
    """From the page of the cooperation to a trip with all that belongs to it; says each page it has come to."""
    officer.goes_to(f"/kerja-sama/{tie}/")
    officer.follows("Catat perjalanan")
    officer.chooses("Siapa yang melakukan perjalanan?", "Perjalanan dinas ke luar negeri")
    officer.fills({
        "Untuk apa perjalanan ini?": "Studi pengelolaan sampah organik",
        "Sejak kapan?": "9-3-2026",
        "Sampai kapan?": "13-3-2026",
        "Tempat": "Kitakyushu, Jepang",
        "Siapa yang berangkat atau datang, dan sebagai apa?":
            "Kepala Dinas; Dinas Lingkungan Hidup; Nama Contoh\nKepala Bidang; Dinas Lingkungan Hidup",
        "Berapa orang seluruhnya?": "4",
        "Siapa yang mengundang?": "City of Kitakyushu",
        "APBD": "90.000.000",
    })  # fmt: skip
    officer.attaches("Kerangka acuan kerja (KAK)")
    yield "form"
    officer.submits()
    officer.sees("Perjalanan dicatat.", "Laporan ditunggu sampai 27 Maret 2026", "Nama Contoh")
    officer.follows("Catat surat izin")
    officer.fills({
        "Surat apa?": "Izin perjalanan dinas luar negeri", "Nomor surat": "099/1/2026", "Tanggal surat": "20-2-2026",
        "Diterbitkan oleh (instansi)": "Kementerian Dalam Negeri",
    })  # fmt: skip
    yield "permit"
    officer.submits()
    officer.sees("Nomor 099/1/2026, 20 Februari 2026, Kementerian Dalam Negeri")
    officer.follows("Hasil dan laporan")
    officer.fills({"Apa hasilnya?": "Metode Takakura dipelajari.", "Kapan laporannya disampaikan?": "20-3-2026"})
    officer.attaches("Laporan perjalanan dinas")
    yield "report"
    officer.submits()
    officer.follows("Tambah tindak lanjut")
    officer.fills({
        "Apa yang harus dilaksanakan?": "Percontohan di dua kelurahan",
    })  # fmt: skip
    yield "follow-up"
    officer.submits()
    officer.follows("Catat pelaksanaan")
    yield "delivery"
    officer.submits()
    officer.sees("Studi pengelolaan sampah organik", "4 orang berangkat")
    officer.follows("Studi pengelolaan sampah organik")
    officer.sees("Laporan disampaikan pada 20 Maret 2026.", "Percontohan di dua kelurahan")
    yield "trip"
    officer.follows("Hapus nama")
    officer.fills({"Alasan": "Diminta yang bersangkutan"})
    yield "names"
    officer.submits()
    officer.sees("Nama dihapus pada")
    officer.goes_to(f"/perjalanan/kerja-sama/{tie}/")
    yield "list"


@pytest.mark.usefixtures("live")
def test_a_trip_is_recorded_and_what_came_of_it_and_the_public_reads_totals(enter: Enter, axe: Axe) -> None:
    officer, tie = enter(bandung().accounts["region"]), agreed().ref
    for _page in journey(officer, tie):
        looks_around(officer.page, axe)
    assert officer.complaints == []
    assert Delivery.objects.get().trip == Trip.objects.get()
    visitor = enter()
    visitor.goes_to(f"/kerja-sama/{tie}/")
    visitor.sees("1 perjalanan dinas ke luar negeri (4 orang).")
    visitor.does_not_see("Kitakyushu", "Studi pengelolaan")
    looks_around(visitor.page, axe)
