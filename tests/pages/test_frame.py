import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from gerbang.pages import navigation, panels
from gerbang.pages.navigation import Item, register

urlpatterns = [
    path(name, lambda request: HttpResponse(), name=name) for name in ("desk", "cases", "account_login", "about")
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this test's links and panels."""
    monkeypatch.setattr(navigation, "_items", [])
    monkeypatch.setattr(panels, "_providers", panels.defaultdict(list))


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


NOBODY = SimpleNamespace(is_authenticated=False)


def request(actor: Any = None, path: str = "/") -> HttpRequest:
    made = RequestFactory().get(path)
    made.actor = actor or NOBODY  # type: ignore[attr-defined]
    return made


def page(asked: HttpRequest, **context: Any) -> str:
    return render_to_string("pages/base.html", {"title": "Berkas", **context}, asked)


OFFICER = SimpleNamespace(is_authenticated=True, label="Analis Kerja Sama", body_label="Setda Kota Bandung")


def test_a_page_carries_no_inline_style_and_no_inline_script(english: None) -> None:
    html = page(request(OFFICER), crumbs=[("Tugas saya", "/"), ("Berkas", None)])
    assert not re.search(r"\sstyle=|\son\w+=|<style", html)
    assert not re.search(r"<script(?![^>]* src=)", html)


def test_a_page_says_its_language_and_offers_the_other() -> None:
    with translation.override("id"):
        html = page(request())
    assert '<html lang="id">' in html
    assert 'hreflang="en">English</a>' in html
    assert "Langsung ke isi" in html


def test_whoever_is_signed_in_is_named_with_their_body(english: None) -> None:
    html = page(request(OFFICER))
    assert "Analis Kerja Sama" in html
    assert "Setda Kota Bandung" in html
    assert "Sign in" not in html
    assert "Sign in" in page(request())


def test_an_account_that_is_called_after_its_office_does_not_name_it_twice(english: None) -> None:
    officer = SimpleNamespace(is_authenticated=True, label="Kepala Bagian Umum", body_label="Bagian Umum")
    assert page(request(officer)).count("Bagian Umum") == 2  # the header and the menu of a phone


def test_links_stand_in_their_order_with_the_current_one_marked(english: None) -> None:
    register(Item("Berkas", "cases", "cases", 20))
    register(Item("Tugas saya", "desk", "desk", 10, count=lambda request: 9))
    html = page(request(OFFICER), title="Surat", section="cases")
    assert html.index("Tugas saya") < html.index("Berkas")
    assert '<a href="/cases" aria-current="true">Berkas</a>' in html
    assert '<span class="n">9</span>' in html


def test_a_link_that_is_not_for_everyone_is_not_shown_to_all(english: None) -> None:
    register(Item("Tugas saya", "desk", "desk", 10, visible=lambda request: request.actor.is_authenticated))
    assert "Tugas saya" in page(request(OFFICER))
    assert "Tugas saya" not in page(request())


def test_an_error_page_for_nobody_yet_recognised_asks_no_link_whether_it_is_visible(english: None) -> None:
    register(Item("Tugas saya", "desk", "desk", 10, visible=lambda request: request.actor.is_authenticated))
    assert "Tugas saya" not in page(RequestFactory().get("/"))


def test_a_link_is_registered_once_and_one_to_nowhere_is_reported_but_breaks_no_page(english: None) -> None:
    register(Item("Berkas", "cases", "cases", 20))
    register(Item("Berkas", "cases", "cases", 20))
    register(Item("Hilang", "nowhere", "", 30))
    html = page(request(), title="Halaman")
    assert html.count(">Berkas</a>") == 2  # once in the head, once in the phone's menu
    assert "Hilang" not in html
    assert [problem.id for problem in navigation.check_links()] == ["pages.E001"]


def test_the_demonstration_says_that_it_is_one(english: None, settings: Any) -> None:
    settings.DEMONSTRATION = True
    assert "Demonstration." in page(request())
    settings.DEMONSTRATION = False
    assert "Demonstration." not in page(request())


def test_a_form_page_saves_drafts_only_where_it_is_told_to(english: None) -> None:
    html = render_to_string("pages/narrow.html", {"title": "Surat", "draft_url": "/konsep/"}, request())
    assert 'data-draft="/konsep/"' in html
    assert 'data-draft-saved="Draft saved"' in html
    assert "data-draft=" not in render_to_string("pages/narrow.html", {"title": "Surat"}, request())


def test_a_sheet_is_printed_on_the_paper_that_is_asked_for(english: None) -> None:
    asked = request(path="/?paper=f4")
    assert 'class="paper-f4"' in render_to_string("pages/print.html", {"title": "Posisi"}, asked)
    assert 'class="paper-a4"' in render_to_string("pages/print.html", {"title": "Posisi"}, request())


def test_a_lower_room_shows_the_panels_that_higher_rooms_registered(english: None) -> None:
    panels.register("tie", lambda request, tie: ("pages/components/note.html", {"text": f"Berkas {tie}"}))
    panels.register("tie", lambda request, tie: None)
    panels.register("tie", lambda request, tie: ("pages/components/note.html", {"text": "Pertama"}), order=1)
    html = panels.render(request(), "tie", "ks-1")
    assert html.index("Pertama") < html.index("Berkas ks-1")
    assert panels.render(request(), "case", "br-1") == ""
