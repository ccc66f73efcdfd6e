"""What a ministry, Kemlu or a mission watches over: its field or country, its requests, the contacts it notes."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.monitoring.facing import CENTRE, ELSEWHERE, MINISTRY, MISSION, asked, obstacle, office
from tests.people import helpers as people
from tests.people.helpers import Right
from tests.plans.helpers import acting, officer
from tests.register.helpers import agreed
from tests.register.helpers import tie as intended

from gerbang.access import Refused
from gerbang.ledger import queries as ledger
from gerbang.monitoring import actions, watching
from gerbang.monitoring.models import Contact
from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Body
from gerbang.register import settling
from gerbang.register.areas import areas
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie() -> Tie:
    """A public cooperation with a partner in Japan, in no field yet."""
    return agreed()


@pytest.fixture
def by() -> Acting:
    return acting(officer())


def in_field(tie: Tie, by: Acting, *keys: str) -> Tie:
    settling.describe_tie(by=by, tie=tie, fields_id="Sampah", fields_en="Waste", areas=keys, sdgs=[])
    return Tie.objects.get(pk=tie.pk)


def refs(account: Account) -> list[str]:
    return [one.ref for one in watching.watched(Actor(account))]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def touch(who: Acting, tie: Tie, support: str = "") -> Contact:
    on = who.today - timedelta(2)
    return actions.note_contact(by=who, tie=tie, happened_on=on, way="online", about="Rencana", support=support)


def test_a_mission_sees_the_public_ties_with_its_country_and_no_others(tie: Tie) -> None:
    hidden = intended(with_="Kota Rahasia")
    assert refs(office(MISSION)) == [tie.ref]
    assert hidden.ref not in refs(office("KBRI Tokyo"))
    assert refs(office(ELSEWHERE)) == []


def test_a_ministry_sees_the_public_ties_of_its_fields(tie: Tie, by: Acting) -> None:
    ministry = office(MINISTRY)
    assert refs(ministry) == []
    in_field(tie, by, "waste")
    assert refs(ministry) == [tie.ref]
    assert refs(office("Kementerian Pertanian")) == []


@pytest.mark.parametrize("name", ["Kementerian Luar Negeri", CENTRE])
def test_kemlu_and_kemendagri_see_all(tie: Tie, name: str) -> None:
    hidden = intended(with_="Kota Rahasia", alpha2="KR")
    assert set(refs(office(name))) == {tie.ref, hidden.ref}


def test_who_was_asked_sees_a_tie_that_is_not_public(by: Acting) -> None:
    hidden = intended(with_="Kota Rahasia")
    asked(by, obstacle(by, hidden), ELSEWHERE)
    account = office(ELSEWHERE)
    assert refs(account) == [hidden.ref]
    assert "Anggaran perjalanan dipotong" in text(people.signed_in(account).get(reverse("monitoring:watch")))


def test_the_list_shows_the_end_of_validity_the_last_contact_and_what_is_asked(tie: Tie, by: Acting) -> None:
    tie.instruments.update(valid_until="2029-05-16", valid_until_precision="day")
    asked(by, obstacle(by, tie))
    account = office(MISSION)
    on = touch(acting(account), tie).happened_on
    line = watching.lines(Actor(account), [tie], [])[0]
    assert (line.until, line.contact) == ("16 Mei 2029", on)
    page = text(people.signed_in(account).get(reverse("monitoring:watch")))
    assert "16 Mei 2029" in page and "Kota Bandung" in page and "Disepakati" in page
    only = text(people.signed_in(account).get(reverse("monitoring:watch") + "?permasalahan=1"))
    assert tie.ref in only


def test_of_a_tie_seen_from_outside_only_the_own_contacts_are_told(tie: Tie, by: Acting) -> None:
    touch(by, tie)
    account = office(MISSION)
    assert watching.last_contacts(Actor(account), [tie]) == {}
    asked(by, obstacle(by, tie))
    assert watching.last_contacts(Actor(account), [tie])


def test_a_mission_notes_contact_and_support_and_the_region_sees_it(tie: Tie, by: Acting) -> None:
    account = office(MISSION)
    client = people.signed_in(account)
    watched = reverse("monitoring:watched", args=[tie.ref])
    address = reverse("monitoring:note-contact", args=[tie.ref])
    assert address in text(client.get(watched))
    today = by.today.strftime("%d-%m-%Y")
    typed = {"key": "k", "happened_on": today, "way": "visit", "about": "Audiensi", "support": "Surat pengantar"}
    answers = [client.post(address, typed) for _ in range(2)]
    assert {answer.url for answer in answers} == {watched}
    noted = Contact.objects.get()
    assert "Surat pengantar" in text(client.get(watched))
    region = people.signed_in(by.account)
    assert "Surat pengantar" in text(region.get(reverse("monitoring:liveliness", args=[tie.ref])))
    taken = reverse("monitoring:withdraw-kept", args=[tie.ref, noted.ref])
    assert client.post(taken, {"key": "t", "reason": "Salah kota"}).url == watched
    assert Contact.objects.get().withdrawn_reason == "Salah kota"


def test_a_watcher_from_outside_is_told_nothing_of_what_was_done_inside(tie: Tie, by: Acting) -> None:
    obstacle(by, tie)
    client = people.signed_in(office(MISSION))
    address = reverse("monitoring:note-contact", args=[tie.ref])
    assert f'name="seen" value="{ledger.head(tie.ref)}"' not in text(client.get(address))
    today = by.today.strftime("%d-%m-%Y")
    typed = {"key": uuid4().hex, "seen": "0", "happened_on": today, "way": "visit", "about": "Audiensi"}
    assert client.post(address, typed).status_code == 302
    assert client.get(reverse("monitoring:liveliness", args=[tie.ref])).status_code == 403


def test_a_watcher_notes_contacts_and_nothing_more(tie: Tie, by: Acting) -> None:
    mission = acting(office(MISSION))
    assert touch(mission, tie).stands
    with pytest.raises(Refused):
        actions.state_rhythm(by=mission, tie=tie, months=12, reason="x")
    with pytest.raises(Refused):
        actions.withdraw(by=mission, kept=touch(by, tie), reason="x")


def test_who_does_not_watch_over_it_notes_nothing(tie: Tie) -> None:
    for account in (office(ELSEWHERE), office(MINISTRY), office("Sekretariat DPRD Kota Bandung")):
        with pytest.raises(Refused):
            touch(acting(account), tie)
    with pytest.raises(Refused):
        touch(Actor(office(MISSION, Right.READ)).acting(Right.READ), tie)
    hidden = intended(with_="Kota Rahasia")
    with pytest.raises(Refused):
        touch(acting(office("KBRI Tokyo")), hidden)


def test_the_region_takes_back_what_a_mission_noted_wrongly(tie: Tie, by: Acting) -> None:
    noted = touch(acting(office(MISSION)), tie)
    actions.withdraw(by=by, kept=noted, reason="Bukan kota kami")
    assert not Contact.objects.get().stands


def test_a_region_is_led_to_its_register_and_the_public_to_signing_in(tie: Tie) -> None:
    region = people.signed_in(officer())
    for address in (reverse("monitoring:watch"), reverse("monitoring:watched", args=[tie.ref])):
        assert region.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    page = text(region.get(reverse("monitoring:overview")))
    assert reverse("monitoring:common-obstacles") in page and f'"{reverse("monitoring:watch")}"' not in page
    for name in (MISSION, MINISTRY):
        assert f'"{reverse("monitoring:watch")}"' in text(people.signed_in(office(name)).get(reverse("desk:tasks")))


def test_the_page_of_a_tie_leads_its_watchers_to_what_they_keep_of_it(tie: Tie) -> None:
    page, watched = reverse("portal:tie", args=[tie.ref]), reverse("monitoring:watched", args=[tie.ref])
    assert watched in text(people.signed_in(office(MISSION)).get(page))
    for account in (office(ELSEWHERE), office(MISSION, Right.READ), officer()):
        assert watched not in text(people.signed_in(account).get(page))
    assert watched not in text(Client().get(page))


def test_what_is_not_watched_over_is_not_there(tie: Tie) -> None:
    client = people.signed_in(office(ELSEWHERE))
    assert client.get(reverse("monitoring:watched", args=[tie.ref])).status_code == 404
    assert "Belum ada kerja sama di sini" in text(client.get(reverse("monitoring:watch")))


def test_the_file_names_bodies_and_fields_that_exist() -> None:
    for kind, named in watching._said().items():
        for name, keys in named.items():
            assert Body.objects.filter(kind=kind, name_id=name).exists(), name
            assert kind != "ministry" or set(keys) <= set(areas())
