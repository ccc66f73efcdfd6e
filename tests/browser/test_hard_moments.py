"""Moments in which a page must not fail the person before it: refusals, mistakes, haste, others who were faster."""

from datetime import date

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.journey import KSDPL, SAID
from tests.browser.persons import TASKS, Person
from tests.gate.office import Walk, account, attest_relations, bandung, begun

PASSWORD = "sandi-uji-coba-1"
WRONG_DATE = "32-13-2026"


def address(walk: Walk, *parts: str) -> str:
    return "/".join(["/berkas", walk.case.ref, *parts, ""])


def begins(person: Person) -> None:
    person.goes_to("/berkas/baru/")
    person.follows(KSDPL)


@pytest.fixture
def walk(live: str) -> Walk:
    """A case of Kota Bandung with Melbourne, at its first stage."""
    return begun(bandung("council", "home-affairs"))


def to_the_council(walk: Walk) -> Walk:
    for outcome in ("explore", "worthwhile"):
        walk.take(outcome)
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    walk.take("sign")
    walk.take("submit")
    return walk


def test_a_move_that_the_law_forbids_is_refused_with_its_article(walk: Walk, enter: Enter) -> None:
    officer = enter(walk.offices.accounts["region"])
    to_the_council(walk)
    officer.goes_to(address(walk))
    refused = officer.page.locator("#actions").get_by_role("listitem").filter(has_text="Disetujui DPRD")
    expect(refused).to_contain_text("dokumen belum ada")
    expect(refused).to_contain_text("Pasal 30 ayat (5) PP 28/2018")
    expect(refused.get_by_role("link", name="Disetujui DPRD", exact=True)).to_have_count(0)


def test_a_failed_post_keeps_everything_typed_and_the_document_uploaded(walk: Walk, enter: Enter) -> None:
    walk.take("explore")
    officer = enter(walk.offices.accounts["region"])
    officer.goes_to(address(walk, "dokumen", "exploration-findings"))
    officer.attaches("Dokumen (pindaian atau naskah)", "penjajakan.pdf")
    officer.types("Tanggal dokumen", WRONG_DATE)
    officer.presses("Masukkan ke berkas")
    officer.sees(f"“{WRONG_DATE}”", "penjajakan.pdf")
    expect(officer.page.get_by_role("alert")).to_be_visible()
    expect(officer.main.get_by_label("Tanggal dokumen")).to_have_value(WRONG_DATE)
    officer.types("Tanggal dokumen", "10-02-2025")
    officer.presses("Masukkan ke berkas")
    officer.sees("Dokumen masuk ke berkas.")
    officer.goes_to(address(walk, "dokumen", "exploration-findings", "lihat"))
    officer.sees("penjajakan.pdf")


def test_an_expired_sign_in_gives_the_form_back_as_it_was_typed(walk: Walk, enter: Enter) -> None:
    officer = enter(walk.offices.accounts["region"])
    officer.goes_to(address(walk, "catatan"))
    officer.types("Catatan", SAID)
    officer.page.context.clear_cookies(name="sessionid")
    officer.presses("Simpan catatan")
    officer.sees("sudah berakhir")
    assert officer.account is not None
    officer.types("Alamat surel", officer.account.email)
    officer.types("Kata sandi", PASSWORD)
    officer.presses("Masuk")
    expect(officer.main.get_by_label("Catatan", exact=True)).to_have_value(SAID)
    officer.presses("Simpan catatan")
    officer.sees("Catatan tersimpan.", SAID)


def test_the_second_of_two_officers_sees_the_others_step_and_what_was_typed(walk: Walk, enter: Enter) -> None:
    first = enter(walk.offices.accounts["region"])
    second = enter(account(walk.offices.bodies["region"], "Petugas lain"))
    for officer in (first, second):
        officer.goes_to(address(walk))
        officer.follows("Mulai penjajakan")
    first.presses("Mulai penjajakan")
    first.sees("Langkah tercatat.")
    second.types("Tanggal kejadian", "20-02-2025")
    second.presses("Mulai penjajakan")
    expect(second.page.get_by_role("heading", level=1)).to_have_text("Sudah diubah orang lain lebih dahulu")
    second.sees("Prakarsa: Mulai penjajakan", walk.offices.bodies["region"].name, "20-02-2025")
    second.follows("Buka keadaan terbaru")
    second.sees("Posisi: Penjajakan")
    walk.case.refresh_from_db()
    assert walk.case.steps.count() == 2


def test_a_double_click_records_once(walk: Walk, enter: Enter) -> None:
    officer = enter(walk.offices.accounts["region"])
    officer.goes_to(address(walk, "catatan"))
    officer.types("Catatan", SAID)
    officer.main.get_by_role("button", name="Simpan catatan").dblclick()
    officer.sees("Catatan tersimpan.")
    assert walk.case.steps.filter(kind="note").count() == 1


def test_the_last_step_is_undone_by_ralat_and_both_stay_visible(walk: Walk, enter: Enter) -> None:
    walk.take("explore")
    officer = enter(walk.offices.accounts["region"])
    officer.goes_to(address(walk))
    officer.sees("Posisi: Penjajakan")
    officer.follows("Ralat langkah terakhir")
    officer.sees("Prakarsa: Mulai penjajakan")
    officer.chooses("Apa yang keliru", "Batalkan langkah")
    officer.types("Alasan", "Dicatat pada berkas yang salah.")
    officer.presses("Catat ralat")
    officer.sees("Posisi: Prakarsa", "Ralat atas “Prakarsa: Mulai penjajakan”", "Sudah diralat", "berkas yang salah")


def test_a_dispute_of_the_council_lands_on_the_desk_of_home_affairs(walk: Walk, enter: Enter) -> None:
    council = walk.offices.accounts.pop("council")
    to_the_council(walk)
    walk.take("approve")
    secretary, ministry = enter(council), enter(walk.offices.accounts["home-affairs"])
    secretary.goes_to(TASKS)
    line = secretary.main.get_by_role("row").filter(has_text="Melbourne")
    expect(line).to_contain_text("Belum dikonfirmasi")
    line.get_by_role("link", name="Melbourne").click()
    secretary.page.get_by_role("link", name="Konfirmasi atau ajukan keberatan").first.click()
    secretary.chooses("Apakah langkah ini benar?", "Kami berkeberatan")
    secretary.types("Alasan, bila mengajukan keberatan", "DPRD belum bersidang.")
    secretary.presses("Kirim")
    secretary.sees("Jawaban Anda tercatat.", "1 langkah diberi keberatan", "DPRD belum bersidang.")
    ministry.goes_to(TASKS)
    disputed = ministry.main.get_by_role("row").filter(has_text="Melbourne")
    expect(disputed).to_contain_text("Sekretariat DPRD Kota Bandung")
    expect(disputed).to_contain_text("Persetujuan DPRD: Disetujui DPRD")


def test_an_overdue_council_is_no_approval_and_may_be_reminded(walk: Walk, enter: Enter) -> None:
    to_the_council(walk).give("application-letter", on=date(2025, 3, 12))
    officer = enter(walk.offices.accounts["region"])
    officer.goes_to(address(walk))
    officer.sees("Melewati batas waktu", "Lewat batas waktu tidak berarti setuju")
    officer.page.get_by_role("link", name="surat pengingat").first.click()
    officer.sees("Yth.", "Pasal 30 ayat (4) PP 28/2018", "tidak kami artikan sebagai")


def test_namesakes_are_told_apart_where_the_other_party_is_picked(walk: Walk, enter: Enter) -> None:
    officer = enter(walk.offices.accounts["region"])
    begins(officer)
    officer.searches("Mitra", "Kyoto")
    expect(officer.offer("Mitra", "Kyoto", "Kota")).to_have_count(1)
    expect(officer.offer("Mitra", "Kyoto", "Prefektur")).to_have_count(1)
    officer.searches("Mitra", "Charleston")
    for state in ("South Carolina", "West Virginia"):
        expect(officer.offer("Mitra", "Charleston", state)).to_have_count(1)
    officer.goes_to("/berkas/baru/")
    officer.follows("Kerja sama sukarela antardaerah")
    officer.searches("Daerah lain", "Bandung")
    expect(officer.offer("Daerah lain", "Kota Bandung")).to_have_count(1)
    expect(officer.offer("Daerah lain", "Kabupaten Bandung")).to_have_count(1)


def test_a_partner_in_israel_is_refused_at_the_opening_with_the_rule(walk: Walk, enter: Enter) -> None:
    officer = enter(walk.offices.accounts["region"])
    begins(officer)
    officer.chooses("Jenis kerja sama", "Kerja sama kembar/bersaudara dengan pemerintah daerah di luar negeri")
    officer.picks("Mitra", "Haifa", "Haifa", "Israel")
    officer.types("Bidang kerja sama", "Pendidikan")
    officer.submits()
    expect(officer.page.get_by_role("alert")).to_contain_text("Permenlu 3/2019")
    officer.sees("tidak mengadakan hubungan resmi dengan Israel")
    expect(officer.main.get_by_label("Bidang kerja sama", exact=True)).to_have_value("Pendidikan")
