"""How often may be asked: of one address, of one token, counted for all processes together."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from tests.api.conftest import Program, token_for

from gerbang.people.models import Window
from gerbang.people.rates import address_of, forget, spend

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 3, 0, 20, tzinfo=UTC)


def test_a_minute_is_counted_down_and_begins_anew() -> None:
    assert [spend("a", 2, NOW).left for _time in range(3)] == [1, 0, 0]
    over = spend("a", 2, NOW)
    assert over.is_over and over.wait == 40 and over.headers()["Retry-After"] == "40"
    assert not spend("b", 2, NOW).is_over
    assert spend("a", 2, NOW + timedelta(seconds=40)).left == 1


def test_beyond_the_rate_the_answer_says_how_long_to_wait(settings) -> None:
    settings.API_RATES = {"anonymous": 2, "token": 3}
    answers = [Program().ask("figures") for _time in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert answers[0].headers["RateLimit"].startswith('"minute";r=1;t=')
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60
    assert answers[2].json()["status"] == 429 and answers[2].headers["Content-Type"] == "application/problem+json"
    token = Program(token_for("Pemerintah Kota Bandung"))
    assert [token.ask("figures").status_code for _time in range(4)] == [200, 200, 200, 429]


def test_guessing_tokens_counts_for_the_address(settings) -> None:
    settings.API_RATES = {"anonymous": 2, "token": 1000}
    statuses = [Program(f"gbg_{number}").ask("figures").status_code for number in range(3)]
    assert statuses == [401, 401, 429]


def test_no_address_is_kept() -> None:
    Client().get("/api/v1/figures", REMOTE_ADDR="203.0.113.77")
    assert "203.0.113" not in str(list(Window.objects.values()))


def test_counts_long_past_are_forgotten() -> None:
    spend("a", 2, NOW)
    forget(NOW + timedelta(minutes=30))
    assert Window.objects.exists()
    forget(NOW + timedelta(hours=2))
    assert not Window.objects.exists()


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.1.1.1", "10.0.0.9"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
        (1, "2001:4860:1:2:3:4:5:6", "2001:4860:1:2::"),
        (1, "not an address", "not an address"),
    ],
)
def test_of_what_proxies_pass_on_only_what_ours_added_is_believed(settings, proxies, passed, address) -> None:
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": passed} if passed else {}
    assert address_of(RequestFactory().get("/", headers=headers, REMOTE_ADDR="10.0.0.9")) == address
