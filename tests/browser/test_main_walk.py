"""The KSDPL procedure in a real browser, by the accounts of five bodies."""

import re

from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.journey import TIE, Journey
from tests.browser.persons import TASKS, Person
from tests.gate.office import bandung

from gerbang.places.queries import calendar
from gerbang.values.dates import format_day

ROLES = ("council", "home-affairs", "foreign-affairs", "province")
NOTHING_WAITS = "Tidak ada berkas yang menunggu Anda"
REMARK = "Provinsi mendukung; mohon disebutkan peran SMA negeri."


def test_main_walk_from_the_first_idea_to_the_first_report_by_five_bodies(enter: Enter) -> None:
    offices = bandung(*ROLES)
    walk = Journey({role: enter(account) for role, account in offices.accounts.items()})
    visitor = enter()

    walk.opens()
    stage_says(walk, "1 dari 15", "Prakarsa", "Pasal 28 ayat (1) PP 28/2018", "Pemerintah Kota Bandung")
    sees_no_tie(visitor)
    walk.explores()
    stage_says(walk, "3 dari 15", "Ini bukan persetujuan", "Pasal 28 ayat (4) PP 28/2018", "Tidak ada dalam peraturan")
    nothing_waits_for(walk, "home-affairs", "council")
    walk.consults()
    walk.signs_intent()
    sees_no_tie(visitor)
    walk.plans()
    history_says(walk, "Rencana Kerja Sama: Ajukan kepada DPRD")

    stage_says(walk, "6 dari 15", "Pasal 30 ayat (1)", "Sekretariat DPRD Kota Bandung", "Dihitung sejak surat diterima")
    waits_for(walk, "council", "Persetujuan DPRD")
    walk.applies()
    council_must_answer_in_time(walk)
    walk.council_approves()
    nothing_waits_for(walk, "council")
    history_says(walk, "Persetujuan DPRD: Disetujui DPRD", "Sekretariat DPRD Kota Bandung")

    walk.submits_to_minister()
    waits_for(walk, "home-affairs", "Lembar verifikasi")
    walk.verifies()
    province_remarks(walk)
    walk.drafts()
    meets(walk)
    walk.minister_approves()
    waits_for(walk, "foreign-affairs", "Hasil pembahasan dengan mitra")
    walk.agrees_with_partner()
    walk.confirms()
    stage_says(walk, "13 dari 15", "Penandatanganan", "Pasal 33 ayat (4)", "Catatan penandatanganan, satu per pihak")
    sees_no_tie(visitor)
    walk.signs()
    sees_the_tie(visitor)
    walk.hands_over_originals()
    walk.reports()

    region = walk.at_case()
    region.sees("Posisi: Ditutup", "Tidak ada: berkas sudah ditutup")
    region.does_not_see("belum dikonfirmasi")
    assert [person.complaints for person in (visitor, *walk.persons.values()) if person.complaints] == []


def stage_says(walk: Journey, *texts: str) -> None:
    """What the page says this stage is: its number, its law, who must act, by when, what is missing."""
    person = walk.at_case()
    for text in texts:
        expect(person.page.get_by_role("article").first).to_contain_text(text)


def history_says(walk: Journey, *texts: str) -> None:
    person = walk.at_case()
    for text in texts:
        expect(person.page.get_by_role("region", name="Riwayat berkas")).to_contain_text(text)


def waits_for(walk: Journey, role: str, asked: str) -> None:
    """The case stands on that body's desk, with what is asked of it."""
    person = walk.persons[role]
    person.goes_to(TASKS)
    line = person.main.get_by_role("row").filter(has_text="Melbourne")
    expect(line).to_contain_text(TIE)
    expect(line).to_contain_text(asked)


def nothing_waits_for(walk: Journey, *roles: str) -> None:
    for role in roles:
        walk.persons[role].goes_to(TASKS)
        walk.persons[role].sees(NOTHING_WAITS)


def council_must_answer_in_time(walk: Journey) -> None:
    """Forty-five working days from the day after the receipt, day by day, and what passing it means."""
    days = calendar()
    due = days.due(walk.received, 45, "working")
    council = walk.at_case("council")
    heading = council.page.get_by_role("heading", name=re.compile("^Mengapa "))
    expect(heading).to_have_text(f"Mengapa {format_day(due, 'id')}?")
    council.page.get_by_role("link", name="Mengapa tanggal ini?").click()
    council.sees("Pasal 30 ayat (1), (4), dan (5) PP 28/2018", "Lewat batas waktu tidak berarti setuju")
    expect(council.page.get_by_role("img", name=re.compile("Hitungan dari .*45 hari kerja"))).to_be_visible()


def province_remarks(walk: Journey) -> None:
    """The province reads along and may remark; it moves nothing."""
    province = walk.at_case("province")
    province.follows("Tambah catatan")
    province.types("Catatan", REMARK)
    province.presses("Simpan catatan")
    province.sees("Catatan tersimpan.")
    history_says(walk, REMARK, "Pemerintah Provinsi Jawa Barat")


def meets(walk: Journey) -> None:
    """Foreign Affairs and the province are asked in writing; both answers come to the file before the meeting ends."""
    asked = {"foreign-affairs": "Tanggapan tertulis Kementerian Luar Negeri", "province": "Tanggapan tertulis provinsi"}
    walk.meets(list(asked.items()))
    history_says(walk, *(f"Tanggapan diterima: {name}" for name in asked.values()))


def sees_no_tie(visitor: Person) -> None:
    visitor.goes_to("/kerja-sama/")
    visitor.does_not_see("Melbourne")


def sees_the_tie(visitor: Person) -> None:
    visitor.goes_to("/kerja-sama/")
    visitor.main.get_by_role("link", name=re.compile("Melbourne")).first.click()
    visitor.sees("Kota Bandung", "Melbourne", "Pendidikan")
    visitor.does_not_see("Berkas", "Lembar verifikasi")
