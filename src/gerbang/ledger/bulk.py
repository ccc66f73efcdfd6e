"""Writes the first entries of many new streams at once, each exactly as `actions.record` would have written it."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gerbang.ledger import canonical, copying, subscriptions
from gerbang.ledger.actions import SALT_BYTES
from gerbang.ledger.models import Entry, Payload, Pending
from gerbang.values.refs import new_ref

COLUMNS = [field.attname for field in Entry._meta.concrete_fields]


@dataclass(frozen=True, slots=True)
class Event:
    """What one entry says; without `at` it happened now."""

    kind: str
    payload: Mapping[str, object]
    at: datetime | None = None
    schema: int = 1


@dataclass(frozen=True, slots=True)
class NewStream:
    """A stream in which nothing is written yet, with its first events in their order."""

    stream: str
    events: Sequence[Event]


@dataclass(frozen=True, slots=True)
class _Written:
    """One entry, its columns in the order of COLUMNS, and its payload."""

    columns: tuple[object, ...]
    text: str
    salt: str

    @property
    def key(self) -> object:
        return self.columns[0]


def write(streams: Iterable[NewStream], *, actor: str, body: str, request_id: str = "") -> int:
    """Writes the streams, holding all their entries in memory, and returns how many entries that were.

    A stream that has entries already is an IntegrityError: continue it with `actions.record`.
    """
    known = list(streams)
    number = sum(len(one.events) for one in known)
    keys = iter(copying.reserve(Entry, number))
    now = timezone.now()
    written = [entry for one in known for entry in _chain(one, keys, actor, body, request_id, now)]
    copying.insert(Entry, COLUMNS, (one.columns for one in written))
    copying.insert(Payload, ["entry_id", "text", "salt"], ((one.key, one.text, one.salt) for one in written))
    copying.insert(Pending, ["entry_id"], ((one.key,) for one in written))
    _queue(written)
    return number


def _chain(
    new: NewStream, keys: Iterator[int], actor: str, body: str, request_id: str, now: datetime
) -> Iterator[_Written]:
    prev = ""
    for seq, event in enumerate(new.events, 1):
        text = canonical.text(event.payload)
        at = event.at or now
        salt = secrets.token_hex(SALT_BYTES)
        said: dict[str, object] = {
            "ref": new_ref("en"),
            "stream": new.stream,
            "seq": seq,
            "kind": event.kind,
            "schema": event.schema,
            "at": canonical.instant(at),
            "actor": actor,
            "body": body,
            "request_id": request_id,
            "prev": prev,
            "payload_digest": canonical.payload_digest(salt, text),
        }
        header = canonical.text(said)
        prev = canonical.header_digest(header)
        columns = {"id": next(keys), **said, "at": at, "header": header, "digest": prev}
        yield _Written(tuple(columns[name] for name in COLUMNS), text, salt)


def _queue(written: Sequence[_Written]) -> None:
    """Lets the jobs follow that follow such entries."""
    ref, kind = COLUMNS.index("ref"), COLUMNS.index("kind")
    for one in written:
        subscriptions.queue(str(one.columns[kind]), str(one.columns[ref]))
