"""The only code that writes the book."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import canonical, copying, merkle, queries, subscriptions
from gerbang.ledger.models import ERASED, Answer, Entry, Erasure, Node, Payload, Pending, Root, SealedEntry
from gerbang.values import Invalid
from gerbang.values.refs import new_ref

SALT_BYTES = 16
ATTEMPTS = 20
"""How often an entry that asks for no particular place tries for the next one before it gives up."""
KEY_LENGTH = 100
ANSWERS_KEPT = timedelta(days=30)
SEAL_BATCH = 5_000
SEALER_LOCK = 0x67657262616E67
"""The advisory lock of the one sealer on PostgreSQL."""
STREAM_LOCKS = 0x67657262
"""The first half of the advisory locks of contended streams."""


def record(
    *,
    kind: str,
    stream: str,
    actor: str,
    body: str,
    payload: Mapping[str, object],
    schema: int = 1,
    request_id: str = "",
    expected_head: int | None = None,
) -> Entry:
    """Write one entry at the end of its stream, in the caller's transaction.

    With `expected_head`, the seq the caller's page was made from, a stream that has moved on is a `Conflict`.
    Without it the entry goes wherever the end is by then.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An entry is written in the transaction of the change it records.")
    text = canonical.text(payload)
    for _attempt in range(ATTEMPTS):
        tail = Entry.objects.filter(stream=stream).order_by("-seq").first()
        end = tail.seq if tail else 0
        if expected_head is not None and end != expected_head:
            raise Conflict(stream, end, expected_head)
        entry = _chained(tail, kind, stream, schema, actor, body, request_id)
        try:
            with transaction.atomic():
                _write(entry, text)
        except IntegrityError:
            _queue_up(stream)
        else:
            subscriptions.queue(kind, entry.ref)
            return entry
    raise Conflict(stream, queries.head(stream), expected_head)


def _queue_up(stream: str) -> None:
    """Whoever lost the place to another waits in line with the other losers, so that nobody loses for ever.

    Not before: an import that writes ten thousand streams in one transaction would need as many locks. On SQLite
    writers wait for each other from the beginning of their transactions.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [STREAM_LOCKS, stream])


def _chained(tail: Entry | None, kind: str, stream: str, schema: int, actor: str, body: str, request_id: str) -> Entry:
    """The next entry after `tail`, complete but for its payload."""
    return Entry(
        ref=new_ref("en"),
        stream=stream,
        seq=tail.seq + 1 if tail else 1,
        kind=kind,
        schema=schema,
        at=timezone.now(),
        actor=actor,
        body=body,
        request_id=request_id,
        prev=tail.digest if tail else "",
    )


def _write(entry: Entry, text: str) -> None:
    salt = secrets.token_hex(SALT_BYTES)
    entry.payload_digest = canonical.payload_digest(salt, text)
    entry.header = canonical.text(entry.header_values())
    entry.digest = canonical.header_digest(entry.header)
    entry.save(force_insert=True)
    Payload.objects.create(entry=entry, text=text, salt=salt)
    Pending.objects.create(entry=entry)


def once(*, actor: str, key: str, do: Callable[[], str]) -> str:
    """Do it and keep its answer; the same actor's same key gives the first answer again and does nothing.

    The unique row makes a second post wait for the first: it then finds the answer, or does it if the first failed.
    """
    if not 0 < len(key) <= KEY_LENGTH:
        raise Invalid({"key": _("This form has no valid key. Open the page again and send the form once more.")})
    with transaction.atomic():
        answer, fresh = Answer.objects.get_or_create(actor=actor, key=key, defaults={"at": timezone.now()})
        if fresh:
            answer.result = do()
            answer.save(update_fields=["result"])
    return str(answer.result)


@transaction.atomic
def erase_payload(*, entry: Entry, actor: str, body: str, asked_by: str, reason: str) -> Entry:
    """Delete what an entry says, for good; the chain stays whole. It takes two: one asks, another does.

    The law for it is the duty to erase personal data (UU 27/2022 on personal data protection).
    """
    if actor == asked_by:
        raise Invalid({"asked_by": _("Erasing takes two people: ask somebody else to do it.")})
    if not reason.strip():
        raise Invalid({"reason": _("Say why this is erased.")})
    logged = record(
        kind=ERASED,
        stream=entry.stream,
        actor=actor,
        body=body,
        payload={"entry": entry.ref, "asked_by": asked_by, "reason": reason.strip()},
    )
    Erasure.objects.create(entry=entry, record=logged)
    Payload.objects.filter(entry=entry).delete()
    return logged


def seal() -> Root | None:
    """Give every committed entry its leaf and write the new root; None when nothing was waiting."""
    _make_missing_nodes()
    newest: Root | None = None
    while found := _seal_batch():
        newest = found
    return newest


@transaction.atomic
def _seal_batch() -> Root | None:
    _be_the_one_sealer()
    waiting = list(Pending.objects.order_by("pk").values_list("pk", "entry__digest")[:SEAL_BATCH])
    if not waiting:
        return None
    last = Root.objects.order_by("-size").first()
    tree = merkle.Frontier(last.size, map(bytes.fromhex, last.peaks)) if last else merkle.Frontier()
    first, leaves = tree.size, []
    for entry, digest in waiting:
        leaf = merkle.leaf_hash(bytes.fromhex(digest))
        leaves.append((tree.size, entry, leaf.hex()))
        tree.append(leaf)
    copying.insert(SealedEntry, ["leaf_index", "entry_id", "leaf_hash"], leaves)
    Node.objects.bulk_create(_nodes(tree))
    sealed = SealedEntry.objects.filter(leaf_index__gte=first)
    Pending.objects.filter(pk__in=sealed.values("entry_id")).delete()
    peaks = [peak.hex() for peak in tree.peaks]
    return Root.objects.create(size=tree.size, root_hash=tree.root().hex(), peaks=peaks, at=timezone.now())


def _be_the_one_sealer() -> None:
    """Until the transaction ends: an advisory lock on PostgreSQL, the lock of an IMMEDIATE transaction on SQLite."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


@transaction.atomic
def _make_missing_nodes() -> None:
    """Those of leaves sealed before nodes were kept, or all of them when somebody emptied the table."""
    _be_the_one_sealer()
    size = Root.objects.aggregate(size=Max("size"))["size"] or 0
    newest = (size >> merkle.KEPT_EVERY) - 1
    if newest < 0 or Node.objects.filter(level=merkle.KEPT_EVERY, index=newest).exists():
        return
    tree = merkle.Frontier()
    leaves = SealedEntry.objects.filter(leaf_index__lt=size).order_by("leaf_index")
    for leaf in leaves.values_list("leaf_hash", flat=True).iterator(chunk_size=SEAL_BATCH):
        tree.append(bytes.fromhex(leaf))
        if len(tree.finished) >= SEAL_BATCH:
            Node.objects.bulk_create(_nodes(tree), ignore_conflicts=True)
    Node.objects.bulk_create(_nodes(tree), ignore_conflicts=True)


def _nodes(tree: merkle.Frontier) -> list[Node]:
    finished = tree.take_finished()
    return [Node(level=level, index=index, node_hash=found.hex()) for (level, index), found in finished]


def forget_answers(now: datetime) -> None:
    """Drop the answers to forms that nobody can still be posting."""
    Answer.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
