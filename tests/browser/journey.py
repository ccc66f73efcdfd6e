"""The KSDPL procedure as officials go through it in the browser, stage by stage.

Every act is done by whoever plays its role. Where a body has no window of its own, the region records its act on the
body's letter, as it does on paper.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from playwright.sync_api import expect
from tests.browser.persons import TASKS, Person, groups

KSDPL = "Kerja sama daerah dengan pemerintah daerah di luar negeri"
SISTER = "Kerja sama kembar/bersaudara dengan pemerintah daerah di luar negeri"
TIE = "Kota Bandung – Melbourne"
SAID = "Kunjungan pelajar dan pelatihan guru."
PLAN = {
    "Subjek kerja sama": "Pemerintah Kota Bandung dan City of Melbourne.",
    "Latar belakang": "Kedua kota mempunyai banyak pelajar.",
    "Maksud, tujuan, dan sasaran": "Pertukaran pelajar dan pelatihan guru.",
    "Objek kerja sama": "Pendidikan menengah.",
    "Ruang lingkup kerja sama": "Pendidikan\nKota layak huni",
    "Sumber pembiayaan": "APBD Kota Bandung.",
    "Jangka waktu pelaksanaan": "Lima tahun.",
}
APPROVED = {"Bidang kerja sama": "Pendidikan", "Sumber pembiayaan": "APBD", "Jangka waktu (bulan)": "60"}


@dataclass
class Journey:
    """One case and the people who carry it; `address` is known once it is open."""

    persons: dict[str, Person]
    day: date = field(default_factory=lambda: datetime.now(UTC).date() - timedelta(days=60))
    address: str = ""
    received: date = date.min
    numbered: int = 0

    @property
    def region(self) -> Person:
        return self.persons["region"]

    def by(self, role: str) -> Person:
        """Whoever acts for the role: its own account, or the region's on its letter."""
        return self.persons.get(role, self.region)

    def at_case(self, role: str = "region") -> Person:
        person = self.by(role)
        person.goes_to(self.address)
        return person

    def next_day(self) -> date:
        self.day += timedelta(days=1)
        return self.day

    def number(self) -> str:
        self.numbered += 1
        return self.last_number

    @property
    def last_number(self) -> str:
        return f"000/{self.numbered}/UJI/{self.day.year}"

    # ------------------------------------------------------------ what one does in a case

    def opens(self) -> None:
        """From the empty desk over the kind of cooperation to the open case, with the partner picked by name."""
        person = self.region
        person.goes_to(TASKS)
        person.sees("Tidak ada berkas yang menunggu Anda")
        person.goes_to("/berkas/")
        person.follows("Mulai kerja sama")
        person.follows(KSDPL)
        person.chooses("Jenis kerja sama", SISTER)
        person.picks("Mitra", "Melbourne", "Melbourne", "Victoria, Australia")
        person.chooses("Asal prakarsa", "Pemerintah daerah")
        person.fills({"Tanggal kejadian": self.day, "Bidang kerja sama": "Pendidikan\nKota layak huni"})
        person.submits()
        person.sees("Berkas sudah dibuka.", "Prakarsa")
        self.address = person.page.url

    def gives(self, role: str, paper: str, fields: dict[str, Any] | None = None, **options: Any) -> None:
        """Puts a paper on file that the stage misses: its day, its details, its parts, and a scan of it."""
        person = self.at_case(role)
        person.follows(paper)
        expect(person.page.get_by_role("heading", level=1)).to_have_text(paper)
        person.fills({"Tanggal dokumen": self.next_day(), **(fields or {})})
        for question, answer in options.get("answers", {}).items():
            person.chooses(question, answer)
        person.attaches("Dokumen (pindaian atau naskah)")
        person.presses("Masukkan ke berkas")
        person.sees("Dokumen masuk ke berkas.")

    def gives_letter(self, role: str, paper: str, fields: dict[str, Any] | None = None) -> None:
        """A paper that is a letter: its number and days are those of the letter."""
        person = self.at_case(role)
        person.follows(paper)
        on = self.next_day()
        person.fills({"Nomor surat": self.number(), "Tanggal surat": on, "Hal": paper, **(fields or {})})
        if person.main.get_by_label("Kepada", exact=True).is_visible():
            person.types("Kepada", "Instansi yang dituju")
        person.attaches("Pindaian surat")
        person.presses("Masukkan ke berkas")
        person.sees("Dokumen masuk ke berkas.")

    def takes(self, role: str, outcome: str, reason: str = "") -> None:
        """Ends the stage; on the letter of the body whose act it is where that has no account."""
        person = self.at_case(role)
        person.follows(outcome)
        person.fills({"Tanggal kejadian": self.next_day()})
        if reason:
            person.types("Alasan", reason)
        self.letter_of(role)
        person.presses(outcome)
        person.sees("Langkah tercatat.")

    def answers(self, role: str, asked: str) -> None:
        """A written answer, from the asked body's own page or on its letter."""
        person = self.at_case(role)
        person.main.get_by_role("link", name=re.compile(f"^((Catat t|T)anggapan: )?{re.escape(asked)}$")).first.click()
        person.fills({"Tanggal kejadian": self.next_day(), "Isi tanggapan atau hasil konsultasi": SAID})
        self.letter_of(role)
        person.presses("Catat tanggapan")
        person.sees("Tanggapan tercatat.")

    def asks(self, role: str, asked: str, body: str = "") -> None:
        person = self.at_case(role)
        person.main.locator("#actions").get_by_role("link", name=f"Minta tanggapan: {asked}", exact=True).click()
        if body:
            person.chooses("Instansi yang diminta", body)
        person.fills({"Tanggal kejadian": self.next_day(), "Nomor surat": self.number(), "Hal": asked})
        person.presses("Catat permintaan")
        person.sees("Permintaan tercatat")

    def letter_of(self, role: str) -> None:
        """The letter on which the region records another body's act; nothing where the body acts itself."""
        if role in self.persons:
            return
        person = self.region
        details = {
            "Nomor surat": self.number(),
            "Tanggal surat": self.day,
            "Diterima pada": self.day,
            "Hal": "Jawaban tertulis",
            "Jabatan penandatangan": "Sekretaris",
        }
        person.fills(details)
        person.attaches("Pindaian surat", "surat.pdf")

    def states(self, role: str, link: str, answers: dict[str, str], texts: dict[str, str] | None = None) -> None:
        """Facts that only people know."""
        person = self.at_case(role)
        person.follows(link)
        for question, answer in answers.items():
            person.chooses(question, answer)
        person.fills(texts or {})
        person.presses("Catat")
        person.sees("Keterangan berkas tercatat.")

    # ------------------------------------------------------------ the stages

    def explores(self) -> None:
        self.takes("region", "Mulai penjajakan")
        self.gives("region", "Hasil penjajakan")
        self.takes("region", "Layak ditindaklanjuti")

    def consults(self) -> None:
        for role, name in [("home-affairs", "Menteri Dalam Negeri"), ("foreign-affairs", "Menteri Luar Negeri")]:
            asked = f"Konsultasi dengan {name}"
            self.asks("region", asked)
            self.answers(role, asked)
        self.takes("region", "Konsultasi terlaksana")

    def signs_intent(self) -> None:
        words = {"Pernyataan: Mempunyai hubungan diplomatik": "Daftar negara sahabat Kementerian Luar Negeri."}
        self.states("region", "Mempunyai hubungan diplomatik", {}, words)
        self.records_signatures("Pernyataan kehendak kerja sama (LoI)")
        self.takes("region", "Pernyataan kehendak ditandatangani")

    def records_signatures(self, paper: str) -> None:
        """One entry for each party."""
        person = self.at_case()
        person.follows(paper)
        on = self.next_day()
        person.fills({"Tanggal dokumen": on})
        for party, office, place in [
            ("Kota Bandung", "Wali Kota Bandung", "Bandung"),
            ("Melbourne", "Lord Mayor of Melbourne", "Melbourne"),
        ]:
            signed = person.signature_of(party)
            person.fills(
                {"Jabatan penandatangan": office, "Ditandatangani pada": on, "Ditandatangani di": place}, signed
            )
        person.signature_of("Kota Bandung").get_by_label("Status jabatan").select_option(
            label="kepala daerah definitif"
        )
        person.attaches("Dokumen (pindaian atau naskah)", "naskah.pdf")
        person.presses("Masukkan ke berkas")
        person.sees("Dokumen masuk ke berkas.")

    def plans(self) -> None:
        self.gives("region", "Rencana Kerja Sama", PLAN)
        self.takes("region", "Ajukan kepada DPRD")

    def applies(self) -> None:
        self.received = self.day + timedelta(days=1)
        details = {"Diterima pada": self.received, "Bukti penerimaan": "Cap agenda Setwan"}
        self.gives_letter("region", "Surat permohonan persetujuan kepada DPRD", details)

    def council_approves(self) -> None:
        decision = "Keputusan DPRD, atau keputusan atau surat Pimpinan DPRD"
        details = {"Nomor": self.number(), "Bentuk keputusan": "Keputusan DPRD", **APPROVED}
        self.gives("council", decision, details)
        self.takes("council", "Disetujui DPRD")

    def submits_to_minister(self) -> None:
        self.gives_letter("region", "Surat penyampaian rencana kepada Menteri")

    def verifies(self) -> None:
        person = self.at_case("home-affairs")
        person.follows("Lembar verifikasi")
        person.fills({"Tanggal dokumen": self.next_day()})
        for line in groups(person.main):
            line.get_by_label("sesuai", exact=True).check()
        person.presses("Masukkan ke berkas")
        person.sees("Dokumen masuk ke berkas.")
        self.gives_letter("home-affairs", "Pertimbangan tertulis Menteri")
        self.takes("home-affairs", "Menyusun rancangan naskah")

    def drafts(self) -> None:
        self.gives("region", "Rancangan naskah kerja sama", APPROVED)
        same = "Objek, ruang lingkup, pembiayaan, dan jangka waktu naskah sama dengan yang disetujui DPRD"
        self.states("region", same, {same: "Ya"})
        self.takes("region", "Sampaikan kepada Menteri")

    def meets(self, answering: Sequence[tuple[str, str]]) -> None:
        for role, asked in answering:
            self.asks("home-affairs", asked)
            self.answers(role, asked)
        attended = {
            "Kehadiran Kementerian Luar Negeri": "Hadir: Direktorat Asia Timur dan Pasifik.",
            "Kehadiran kementerian/lembaga terkait objek": "Hadir: Kementerian Pendidikan.",
            "Kehadiran Pemerintah Daerah provinsi": "Hadir: Biro Pemerintahan.",
            "Kehadiran Pemerintah Daerah kabupaten/kota, bila pihaknya kabupaten/kota": "Hadir: Bagian Kerja Sama.",
        }
        held = {"Diadakan pada": self.day, "Undangan (nomor dan tanggal)": self.number()}
        self.gives("home-affairs", "Catatan rapat antarkementerian", held | attended)
        self.takes("home-affairs", "Selesai dibahas")

    def minister_approves(self) -> None:
        self.gives_letter("home-affairs", "Persetujuan Menteri atas rancangan naskah")
        self.takes("home-affairs", "Disetujui Menteri")

    def agrees_with_partner(self) -> None:
        self.gives("foreign-affairs", "Hasil pembahasan dengan mitra")
        self.takes("foreign-affairs", "Naskah disepakati")

    def confirms(self) -> None:
        self.states("foreign-affairs", "Surat kuasa diminta", {"Surat kuasa diminta": "Tidak"})
        for role, paper in [
            ("foreign-affairs", "Surat konfirmasi Menlu, diterima Mendagri"),
            ("home-affairs", "Penyampaian surat konfirmasi, diterima Pemerintah Daerah"),
        ]:
            self.gives_letter(role, paper, {"Diterima pada": self.day + timedelta(days=1)})
        self.takes("home-affairs", "Surat konfirmasi diterima Pemerintah Daerah")

    def signs(self) -> None:
        self.records_signatures("Catatan penandatanganan, satu per pihak")
        self.takes("region", "Naskah ditandatangani")

    def hands_over_originals(self) -> None:
        holders = "Bagian Kerja Sama, lemari arsip\nCity of Melbourne"
        held = {"Pemegang setiap naskah asli dan tempat penyimpanannya": holders}
        self.gives("region", "Berita acara serah terima naskah asli", held)
        self.takes("region", "Naskah asli tercatat tempatnya")

    def reports(self) -> None:
        self.gives("region", "Laporan pelaksanaan")
        self.takes("home-affairs", "Laporan pertama diterima")
