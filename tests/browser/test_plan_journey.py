"""An officer opens a plan, pastes a table from Excel, walks it by keyboard, sets a wrong cell right, approves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person
from tests.browser.test_axe import looks_around
from tests.gate.office import account, bandung
from tests.register.helpers import agreed

from gerbang.people.queries import government_of
from gerbang.plans.models import ActivityLine, Plan

PASTED = (
    "1\tPelatihan kompos\tDinas Lingkungan Hidup\t\t1-3-2027\t31-5-2027\n1\tKunjungan balasan\t\t\t31 Februari 2027\n"
)


def pastes(page: Page, name: str, text: str) -> None:
    """Puts text on the clipboard of the page's own and pastes it where the cell has the focus."""
    page.locator(f"[name={name}]").focus()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def journey(officer: Person, tie: str) -> Iterator[str]:
    """From the page of the cooperation to the approved plan; says each page it has come to."""
    page = officer.page
    officer.goes_to(f"/kerja-sama/{tie}/")
    officer.sees("Belum ada rencana aksi.")
    officer.follows("Rencana aksi baru")
    officer.fills({"Rencana dimulai pada": "1-1-2027", "Rencana berakhir pada": "31-12-2029"})
    yield "period"
    officer.submits()
    officer.sees("Rencana dibuka. Mulailah dari tujuannya.")
    page.locator("[name=r0-text_id]").fill("Sampah berkurang")
    officer.presses("Simpan dan lanjutkan")
    officer.sees("Tabel disimpan.")
    officer.follows("Kegiatan")
    pastes(page, "r0-objective", PASTED)
    officer.sees("Sudah ditempel ke dalam tabel")
    expect(page.locator("[name=r1-title]")).to_have_value("Kunjungan balasan")
    expect(page.locator("[name=r0-ends_on]")).to_have_value("31-5-2027")
    yield "pasted"
    officer.submits()
    officer.sees("“31 Februari 2027” tidak dapat dibaca sebagai tanggal.")
    expect(page.locator("[name=r1-title]")).to_have_value("Kunjungan balasan")
    assert not ActivityLine.objects.exists()
    yield "wrong cell"
    page.locator("[name=r0-begins_on]").focus()
    page.keyboard.press("Enter")
    assert focused(page) == "r1-begins_on"
    page.keyboard.type("28-2-2027")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "r1-ends_on"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "r0-ends_on"
    officer.submits()
    officer.sees("Pelatihan kompos", "28 Februari 2027", "2 dari 2 kegiatan belum ada dananya.")
    yield "draft"
    officer.follows("Setujui")
    officer.fills({"Disetujui oleh (jabatan)": "Wali Kota", "Disetujui pada": "2-2-2026"})
    yield "approval"
    officer.submits()
    officer.sees("Versi 1 disetujui.", "disetujui pada 2 Februari 2026 oleh Wali Kota")
    yield "approved"


@pytest.mark.usefixtures("live")
def test_a_plan_is_pasted_walked_by_keyboard_set_right_and_approved(enter: Enter, axe: Axe) -> None:
    officer = enter(bandung().accounts["region"])
    for _page in journey(officer, agreed().ref):
        looks_around(officer.page, axe)
    assert [said for said in officer.complaints if "422" not in said] == []
    assert Plan.objects.get().versions.get().state == "approved"


@pytest.mark.usefixtures("live")
def test_the_table_grows_as_it_is_pasted_into_and_what_is_typed_is_kept_as_a_draft(enter: Enter) -> None:
    offices = bandung()
    officer = enter(offices.accounts["region"])
    tie = agreed()
    page = officer.page
    officer.goes_to(f"/rencana/baru/{tie.ref}/")
    officer.fills({"Rencana dimulai pada": "1-1-2027", "Rencana berakhir pada": "31-12-2029"})
    officer.submits()
    officer.follows("Kegiatan")
    pastes(page, "r3-title", "\n".join(f"Kegiatan {number}" for number in range(1, 9)))
    expect(page.locator("[name=r10-title]")).to_have_value("Kegiatan 8")
    officer.sees("Konsep tersimpan")
    page.reload()
    expect(page.locator("[name=r10-title]")).to_have_value("Kegiatan 8")
    officer.sees("Belum ada yang dikirim.")
    officer.submits()
    assert ActivityLine.objects.count() == 8


@pytest.mark.usefixtures("live")
def test_of_two_officers_at_one_table_the_second_is_shown_both(enter: Enter, axe: Axe) -> None:
    offices = bandung()
    first = enter(offices.accounts["region"])
    second = enter(account(government_of(offices.region), "Kepala Bagian"))
    first.goes_to(f"/rencana/baru/{agreed().ref}/")
    first.fills({"Rencana dimulai pada": "1-1-2027", "Rencana berakhir pada": "31-12-2029"})
    first.submits()
    first.page.locator("[name=r0-text_id]").fill("Sampah berkurang")
    first.presses("Simpan dan lanjutkan")
    second.goes_to(f"/rencana/{Plan.objects.get().ref}/ubah/tujuan/")
    first.page.locator("[name=r0-text_id]").fill("Sampah berkurang seperempat")
    first.presses("Simpan dan lanjutkan")
    second.page.locator("[name=r0-text_id]").fill("Sampah berkurang sepertiga")
    second.page.locator("[name=r1-text_id]").fill("Warga terlatih")
    second.submits()
    second.sees("Orang lain mengubah sel yang sama", "Sampah berkurang seperempat")
    expect(second.page.locator("[name=r0-text_id]")).to_have_value("Sampah berkurang sepertiga")
    looks_around(second.page, axe)
    second.submits()
    second.sees("Sampah berkurang sepertiga", "Warga terlatih")
    second.does_not_see("seperempat")
