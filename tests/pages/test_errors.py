from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from gerbang.pages import errors
from gerbang.pages.middleware import ErrorPagesMiddleware

urlpatterns = [path("masuk", lambda request: HttpResponse(), name="account_login")]
pytestmark = pytest.mark.urls(__name__)

DECISION = SimpleNamespace(allowed=False, reason="Persetujuan DPRD belum ada.", basis="Pasal 30 ayat (1) PP 28/2018")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def text(response: HttpResponse) -> str:
    return response.content.decode()


def dressed(response: HttpResponse) -> HttpResponse:
    return ErrorPagesMiddleware(lambda request: response)(RequestFactory().get("/"))


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.page_not_found, 404),
        (errors.method_not_allowed, 405),
        (errors.conflict, 409),
        (errors.too_large, 413),
        (errors.too_many, 429),
        (errors.server_error, 500),
        (errors.csrf_failure, 403),
    ],
)
def test_every_error_has_its_status_and_a_page_in_plain_words(answer: Any, status: int) -> None:
    response = answer(RequestFactory().get("/"))
    assert response.status_code == status
    assert "<h1>" in text(response)


def test_a_refusal_says_why_on_what_basis_and_what_to_do() -> None:
    for asked in (PermissionDenied(DECISION), SimpleNamespace(decision=DECISION)):
        html = text(errors.permission_denied(RequestFactory().get("/"), asked))  # type: ignore[arg-type]
        assert DECISION.reason in html
        assert DECISION.basis in html
        assert "What you can do" in html


def test_a_refusal_without_a_reason_still_says_what_it_is_about() -> None:
    html = text(errors.permission_denied(RequestFactory().get("/"), PermissionDenied("internal words")))
    assert "not open to the role" in html
    assert "internal words" not in html


def test_a_conflict_shows_what_was_done_meanwhile_beside_what_was_typed() -> None:
    step = SimpleNamespace(title="Diteruskan ke Badan Musyawarah", when="6 March 2026", by="Sekretariat DPRD")
    posted = RequestFactory().post("/berkas/", {"number": "172/231", "csrfmiddlewaretoken": "secret-token"})
    html = text(errors.conflict(posted, meanwhile=[step]))
    assert "Diteruskan ke Badan Musyawarah" in html
    assert "6 March 2026" in html
    assert "172/231" in html
    assert "secret-token" not in html


def test_a_form_that_came_too_late_gives_back_what_was_typed() -> None:
    posted = RequestFactory().post("/", {"subject": "Permohonan", "password": "rahasia-saya"})
    html = text(errors.csrf_failure(posted))
    assert "Permohonan" in html
    assert "rahasia-saya" not in html


def test_a_request_too_large_to_read_is_told_so() -> None:
    assert errors.bad_request(RequestFactory().get("/"), RequestDataTooBig()).status_code == 413


def test_the_page_for_a_fault_of_the_system_needs_neither_request_nor_database() -> None:
    assert "Something went wrong" in text(errors.server_error(HttpRequest()))


def test_a_bare_refusal_of_the_method_gets_a_page_and_keeps_what_is_allowed() -> None:
    response = dressed(HttpResponseNotAllowed(["POST"]))
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "<h1>" in text(response)


def test_an_answer_with_its_own_words_is_left_alone() -> None:
    assert text(dressed(HttpResponse("own words", status=429))) == "own words"
    assert text(dressed(HttpResponse("", status=200))) == ""


def test_refusals_and_conflicts_that_a_view_lets_through_become_pages() -> None:
    middleware = ErrorPagesMiddleware(lambda request: HttpResponse())
    refused, moved_on = RuntimeError(), RuntimeError()
    refused.decision = DECISION  # type: ignore[attr-defined]
    moved_on.head, moved_on.stream = 7, "br-1"  # type: ignore[attr-defined]
    statuses = [middleware.process_exception(RequestFactory().get("/"), each) for each in (refused, moved_on)]
    assert [answer.status_code for answer in statuses if answer] == [403, 409]
    assert middleware.process_exception(RequestFactory().get("/"), RuntimeError()) is None
