"""A receipt is checked with nothing but its file and the published roots, and whatever was changed in it is found."""

import json
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.helpers import execute, write

from gerbang.ledger import actions, canonical, merkle, proofs, queries, receipts, roots
from gerbang.ledger.models import Entry
from gerbang.ledger.receipts import FORMAT, Proven, Receipt
from gerbang.ledger.roots import Published

STREAM = "ks-aaaaaaaaaa"
ZEROS = "0" * 64

Values = dict[str, Any]


def header(seq: int = 1, stream: str = STREAM, prev: str = "") -> str:
    values = {
        "ref": f"en-{seq:010}",
        "stream": stream,
        "seq": seq,
        "kind": "test.happened",
        "schema": 1,
        "at": "2026-01-31T17:00:00.000001Z",
        "actor": "",
        "body": "",
        "request_id": "",
        "prev": prev,
        "payload_digest": ZEROS,
    }
    return canonical.text(values)


def book(headers: list[str], others: int = 5) -> Receipt:
    """A receipt of these headers, sealed among others."""
    digests = [canonical.header_digest(text) for text in headers]
    leaves = [merkle.leaf_hash(bytes.fromhex(digest)) for digest in digests]
    leaves += [merkle.leaf_hash(bytes([number]) * 32) for number in range(others)]
    proven = [
        Proven(text, digest, index, tuple(step.hex() for step in merkle.inclusion_proof(index, leaves)))
        for index, (text, digest) in enumerate(zip(headers, digests, strict=True))
    ]
    return Receipt(tuple(proven), Published(len(leaves), merkle.root(leaves).hex()))


def chained() -> Receipt:
    first = header()
    return book([first, header(2, prev=canonical.header_digest(first))])


GOOD = chained()
ROOTS = {GOOD.root.size: GOOD.root}


def changed(change: Callable[[Values], object]) -> bytes:
    values = json.loads(GOOD.text)
    change(values)
    return json.dumps(values).encode()


def said(content: bytes, published: dict[int, Published] | None = ROOTS) -> str:
    """All that is wrong with it."""
    try:
        return "\n".join(map(str, receipts.check(receipts.read(content), published)))
    except receipts.Unreadable as problem:
        return str(problem)


def test_a_good_receipt_is_found_good_and_reads_back_as_written() -> None:
    assert receipts.read(GOOD.text.encode()) == GOOD
    assert said(GOOD.text.encode()) == ""


def set_entry(**values: object) -> Callable[[Values], object]:
    return lambda receipt: receipt["entries"][1].update(values)


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        (set_entry(header=header(3)), "entries[1].header", "not the text that its digest was made of"),
        (set_entry(digest=ZEROS), "entries[1].header", "not the text that its digest was made of"),
        (set_entry(digest=ZEROS), "entries[1].path", "does not lead"),
        (set_entry(leaf_index=2), "entries[1].path", "does not lead"),
        (set_entry(path=[ZEROS]), "entries[1].path", "does not lead"),
        (lambda receipt: receipt["entries"][0]["path"].reverse(), "entries[0].path", "does not lead"),
        (lambda receipt: receipt["root"].update(root_hash=ZEROS), "entries[0].path", "does not lead"),
        (lambda receipt: receipt["root"].update(root_hash=ZEROS), "root", "not 000"),
        (lambda receipt: receipt["root"].update(size=9), "root", "no root of 9 leaves is among the 1 published"),
        (lambda receipt: receipt["entries"].reverse(), "entries[1].header", "entry 1 stands after entry 2"),
        (lambda receipt: receipt["root"].update(size=-1), "root.size", "not of the form"),
        (lambda receipt: receipt["root"].update(size=True), "root.size", "not of the form"),
        (lambda receipt: receipt["root"].update(at="yesterday"), "root", "'at' is no part of a receipt"),
        (set_entry(path=["zz"]), "entries[1].path", "not of the form"),
        (set_entry(path=[ZEROS] * 65), "entries[1].path", "not of the form"),
        (set_entry(header="\ud800"), "entries[1].header", "not of the form"),
        (set_entry(payload={"a": 1}), "entries[1]", "'payload' is no part of a receipt"),
        (lambda receipt: receipt["entries"][0].pop("digest"), "entries[0]", "'digest' is missing"),
        (lambda receipt: receipt["entries"].append(7), "entries[2]", "does not hold"),
        (lambda receipt: receipt["entries"].clear(), "entries", "not a list of entries"),
        (lambda receipt: receipt.update(format="gerbang-receipt/2"), "format", "newer one"),
        (lambda receipt: receipt.update(format="minutes"), "format", f"does not say that it is {FORMAT}"),
        (lambda receipt: receipt.pop("format"), "format", f"does not say that it is {FORMAT}"),
        (lambda receipt: receipt.pop("root"), "the file", "'root' is missing"),
    ],
)
def test_what_was_changed_is_named(change: Callable[[Values], object], where: str, what: str) -> None:
    lines = said(changed(change)).splitlines()
    assert any(line.startswith(f"{where}: ") and what in line for line in lines), lines


@pytest.mark.parametrize(
    ("headers", "what"),
    [
        ([header(), header(2, prev=ZEROS)], "does not continue the entry before it"),
        ([header(), header(2, stream="ks-bbbbbbbbbb")], "of another stream"),
        (["{}"], "not the header of a ledger entry"),
        (["[]"], "not the header of a ledger entry"),
        (["no json"], "not the header of a ledger entry"),
        ([header().replace("test.happened", "\\u001b[2J")], "not the header of a ledger entry"),
        ([header().replace('{"actor"', '{"actor":"ak-1","actor"')], "not the header of a ledger entry"),
    ],
)
def test_a_sealed_text_that_is_no_stream_of_entries(headers: list[str], what: str) -> None:
    receipt = book(headers)
    assert what in said(receipt.text.encode(), {receipt.root.size: receipt.root})


def test_a_book_made_up_as_a_whole_agrees_with_itself_and_not_with_the_published_roots() -> None:
    forged = book([header()], others=6).text.encode()
    assert said(forged, None) == ""
    assert "tell the office" in said(forged) and "is of another book" in said(forged)


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        (b"", "line 1, column 1", "not JSON"),
        (b"Kota Bandung", "line 1, column 1", "not JSON"),
        (b"\xff\xfe{", "byte 1", "not text in UTF-8"),
        (b"[]", "the file", "no receipt"),
        (b"[" * 100_000, "the file", "not JSON that a receipt could be"),
        (b'{"format": 1, "format": 2}', "the file", "a name stands twice"),
    ],
)
def test_what_is_no_receipt_at_all(content: bytes, where: str, what: str) -> None:
    assert said(content).startswith(f"{where}: ") and what in said(content)


@given(st.integers(1, len(GOOD.text.rstrip()) - 1))
def test_a_file_that_breaks_off_is_never_good(length: int) -> None:
    assert said(GOOD.text.encode()[:length]) != ""


def test_a_file_that_breaks_off_is_told_from_one_that_is_no_json() -> None:
    for length in (1, 20, 300, len(GOOD.text) - 3):
        assert "breaks off here" in said(GOOD.text.encode()[:length])


@given(st.integers(0, len(GOOD.text) - 1), st.characters(categories=["L", "N", "P"]))
def test_no_changed_letter_goes_unnoticed(place: int, letter: str) -> None:
    text = GOOD.text[:place] + letter + GOOD.text[place + 1 :]
    try:
        same = json.loads(text) == json.loads(GOOD.text)
    except ValueError:
        same = False
    assert same or said(text.encode()) != ""


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert said(content) != ""


# --- Published roots ---


def line(size: int, root_hash: str = ZEROS) -> str:
    return Published(size, root_hash, "2026-01-31T17:00:00.000001Z").line


def test_roots_are_read_as_they_were_written() -> None:
    assert roots.read([line(1), "\n", line(1), line(2)]) == {
        size: Published(size, ZEROS, "2026-01-31T17:00:00.000001Z") for size in (1, 2)
    }


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ([], "empty"),
        ([line(1), "Kota Bandung"], "line 2 is no root"),
        (['{"size": true, "root_hash": "' + ZEROS + '"}'], "line 1 is no root"),
        (['{"size": 1, "root_hash": "zz"}'], "line 1 is no root"),
        ([line(1), line(2), line(1, "1" * 64)], "line 3 gives another root of 1 leaves"),
    ],
)
def test_what_is_no_list_of_roots(lines: list[str], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        roots.read(lines)


# --- The commands ---


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("ledger", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def written(db: None) -> list[Entry]:
    entries = [write(STREAM, number) for number in range(1, 4)]
    for number in range(300):
        write("br-bbbbbbbbbb", number)
    actions.seal()
    return entries


@pytest.mark.usefixtures("written")
def test_the_newest_entry_of_a_stream_is_proven(tmp_path: Path) -> None:
    receipt, kept = str(tmp_path / "receipt.json"), str(tmp_path / "roots.jsonl")
    assert f"entry 3 of {STREAM}" in run("prove", STREAM, "--out", receipt)
    run("root", "--out", kept)
    checked = run("check-receipt", receipt, "--roots", kept)
    assert f"{STREAM} 3: test.happened" in checked
    assert "good. The root was published 2" in checked
    assert "Proven:" in checked and "Not proven:" in checked
    assert json.loads(Path(receipt).read_text()) == json.loads(run("prove", STREAM))


def test_a_single_entry_or_all_of_them(written: list[Entry]) -> None:
    [second] = receipts.read(run("prove", written[1].ref).encode()).entries
    assert second.values["seq"] == 2
    every = receipts.read(run("prove", STREAM, "--all").encode())
    assert [entry.values["seq"] for entry in every.entries] == [1, 2, 3]
    assert receipts.check(every, {every.root.size: queries.newest_root()}) == []


@pytest.mark.usefixtures("written")
def test_a_receipt_shows_nothing_that_a_payload_says() -> None:
    with_secret = write(STREAM, payload={"said": "rahasia"})
    actions.seal()
    text = run("prove", STREAM, "--all")
    assert with_secret.payload_digest in text
    assert "rahasia" not in text and with_secret.payload.salt not in text


@pytest.mark.usefixtures("written")
def test_a_receipt_may_end_at_a_root_that_was_kept_before(tmp_path: Path) -> None:
    receipt, kept = str(tmp_path / "receipt.json"), str(tmp_path / "roots.jsonl")
    run("root", "--out", kept)
    later = write(STREAM, 4)
    actions.seal()
    run("prove", STREAM, "--out", receipt)
    with pytest.raises(CommandError, match=r"no good receipt: 1 fault\."):
        run("check-receipt", receipt, "--roots", kept)
    with pytest.raises(CommandError, match=f"{later.ref}.*does not lie under the root"):
        run("prove", STREAM, "--roots", kept)
    first = Entry.objects.get(stream=STREAM, seq=1)
    run("prove", first.ref, "--roots", kept, "--out", receipt)
    assert "good" in run("check-receipt", receipt, "--roots", kept)


@pytest.mark.usefixtures("written")
def test_without_published_roots_it_is_said_that_they_were_not_compared(tmp_path: Path) -> None:
    receipt = str(tmp_path / "receipt.json")
    run("prove", STREAM, "--out", receipt)
    checked = run("check-receipt", receipt)
    assert "NOT COMPARED" in checked and "good" not in checked


@pytest.mark.usefixtures("written")
def test_what_is_not_sealed_or_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="no entry and no stream ks-zzzzzzzzzz"):
        run("prove", "ks-zzzzzzzzzz")
    write(STREAM, 4)
    assert "1 newer in ks-aaaaaaaaaa not sealed yet: this receipt ends at entry 3" in run("prove", STREAM)
    write("ks-bbbbbbbbbb")
    with pytest.raises(CommandError, match="not sealed yet"):
        run("prove", "ks-bbbbbbbbbb")


@pytest.mark.usefixtures("written")
def test_a_changed_node_spoils_no_receipt_unnoticed() -> None:
    execute(f"UPDATE ledger_node SET node_hash = '{ZEROS}'")
    with pytest.raises(CommandError, match="gerbang ledger verify"):
        run("prove", STREAM)


def test_a_receipt_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be checked"):
        run("check-receipt", str(tmp_path / "absent"))
    (tmp_path / "roots").write_text("no roots")
    with pytest.raises(CommandError, match="holds no roots: line 1"):
        run("check-receipt", str(tmp_path / "absent"), "--roots", str(tmp_path / "roots"))


def test_an_entry_beyond_the_root_is_not_proven(written: list[Entry]) -> None:
    with pytest.raises(proofs.Unsealed):
        proofs.receipt([written[1]], Published(1, ZEROS))
    with pytest.raises(proofs.Unsealed):
        proofs.receipt([write(STREAM)])


OFFLINE = "import sys; from gerbang.site.command import main; sys.argv[0] = 'gerbang'; main()"


def offline(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """In a process that has no database to reach."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": ":".join(sys.path),
        "GERBANG_STATE": str(tmp_path / "state"),
        "GERBANG_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    command = [sys.executable, "-c", OFFLINE, "ledger", "check-receipt", *arguments]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


def test_the_check_needs_no_database(tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text(GOOD.text)
    (tmp_path / "roots.jsonl").write_text(GOOD.root.line)
    found = offline(tmp_path, "receipt.json", "--roots", "roots.jsonl")
    assert (found.returncode, found.stderr) == (0, "")
    assert "receipt.json: good" in found.stdout
    (tmp_path / "receipt.json").write_text(GOOD.text.replace("test.happened", "test.invented"))
    found = offline(tmp_path, "receipt.json", "--roots", "roots.jsonl")
    assert found.returncode == 1
    assert "entries[0].header: it is not the text that its digest was made of" in found.stdout
    assert not (tmp_path / "state" / "gerbang.sqlite3").exists()


def test_the_checker_loads_no_django(tmp_path: Path) -> None:
    probe = "import sys, gerbang.ledger.receipts; sys.exit('django' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", probe], env={"PYTHONPATH": ":".join(sys.path)}, check=False).returncode
        == 0
    )
