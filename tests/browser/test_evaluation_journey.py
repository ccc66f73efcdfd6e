"""An officer evaluates a cooperation, its partner answers through a link, and a ministry's finding is answered."""

import re
from collections.abc import Iterator

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.register.helpers import agreed

from gerbang.monitoring.models import Evaluation, FindingAnswer, PartnerView


def begins(officer: Person, tie: str) -> Iterator[str]:
    """From the page of the cooperation to a link for its partner; says each page it has come to."""
    officer.goes_to(f"/kerja-sama/{tie}/")
    officer.follows("Mulai evaluasi")
    officer.fills({"Sejak kapan?": "1-1-2025", "Sampai kapan?": "31-12-2025"})
    yield "begin"
    officer.submits()
    officer.sees("Evaluasi dimulai.", "Menurut catatan: 0.")
    for group in officer.page.get_by_role("group", name="Penilaian").all():
        group.get_by_label("Sebagian besar tercapai").check()
    for evidence in officer.page.get_by_label(re.compile("^Bukti")).all():
        if evidence.evaluate("one => one.tagName") == "TEXTAREA":
            evidence.fill("Laporan pelaksanaan 2025")
    officer.fills({"Di antaranya yang sudah dilaksanakan": "17", "Ringkasan": "Berjalan baik."})
    officer.chooses("Hasil apa yang diusulkan?", "Lanjutkan")
    yield "form"
    officer.submits()
    officer.sees("Konsep disimpan.", "Sebagian besar tercapai", "17")
    yield "draft"
    officer.follows("Buat tautan untuk mitra")
    officer.submits()
    officer.sees("Salin sekarang")
    yield "link"


def answers(partner: Person, path: str) -> Iterator[str]:
    """The partner's form in English, sent once."""
    partner.goes_to(path)
    partner.fills({"Your office or organisation": "City of Kitakyushu", "Your position there": "Head of division"})
    partner.chooses("How far did the cooperation reach what you expected of it?", "Fully reached")
    partner.fills({"What went well?": "Composting at home"})
    partner.chooses("How should it go on?", "Continue as it is")
    yield "form"
    partner.submits()
    partner.sees("Thank you")
    yield "thanks"
    partner.page.goto(path)
    partner.sees("This link has been used")
    yield "used"


def decides(officer: Person, evaluation: str) -> Iterator[str]:
    officer.goes_to(f"/evaluasi/{evaluation}/")
    officer.sees("Composting at home", "Head of division, City of Kitakyushu")
    officer.follows("Selesaikan")
    officer.submits()
    officer.follows("Catat keputusan")
    officer.fills({
        "Siapa yang memutuskan (jabatan)?": "Wali Kota", "Nomor surat": "050/7/2026", "Tanggal surat": "3-2-2026",
    })  # fmt: skip
    yield "decision"
    officer.submits()
    officer.sees("Keputusan dicatat.", "050/7/2026")
    yield "decided"
    officer.goes_to(f"/evaluasi/{evaluation}/cetak/")
    yield "print"


def monitors(ministry: Person, tie: str) -> Iterator[str]:
    ministry.goes_to("/monev/")
    ministry.follows("Catat monev bersama")
    ministry.page.goto(ministry.page.url + f"?kerja-sama={tie}")
    ministry.fills({
        "Untuk apa monev ini?": "Monev triwulan II", "Nomor surat tugas": "090/17/2026", "Tanggal surat": "4-5-2026",
        "Ditandatangani oleh (jabatan)": "Direktur", "Sejak kapan?": "11-5-2026", "Sampai kapan?": "12-5-2026",
    })  # fmt: skip
    ministry.chooses("Dengan cara apa?", "Dikunjungi")
    yield "record"
    ministry.submits()
    ministry.follows("Tambah temuan")
    ministry.fills({"Apa temuannya?": "Belum ada rencana aksi"})
    ministry.page.get_by_label("Tentang kerja sama yang mana?").select_option(tie)
    yield "finding"
    ministry.submits()
    ministry.sees("Temuan dicatat.", "Belum ada jawaban")
    yield "monitoring"


@pytest.mark.usefixtures("live")
def test_an_evaluation_with_its_partner_and_a_monitoring_with_its_region(enter: Enter, axe: Axe) -> None:
    accounts, tie = bandung("home-affairs").accounts, agreed().ref
    officer = enter(accounts["region"])
    for _page in begins(officer, tie):
        looks_around(officer.page, axe)
    address = officer.page.locator("main code").first.inner_text()
    partner = enter()
    for _page in answers(partner, "/en" + address[address.index("/pandangan-mitra/") :]):
        looks_around(partner.page, axe)
    assert PartnerView.objects.get().language == "en"
    for _page in decides(officer, Evaluation.objects.get().ref):
        looks_around(officer.page, axe)
    ministry = enter(accounts["home-affairs"])
    for _page in monitors(ministry, tie):
        looks_around(ministry.page, axe)
    officer.goes_to(f"/kerja-sama/{tie}/")
    officer.follows("Monev triwulan II")
    officer.follows("Temuan 1")
    officer.follows("Jawab temuan")
    officer.fills({"Jawaban daerah": "Disusun bulan depan"})
    looks_around(officer.page, axe)
    officer.submits()
    officer.sees("Disusun bulan depan", "Tindak lanjut")
    looks_around(officer.page, axe)
    assert FindingAnswer.objects.get().text == "Disusun bulan depan"
    assert officer.complaints == []
