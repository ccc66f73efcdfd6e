"""Nothing typed is lost: drafts belong to one account, are limited, and never hold a secret."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import reverse
from tests.people.helpers import PASSWORD, account, bandung, division, signed_in, working

from gerbang.access.typed import INTERRUPTED, KEPT_CHARACTERS
from gerbang.people import drafts
from gerbang.people.acting import Actor
from gerbang.people.actions import DRAFTS_KEPT, save_draft
from gerbang.people.models import Account, Draft, Right, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> Account:
    """Somebody who may fill in the form for a term of office."""
    return working(division(), Right.PREPARE, email="analis@bandung.example")


def address() -> str:
    return reverse("people_add_term")


def send(client: Client, path: str, **typed: object) -> object:
    return client.post(f"{reverse('people_draft')}?path={path}", typed)


def test_what_is_typed_is_kept_and_shown_again_on_the_same_form(keeper: Account) -> None:
    client = signed_in(keeper)
    answer = client.post(f"{reverse('people_draft')}?path={address()}", {"holder": "Nama Pejabat", "capacity": "pj"})
    assert answer.status_code == 200 and answer.json()["saved_at"].endswith("+00:00")
    page = client.get(address()).content.decode()
    assert "Nama Pejabat" in page and "govuk-error" not in page
    assert "Nama Pejabat" not in client.get(reverse("people_terms")).content.decode()


def test_the_path_may_also_be_a_field_and_the_newest_draft_wins(keeper: Account) -> None:
    client = signed_in(keeper)
    for name in ("Pertama", "Kedua"):
        client.post(reverse("people_draft"), {"path": address(), "holder": name})
    kept = Draft.objects.get()
    assert kept.data == {"holder": ["Kedua"]}


def test_without_a_path_it_is_the_form_of_the_page_that_asks(keeper: Account) -> None:
    client = signed_in(keeper)
    for asking in (f"http://testserver{address()}?after=1", "http://elsewhere.example" + reverse("people_terms")):
        client.post(reverse("people_draft"), {"holder": "Nama Pejabat"}, headers={"Referer": asking})
    assert [kept.path for kept in Draft.objects.all()] == [address()]


def test_one_form_has_one_draft_in_both_languages(keeper: Account) -> None:
    client = signed_in(keeper)
    send(client, f"/en{address()}", holder="Nama Pejabat")
    assert "Nama Pejabat" in client.get(address()).content.decode()


def test_a_draft_is_nobody_elses_business(keeper: Account) -> None:
    send(signed_in(keeper), address(), holder="Nama Pejabat")
    colleague = signed_in(working(division(), Right.SEND))
    assert "Nama Pejabat" not in colleague.get(address()).content.decode()
    send(colleague, address(), holder="Nama Lain")
    assert "Nama Pejabat" in signed_in(keeper).get(address()).content.decode()


def test_secrets_and_tokens_are_never_kept(keeper: Account) -> None:
    secrets = {
        "password": "a",
        "oldpassword": "b",
        "password1": "c",
        "code": "1",
        "csrfmiddlewaretoken": "d",
        "_as": "e",
    }
    send(signed_in(keeper), address(), holder="Nama Pejabat", key="f", seen="3", **secrets)
    assert Draft.objects.get().data == {"holder": ["Nama Pejabat"]}


def test_a_restored_form_has_a_key_of_its_own(keeper: Account) -> None:
    client = signed_in(keeper)
    send(client, address(), holder="Nama Pejabat", key="old")
    form = client.get(address()).context["form"]
    assert len(form["key"].value()) == 32 and not form.errors


def test_a_draft_is_forgotten_when_the_form_is_accepted(keeper: Account) -> None:
    client = signed_in(keeper)
    typed = {"office": "Wali Kota Bandung", "holder": "Nama Pejabat", "capacity": "definitive", "since": "20-2-2025"}
    send(client, address(), **typed)
    client.post(address(), typed)
    assert Term.objects.exists() and not Draft.objects.exists()


def test_a_draft_may_be_thrown_away(keeper: Account) -> None:
    client = signed_in(keeper)
    send(client, address(), holder="Nama Pejabat")
    assert client.get(address()).context["waiting"]
    answer = client.post(f"{reverse('people_draft')}?path={address()}", {"forget": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, address())
    assert not Draft.objects.exists()


@pytest.mark.parametrize("path", ["", "/no/such/page/", "https://elsewhere.example/", "//elsewhere.example/tugas/"])
def test_there_are_drafts_of_this_sites_pages_only(keeper: Account, path: str) -> None:
    client = signed_in(keeper)
    assert send(client, path, holder="x").status_code == 400
    assert client.post(f"{reverse('people_draft')}?path={path}", {"forget": "1"}).status_code == 400
    assert not Draft.objects.exists()


def test_too_long_a_draft_is_refused_and_the_old_one_stays(keeper: Account) -> None:
    client = signed_in(keeper)
    send(client, address(), holder="Nama Pejabat")
    assert send(client, address(), holder="x" * (KEPT_CHARACTERS + 1)).status_code == 413
    assert Draft.objects.get().data == {"holder": ["Nama Pejabat"]}


def test_the_oldest_drafts_make_room(keeper: Account) -> None:
    other = save_draft(account=working(bandung(), Right.READ), path="/lain/", data={"a": ["1"]})
    for number in range(DRAFTS_KEPT + 5):
        save_draft(account=keeper, path=f"/{number}/", data={"a": [str(number)]})
    assert keeper.drafts.count() == DRAFTS_KEPT
    assert not keeper.drafts.filter(path="/4/").exists() and keeper.drafts.filter(path="/5/").exists()
    assert Draft.objects.filter(pk=other.pk).exists()


def test_a_draft_is_sent_and_only_by_those_signed_in(keeper: Account) -> None:
    assert signed_in(keeper).get(reverse("people_draft")).status_code == 405
    assert send(Client(), address(), holder="x").status_code == 302
    assert not Draft.objects.exists()


class TestInterrupted:
    """A sign-in that ended while a form was being filled in."""

    @pytest.fixture
    def sealed(self, keeper: Account) -> Iterator[dict[str, str]]:
        yield {"_as": Actor(keeper).seal, "holder": "Nama Pejabat", "capacity": "plt", "decree": "", "key": "k"}

    def sign_in(self, client: Client, to: str, email: str = "analis@bandung.example") -> str:
        answer = client.post(to, {"login": email, "password": PASSWORD})
        assert get_user(client).is_authenticated, answer.content.decode()
        return answer.headers["Location"]

    def test_post_then_sign_in_then_the_form_as_it_was(self, keeper: Account, sealed: dict[str, str]) -> None:
        client = Client()
        interrupted = client.post(address(), sealed)
        assert interrupted.status_code == 302
        to = interrupted.headers["Location"]
        assert to == f"{reverse('account_login')}?next={address()}"
        assert "tersimpan" in client.get(to).content.decode()
        back = self.sign_in(client, to)
        assert back == address()
        page = client.get(back).content.decode()
        assert "Nama Pejabat" in page and 'value="plt"' in page and "checked" in page
        assert not Term.objects.exists() and INTERRUPTED not in client.session

    def test_another_account_does_not_get_it(self, keeper: Account, sealed: dict[str, str]) -> None:
        other = working(division(), Right.SEND, email="lain@bandung.example")
        client = Client()
        to = client.post(address(), sealed).headers["Location"]
        back = self.sign_in(client, to, other.email)
        assert "Nama Pejabat" not in client.get(back).content.decode()
        assert not Draft.objects.exists() and INTERRUPTED not in client.session

    @pytest.mark.parametrize("seal", ["", "forged", "ak-0000000000"])
    def test_without_a_seal_nothing_is_kept(self, keeper: Account, sealed: dict[str, str], seal: str) -> None:
        client = Client()
        client.post(address(), sealed | {"_as": seal})
        assert INTERRUPTED not in client.session

    def test_too_much_is_not_kept(self, sealed: dict[str, str]) -> None:
        client = Client()
        client.post(address(), sealed | {"holder": "x" * (KEPT_CHARACTERS + 1)})
        assert INTERRUPTED not in client.session

    def test_every_form_of_the_room_says_who_typed_it(self, keeper: Account) -> None:
        page = signed_in(keeper).get(address()).content.decode()
        assert f'name="_as" value="{Actor(keeper).seal.partition(":")[0]}' in page


def test_the_seal_names_the_account_and_nobody_none() -> None:
    assert Actor(None).seal == ""
    assert Actor(account()).seal


def test_a_post_that_failed_is_kept_unless_there_is_nothing_to_keep(keeper: Account) -> None:
    requests = RequestFactory()
    for typed in (
        {"holder": "Nama Pejabat", "key": "k"},
        {"holder": "", "key": "k"},
        {"holder": "x" * KEPT_CHARACTERS},
    ):
        request = requests.post(address(), typed)
        request.user = keeper
        drafts.keep(request)
    assert Draft.objects.get().data == {"holder": ["Nama Pejabat"]}
    nobody = requests.post(address(), {"holder": "Nama Pejabat"})
    nobody.user = AnonymousUser()
    drafts.keep(nobody)
    assert drafts.offered(nobody) is None and Draft.objects.count() == 1
