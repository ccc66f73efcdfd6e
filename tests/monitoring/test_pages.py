"""The page of a cooperation's life as each role sees it, and what its forms do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import Right, body, signed_in, working
from tests.register.settling import CENTRE, officer, told, writer

from gerbang.ledger import queries as ledger
from gerbang.monitoring.models import Contact, Judgement, StatedRhythm
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


def address(tie: Tie, name: str = "liveliness", *more: str) -> str:
    return reverse(f"monitoring:{name}", args=[tie.ref, *more])


def posted(tie: Tie, **typed: str) -> dict[str, Any]:
    return {"key": "-".join(typed) or "k", "seen": ledger.head(tie.ref), **typed}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_public_sees_nothing_of_it() -> None:
    tie = told()
    assert Client().get(address(tie)).status_code == 302
    assert "Keaktifan" not in text(Client().get(reverse("portal:tie", args=[tie.ref])))
    other = signed_in(writer(body("Pemerintah Kota Surabaya"), "lain@daerah.example"))
    assert other.get(address(tie)).status_code == 403
    assert "Keaktifan" not in text(other.get(reverse("portal:tie", args=[tie.ref])))


@pytest.mark.parametrize("name", ["Pemerintah Kota Bandung", "Pemerintah Provinsi Jawa Barat", CENTRE])
def test_region_province_and_ministry_see_the_state_and_why(name: str) -> None:
    tie = told()
    client = signed_in(working(body(name), Right.READ))
    assert "Belum ada data" in text(client.get(reverse("portal:tie", args=[tie.ref])))
    page = text(client.get(address(tie)))
    assert "Belum ada yang melaporkan apa pun" in page
    assert "setiap 36 bulan" in page.casefold()
    assert "Catat kontak" not in page


def test_an_officer_notes_a_contact_and_takes_it_back() -> None:
    tie, today = told(), officer().today
    client = signed_in(writer())
    on = (today - timedelta(2)).strftime("%d-%m-%Y")
    answer = client.post(
        address(tie, "note-contact"), posted(tie, happened_on=on, way="visit", about="Kunjungan balasan")
    )
    assert answer.status_code == 302
    page = text(client.get(address(tie)))
    assert "Kunjungan balasan" in page and "Menurun" in page
    kept = Contact.objects.get()
    client.post(address(tie, "withdraw-kept", kept.ref), posted(tie, reason="Salah kota"))
    page = text(client.get(address(tie)))
    assert "Salah kota" in page and "Belum ada data" in page
    assert client.get(address(tie, "withdraw-kept", kept.ref)).status_code == 404


def test_a_wrong_form_keeps_what_was_typed() -> None:
    tie = told()
    client = signed_in(writer())
    answer = client.post(address(tie, "note-contact"), posted(tie, happened_on="31-02-2026", way="visit", about="Isi"))
    assert answer.status_code == 422
    assert "31-02-2026" in text(answer) and "Isi" in text(answer)
    assert not Contact.objects.exists()


def test_rhythm_and_judgement_are_recorded_on_their_forms() -> None:
    tie, today = told(), officer().today
    client = signed_in(writer())
    client.post(address(tie, "state-rhythm"), posted(tie, months="24", reason="Surat kedua wali kota"))
    until = (today + timedelta(30)).strftime("%d-%m-%Y")
    client.post(address(tie, "judge"), posted(tie, state="active", reason="Kunjungan bulanan", ends_on=until))
    assert (StatedRhythm.objects.get().months, Judgement.objects.get().state) == (24, "active")
    page = text(client.get(address(tie)))
    assert "Surat kedua wali kota" in page and "Kunjungan bulanan" in page
    assert "Hasil hitungan tanpa penilaian" in page
    late = client.post(
        address(tie, "judge"), posted(tie, state="active", reason="Lagi", ends_on="01-01-2040") | {"key": "k2"}
    )
    assert late.status_code == 422 and "paling lama satu tahun" in text(late)


def test_another_day_is_told_as_known_then_or_now_and_a_wrong_day_is_named() -> None:
    tie = told(on="2012-05-17", precision="day")
    client = signed_in(writer())
    then = text(client.get(address(tie) + "?pada=01-01-2013"))
    assert "belum ada yang tercatat di sini" in then and "waktu itu" in then
    now = text(client.get(address(tie) + "?pada=01-01-2013&sekarang=1"))
    assert "belum lama ditandatangani" in now
    assert "Aktif" in now
    assert client.get(address(tie) + "?pada=kemarin").status_code == 200


def test_the_page_speaks_english() -> None:
    tie = told()
    page = text(signed_in(writer()).get("/en" + address(tie)))
    assert "No data yet" in page and "every 36 months" in page.casefold()
