"""That sources differ stays said when a person has chosen, and nobody is quoted for a date they did not give."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import bandung, working
from tests.register.helpers import source, tie

from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.register.actions import add_claim, choose_claim, sign_instrument
from gerbang.register.models import Claim, Tie
from gerbang.values.dates import VagueDate

pytestmark = pytest.mark.django_db
DIFFER = "Sumber lain mencatat berbeda; lihat penjelasan"


@pytest.fixture
def told() -> list[Claim]:
    """Two sources on one signing date, and a third that tells of the text without a date."""
    made = tie()
    text = sign_instrument(by=None, tie=made, kind="mou", signed=VagueDate.day(date(1994, 6, 9)))
    return [
        add_claim(
            by=None, source=source(name), fact="signing-date", confidence="B", instrument=text, value=value,
            precision="day" if value else "",
        )
        for name, value in (("Koran Pagi", "1994-06-09"), ("Koran Sore", "1994-07-09"), ("Laporan Tua", ""))
    ]  # fmt: skip


def page(client: Client, of: Claim) -> str:
    assert of.tie
    html = client.get(reverse("portal:tie", args=[of.tie.ref])).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_sentence_stays_after_a_choice(client: Client, told: list[Claim]) -> None:
    assert DIFFER in page(client, told[0])
    officer = Actor(working(bandung(), Right.PREPARE)).acting(Right.PREPARE)
    choose_claim(by=officer, claim=told[0], why="Naskah asli ada di arsip.")
    assert told[0].tie and not Tie.objects.get(pk=told[0].tie.pk).disputed
    chosen = page(client, told[0])
    assert DIFFER in chosen
    assert "Naskah asli ada di arsip." in chosen


def test_the_history_names_only_sources_that_give_the_date(client: Client, told: list[Claim]) -> None:
    officer = Actor(working(bandung(), Right.PREPARE)).acting(Right.PREPARE)
    choose_claim(by=officer, claim=told[0], why="Naskah asli ada di arsip.")
    history = page(client, told[0]).partition("Riwayat")[2]
    assert "Menurut Koran Pagi" in history
    assert "Koran Sore" not in history and "Laporan Tua" not in history
