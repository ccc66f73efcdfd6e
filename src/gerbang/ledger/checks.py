"""Comparisons of the book with the rows it records, for `gerbang ledger verify --deep`; rooms register their own."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gerbang.ledger.models import Entry


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry as a checker sees it; `payload` is None once it has been erased."""

    ref: str
    stream: str
    seq: int
    kind: str
    schema: int
    actor: str
    body: str
    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and where; seq 0 is the stream as a whole."""

    stream: str
    seq: int
    what: str


Checker = Callable[[Iterator[Recorded]], Iterable[Fault]]

registered: dict[str, Checker] = {}


def register(kind_prefix: str, checker: Checker) -> None:
    """Let `checker` see every entry whose kind begins so, oldest first, and say where rows and entries differ.

    It is given all of them at once so that it can compare both ways: a row without an entry is a fault as well.
    """
    if kind_prefix in registered:
        raise ValueError(f"A checker of {kind_prefix} is registered already.")
    registered[kind_prefix] = checker


def recorded(kind_prefix: str) -> Iterator[Recorded]:
    """The entries a checker is given."""
    entries = Entry.objects.filter(kind__startswith=kind_prefix).select_related("payload").order_by("pk")
    for entry in entries.iterator(chunk_size=2_000):
        payload = json.loads(entry.payload.text) if hasattr(entry, "payload") else None
        yield Recorded(entry.ref, entry.stream, entry.seq, entry.kind, entry.schema, entry.actor, entry.body, payload)


def run() -> Iterator[Fault]:
    """Every registered comparison."""
    for kind_prefix, checker in sorted(registered.items()):
        yield from checker(recorded(kind_prefix))
