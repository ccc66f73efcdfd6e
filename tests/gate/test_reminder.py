"""The reminder letter speaks in the region's name, so only the region gets it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.gate.office import bandung, begun

from gerbang.site.walking import Walk, attest_relations

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue() -> Walk:
    """A case of Kota Bandung whose council has not answered in time."""
    walk = begun(bandung("home-affairs", "council"))
    for outcome in ("explore", "worthwhile"):
        walk.take(outcome)
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    walk.take("sign")
    walk.take("submit")
    walk.give("application-letter", on=date(2025, 3, 12))
    return walk


def answer(walk: Walk, role: str, name: str = "reminder") -> tuple[int, str]:
    client = Client()
    client.force_login(walk.offices.accounts[role])
    got = client.get(reverse(f"gate:{name}", args=[walk.case.ref]))
    return got.status_code, got.content.decode()


def test_the_letter_leaves_room_for_the_offices_own_head(overdue: Walk) -> None:
    status, page = answer(overdue, "region")
    assert status == 200
    assert "Permohonan tindak lanjut persetujuan kerja sama Kota Bandung" in page
    assert "Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih." in page
    assert "sheet-head" not in page
    assert "bukan lembar cetak" not in page


def test_nobody_else_writes_in_the_regions_name(overdue: Walk) -> None:
    assert answer(overdue, "home-affairs")[0] == 404
    assert answer(overdue, "home-affairs", "position")[0] == 200
