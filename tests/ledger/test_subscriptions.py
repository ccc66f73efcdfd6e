"""A job follows a kind of entry: queued with it, never without it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from gerbang.ledger import subscriptions
from gerbang.ledger.actions import record

pytestmark = pytest.mark.django_db


class Kept:
    """A job that keeps what it was queued for."""

    def __init__(self) -> None:
        self.refs: list[str] = []

    def enqueue(self, ref: str) -> None:
        self.refs.append(ref)


@pytest.fixture
def job() -> Iterator[Kept]:
    kept = Kept()
    subscriptions.subscribe("test.happened", kept)
    yield kept
    subscriptions._registered.pop("test.happened")


def write(kind: str) -> str:
    with transaction.atomic():
        return record(kind=kind, stream="test", actor="", body="", payload={"n": 1}).ref


def test_a_job_is_queued_for_each_entry_of_its_kind_and_no_other(job: Kept) -> None:
    first = write("test.happened")
    write("test.else")
    second = write("test.happened")
    assert job.refs == [first, second]


def test_subscribing_twice_runs_once(job: Kept) -> None:
    subscriptions.subscribe("test.happened", job)
    written = write("test.happened")
    assert job.refs == [written]
