"""Every committed entry gets one leaf, without gaps, whatever the order of commits."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from tests.ledger.helpers import at_once, write

from gerbang.ledger import actions, merkle
from gerbang.ledger.models import Entry, Pending, Root, SealedEntry


@pytest.fixture(autouse=True)
def sealed_before(request: pytest.FixtureRequest) -> None:
    """The reference data may have left entries to be sealed."""
    request.getfixturevalue("own_database" if "own_database" in request.fixturenames else "db")
    actions.seal()


def expected_root() -> str:
    digests = SealedEntry.objects.order_by("leaf_index").values_list("entry__digest", flat=True)
    return merkle.root(merkle.leaf_hash(bytes.fromhex(digest)) for digest in digests).hex()


def gapless() -> None:
    indexes = list(SealedEntry.objects.order_by("leaf_index").values_list("leaf_index", flat=True))
    assert indexes == list(range(Entry.objects.count()))
    newest = Root.objects.order_by("-size").first()
    assert newest is not None
    assert (newest.size, newest.root_hash) == (len(indexes), expected_root())
    assert not Pending.objects.exists()


@pytest.mark.django_db
def test_nothing_waiting_makes_no_root() -> None:
    before = Root.objects.count()
    assert actions.seal() is None
    assert Root.objects.count() == before


@pytest.mark.django_db
def test_the_tree_grows_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SEAL_BATCH", 3)
    for size in (1, 7, 2):
        for number in range(size):
            write(number=number)
        actions.seal()
        gapless()


def test_an_entry_that_commits_late_with_a_lower_key_is_not_lost(own_database: Any) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite a second writer waits, so keys commit in order.")
    written, go_on = Event(), Event()
    late: list[Entry] = []

    def slow() -> None:
        with transaction.atomic():
            late.append(write("br-slow"))
            written.set()
            go_on.wait(30)
        connections["default"].close()

    thread = Thread(target=slow)
    thread.start()
    written.wait(30)
    early = write("br-quick")
    actions.seal()
    go_on.set()
    thread.join()
    assert late[0].pk < early.pk
    assert not SealedEntry.objects.filter(entry=late[0]).exists()
    actions.seal()
    assert SealedEntry.objects.get(entry=late[0]).leaf_index == early.sealed.leaf_index + 1
    gapless()


def test_writers_and_sealers_together_leave_no_gap(own_database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SEAL_BATCH", 4)

    def work(number: int) -> None:
        for each in range(6):
            if number < 3:
                write(f"br-{number}", each)
            else:
                actions.seal()

    assert [result for result in at_once(6, work) if result] == []
    actions.seal()
    gapless()
