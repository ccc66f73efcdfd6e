"""Without JavaScript every form works; with a keyboard alone as well."""

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Enter
from tests.browser.journey import KSDPL, SISTER
from tests.browser.persons import Person
from tests.gate.office import bandung, begun

from gerbang.gate.models import Case
from gerbang.site.walking import pdf

FIELDS = "Pendidikan"


def begins(person: Person) -> None:
    person.goes_to("/berkas/baru/")
    person.follows(KSDPL)


@pytest.mark.usefixtures("live")
def test_a_case_is_opened_and_moved_without_javascript(enter: Enter) -> None:
    officer = enter(bandung().accounts["region"], java_script_enabled=False)
    begins(officer)
    officer.chooses("Jenis kerja sama", SISTER)
    officer.chooses("Asal prakarsa", "Pemerintah daerah")
    officer.types("Bidang kerja sama", FIELDS)
    officer.searches("Mitra", "Melbourne")
    officer.presses("Cari")
    expect(officer.main.get_by_label("Bidang kerja sama", exact=True)).to_have_value(FIELDS)
    expect(officer.page.get_by_role("alert")).to_have_count(0)
    officer.offer("Mitra", "Melbourne", "Victoria, Australia").get_by_role("radio").check()
    officer.submits()
    officer.sees("Berkas sudah dibuka.", "Melbourne, Australia")
    officer.follows("Mulai penjajakan")
    officer.presses("Mulai penjajakan")
    officer.sees("Langkah tercatat.", "Posisi: Penjajakan")


def test_a_document_survives_a_mistake_without_javascript(enter: Enter) -> None:
    walk = begun(bandung())
    walk.take("explore")
    officer = enter(walk.offices.accounts["region"], java_script_enabled=False)
    officer.goes_to(f"/berkas/{walk.case.ref}/dokumen/exploration-findings/")
    officer.types("Tanggal dokumen", "kemarin dulu")
    scan = {"name": "penjajakan.pdf", "mimeType": "application/pdf", "buffer": pdf().read()}
    officer.main.get_by_label("Dokumen (pindaian atau naskah)").set_input_files(scan)
    officer.presses("Masukkan ke berkas")
    officer.sees("“kemarin dulu”", "penjajakan.pdf")
    officer.types("Tanggal dokumen", "10 Februari 2025")
    officer.presses("Masukkan ke berkas")
    officer.sees("Dokumen masuk ke berkas.")
    officer.follows("Tampilkan")
    officer.sees("penjajakan.pdf")


@pytest.mark.usefixtures("live")
def test_the_form_that_opens_a_case_is_filled_in_by_keyboard_alone(enter: Enter) -> None:
    officer = enter(bandung().accounts["region"])
    begins(officer)
    page, form = officer.page, officer.main.locator("form").last
    tabs_to(page, form.get_by_role("group", name="Jenis kerja sama").get_by_role("radio").first)
    page.keyboard.press("Space")
    tabs_to(page, form.get_by_role("searchbox"))
    page.keyboard.type("Melbourne")
    victoria = officer.offer("Mitra", "Melbourne", "Victoria, Australia").get_by_role("radio")
    expect(victoria).to_be_visible()
    tabs_to(page, form.get_by_role("group", name="Mitra").get_by_role("radio").first)
    page.keyboard.press("Space")
    expect(victoria).to_be_checked()
    tabs_to(page, form.get_by_label("Bidang kerja sama", exact=True))
    page.keyboard.type(FIELDS)
    tabs_to(page, form.locator(".btn-1"))
    page.keyboard.press("Enter")
    officer.sees("Berkas sudah dibuka.")
    assert Case.objects.count() == 1


@pytest.mark.usefixtures("live")
def test_the_skip_link_leads_past_the_navigation(enter: Enter) -> None:
    officer = enter(bandung().accounts["region"])
    officer.goes_to("/berkas/")
    officer.page.keyboard.press("Tab")
    expect(officer.page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    officer.page.keyboard.press("Enter")
    expect(officer.main).to_be_focused()


def tabs_to(page: Page, wanted: Locator) -> None:
    """Tab after tab until it is reached; what takes the focus must show it."""
    for _ in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard never gets there")
