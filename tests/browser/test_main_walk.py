"""The KSDPL procedure in a real browser, by the accounts of five bodies."""

from tests.browser.conftest import Enter
from tests.browser.journey import Journey
from tests.gate.office import bandung

ROLES = ("council", "home-affairs", "foreign-affairs", "province")


def test_main_walk_from_the_first_idea_to_the_first_report_by_five_bodies(enter: Enter) -> None:
    offices = bandung(*ROLES)
    walk = Journey({role: enter(account) for role, account in offices.accounts.items()})
    walk.opens()
    walk.explores()
    walk.consults()
    walk.signs_intent()
    walk.plans()
    walk.applies()
    walk.council_approves()
    walk.submits_to_minister()
    walk.verifies()
    walk.drafts()
    walk.meets(
        [("foreign-affairs", "Tanggapan tertulis Kementerian Luar Negeri"), ("province", "Tanggapan tertulis provinsi")]
    )
    walk.minister_approves()
    walk.agrees_with_partner()
    walk.confirms()
    walk.signs()
    walk.hands_over_originals()
    walk.reports()
