"""Record receipts of public cooperations, and the published roots they end at."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.ledger.helpers import execute
from tests.people.helpers import bandung, signed_in, working
from tests.register.helpers import agreed, sign, tie

from gerbang.ledger import actions, queries, receipts, roots
from gerbang.ledger.receipts import Receipt
from gerbang.people.models import Right
from gerbang.register.models import Tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Tie:
    """A public tie whose entries are sealed."""
    one = agreed()
    actions.seal()
    return one


@pytest.fixture
def official() -> Client:
    return signed_in(working(bandung(), Right.READ))


def page(client: Client, name: str, *args: str) -> str:
    answer = client.get(reverse(f"portal:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def taken(client: Client, one: Tie, **query: Any) -> Receipt:
    answer = client.get(reverse("portal:receipt-file", args=[one.ref]), query)
    assert answer.status_code == 200
    assert f"bukti-{one.ref}.json" in answer.headers["Content-Disposition"]
    return receipts.read(answer.content)


def published(client: Client) -> dict[int, roots.Published]:
    answer = client.get(reverse("portal:roots-file"))
    return roots.read(b"".join(answer).decode().splitlines())  # type: ignore[arg-type]


def kinds(receipt: Receipt) -> list[str]:
    return [entry.values["kind"] for entry in receipt.entries]


def test_a_visitor_takes_a_receipt_that_the_published_roots_prove(client: Client, made: Tie) -> None:
    receipt = taken(client, made)
    assert receipts.check(receipt, published(client)) == []
    assert receipt.entries[0].values["stream"] == made.ref
    assert reverse("portal:receipt", args=[made.ref]) in page(client, "tie", made.ref)


def test_the_page_says_what_the_file_proves(client: Client, made: Tie) -> None:
    text, [entry] = page(client, "receipt", made.ref), taken(client, made).entries
    for shown in (entry.digest, entry.values["ref"], queries.newest_root().root_hash):
        assert shown in text
    assert "Yang tidak dibuktikan" in text
    assert 'style="' not in text


def test_a_visitor_is_not_shown_when_talks_began(client: Client, official: Client, made: Tie) -> None:
    assert "tie.opened" not in kinds(taken(client, made, semua=""))
    assert kinds(taken(official, made, semua=""))[0] == "tie.opened"


def test_entries_that_are_the_parties_own_have_no_public_receipt(client: Client, made: Tie) -> None:
    with actions.transaction.atomic():
        actions.record(kind="plan.adopted", stream=made.ref, actor="", body="", payload={})
    actions.seal()
    assert kinds(taken(client, made)) != ["plan.adopted"]
    assert "plan.adopted" not in kinds(taken(client, made, semua=""))


def test_every_entry_of_the_stream_is_proven_and_chained(client: Client, made: Tie) -> None:
    sign(made, date(2025, 2, 3), "amendment")
    actions.seal()
    receipt = taken(client, made, semua="")
    assert kinds(receipt).count("instrument.signed") == 2
    assert receipts.check(receipt, published(client)) == []


def test_what_is_not_sealed_yet_is_said(client: Client) -> None:
    one = agreed()
    assert "Belum disegel" in page(client, "receipt", one.ref)
    assert client.get(reverse("portal:receipt-file", args=[one.ref])).status_code == 404
    actions.seal()
    sign(one, date(2025, 2, 3), "amendment")
    text = page(client, "receipt", one.ref)
    assert "1 catatan yang lebih baru belum disegel" in text
    assert taken(client, one).entries[0].digest in text


def test_a_receipt_may_end_at_an_older_root(client: Client, made: Tie) -> None:
    older = queries.newest_root()
    agreed(with_="Kota Lain")
    actions.seal()
    assert taken(client, made).root.size > older.size
    receipt = taken(client, made, akar=older.size)
    assert receipts.check(receipt, {older.size: older}) == []
    for asked in ("1x", "9" * 30, str(older.size + 1_000_000), "²"):
        answer = client.get(reverse("portal:receipt-file", args=[made.ref]), {"akar": asked})
        assert answer.status_code == 404


def test_what_is_not_public_has_no_receipt(client: Client, official: Client) -> None:
    hidden = tie()
    actions.seal()
    for name in ("receipt", "receipt-file"):
        assert client.get(reverse(f"portal:{name}", args=[hidden.ref])).status_code == 404
        assert client.get(reverse(f"portal:{name}", args=["ks-zzzzzzzzzz"])).status_code == 404
    assert kinds(taken(official, hidden)) == ["tie.opened"]


def test_a_spoilt_tree_hands_out_no_receipt(client: Client, made: Tie) -> None:
    for number in range(20):
        agreed(with_=f"Kota {number}")
    actions.seal()
    execute(f"UPDATE ledger_node SET node_hash = '{'0' * 64}'")
    assert "Bukti belum dapat dibuat" in page(client, "receipt", made.ref)
    answer = client.get(reverse("portal:receipt-file", args=[made.ref]))
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "text/plain; charset=utf-8")


def test_roots_are_published_as_the_command_writes_them(client: Client, made: Tie, tmp_path: Any) -> None:
    file = tmp_path / "roots"
    call_command("ledger", "root", out=file)
    assert b"".join(client.get(reverse("portal:roots-file"))).decode().endswith(file.read_text())  # type: ignore[arg-type]
    newest = json.loads(file.read_text())["root_hash"]
    text = page(client, "roots")
    assert newest in text and reverse("portal:roots-file") in text
    assert reverse("portal:roots") in page(client, "front")


def test_both_languages(client: Client, made: Tie) -> None:
    assert "What it does not prove" in client.get(f"/en/kerja-sama/{made.ref}/bukti/").content.decode()
    assert "Keep a root yourself" in client.get("/en/bukti/").content.decode()


def test_pages_ask_the_database_little(
    client: Client, made: Tie, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        page(client, "receipt", made.ref)
    with django_assert_max_num_queries(3):
        page(client, "roots")
