"""Receipts (Bukti pencatatan): written as a file, read and checked again. Pure: needs neither database nor Django."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from gerbang.ledger import merkle
from gerbang.ledger.canonical import header_digest
from gerbang.ledger.roots import Published, is_digest, is_number

FORMAT = "gerbang-receipt/1"
LONGEST_PATH = 64
HEADER = {
    "ref": str,
    "stream": str,
    "seq": int,
    "kind": str,
    "schema": int,
    "at": str,
    "actor": str,
    "body": str,
    "request_id": str,
    "prev": str,
    "payload_digest": str,
}
AGAIN = "Get the receipt again from where it was made."


@dataclass(frozen=True, slots=True)
class Proven:
    """One entry: the header that was hashed, and the path from its leaf to the root."""

    header: str
    digest: str
    leaf_index: int
    path: tuple[str, ...]

    @property
    def values(self) -> dict[str, Any]:
        """What the header says."""
        return dict(json.loads(self.header))


@dataclass(frozen=True, slots=True)
class Receipt:
    """Entries of one stream, oldest first, and the root that all their paths lead to."""

    entries: tuple[Proven, ...]
    root: Published

    @property
    def text(self) -> str:
        """The file."""
        root = {"size": self.root.size, "root_hash": self.root.root_hash}
        entries = [asdict(entry) for entry in self.entries]
        return json.dumps({"format": FORMAT, "root": root, "entries": entries}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a receipt, where, and what to do."""

    where: str
    what: str
    advice: str = AGAIN

    def __str__(self) -> str:
        return f"{self.where}: {self.what} {self.advice}"


class Unreadable(ValueError):
    """The file is no receipt that can be checked."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def check(receipt: Receipt, published: Mapping[int, Published] | None) -> list[Fault]:
    """Everything that is wrong. Without published roots, only whether the receipt agrees with itself."""
    faults = [fault for place, entry in enumerate(receipt.entries) for fault in _entry(place, entry, receipt.root)]
    faults += _chain(receipt.entries)
    if published is not None:
        faults += _root(receipt.root, published)
    return faults


def _entry(place: int, entry: Proven, root: Published) -> Iterator[Fault]:
    where = f"entries[{place}]"
    if header_digest(entry.header) != entry.digest:
        yield Fault(f"{where}.header", "it is not the text that its digest was made of; one of the two was changed.")
    elif not _is_header(entry):
        yield Fault(f"{where}.header", "it is not the header of a ledger entry.")
    leaf = merkle.leaf_hash(bytes.fromhex(entry.digest))
    path = [bytes.fromhex(step) for step in entry.path]
    if not merkle.verify_inclusion(entry.leaf_index, root.size, leaf, path, bytes.fromhex(root.root_hash)):
        leads = f"it does not lead from the digest, as leaf {entry.leaf_index}, to the root of {root.size} leaves;"
        yield Fault(f"{where}.path", f"{leads} the digest, the place, the path or the root was changed.")


def _is_header(entry: Proven) -> bool:
    try:
        values = _strict(entry.header)
    except (ValueError, RecursionError):
        return False
    if not isinstance(values, dict) or {key: type(value) for key, value in values.items()} != HEADER:
        return False
    return all(value.isprintable() for value in values.values() if isinstance(value, str))


def _chain(entries: Sequence[Proven]) -> Iterator[Fault]:
    """Entries of one stream, in order, each holding the digest of the one before it."""
    if not all(_is_header(entry) for entry in entries):
        return
    for place, (before, entry) in enumerate(pairwise(entries), start=1):
        old, new = before.values, entry.values
        if old["stream"] != new["stream"]:
            yield Fault(f"entries[{place}].header", f"it is of another stream ({new['stream']}, not {old['stream']}).")
        elif new["seq"] <= old["seq"]:
            yield Fault(f"entries[{place}].header", f"entry {new['seq']} stands after entry {old['seq']}.")
        elif new["seq"] == old["seq"] + 1 and new["prev"] != before.digest:
            yield Fault(f"entries[{place}].header", "it does not continue the entry before it.")


def _root(root: Published, published: Mapping[int, Published]) -> Iterator[Fault]:
    known = published.get(root.size)
    if known is None:
        what = f"no root of {root.size} leaves is among the {len(published)} published ones you gave."
        advice = "Get newer published roots, or ask for a receipt that ends at one of those you have."
        yield Fault("root", what, advice)
    elif known.root_hash != root.root_hash:
        what = f"the published root of {root.size} leaves is {known.root_hash}, not {root.root_hash}."
        advice = "The receipt is of another book: do not trust it, and tell the office that published the root."
        yield Fault("root", what, advice)


def read(content: bytes) -> Receipt:
    """The receipt in a file; `Unreadable` says why it is none."""
    values = _object(content)
    _is_of_this_format(values)
    _has_only(values, {"format", "root", "entries"}, "the file")
    root = _values_of(values["root"], {"size": is_number, "root_hash": is_digest}, "root")
    entries = values["entries"]
    if not isinstance(entries, list) or not entries:
        raise Unreadable(Fault("entries", "it is not a list of entries."))
    return Receipt(tuple(_proven(entry, place) for place, entry in enumerate(entries)), Published(**root))


def _object(content: bytes) -> dict[str, Any]:
    try:
        text = content.decode()
    except UnicodeDecodeError as problem:
        raise Unreadable(Fault(f"byte {problem.start + 1}", "the file is not text in UTF-8.")) from None
    try:
        values = _strict(text)
    except json.JSONDecodeError as problem:
        raise Unreadable(_broken(problem, text)) from None
    except (ValueError, RecursionError) as problem:
        raise Unreadable(Fault("the file", f"it is not JSON that a receipt could be ({problem}).")) from None
    if not isinstance(values, dict):
        raise Unreadable(Fault("the file", "it is JSON, but no receipt."))
    return values


def _strict(text: str) -> Any:
    """JSON in which no name stands twice: readers would not agree on what it says."""
    return json.loads(text, object_pairs_hook=_once_each)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a name stands twice")
    return values


def _broken(problem: json.JSONDecodeError, text: str) -> Fault:
    where = f"line {problem.lineno}, column {problem.colno}"
    ends = problem.pos >= len(text.rstrip()) or problem.msg.startswith("Unterminated string")
    if text.strip() and text.lstrip().startswith("{") and ends:
        return Fault(where, "the file breaks off here.")
    return Fault(where, f"the file is not JSON ({problem.msg}).")


def _is_of_this_format(values: Mapping[str, Any]) -> None:
    given = values.get("format")
    if given == FORMAT:
        return
    if isinstance(given, str) and given.startswith(FORMAT.rpartition("/")[0] + "/"):
        what = f"this is {given!r}, and this program reads {FORMAT}."
        raise Unreadable(Fault("format", what, "Check it with the version of Gerbang that made it, or a newer one."))
    raise Unreadable(Fault("format", f"the file does not say that it is {FORMAT}."))


def _has_only(values: Mapping[str, Any], names: set[str], where: str) -> None:
    for name in sorted(names - values.keys()):
        raise Unreadable(Fault(where, f"{name!r} is missing."))
    for name in sorted(values.keys() - names):
        raise Unreadable(Fault(where, f"{name!r} is no part of a receipt: nothing would prove it."))


def _values_of(values: Any, rules: Mapping[str, Any], where: str) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise Unreadable(Fault(where, f"it does not hold {', '.join(rules)}."))
    _has_only(values, set(rules), where)
    for name, rule in rules.items():
        if not rule(values[name]):
            raise Unreadable(Fault(f"{where}.{name}", "it is not of the form it must have."))
    return values


def _proven(values: Any, place: int) -> Proven:
    rules = {"header": _is_text, "digest": is_digest, "leaf_index": is_number, "path": _is_path}
    found = _values_of(values, rules, f"entries[{place}]")
    return Proven(**{**found, "path": tuple(found["path"])})


def _is_text(value: object) -> bool:
    """Text that UTF-8 can hold: JSON may smuggle in halves of a pair."""
    return isinstance(value, str) and not any("\ud800" <= each <= "\udfff" for each in value)


def _is_path(value: object) -> bool:
    return isinstance(value, list) and len(value) <= LONGEST_PATH and all(is_digest(step) for step in value)
