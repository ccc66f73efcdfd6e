"""Obstacles on their pages: recorded, added to, answered and ended; nothing typed is lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.monitoring.facing import CENTRE, MISSION, asked, obstacle, office, resolved
from tests.people import helpers as people
from tests.plans.helpers import acting, officer
from tests.register.helpers import agreed

from gerbang.monitoring.models import Answer, Attempt, Escalation, Obstacle, Outcome
from gerbang.monitoring.obstacles import handling
from gerbang.people.models import Account
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie() -> Tie:
    return agreed()


@pytest.fixture
def account() -> Account:
    return officer()


@pytest.fixture
def client(account: Account) -> Client:
    return people.signed_in(account)


@pytest.fixture
def of(tie: Tie, account: Account) -> Obstacle:
    return obstacle(acting(account), tie)


def at(of: Obstacle | Tie, view: str = "obstacle", *more: str) -> str:
    return reverse(f"monitoring:{view}", args=[of.ref, *more])


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def post(client: Client, address: str, **typed: str) -> Any:
    return client.post(address, {"key": uuid4().hex, **typed})


TYPED = {"title": "Narahubung berganti", "category": "partner", "severity": "low", "since": "Mei 2026"}


def test_an_obstacle_is_recorded_and_stands_on_the_page_of_the_tie_for_those_inside(client: Client, tie: Tie) -> None:
    answer = post(client, at(tie, "record-obstacle"), **TYPED, owner="Bagian Kerja Sama", due_on="1-6-2026")
    made = Obstacle.objects.get()
    assert answer.url == at(made)
    page = text(client.get(at(made)))
    assert all(words in page for words in ("Mitra", "Memperlambat", "Mei 2026", "Melewati target", "Bagian Kerja Sama"))
    inside = text(client.get(reverse("portal:tie", args=[tie.ref])))
    assert "Narahubung berganti" in inside and at(tie, "record-obstacle") in inside
    assert "Narahubung berganti" not in text(Client().get(reverse("portal:tie", args=[tie.ref])))
    assert "Narahubung berganti" in text(client.get(at(tie, "obstacles")))


def test_sent_twice_it_is_one(client: Client, tie: Tie) -> None:
    typed = {"key": "sama", **TYPED}
    assert [client.post(at(tie, "record-obstacle"), typed).status_code for _ in range(2)] == [302, 302]
    assert Obstacle.objects.count() == 1


def test_wrong_input_keeps_what_was_typed(client: Client, tie: Tie) -> None:
    answer = post(client, at(tie, "record-obstacle"), title="Isi", since="31-2-2026")
    assert answer.status_code == 422
    page = text(answer)
    assert "31-2-2026" in page and "Isi" in page and "Pilih “Apa jenis permasalahannya?”." in page
    assert not Obstacle.objects.exists()


def test_what_was_tried_who_was_asked_and_how_it_ended_come_one_after_another(client: Client, of: Obstacle) -> None:
    post(client, at(of, "record-attempt"), what="Surat kepada mitra", happened="3-4-2026")
    mission = people.body(MISSION)
    post(client, at(of, "escalate-obstacle"), to=mission.ref, asked="Mohon dihubungi")
    post(client, at(of, "close-obstacle"), result="resolved", how="Mitra menunjuk narahubung", happened="Juni 2026")
    page = text(client.get(at(of)))
    for words in ("Surat kepada mitra", "3 April 2026", MISSION, "belum dijawab", "Teratasi", "Juni 2026"):
        assert words in page
    assert [model.objects.count() for model in (Attempt, Escalation, Outcome)] == [1, 1, 1]
    assert at(of, "record-attempt") not in page
    late = post(client, at(of, "record-attempt"), what="Terlambat", happened="3-4-2026")
    assert late.status_code == 409 and "Terlambat" in text(late)


def test_missions_in_the_partners_country_stand_apart_from_others(client: Client, of: Obstacle) -> None:
    page = text(client.get(at(of, "escalate-obstacle")))
    there = page.index("Perwakilan RI di negara mitra")
    assert there < page.index(MISSION) < page.index("Perwakilan RI lain") < page.index("KBRI Seoul")
    assert "Pemerintah Provinsi Jawa Barat" in page and "Pemerintah Kota Surabaya" not in page


def test_a_mission_that_was_asked_answers_and_the_region_reads_it(
    client: Client, of: Obstacle, account: Account
) -> None:
    mission = people.signed_in(office(MISSION))
    assert mission.get(at(of)).status_code == 404
    request = asked(acting(account), of)
    page = text(mission.get(at(of)))
    address = at(of, "answer-escalation", request.ref)
    assert address in page and at(of, "record-attempt") not in page
    assert address not in text(client.get(at(of)))
    wrong = post(mission, address, said="Isi jawaban", answered_on="1-1-2099")
    assert wrong.status_code == 422 and "Isi jawaban" in text(wrong)
    answered = {"key": "satu", "said": "Narahubung baru: kantor urusan luar negeri", "answered_on": "22-11-2026"}
    today = acting(account).today.strftime("%d-%m-%Y")
    for _ in range(2):
        mission.post(address, answered | {"answered_on": today})
    assert Answer.objects.count() == 1
    assert "Narahubung baru: kantor urusan luar negeri" in text(client.get(at(of)))
    assert f"Jawaban {MISSION}" in text(client.get(at(of)))


def test_who_was_not_asked_does_not_answer(client: Client, of: Obstacle, account: Account) -> None:
    request = asked(acting(account), of)
    for who in (client, people.signed_in(office(CENTRE))):
        assert who.get(at(of, "answer-escalation", request.ref)).status_code == 403
    assert people.signed_in(office("KBRI Seoul")).get(at(of, "answer-escalation", request.ref)).status_code == 404
    assert client.get(at(of, "answer-escalation", of.ref)).status_code == 404


def test_what_is_set_right_leads_to_what_stands_and_back(client: Client, of: Obstacle) -> None:
    assert "Anggaran perjalanan dipotong" in text(client.get(at(of, "set-obstacle-right")))
    post(client, at(of, "set-obstacle-right"), **TYPED)
    later = Obstacle.objects.get(replaces=of)
    assert at(later) in text(client.get(at(of)))
    assert at(of) in text(client.get(at(later)))


def test_parts_and_the_whole_are_taken_back_with_a_reason(client: Client, of: Obstacle, account: Account) -> None:
    resolved(acting(account), of)
    outcome = Outcome.objects.get()
    post(client, at(of, "withdraw-obstacle-part", outcome.ref), reason="Terjadi lagi")
    assert "Terjadi lagi" in text(client.get(at(of)))
    assert client.get(at(of, "withdraw-obstacle-part", outcome.ref)).status_code == 404
    empty = post(client, at(of, "withdraw-obstacle"), reason="")
    assert empty.status_code == 422
    post(client, at(of, "withdraw-obstacle"), reason="Tercatat dua kali")
    assert "Tercatat dua kali" in text(client.get(at(of)))


def test_who_was_slower_is_told(client: Client, of: Obstacle, account: Account) -> None:
    handling.withdraw_obstacle(by=acting(account), obstacle=of, reason="Ganda")
    answer = post(client, at(of, "record-attempt"), what="Surat kepada mitra", happened="3-4-2026")
    assert answer.status_code == 409 and "Surat kepada mitra" in text(answer)


def test_a_conflict_page_says_by_name_whom_one_wanted_to_ask(client: Client, of: Obstacle, account: Account) -> None:
    resolved(acting(account), of)
    mission = people.body(MISSION)
    answer = post(client, at(of, "escalate-obstacle"), to=mission.ref, asked="Mohon dihubungi")
    assert answer.status_code == 409
    assert MISSION in text(answer) and "Mohon dihubungi" in text(answer)


def test_readers_and_strangers_write_nothing(of: Obstacle) -> None:
    reader = people.signed_in(people.working(people.bandung(), people.Right.READ))
    stranger = people.signed_in(office("Pemerintah Kota Surabaya"))
    names = ("set-obstacle-right", "record-attempt", "escalate-obstacle", "close-obstacle", "withdraw-obstacle")
    assert [reader.get(at(of, name)).status_code for name in names] == [403] * 5
    assert [stranger.get(at(of, name)).status_code for name in names] == [404] * 5
    assert reader.get(at(of)).status_code == 200


def test_the_page_speaks_english(client: Client, of: Obstacle) -> None:
    page = text(client.get("/en" + at(of)))
    assert "Stops part of it" in page and "What was tried" in page
