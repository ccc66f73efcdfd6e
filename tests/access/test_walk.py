"""The access walk: every URL, as nobody and as everybody, answers as it declares and changes nothing by being read."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from tests.access.roles import ROLES
from tests.access.walk import Stop, asks_to_sign_in, fetch, rows, stops
from tests.access.world import World

from gerbang.people.acting import Actor

pytestmark = pytest.mark.django_db

READ = {200, 301, 302, 404, 405}
"""What a public page may answer to a visitor: it is there, it is elsewhere, it is not there, it is written to only."""

FORGED = (403, 405)
FORGED_FOR_PROGRAMS = (401, 404, 405)
"""The API takes no cookies: what a page elsewhere makes a browser send there comes from nobody."""


def refuses_a_stranger(stop: Stop, status: int, said: str) -> bool:
    """A person is asked to sign in; a program is told that it needs a token, or that the method is not one there."""
    return status in (401, 405) if stop.is_for_tokens else asks_to_sign_in(status, said)


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    with override("id"):
        yield World()


@pytest.fixture
def walk(world: World) -> list[Stop]:
    found = list(stops(world))
    assert len(found) > 20
    return found


def test_a_visitor_reads_what_is_public_and_is_asked_to_sign_in_elsewhere(walk: list[Stop]) -> None:
    before, wrong = rows(), []
    for stop in walk:
        status, said = fetch(Client(), stop)
        as_declared = status in READ if stop.is_public else refuses_a_stranger(stop, status, said)
        if not as_declared:
            wrong.append(f"{stop.name}: {status} {said}")
    assert wrong == []
    assert rows() == before


def test_what_a_visitor_sends_is_refused_or_needs_a_sign_in(walk: list[Stop]) -> None:
    before, wrong = rows(), []
    for stop in walk:
        cache.clear()
        status, said = fetch(Client(), stop, "post")
        as_declared = status < 500 if stop.is_public else refuses_a_stranger(stop, status, said)
        forged, _said = fetch(Client(enforce_csrf_checks=True), stop, "post")
        if not as_declared or forged not in (FORGED_FOR_PROGRAMS if stop.knows_no_cookies else FORGED):
            wrong.append(f"{stop.name}: {status} {said}, without a token {forged}")
    assert wrong == []
    assert rows() == before


@pytest.mark.parametrize("role", ROLES)
def test_a_role_reads_what_is_declared_and_changes_nothing_by_reading(
    role: str, world: World, walk: list[Stop]
) -> None:
    account = world.accounts[role]
    client = Client()
    client.force_login(account)
    before, wrong = rows(), []
    for stop in walk:
        status, said = fetch(client, stop)
        rule = stop.declaration.rule
        refused = rule is not None and not rule(Actor(account)).allowed
        as_declared = status == 403 if refused else status < 500 and not (rule and status == 403)
        if stop.is_for_tokens:  # a session is no token, whoever's it is
            as_declared = refuses_a_stranger(stop, status, said)
        if not as_declared or asks_to_sign_in(status, said):
            wrong.append(f"{stop.name}: {status} {said}{' although refused' if refused else ''}")
    assert wrong == []
    assert rows() == before


@pytest.mark.parametrize("role", ["nobody yet", "reader", "mission", "another city"])
def test_an_empty_form_from_a_stranger_breaks_nothing(role: str, world: World, walk: list[Stop]) -> None:
    before, wrong = rows(), []
    for stop in walk:
        cache.clear()
        client = Client()
        client.force_login(world.accounts[role])
        status, said = fetch(client, stop, "post")
        if status >= 500:
            wrong.append(f"{stop.name}: {status} {said}")
    assert wrong == []
    assert rows() == before


def test_a_program_reads_what_its_token_opens_and_a_session_adds_nothing(world: World, walk: list[Stop]) -> None:
    client = Client()
    client.force_login(world.accounts["home affairs"])
    token = f"Bearer {world.token_secret}"
    fetch(Client(), next(stop for stop in walk if stop.is_for_tokens), Authorization=token)
    before, wrong = rows(), []
    for stop in walk:
        if not stop.knows_no_cookies:
            continue
        alone, _said = fetch(Client(), stop, Authorization=token)
        beside_a_session, _said = fetch(client, stop, Authorization=token)
        forged, _said = fetch(client, stop, Authorization="Bearer gbg_dikira-kira")
        is_operation = stop.name not in ("api-v1:openapi", "api-v1:root", "api-v1:nothing")
        if alone not in READ or alone != beside_a_session or (is_operation and forged not in (401, 405)):
            wrong.append(f"{stop.name}: {alone}, {beside_a_session}, {forged}")
    assert wrong == []
    assert rows() == before
