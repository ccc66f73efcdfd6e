"""Searches that people keep: their own, shared with a body, never anybody else's to change."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.people.helpers import Account, bandung, body, signed_in, working
from tests.portal.finding import page, words

from gerbang.access import Refused
from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.register import saved
from gerbang.register.models import SavedView
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
KEPT = "/kerja-sama/tersimpan/"
QUERY = "q=jepang&bidang=waste&tampilan=tabel&kolom=nomor"


@pytest.fixture
def me() -> Account:
    return working(bandung(), Right.READ, email="saya@contoh.example")


@pytest.fixture
def colleague() -> Account:
    return working(bandung(), Right.READ, email="rekan@contoh.example")


@pytest.fixture
def stranger() -> Account:
    return working(body("Pemerintah Kota Surabaya"), Right.READ, email="lain@contoh.example")


def keep(who: Account, name: str = "Sampah Jepang", query: str = QUERY) -> SavedView:
    signed_in(who).post(f"{KEPT}?{query}", {"name": name})
    return SavedView.objects.get(account=who, name=name)


def test_a_kept_search_opens_the_same_list_in_the_same_shape(me: Account) -> None:
    view = keep(me)
    assert (view.query, view.columns) == ("q=jepang&bidang=waste&tampilan=tabel", ["nomor"])
    html = page(signed_in(me), KEPT)
    assert f'href="/kerja-sama/?{QUERY.replace("&", "&amp;")}"' in html


def test_a_name_is_given_once(me: Account, colleague: Account) -> None:
    keep(me)
    answer = signed_in(me).post(f"{KEPT}?q=lain", {"name": " Sampah  Jepang "})
    assert "Anda sudah menyimpan pencarian dengan nama itu" in words(answer.content.decode())
    assert SavedView.objects.count() == 1
    keep(colleague)
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_is_none_is_refused_and_nothing_typed_is_lost(me: Account, name: str) -> None:
    answer = signed_in(me).post(f"{KEPT}?{QUERY}", {"name": name})
    assert answer.status_code == 200
    assert "jepang" in words(answer.content.decode())
    assert not SavedView.objects.exists()


def test_there_is_a_most(me: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST", 1)
    keep(me)
    answer = signed_in(me).post(f"{KEPT}?q=lain", {"name": "Lain"})
    assert "Anda sudah menyimpan 1 pencarian" in words(answer.content.decode())


def test_it_is_shared_with_ones_own_body_and_taken_back(me: Account, colleague: Account, stranger: Account) -> None:
    view = keep(me)
    change = {"name": "Sampah", "body": bandung().ref}
    signed_in(me).post(f"{KEPT}{view.ref}/", change)
    assert "Sampah" in words(page(signed_in(colleague), KEPT))
    assert "Dibagikan oleh" in words(page(signed_in(colleague), KEPT))
    assert "Sampah" not in words(page(signed_in(stranger), KEPT))
    signed_in(me).post(f"{KEPT}{view.ref}/", {**change, "body": ""})
    assert "Sampah" not in words(page(signed_in(colleague), KEPT))


def test_it_is_shared_with_no_body_one_does_not_work_in(me: Account) -> None:
    view = keep(me)
    elsewhere = body("Pemerintah Kota Surabaya")
    answer = signed_in(me).post(f"{KEPT}{view.ref}/", {"name": "Sampah", "body": elsewhere.ref})
    assert answer.status_code == 200
    assert SavedView.objects.get().body is None
    with pytest.raises(Refused):
        saved.change_view(by=Actor(me), view=view, name="Sampah", body=elsewhere)


def test_nobody_elses_is_changed_or_deleted(me: Account, colleague: Account) -> None:
    view = keep(me)
    saved.change_view(by=Actor(me), view=view, name=view.name, body=bandung())
    for data in ({"name": "Milik saya"}, {"delete": "1"}):
        assert signed_in(colleague).post(f"{KEPT}{view.ref}/", data).status_code == 404
    for change in (
        lambda: saved.delete_view(by=Actor(colleague), view=view),
        lambda: saved.change_view(by=Actor(colleague), view=view, name="x", body=None),
    ):
        with pytest.raises(Refused):
            change()
    assert SavedView.objects.get().name == "Sampah Jepang"


def test_it_is_deleted(me: Account) -> None:
    view = keep(me)
    signed_in(me).post(f"{KEPT}{view.ref}/", {"delete": "1"})
    assert not SavedView.objects.exists()


def test_it_is_for_people_who_sign_in() -> None:
    assert Client().get(KEPT).status_code == 302
    assert not saved.visible_to(Actor(None)).exists()
    with pytest.raises(Refused):
        saved.save_view(by=Actor(None), name="x", query="")


def test_a_query_longer_than_an_address_is_refused(me: Account) -> None:
    with pytest.raises(Invalid):
        saved.save_view(by=Actor(me), name="x", query="q" * 3000)


def test_the_page_without_any_says_how_to_begin(me: Account) -> None:
    assert "Belum ada pencarian tersimpan" in words(page(signed_in(me), reverse("portal:saved-views")))
