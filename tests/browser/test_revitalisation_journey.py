"""A cooperation that has gone quiet is revitalised by one regional account, on letters only, to a new action plan."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.browser.conftest import Axe, Enter
from tests.browser.journey import Journey
from tests.browser.test_axe import looks_around
from tests.gate.living import agreed
from tests.gate.office import bandung

from gerbang.people.actions import add_term
from gerbang.people.queries import government_of
from gerbang.register.models import Tie

PLAN = {
    "Subjek kerja sama": "Pemerintah Kota Bandung dan City of Melbourne.",
    "Latar belakang": "Kunjungan terakhir sudah lama.",
    "Maksud, tujuan, dan sasaran": "Pelatihan guru.",
    "Objek dan ruang lingkup": "Pelatihan guru sekolah dasar",
    "Sumber pembiayaan": "APBD Kota Bandung.",
    "Jangka waktu": "Dua tahun.",
}


def journey(walk: Journey, tie: Tie) -> Iterator[str]:
    """From the proposal on the page of the cooperation to the adopted plan; says each page worth a look."""
    region = walk.region
    region.goes_to(f"/kerja-sama/{tie.ref}/")
    region.sees("Masa berlaku habis", "Wali Kota Bandung telah berganti", "Hanya usulan")
    yield "proposal"
    region.goes_to(f"/keaktifan/{tie.ref}/")
    region.sees("Hanya usulan")
    yield "liveliness"
    region.follows("Mulai revitalisasi")
    region.fills({"Dimulai pada": walk.day, "Mengapa dimulai?": "Wali kota baru ingin melanjutkan."})
    yield "opening"
    region.submits()
    region.sees("Berkas sudah dibuka.", "Jalur menurut arahan Kemendagri")
    walk.address = region.page.url
    yield "case"
    walk.gives_letter("region", "Surat permohonan arahan kepada Kemendagri")
    walk.gives_letter("region", "Surat arahan Kemendagri tentang jalur")
    walk.takes("region", "Arahan: tanpa DPRD")
    walk.gives("region", "Evaluasi dan analisis kerja sama yang berjalan", {"Ringkasan": "Dua kegiatan, lalu sepi."})
    walk.takes("region", "Evaluasi selesai")
    walk.gives("region", "Peta jalan (roadmap) kerja sama")
    walk.takes("region", "Peta jalan disepakati")
    parts = {"Potensi dan peluang": "Guru.", "Kebutuhan daerah": "Pelatihan.", "Kewenangan daerah": "Pendidikan dasar."}
    walk.gives("region", "Pemetaan kembali", parts)
    walk.takes("region", "Pemetaan selesai")
    contacted = {"Diadakan pada": walk.day, "Ringkasan": "Mitra menyambut baik."}
    walk.gives("region", "Catatan komunikasi dengan mitra", contacted)
    walk.takes("region", "Mitra bersedia")
    walk.asks("region", "Dukungan Kementerian Dalam Negeri")
    walk.takes("region", "Dukungan telah diminta")
    walk.answers("home-affairs", "Dukungan Kementerian Dalam Negeri")
    walk.takes("region", "Rencana aksi baru saja")
    walk.gives("region", "Rencana yang diperbarui", PLAN)
    walk.at_case()
    yield "plan"
    walk.takes("region", "Rencana ditetapkan; tanpa naskah, berkas selesai")
    region.goes_to(f"/berkas/atas/{tie.ref}/id.amend/")
    region.fills({"Dimulai pada": walk.next_day()})
    region.submits()
    region.page.goto(f"/berkas/atas/{tie.ref}/id.amend/")
    region.sees("Sudah ada berkas yang terbuka", "Buka berkas PERUBAHAN/32.73/")
    yield "already"
    region.follows(region.main.get_by_role("link", name="Buka berkas").inner_text())
    region.sees("Jalur menurut arahan Kemendagri")
    region.goes_to("/instansi/masa-jabatan/")
    yield "terms"
    region.main.get_by_role("link", name="Memori serah terima").click()
    region.sees("Memori serah terima: kerja sama daerah", "Melbourne", "PERUBAHAN/32.73/")
    yield "memo"


@pytest.mark.usefixtures("live")
def test_a_quiet_cooperation_is_revitalised_from_the_proposal_to_the_plan(enter: Enter, axe: Axe) -> None:
    offices = bandung()
    tie = agreed(offices, signed=date(2016, 5, 20))
    today = datetime.now(UTC).date()
    terms = [(date(2018, 9, 20), today - timedelta(91)), (today - timedelta(90), None)]
    for since, until in terms:
        values = {"office": "Wali Kota Bandung", "holder": "Nama Contoh", "capacity": "definitive", "decree": ""}
        government = government_of(offices.region)
        add_term(by=offices.by("region"), body=government, values={**values, "since": since, "until": until})
    walk = Journey({"region": enter(offices.accounts["region"])})
    for _page in journey(walk, tie):
        looks_around(walk.region.page, axe)
    assert [said for said in walk.region.complaints if "409" not in said] == []
    visitor = enter()
    visitor.goes_to(f"/kerja-sama/{tie.ref}/")
    visitor.does_not_see("Mulai revitalisasi", "Hanya usulan", "PERUBAHAN/")
