"""Whoever owns the database can change it; the book tells what was changed and where."""

import json
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from tests.ledger.helpers import execute, guards_off, keys_off, write

from gerbang.ledger import actions, checks
from gerbang.ledger.checks import Fault, Recorded
from gerbang.ledger.queries import newest_root
from gerbang.ledger.verify import verify

STREAM = "br-aaaaaaaaaa"


@pytest.fixture
def book(own_database: Any) -> None:
    for number in range(1, 5):
        write(STREAM, number)
    actions.seal()
    write(STREAM, 5)


def faults() -> list[tuple[str, int, str]]:
    return [(fault.stream, fault.seq, fault.what) for fault in verify().faults]


def entry_key(seq: int) -> str:
    return f"(SELECT id FROM ledger_entry WHERE stream = '{STREAM}' AND seq = {seq})"


@pytest.mark.usefixtures("book")
def test_an_untouched_book_is_whole() -> None:
    report = verify(outside=[newest_root()])
    assert report.ok, report.faults
    assert report.entries == report.leaves + 1
    assert report.root == newest_root().root_hash
    assert any("Not found" in line for line in report.reach)


@pytest.mark.usefixtures("book")
def test_a_logged_erasure_leaves_the_book_whole() -> None:
    entry = write(STREAM, 6)
    actions.erase_payload(entry=entry, actor="ak-1", body="", asked_by="ak-2", reason="asked for")
    actions.seal()
    assert faults() == []


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("table", "change", "what"),
    [
        ("ledger_entry", "kind = 'other'", "the columns do not say what the header says"),
        ("ledger_entry", "actor = 'ak-zzzzzzzzzz'", "the columns do not say what the header says"),
        ("ledger_entry", "at = '2020-01-01 00:00:00'", "the columns do not say what the header says"),
        ("ledger_entry", "header = '{}'", "the header is not the text that was hashed"),
        ("ledger_entry", "digest = 'zz'", "the header is not the text that was hashed"),
    ],
)
def test_a_changed_entry(table: str, change: str, what: str) -> None:
    with guards_off(table):
        execute(f"UPDATE {table} SET {change} WHERE id = {entry_key(2)}")
    assert (STREAM, 2, what) in faults()


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("change", ["text = '{\"number\":9}'", "salt = 'zz'"])
def test_a_changed_payload(change: str) -> None:
    with guards_off("ledger_payload"):
        execute(f"UPDATE ledger_payload SET {change} WHERE entry_id = {entry_key(5)}")
    assert faults() == [(STREAM, 5, "its payload is not the one recorded")]


@pytest.mark.usefixtures("book")
def test_a_removed_payload() -> None:
    with guards_off("ledger_payload"):
        execute(f"DELETE FROM ledger_payload WHERE entry_id = {entry_key(3)}")
    assert faults() == [(STREAM, 3, "its payload is gone and no erasure is logged")]


@pytest.mark.usefixtures("book")
def test_an_entry_rehashed_by_someone_who_knows_how() -> None:
    """A header and digest that agree with each other still disagree with the next entry and the seal."""
    from gerbang.ledger import canonical
    from gerbang.ledger.models import Entry

    entry = Entry.objects.get(stream=STREAM, seq=2)
    entry.kind = "other"
    entry.header = canonical.text(entry.header_values())
    entry.digest = canonical.header_digest(entry.header)
    with guards_off("ledger_entry"):
        entry.save()
    assert (STREAM, 3, "it does not continue the entry before it") in faults()
    assert (STREAM, 2, f"it is not what was sealed as leaf {entry.sealed.leaf_index}") in faults()


@pytest.mark.usefixtures("book")
def test_an_entry_removed_inside_a_stream() -> None:
    key = entry_key(2)
    with guards_off("ledger_entry", "ledger_payload"), keys_off():
        execute(f"DELETE FROM ledger_payload WHERE entry_id = {key}")
        execute(f"DELETE FROM ledger_entry WHERE stream = '{STREAM}' AND seq = 2")
    found = faults()
    assert (STREAM, 3, "the entry before it is missing (seq 2 expected)") in found
    assert any("the entry sealed as leaf" in what for _stream, _seq, what in found)


@pytest.mark.usefixtures("book")
def test_a_sealed_tail_removed() -> None:
    with guards_off("ledger_entry", "ledger_payload"), keys_off():
        for seq in (5, 4):
            execute(f"DELETE FROM ledger_payload WHERE entry_id = {entry_key(seq)}")
            execute(f"DELETE FROM ledger_pending WHERE entry_id = {entry_key(seq)}")
            execute(f"DELETE FROM ledger_entry WHERE stream = '{STREAM}' AND seq = {seq}")
    assert [what for _stream, _seq, what in faults() if "is missing" in what]


@pytest.mark.usefixtures("book")
def test_an_entry_taken_out_of_the_queue() -> None:
    execute("DELETE FROM ledger_pending")
    assert faults() == [(STREAM, 5, "it is neither sealed nor waiting for its seal")]


@pytest.mark.usefixtures("book")
def test_a_changed_leaf_or_root() -> None:
    with guards_off("ledger_sealedentry"):
        execute(f"UPDATE ledger_sealedentry SET leaf_hash = '{'0' * 64}' WHERE entry_id = {entry_key(1)}")
    found = faults()
    assert any(what.startswith("it is not what was sealed") for _stream, _seq, what in found)
    assert any("does not have the root kept here" in what for _stream, _seq, what in found)


@pytest.mark.usefixtures("book")
def test_what_cannot_be_read_is_a_fault_too() -> None:
    with guards_off("ledger_sealedentry"):
        execute(f"UPDATE ledger_sealedentry SET leaf_hash = 'zz' WHERE entry_id = {entry_key(1)}")
    assert any("cannot be read" in what for _stream, _seq, what in faults())


@pytest.mark.usefixtures("book")
def test_missing_leaves() -> None:
    with guards_off("ledger_sealedentry"):
        execute(f"DELETE FROM ledger_sealedentry WHERE entry_id = {entry_key(2)}")
    assert any("of the seal is missing" in what for _stream, _seq, what in faults())


@pytest.mark.usefixtures("book")
def test_a_changed_or_missing_node() -> None:
    for number in range(600):
        write(STREAM, number)
    actions.seal()
    assert faults() == []
    execute(f"UPDATE ledger_node SET node_hash = '{'0' * 64}' WHERE level = 4 AND \"index\" = 3")
    execute('DELETE FROM ledger_node WHERE level = 8 AND "index" = 1')
    found = [what.partition(";")[0] for _stream, _seq, what in faults()]
    assert found == ["node 3 of level 4 is not what its leaves make", "node 1 of level 8 is missing"]
    execute("DELETE FROM ledger_node")
    actions.seal()
    assert faults() == []


def rewrite_seals() -> None:
    """Somebody who owns the database seals everything anew."""
    execute("DELETE FROM ledger_sealedentry")
    execute("DELETE FROM ledger_root")
    execute("DELETE FROM ledger_node")
    execute("DELETE FROM ledger_pending")
    execute("INSERT INTO ledger_pending SELECT id FROM ledger_entry")
    actions.seal()


@pytest.mark.usefixtures("book")
def test_a_book_rewritten_as_a_whole_is_found_by_the_outside_root_only() -> None:
    actions.seal()
    outside = newest_root()
    with guards_off("ledger_entry", "ledger_payload", "ledger_sealedentry", "ledger_root"):
        execute(f"DELETE FROM ledger_pending WHERE entry_id = {entry_key(5)}")
        execute(f"DELETE FROM ledger_payload WHERE entry_id = {entry_key(5)}")
        execute(f"DELETE FROM ledger_sealedentry WHERE entry_id = {entry_key(5)}")
        execute(f"DELETE FROM ledger_entry WHERE stream = '{STREAM}' AND seq = 5")
        rewrite_seals()
    assert faults() == []
    assert [fault.what for fault in verify(outside=[outside]).faults] == [
        f"a root of {outside.size} leaves is known, and only {outside.size - 1} can be followed here"
    ]
    write("br-bbbbbbbbbb")
    actions.seal()
    assert faults() == []
    assert [fault.what for fault in verify(outside=[outside]).faults] == [
        f"the tree of {outside.size} leaves does not have the outside root"
    ]


@pytest.mark.usefixtures("book")
def test_a_missing_guard_is_a_fault() -> None:
    name = "ledger_root_no_update" if connection.vendor == "sqlite" else "ledger_root_only_grows"
    execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else " ON ledger_root"))
    assert faults() == [("", 0, f"the trigger {name}, which refuses changes, is missing or switched off")]


@pytest.mark.usefixtures("book")
def test_deep_compares_through_registered_checkers(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Recorded] = []

    def checker(entries: Iterator[Recorded]) -> Iterable[Fault]:
        seen.extend(entries)
        yield Fault(STREAM, 4, "its row says otherwise")

    monkeypatch.setattr(checks, "registered", {})
    checks.register("test.", checker)
    with pytest.raises(ValueError, match="already"):
        checks.register("test.", checker)
    assert verify().ok
    report = verify(deep=True)
    assert [fault.what for fault in report.faults] == ["its row says otherwise"]
    assert [(entry.seq, entry.payload) for entry in seen] == [(seq, {"number": seq}) for seq in range(1, 6)]
    assert "test." in report.reach[-1]


@pytest.mark.usefixtures("book")
def test_the_command(tmp_path: Path) -> None:
    file, out = tmp_path / "roots", StringIO()
    call_command("ledger", "seal", stdout=out)
    call_command("ledger", "root", out=file)
    call_command("ledger", "root", stdout=out)
    call_command("ledger", "verify", root=file, stdout=out)
    assert "Not found" in out.getvalue()
    with guards_off("ledger_payload"):
        execute(f"DELETE FROM ledger_payload WHERE entry_id = {entry_key(3)}")
    out = StringIO()
    with pytest.raises(CommandError, match="1 fault"):
        call_command("ledger", "verify", stdout=out)
    assert f"{STREAM} 3: its payload is gone" in out.getvalue()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("ledger", "verify", json=True, stdout=out)
    report = json.loads(out.getvalue())
    assert (report["ok"], report["faults"][0]["seq"]) == (False, 3)


@pytest.mark.parametrize("content", ["no json", "[]", '{"size": "3"}'])
def test_a_file_without_roots_is_said_so(db: None, tmp_path: Path, content: str) -> None:
    file = tmp_path / "roots"
    file.write_text(content)
    with pytest.raises(CommandError, match="holds no roots"):
        call_command("ledger", "verify", root=file)
    with pytest.raises(CommandError, match="holds no roots"):
        call_command("ledger", "verify", root=tmp_path / "absent")
