"""Proofs out of the kept nodes are those that all leaves would give, and read few rows."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.ledger.helpers import at_once, write

from gerbang.ledger import actions, merkle, proofs
from gerbang.ledger.models import Entry, Node, Root, SealedEntry

SIZE = 700
"""Enough for two kept levels, whole and broken off."""


def leaves() -> list[bytes]:
    kept = SealedEntry.objects.order_by("leaf_index").values_list("leaf_hash", flat=True)
    return [bytes.fromhex(leaf) for leaf in kept]


def every_node(hashes: list[bytes]) -> dict[merkle.Subtree, str]:
    """The nodes there must be, each from its leaves anew."""
    found = {}
    for level in (4, 8, 12):
        for index in range(len(hashes) >> level):
            found[level, index] = merkle.root(hashes[index << level : index + 1 << level]).hex()
    return found


def kept_nodes() -> dict[merkle.Subtree, str]:
    return {(level, index): found for level, index, found in Node.objects.values_list("level", "index", "node_hash")}


def seal_many(count: int, stream: str = "br-aaaaaaaaaa") -> None:
    """Entries whose content does not matter; they are sealed as others are."""
    first = write(stream)
    Entry.objects.bulk_create(
        Entry(
            ref=f"en-{number:010}",
            stream=stream,
            seq=number + 2,
            kind="test.happened",
            schema=1,
            at=first.at,
            actor="",
            payload_digest=first.payload_digest,
            header="{}",
            digest=f"{number:064x}",
        )
        for number in range(count - 1)
    )
    waiting = Entry.objects.filter(stream=stream, pending__isnull=True)
    actions.Pending.objects.bulk_create(actions.Pending(entry=entry) for entry in waiting)
    actions.seal()


@pytest.mark.django_db
def test_sealing_keeps_the_nodes_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SEAL_BATCH", 23)
    seal_many(SIZE)
    hashes = leaves()
    assert len(hashes) >= SIZE
    assert kept_nodes() == every_node(hashes)


@pytest.mark.django_db
@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_proof_is_that_of_all_leaves(big_book: list[bytes], draw: st.DataObject) -> None:
    size = draw.draw(st.integers(1, len(big_book)))
    index = draw.draw(st.integers(0, size - 1))
    assert proofs.inclusion(index, size) == merkle.inclusion_proof(index, big_book[:size])


@pytest.fixture
def big_book(db: None) -> list[bytes]:
    seal_many(SIZE)
    return leaves()


def test_every_leaf_of_the_newest_root_is_proven(big_book: list[bytes]) -> None:
    root = Root.objects.latest("size")
    for index in range(0, root.size, 7):
        path = proofs.inclusion(index, root.size)
        assert merkle.verify_inclusion(index, root.size, big_book[index], path, bytes.fromhex(root.root_hash))


def test_a_proof_reads_twice(big_book: list[bytes], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        proofs.inclusion(3, len(big_book))


@pytest.mark.parametrize("size", [10, 1_000, 10_000_000, 2**40 - 1])
@given(st.data())
def test_the_rows_a_proof_reads_grow_with_the_logarithm(size: int, draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, size - 1))
    spans = merkle.inclusion_spans(index, size)
    read = sum(len(proofs.kept(subtree)[1]) for span in spans for subtree in merkle.subtrees(span))
    assert read <= 2 * 15 * (size.bit_length() // merkle.KEPT_EVERY + 1)


@pytest.mark.django_db
def test_nodes_of_an_older_book_are_made_before_the_next_seal(big_book: list[bytes]) -> None:
    Node.objects.all().delete()
    with pytest.raises(proofs.Unprovable, match="gerbang ledger seal"):
        proofs.inclusion(0, len(big_book))
    actions.seal()
    assert kept_nodes() == every_node(big_book)


def test_writers_and_sealers_together_keep_every_node(own_database: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "SEAL_BATCH", 5)

    def work(number: int) -> None:
        for each in range(12):
            if number < 3:
                write(f"br-{number}", each)
            else:
                actions.seal()

    assert [result for result in at_once(6, work) if result] == []
    actions.seal()
    assert kept_nodes() == every_node(leaves())
    assert Node.objects.exists()
