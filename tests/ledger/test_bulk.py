"""Many streams written at once are as if each entry had been recorded alone."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError
from tests.ledger.helpers import write

from gerbang.ledger import actions, bulk, canonical, subscriptions, verify
from gerbang.ledger.bulk import Event, NewStream
from gerbang.ledger.models import Entry, Payload, Pending

BOTH = {"actor": "ak-aaaaaaaaaa", "body": "in-aaaaaaaaaa"}
AT = datetime(2024, 5, 17, 3, 4, 5, 6, tzinfo=UTC)


def streams(count: int = 3, each: int = 4) -> list[NewStream]:
    return [
        NewStream(f"ks-{number:010}", [Event("test.happened", {"step": step, "é": ["ñ"]}, AT) for step in range(each)])
        for number in range(count)
    ]


class Job:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def enqueue(self, ref: str) -> None:
        self.asked.append(ref)


@pytest.mark.django_db
def test_the_book_finds_nothing_wrong_with_them_before_and_after_their_seal() -> None:
    with transaction.atomic():
        assert bulk.write(streams(), **BOTH) == 12
    assert verify.verify().faults == []
    assert Pending.objects.count() >= 12
    actions.seal()
    assert verify.verify().faults == []


@pytest.mark.django_db
def test_a_stream_can_be_continued_as_any_other() -> None:
    with transaction.atomic():
        bulk.write(streams(1), **BOTH)
    assert write("ks-0000000000").seq == 5
    assert verify.verify().faults == []


@pytest.mark.django_db
def test_the_columns_are_those_that_recording_one_fills() -> None:
    payload = {"kind": "mou", "on": AT.date(), "said": "”"}
    with transaction.atomic():
        bulk.write([NewStream("ks-aaaaaaaaaa", [Event("test.happened", payload)])], request_id="r-1", **BOTH)
    one = write("ks-bbbbbbbbbb", payload=payload, request_id="r-1")
    many = Entry.objects.get(stream="ks-aaaaaaaaaa")
    told = {"kind", "schema", "seq", "actor", "body", "request_id", "prev"}
    assert {name: getattr(many, name) for name in told} == {name: getattr(one, name) for name in told}
    assert many.payload.text == one.payload.text
    assert many.header == canonical.text(many.header_values())
    assert many.pk < one.pk


@pytest.mark.django_db
def test_a_stream_that_has_begun_is_refused() -> None:
    write("ks-0000000001")
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.write(streams(), **BOTH)
    assert not Entry.objects.filter(stream="ks-0000000000").exists()


@pytest.mark.django_db
def test_nothing_remains_of_what_is_rolled_back() -> None:
    before = Entry.objects.count(), Payload.objects.count(), Pending.objects.count()
    with transaction.atomic():
        bulk.write(streams(), **BOTH)
        transaction.set_rollback(True)
    assert (Entry.objects.count(), Payload.objects.count(), Pending.objects.count()) == before
    assert write("ks-0000000000").seq == 1


def test_they_are_written_in_a_transaction_only(own_database: object) -> None:
    with pytest.raises(TransactionManagementError):
        bulk.write(streams(), **BOTH)


@pytest.mark.django_db
def test_jobs_follow_the_kinds_they_subscribed_to(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job()
    monkeypatch.setitem(subscriptions._registered, "test.followed", [job])
    events = [Event("test.followed", {}), Event("test.happened", {})]
    with transaction.atomic():
        bulk.write([NewStream("ks-aaaaaaaaaa", events)], **BOTH)
    assert job.asked == [Entry.objects.get(stream="ks-aaaaaaaaaa", seq=1).ref]
