"""A region confirms its list once a year: the list, the statement, the printed page, the scan; and its mistakes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import Person, day_of, words
from tests.browser.sizes import PHONE
from tests.browser.test_axe import looks_around
from tests.gate.office import bandung
from tests.register.settling import told

from gerbang.people.acting import Actor
from gerbang.register.models import Confirmation, Tie
from gerbang.site.walking import pdf

CONFIRMATIONS = "/kelola/konfirmasi/"
SCAN = "Pindaian surat pernyataan yang ditandatangani"


@pytest.fixture
def officer(live: str, enter: Enter) -> Person:
    told(), told(with_="Kobe", origin="baris-2")
    return enter(bandung().accounts["region"])


def begins(person: Person) -> str:
    """The address of the list to be answered."""
    person.goes_to(CONFIRMATIONS)
    person.sees("2 kerja sama ada dalam daftar")
    person.presses("Mulai konfirmasi")
    person.sees("0 dari 2 baris sudah dijawab")
    return person.page.url


def signs(person: Person, number: str = "400.3/12/KS") -> None:
    """Fills in the signed statement, all but its scan."""
    assert person.account is not None
    person.fills({"Nomor surat": number, "Penandatangan (jabatan)": "Wali Kota"})
    person.types("Tanggal surat", day_of(Actor(person.account).today))


def journey(person: Person) -> Iterator[str]:
    """From the list to the date on the public page; says each page it has come to."""
    begins(person)
    yield "list"
    person.chooses("Kota Bandung – Kitakyushu", "Benar")
    person.chooses("Kota Bandung – Kobe", "Perlu diperbaiki")
    about = person.main.locator(".confirm-line").filter(has_text="Kota Bandung – Kobe")
    person.types("Apa yang keliru, atau kapan dan bagaimana berakhir", "Jenisnya LoI.", about)
    person.types("Belum tercantum dalam daftar", "Suwon, Korea Selatan")
    person.presses("Simpan dan lanjut ke surat pernyataan")
    person.sees("Surat pernyataan yang ditandatangani")
    statement = person.page.url
    yield "statement"
    person.follows("Buka surat pernyataan untuk dicetak")
    person.sees("Jenisnya LoI.", "Suwon, Korea Selatan", "Kitakyushu")
    yield "printed page"
    person.goes_to(statement)
    signs(person)
    sent = {"name": "pernyataan.pdf", "mimeType": "application/pdf", "buffer": pdf().read()}
    person.main.get_by_label(words(SCAN)).set_input_files(sent)
    person.presses("Konfirmasi daftar")
    person.sees("400.3/12/KS", "Perlu diperbaiki", "Jenisnya LoI.")
    yield "given"
    confirmed = Tie.objects.get(names_id__contains="Kitakyushu")
    person.goes_to(f"/kerja-sama/{confirmed.ref}/")
    person.sees("Terakhir dikonfirmasi daerah")
    assert confirmed.confirmed_on == Confirmation.objects.get().letter_date
    expect(person.main.locator("dl div").filter(has_text="Terakhir dikonfirmasi daerah")).not_to_contain_text(
        "Belum pernah"
    )
    yield "last confirmed"


def test_a_list_is_confirmed_by_a_signed_statement(officer: Person, axe: Axe) -> None:
    for page in journey(officer):
        if page != "printed page":  # a sheet of paper has one width
            looks_around(officer.page, axe)
    assert officer.complaints == []


def test_an_unfinished_list_leads_to_what_is_missing(officer: Person, axe: Axe) -> None:
    begins(officer)
    officer.chooses("Kota Bandung – Kitakyushu", "Benar")
    officer.presses("Simpan dan lanjut ke surat pernyataan")
    officer.sees("1 baris belum dijawab")
    looks_around(officer.page, axe)
    officer.follows("Tampilkan yang masih kurang")
    expect(officer.main.locator(".confirm-line")).to_have_count(1)
    looks_around(officer.page, axe)
    officer.chooses("Kota Bandung – Kobe", "Benar")
    officer.presses("Simpan dan lanjut ke surat pernyataan")
    officer.sees("Surat pernyataan yang ditandatangani")


def test_mistakes_in_the_statement_are_told_accessibly_and_nothing_typed_is_lost(officer: Person, axe: Axe) -> None:
    begins(officer)
    for name in ("Kitakyushu", "Kobe"):
        officer.chooses(f"Kota Bandung – {name}", "Benar")
    officer.presses("Simpan dan lanjut ke surat pernyataan")
    officer.presses("Konfirmasi daftar")
    expect(officer.page.get_by_role("alert").first).to_be_visible()
    looks_around(officer.page, axe)
    told(with_="Sapporo", origin="baris-3")  # comes onto the list meanwhile
    signs(officer, "400.3/99/KS")
    officer.attaches(SCAN)
    officer.presses("Konfirmasi daftar")
    officer.sees("1 baris belum dijawab")
    expect(officer.main.get_by_label("Nomor surat")).to_have_value("400.3/99/KS")
    looks_around(officer.page, axe)
    assert Confirmation.objects.get().state == Confirmation.State.DRAFT


def test_mistakes_in_the_answers_are_told_accessibly(officer: Person, axe: Axe) -> None:
    begins(officer)
    officer.page.evaluate("document.querySelectorAll('[maxlength]').forEach(box => box.removeAttribute('maxlength'))")
    officer.main.get_by_label("Apa yang keliru, atau kapan dan bagaimana berakhir").first.fill("x" * 5000)
    officer.presses("Simpan")
    expect(officer.page.get_by_role("alert").first).to_be_visible()
    looks_around(officer.page, axe)


def test_a_withdrawal_without_its_reason_is_told_accessibly(officer: Person, axe: Axe) -> None:
    address = begins(officer)
    officer.goes_to(f"{address}tarik/")
    officer.submits()
    expect(officer.page.get_by_role("alert").first).to_be_visible()
    looks_around(officer.page, axe)


def test_the_same_without_javascript_on_a_phone(live: str, enter: Enter) -> None:
    told(), told(with_="Kobe", origin="baris-2")
    officer = enter(bandung().accounts["region"], java_script_enabled=False, viewport=PHONE)
    assert list(journey(officer))[-1] == "last confirmed"
