"""The ministry shows a city how alive its cooperations are; the city answers; once its days have passed and
publication is switched on, everybody reads it, until it is switched off.
"""

from datetime import date

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.monitoring.facing import CENTRE, office
from tests.monitoring.publishing import kept, passed
from tests.register.helpers import agreed

from gerbang.monitoring.models import Showing

LETTER = {"Nomor surat": "100.4/12/PFKS", "Tanggal surat": date(2026, 1, 5)}
ANSWER = "Pelatihan berikutnya disiapkan bersama mitra."


@pytest.mark.usefixtures("live")
def test_liveliness_is_shown_answered_published_and_hidden(enter: Enter, axe: Axe) -> None:
    tie = agreed().ref
    ministry = enter(office(CENTRE))
    ministry.goes_to("/pemantauan/")
    ministry.follows("Publikasi keaktifan")
    ministry.sees("Tidak berjalan", "Belum ada yang disampaikan")
    looks_around(ministry.page, axe)
    ministry.follows("Sampaikan keaktifan kepada daerah")
    looks_around(ministry.page, axe)
    ministry.chooses("Kepada daerah mana?", "Kota Bandung")
    ministry.fills(LETTER)
    ministry.submits()
    ministry.sees("Penyampaian dicatat.", "Kota Bandung – Kota Contoh", "Belum ada jawaban")
    looks_around(ministry.page, axe)

    officer = enter(bandung().accounts["region"])
    officer.goes_to("/tugas/")
    officer.follows("1 kerja sama · Kota Bandung")
    officer.sees("Belum ada data")
    officer.follows("Kota Bandung – Kota Contoh")
    looks_around(officer.page, axe)
    officer.follows("Jawab")
    officer.fills({"Jawaban daerah": ANSWER})
    looks_around(officer.page, axe)
    officer.submits()
    officer.sees("Jawaban dicatat.", ANSWER)

    ministry.goes_to("/pemantauan/publikasi/")
    ministry.follows("Mulai publikasi")
    ministry.fills({**LETTER, "Alasan": "Keputusan Menteri (uji)."})
    looks_around(ministry.page, axe)
    ministry.submits()
    ministry.sees("Publikasi dimulai.", "Keputusan Menteri (uji).")
    looks_around(ministry.page, axe)
    visitor = enter()
    visitor.goes_to(f"/kerja-sama/{tie}/")
    visitor.does_not_see("Keaktifan", ANSWER)
    passed(Showing.objects.get())
    kept()
    visitor.goes_to(f"/kerja-sama/{tie}/")
    visitor.sees("Kegiatan terakhir yang dilaporkan", "Belum ada data", ANSWER)
    looks_around(visitor.page, axe)

    ministry.follows("Hentikan publikasi")
    ministry.fills({"Alasan": "Ditinjau ulang."})
    ministry.submits()
    visitor.goes_to(f"/kerja-sama/{tie}/")
    visitor.does_not_see("Keaktifan", ANSWER)
    assert officer.complaints == ministry.complaints == visitor.complaints == []
