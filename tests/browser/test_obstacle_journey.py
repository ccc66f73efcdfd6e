"""An officer records an obstacle and asks a mission; the mission answers and notes a contact; what helped is found."""

from collections.abc import Iterator

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person, day_of
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.monitoring.facing import CENTRE, MISSION, office
from tests.register.helpers import agreed

from gerbang.monitoring.models import Contact, Obstacle
from gerbang.people.acting import Actor


def recorded(officer: Person, tie: str) -> Iterator[str]:
    """From the page of the cooperation to an obstacle that was handed up; says each page it has come to."""
    officer.goes_to(f"/kerja-sama/{tie}/")
    officer.follows("Catat permasalahan")
    officer.fills({"Apa yang menghambat kerja sama?": "Narahubung di pihak mitra berganti"})
    officer.chooses("Apa jenis permasalahannya?", "Mitra")
    officer.chooses("Seberapa menghambat?", "Menghentikan sebagian")
    officer.fills({"Sejak kapan?": "Maret 2026"})
    yield "form"
    officer.submits()
    officer.sees("Permasalahan dicatat.", "Menghentikan sebagian", "Maret 2026")
    officer.follows("Catat upaya")
    officer.fills({"Apa yang diupayakan?": "Surat kepada wali kota mitra", "Kapan diupayakan?": "3-4-2026"})
    yield "attempt"
    officer.submits()
    officer.follows("Minta bantuan")
    officer.chooses("Kepada siapa bantuan diminta?", MISSION)
    officer.fills({"Bantuan apa yang diminta?": "Mohon ditanyakan narahubung yang baru"})
    yield "escalation"
    officer.submits()
    officer.sees("Bantuan sudah diminta.", "belum dijawab")
    yield "obstacle"


def answered(mission: Person) -> Iterator[str]:
    """From what the mission watches over to its answer, and to a contact it notes."""
    mission.goes_to("/pantauan/")
    mission.sees("Mohon ditanyakan narahubung yang baru")
    yield "watch"
    mission.follows("Narahubung di pihak mitra berganti")
    mission.follows(f"Jawab {MISSION}")
    mission.fills({"Jawaban": "Narahubung baru: kantor urusan luar negeri"})
    yield "answer"
    mission.submits()
    mission.sees("Jawaban dicatat.")
    mission.goes_to("/pantauan/")
    mission.follows("Kota Bandung – Kota Contoh")
    yield "watched"
    mission.follows("Catat kontak atau dukungan")
    mission.chooses("Dengan cara apa?", "Kunjungan")
    mission.fills({"Apa pokok pembicaraannya?": "Audiensi dengan wali kota", "Dukungan diberikan": "Surat pengantar"})
    mission.fills({"Pada tanggal berapa?": day_of(Actor(None).today)})
    yield "contact"
    mission.submits()
    mission.sees("Surat pengantar")


@pytest.mark.usefixtures("live")
def test_an_obstacle_is_handed_up_answered_and_resolved(enter: Enter, axe: Axe) -> None:
    officer, tie = enter(bandung().accounts["region"]), agreed().ref
    for _page in recorded(officer, tie):
        looks_around(officer.page, axe)
    mission = enter(office(MISSION))
    for _page in answered(mission):
        looks_around(mission.page, axe)
    obstacle = Obstacle.objects.get().ref
    officer.goes_to(f"/permasalahan/{obstacle}/")
    officer.sees("Narahubung baru: kantor urusan luar negeri", f"Jawaban {MISSION}")
    officer.follows("Catat hasil akhir")
    officer.chooses("Bagaimana akhirnya?", "Teratasi")
    officer.fills({"Apa yang dilakukan, atau mengapa dibiarkan?": "Mitra menunjuk kantor", "Kapan berakhir?": "2026"})
    looks_around(officer.page, axe)
    officer.submits()
    officer.sees("Hasil akhir dicatat.", "Teratasi")
    ministry = enter(office(CENTRE))
    ministry.goes_to("/permasalahan/")
    ministry.sees("Mitra menunjuk kantor")
    looks_around(ministry.page, axe)
    ministry.follows("Daftar permasalahan")
    ministry.sees("Narahubung di pihak mitra berganti")
    looks_around(ministry.page, axe)
    assert Contact.objects.get().support == "Surat pengantar"
    assert officer.complaints == mission.complaints == ministry.complaints == []
    visitor = enter()
    visitor.goes_to(f"/kerja-sama/{tie}/")
    visitor.does_not_see("Narahubung di pihak mitra", "Surat pengantar")
