"""The same procedure by one regional account: every other body's act is recorded on its letter."""

from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.journey import Journey
from tests.gate.office import bandung


def test_one_regional_account_carries_a_case_to_the_end_on_letters_alone(enter: Enter) -> None:
    offices = bandung()
    walk = Journey({"region": enter(offices.accounts["region"])})
    walk.opens()
    walk.explores()
    walk.consults()
    walk.signs_intent()
    walk.plans()
    region = walk.at_case()
    region.sees("Belum memakai Gerbang; menjawab melalui surat", "2 langkah belum dikonfirmasi")
    walk.applies()
    walk.council_approves()
    council_is_named_with_its_letter(walk, offices.bodies["region"].name)
    walk.submits_to_minister()
    walk.verifies()
    walk.drafts()
    walk.meets([("foreign-affairs", "Tanggapan tertulis Kementerian Luar Negeri")])
    walk.minister_approves()
    walk.agrees_with_partner()
    walk.confirms()
    walk.signs()
    walk.hands_over_originals()
    walk.reports()
    region.goes_to(walk.address)
    region.sees("Posisi: Ditutup", "10 langkah belum dikonfirmasi")
    assert region.complaints == []


def council_is_named_with_its_letter(walk: Journey, recorder: str) -> None:
    """The history says who entered the step, on whose letter, and that this body has not confirmed it."""
    region = walk.at_case()
    step = region.page.get_by_role("region", name="Riwayat berkas").get_by_role("listitem").first
    expect(step).to_contain_text("Persetujuan DPRD: Disetujui DPRD")
    expect(step).to_contain_text(f"Dicatat oleh {recorder}")
    expect(step).to_contain_text(f"berdasarkan surat Sekretariat DPRD Kota Bandung Nomor {walk.last_number}")
    expect(step).to_contain_text("Belum dikonfirmasi")
