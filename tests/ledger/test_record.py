"""Entries go to the end of their stream, in the transaction of the change, one at a time."""

import json
from typing import Any

import pytest
from django.db import transaction
from tests.ledger.helpers import at_once, write

from gerbang.access import Conflict
from gerbang.ledger import actions, canonical, queries
from gerbang.ledger.models import Entry


@pytest.mark.django_db
def test_an_entry_continues_the_one_before_it() -> None:
    first, second, other = write(number=1), write(number=2), write("br-bbbbbbbbbb")
    assert (first.seq, first.prev) == (1, "")
    assert (second.seq, second.prev) == (2, first.digest)
    assert (other.seq, other.prev) == (1, "")
    assert queries.head("br-aaaaaaaaaa") == 2
    assert queries.head("br-never") == 0
    assert [entry.payload.text for entry in queries.history("br-aaaaaaaaaa")] == ['{"number":1}', '{"number":2}']


@pytest.mark.django_db
def test_what_is_stored_is_what_was_hashed() -> None:
    stored = Entry.objects.get(pk=write(request_id="r-1", schema=3, payload={"b": "é", "a": None}).pk)
    assert canonical.header_digest(stored.header) == stored.digest
    assert canonical.text(stored.header_values()) == stored.header
    assert canonical.is_payload(stored.payload.salt, stored.payload.text, stored.payload_digest)
    assert stored.payload.text == '{"a":null,"b":"é"}'
    assert json.loads(stored.header)["schema"] == 3
    assert len(bytes.fromhex(stored.payload.salt)) == 16


def test_without_a_transaction_nothing_is_written(own_database: Any) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        actions.record(kind="test.x", stream="s", actor="a", body="", payload={})
    assert not Entry.objects.filter(stream="s").exists()


@pytest.mark.django_db
def test_a_change_that_fails_leaves_no_entry() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert queries.head("br-aaaaaaaaaa") == 0


@pytest.mark.django_db
def test_a_head_that_has_moved_is_a_conflict() -> None:
    write(expected_head=0)
    with pytest.raises(Conflict) as conflict:
        write(expected_head=0)
    assert (conflict.value.stream, conflict.value.head, conflict.value.seen) == ("br-aaaaaaaaaa", 1, 0)
    assert write(expected_head=1).seq == 2


def test_of_many_who_saw_the_same_head_one_wins(own_database: Any) -> None:
    results = at_once(6, lambda number: write(number=number, expected_head=0))
    won = [result for result in results if isinstance(result, Entry)]
    assert len(won) == 1
    assert [type(result) for result in results if result is not won[0]] == [Conflict] * 5
    assert {result.head for result in results if isinstance(result, Conflict)} == {1}


def test_many_who_saw_nothing_all_find_a_place(own_database: Any) -> None:
    results = at_once(8, lambda number: [write(number=each) for each in range(5)])
    assert [problem for problem in results if isinstance(problem, Exception)] == []
    chain = list(Entry.objects.filter(stream="br-aaaaaaaaaa").order_by("seq"))
    assert [entry.seq for entry in chain] == list(range(1, 41))
    assert [entry.prev for entry in chain] == ["", *(entry.digest for entry in chain[:-1])]
