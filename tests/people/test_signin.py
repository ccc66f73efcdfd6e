"""Sign-in, sign-out, forgotten and one-time passwords."""

import json
import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.people.helpers import PASSWORD, account, division, signed_in, working

from gerbang.people.models import Account, Right

pytestmark = pytest.mark.django_db
NEW = "sungai malam perahu"


def sign_in(client: Client, password: str = PASSWORD, email: str = "analis@bandung.example", to: str = "") -> object:
    return client.post(reverse("account_login") + to, {"login": email, "password": password})


def test_the_right_password_opens_and_next_is_respected() -> None:
    account()
    client = Client()
    answer = sign_in(client, to=f"?next={reverse('mfa_index')}")
    assert answer.headers["Location"] == reverse("mfa_index")
    assert get_user(client).email == "analis@bandung.example"
    assert sign_in(Client(), email="Analis@Bandung.example").headers["Location"] == "/tugas/"


def test_next_never_leads_to_another_site() -> None:
    account()
    for elsewhere in ("https://elsewhere.example/", "//elsewhere.example/"):
        assert sign_in(Client(), to=f"?next={elsewhere}").headers["Location"] == "/tugas/"


def test_a_wrong_password_and_an_unknown_address_read_the_same() -> None:
    account()
    pages = [
        sign_in(Client(), password="salah salah salah"),
        sign_in(Client(), email="tidak.ada@bandung.example"),
    ]
    texts = [re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages]
    assert all(page.status_code == 200 for page in pages)
    assert texts[0] == texts[1]
    assert "Alamat surel atau kata sandi tidak benar" in texts[0]


def test_guessing_is_slowed_down() -> None:
    account()
    client = Client()
    for _attempt in range(12):
        page = sign_in(client, password="salah salah salah")
    assert "Terlalu banyak percobaan" in page.content.decode() or page.status_code == 429
    sign_in(client)
    assert not get_user(client).is_authenticated


def test_a_closed_account_does_not_open() -> None:
    who = account()
    Account.objects.filter(pk=who.pk).update(is_active=False)
    client = Client()
    answer = client.post(reverse("account_login"), {"login": who.email, "password": PASSWORD}, follow=True)
    assert not get_user(client).is_authenticated
    assert answer.status_code == 200


def test_nobody_signs_up() -> None:
    page = Client().get(reverse("account_signup"))
    assert page.status_code == 200 and "Akun dibuat oleh instansi Anda" in page.content.decode()
    Client().post(reverse("account_signup"), {"email": "a@x.example", "password1": NEW, "password2": NEW})
    assert not Account.objects.exists()


def test_signing_out_is_asked_and_done_by_post() -> None:
    client = signed_in(account())
    assert 'method="post"' in client.get(reverse("account_logout")).content.decode()
    assert get_user(client).is_authenticated
    assert client.post(reverse("account_logout")).headers["Location"] == "/"
    assert not get_user(client).is_authenticated


def test_a_forgotten_password_is_replaced_by_a_link_in_both_languages() -> None:
    account()
    client = Client()
    done = client.post(reverse("account_reset_password"), {"email": "analis@bandung.example"}, follow=True)
    assert "Periksa surel Anda" in done.content.decode()
    [sent] = mail.outbox
    assert sent.subject == "Gerbang: Kata sandi baru / A new password"
    assert "tiga hari" in sent.body and "three days" in sent.body and PASSWORD not in sent.body
    links = set(re.findall(r"http://\S+", sent.body))
    assert len(links) == 1
    page = client.get(links.pop(), follow=True)
    assert "Pilih kata sandi baru" in page.content.decode()
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": NEW, "password2": NEW})
    assert Account.objects.get().check_password(NEW)
    assert "tidak berlaku lagi" in Client().get(address).content.decode()


def test_an_unknown_address_gets_a_mail_and_the_page_does_not_tell() -> None:
    done = Client().post(reverse("account_reset_password"), {"email": "tidak.ada@x.example"}, follow=True)
    assert "Periksa surel Anda" in done.content.decode()
    [sent] = mail.outbox
    assert "tidak memiliki akun" in sent.body and "has no account" in sent.body
    assert "daftar" not in sent.body


def test_a_one_time_password_opens_only_the_page_that_replaces_it() -> None:
    who = account(one_time=True)
    client = Client()
    sign_in(client)
    change = reverse("account_change_password")
    for address in (reverse("mfa_index"), reverse("people_terms"), reverse("account_login")):
        assert client.get(address).headers["Location"].startswith(change)
    assert client.get(change).status_code == 200
    for weak in ("pendek", "analis@bandung.example"):
        client.post(change, {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert Account.objects.get().one_time_password
    fresh = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post(f"{change}?next={reverse('mfa_index')}", fresh).headers["Location"] == reverse("mfa_index")
    who.refresh_from_db()
    assert not who.one_time_password and who.check_password(NEW)
    assert client.get(reverse("mfa_index")).status_code == 200


def test_changing_the_password_signs_other_devices_out() -> None:
    account()
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    here.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert get_user(here).is_authenticated
    assert there.get(reverse("mfa_index")).status_code == 302


def test_demonstration_accounts_are_listed_in_a_demonstration_only(settings, tmp_path) -> None:
    settings.STATE = tmp_path
    listed = [{"role": "Analis", "email": "analis@peragaan.example", "password": "kata-sandi-peragaan"}]
    for demonstration in (True, False):
        settings.DEMONSTRATION = demonstration
        (tmp_path / "demonstration-accounts.json").unlink(missing_ok=True)
        assert "analis@peragaan" not in Client().get(reverse("account_login")).content.decode()
        (tmp_path / "demonstration-accounts.json").write_text(json.dumps(listed), encoding="utf-8")
        page = Client().get(reverse("account_login")).content.decode()
        assert ("analis@peragaan.example" in page) == demonstration
        assert ("kata-sandi-peragaan" in page) == demonstration


def test_the_page_is_indonesian_first_and_english_when_asked() -> None:
    assert "Alamat surel" in Client().get(reverse("account_login")).content.decode()
    english = Client().get("/en" + reverse("account_login")).content.decode()
    assert "E-mail address" in english and "Alamat surel" not in english


def test_an_account_without_a_password_chooses_one() -> None:
    who = working(division(), Right.READ)
    who.set_unusable_password()
    who.save()
    client = signed_in(who)
    assert client.get(reverse("account_change_password")).headers["Location"] == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert Account.objects.get().check_password(NEW)
