"""The access walk: every URL, as nobody and as everybody, answers as it declares and changes nothing by being read."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.translation import override
from tests.access.arguments import World
from tests.access.roles import ROLES
from tests.access.walk import Stop, asks_to_sign_in, fetch, rows, stops

from gerbang.people.acting import Actor

pytestmark = pytest.mark.django_db

READ = {200, 301, 302, 404, 405}
"""What a public page may answer to a visitor: it is there, it is elsewhere, it is not there, it is written to only."""


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
        as_declared = status in READ if stop.is_public else asks_to_sign_in(status, said)
        if not as_declared:
            wrong.append(f"{stop.name}: {status} {said}")
    assert wrong == []
    assert rows() == before


def test_what_a_visitor_sends_is_refused_or_needs_a_sign_in(walk: list[Stop]) -> None:
    before, wrong = rows(), []
    for stop in walk:
        cache.clear()
        status, said = fetch(Client(), stop, "post")
        as_declared = status < 500 if stop.is_public else asks_to_sign_in(status, said)
        forged, _said = fetch(Client(enforce_csrf_checks=True), stop, "post")
        if not as_declared or forged not in (403, 405):
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
