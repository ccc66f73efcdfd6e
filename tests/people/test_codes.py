"""The second step of sign-in: codes of an authenticator app, and recovery codes."""

import base64
import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.people.helpers import PASSWORD, account

pytestmark = pytest.mark.django_db


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client: Client, to: str = "") -> object:
    return client.post(reverse("account_login") + to, {"login": "analis@bandung.example", "password": PASSWORD})


def with_codes() -> tuple[Client, str, list[str]]:
    """A client whose account asks for codes, its secret, and its recovery codes."""
    account()
    client = Client()
    sign_in(client)
    page = client.post(
        client.get(reverse("mfa_activate_totp")).headers["Location"], {"password": PASSWORD}, follow=True
    )
    secret = re.search(r"<code>([A-Z2-7]{16,})</code>", page.content.decode())[1]
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    codes = re.findall(r"<li><code>([0-9a-f]+)</code>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    cache.clear()
    return client, secret, codes


def test_codes_are_asked_for_from_then_on_and_the_way_goes_on_to_next() -> None:
    _client, secret, codes = with_codes()
    assert len(codes) == 10
    visitor = Client()
    to = sign_in(visitor, f"?next={reverse('mfa_index')}").headers["Location"]
    assert to.startswith(reverse("mfa_authenticate"))
    assert visitor.get(reverse("mfa_index")).status_code == 302
    assert visitor.get(to).status_code == 200
    wrong = visitor.post(to, {"code": "000000"})
    assert "Kode tidak benar" in wrong.content.decode() and not get_user(visitor).is_authenticated
    assert visitor.post(to, {"code": code_now(secret)}).headers["Location"] == reverse("mfa_index")
    assert get_user(visitor).is_authenticated


def test_a_recovery_code_opens_once() -> None:
    _client, _secret, codes = with_codes()
    for expected in (True, False):
        visitor = Client()
        to = sign_in(visitor).headers["Location"]
        visitor.post(to, {"code": codes[0]})
        assert get_user(visitor).is_authenticated is expected
        cache.clear()


def test_the_picture_obeys_the_policy_and_is_dark_on_white() -> None:
    account()
    client = Client()
    sign_in(client)
    page = client.post(
        client.get(reverse("mfa_activate_totp")).headers["Location"], {"password": PASSWORD}, follow=True
    )
    encoded = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page.content.decode())[1]
    assert 'fill="#fff"' in base64.b64decode(encoded).decode()
    policy = page.headers["Content-Security-Policy"]
    assert "img-src 'self' data:" in policy and "unsafe-inline" not in policy
    assert "style=" not in page.content.decode()


def test_new_recovery_codes_replace_the_old_and_can_be_downloaded() -> None:
    client, _secret, codes = with_codes()
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    text = client.get(reverse("mfa_download_recovery_codes")).content.decode()
    assert len(text.split()) == 10 and not set(text.split()) & set(codes)


def test_codes_can_be_switched_off_again() -> None:
    client, _secret, _codes = with_codes()
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    visitor = Client()
    sign_in(visitor)
    assert get_user(visitor).is_authenticated


def test_before_something_that_matters_the_password_is_asked_again() -> None:
    account()
    client = Client()
    client.force_login(account("lain@bandung.example"))
    to = client.get(reverse("mfa_activate_totp")).headers["Location"]
    assert to.startswith(reverse("account_reauthenticate"))
    assert "Apakah ini Anda?" in client.get(to).content.decode()
    assert "tidak benar" in client.post(to, {"password": "salah"}).content.decode()
    assert client.post(to, {"password": PASSWORD}).headers["Location"] == reverse("mfa_activate_totp")
