"""The page on which an administrator sees and changes who works in a body."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from tests.people.helpers import bandung, body, division, signed_in, working

from gerbang.ledger.models import Payload
from gerbang.people.acting import Actor
from gerbang.people.models import Account, Body, Right
from gerbang.values import zones

pytestmark = pytest.mark.django_db

ONE_TIME = re.compile(r"<code>([0-9a-z]{5}(?:-[0-9a-z]{5}){3})</code>")


def administrator(of: Body | None = None) -> Client:
    return signed_in(working(of or bandung(), Right.ADMINISTER))


def typed(**changed: object) -> dict[str, object]:
    fixed = {"email": "baru@bandung.example", "label": "Analis Baru", "body": division().ref}
    return {**fixed, "rights": ["prepare", "check"], "since": "2 Januari 2026", **changed}


def test_everybody_in_the_body_and_its_units_is_listed_and_nobody_else() -> None:
    working(division(), Right.SEND, email="kabag@bandung.example")
    working(body("Pemerintah Kota Surabaya"), Right.SEND, email="orang@surabaya.example")
    page = administrator().get(reverse("people_members")).content.decode()
    assert "kabag@bandung.example" in page and "Bagian Kerja Sama Setda" in page
    assert "surabaya" not in page


def test_only_administrators_open_it_and_see_the_way_to_it() -> None:
    address = reverse("people_members")
    for right in (Right.PREPARE, Right.CHECK, Right.SEND, Right.READ):
        client = signed_in(working(bandung(), right))
        assert client.get(address).status_code == 403
        assert f'href="{address}"' not in client.get(reverse("mfa_index")).content.decode()
    assert f'href="{address}"' in administrator().get(reverse("mfa_index")).content.decode()


def test_the_one_time_password_is_shown_once_and_kept_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    client = administrator()
    with caplog.at_level(logging.DEBUG):
        page = client.post(reverse("people_members"), typed())
    found = ONE_TIME.search(page.content.decode())
    assert found and "no-store" in page.headers["Cache-Control"]
    password = found[1]
    made = Account.objects.get(email="baru@bandung.example")
    assert made.check_password(password) and made.one_time_password
    assert {one.right for one in Actor(made).memberships} == {"prepare", "check"}
    assert password not in client.get(reverse("people_members")).content.decode()
    assert password not in caplog.text
    assert not any(password in str(one.get_decoded()) for one in Session.objects.all())
    assert not any(password in text or "@" in text for text in Payload.objects.values_list("text", flat=True))


def test_sending_the_form_again_makes_no_second_account_and_no_second_password() -> None:
    client = administrator()
    client.post(reverse("people_members"), typed())
    page = client.post(reverse("people_members"), typed(rights=["send"])).content.decode()
    assert not ONE_TIME.search(page)
    assert Account.objects.filter(email="baru@bandung.example").count() == 1
    assert Account.objects.get(email="baru@bandung.example").memberships.count() == 3


@pytest.mark.parametrize(
    "wrong", [{"email": "x"}, {"label": ""}, {"rights": []}, {"rights": ["everything"]}, {"since": "kemarin"}]
)
def test_wrong_input_is_shown_again_with_what_was_typed(wrong: dict[str, object]) -> None:
    page = administrator().post(reverse("people_members"), typed(**wrong)).content.decode()
    assert "govuk-error-summary" in page
    assert not Account.objects.filter(label="Analis Baru").exists()
    assert ("Analis Baru" in page) or ("baru@bandung.example" in page)


def test_nobody_is_added_to_a_body_of_others() -> None:
    surabaya = body("Pemerintah Kota Surabaya")
    page = administrator().post(reverse("people_members"), typed(body=surabaya.ref))
    assert page.status_code == 200
    assert not Account.objects.filter(email="baru@bandung.example").exists()
    unit_only = administrator(division())
    unit_only.post(reverse("people_members"), typed(body=bandung().ref))
    assert not Account.objects.filter(email="baru@bandung.example").exists()


def test_a_right_is_ended_and_gone_at_once_when_yesterday_is_given() -> None:
    who = working(division(), Right.SEND)
    one = who.memberships.get()
    client = administrator()
    address = reverse("people_end_membership", args=[one.ref])
    assert client.get(address).status_code == 200
    assert Actor(who).may(Right.SEND)
    yesterday = zones.today("WIB") - timedelta(days=1)
    answer = client.post(address, {"until": f"{yesterday:%d-%m-%Y}"})
    assert answer.status_code == 302
    assert not Actor(Account.objects.get(pk=who.pk)).may(Right.SEND)
    assert client.get(address).status_code == 404


def test_a_right_in_a_body_of_others_is_not_found() -> None:
    one = working(body("Pemerintah Kota Surabaya"), Right.SEND).memberships.get()
    address = reverse("people_end_membership", args=[one.ref])
    assert administrator().post(address, {"until": "1-1-2026"}).status_code == 404
    one.refresh_from_db()
    assert one.until is None


def test_an_administrator_cannot_shut_the_door_behind_themselves() -> None:
    who = working(bandung(), Right.ADMINISTER)
    one = who.memberships.get()
    page = signed_in(who).post(reverse("people_end_membership", args=[one.ref]), {"until": "1-1-2030"})
    assert page.status_code == 200 and "govuk-error-summary" in page.content.decode()
    one.refresh_from_db()
    assert one.until is None
