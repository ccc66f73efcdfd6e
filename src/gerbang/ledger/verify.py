"""Looks for changes in the book. Reads in constant memory and says how far its word goes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from django.db import connection
from django.db.models import Exists, Max, OuterRef

from gerbang.ledger import append_only, canonical, checks, merkle
from gerbang.ledger.checks import Fault
from gerbang.ledger.models import ERASED, Entry, Node, Root, SealedEntry
from gerbang.ledger.roots import Published

CHUNK = 2_000
REACH = (
    "Found: every changed entry; every payload that is not the one recorded, or gone without a logged erasure.",
    "Found: a kept node that is not what its leaves make, which would spoil receipts.",
    "Found: an entry removed or put in between inside a stream, and any removed or reordered entry that was sealed.",
    "Not found: the newest entries of a stream removed before they were sealed.",
    "Not found without --root: a book rewritten as a whole, seals included, by whoever owns the database.",
)
REMAKE = "empty the table ledger_node and run gerbang ledger seal, which makes it anew from the leaves"
COMPARED = "Found: any difference from the outside root of {size} leaves, the whole book before it included."
DEEP = "Compared with the rows they record: {kinds}."


@dataclass
class Report:
    """What was read and what is wrong with it."""

    entries: int = 0
    leaves: int = 0
    root: str = merkle.EMPTY.hex()
    faults: list[Fault] = field(default_factory=list)
    reach: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults


def verify(*, deep: bool = False, outside: Iterable[Published] = ()) -> Report:
    """Check chains, payloads, seals and guards; roots kept outside and the recorded rows when asked."""
    report = Report(reach=list(REACH))
    known = {root.size: root.root_hash for root in outside}
    for part in (_guards(), _streams(report), _queue(), _seals(report, known)):
        report.faults.extend(_readable(part))
    report.reach.extend(COMPARED.format(size=size) for size in known)
    if deep:
        report.faults.extend(checks.run())
        report.reach.append(DEEP.format(kinds=", ".join(sorted(checks.registered)) or "nothing is registered"))
    return report


def _readable(faults: Iterator[Fault]) -> Iterator[Fault]:
    """A value that cannot even be read is a fault like any other; reading that part ends there."""
    try:
        yield from faults
    except ValueError as problem:
        yield Fault("", 0, f"a value cannot be read ({problem})")


def _guards() -> Iterator[Fault]:
    for name in append_only.missing_triggers(connection):
        yield Fault("", 0, f"the trigger {name}, which refuses changes, is missing or switched off")


def _streams(report: Report) -> Iterator[Fault]:
    """Every entry against itself, its payload, its seal and the entry before it."""
    entries = Entry.objects.select_related("payload", "sealed", "erasure__record").order_by("stream", "seq")
    previous: Entry | None = None
    for entry in entries.iterator(chunk_size=CHUNK):
        report.entries += 1
        before = previous if previous and previous.stream == entry.stream else None
        for what in chain(_header(entry), _link(entry, before), _payload(entry)):
            yield Fault(entry.stream, entry.seq, what)
        previous = entry


def _header(entry: Entry) -> Iterator[str]:
    digest = canonical.header_digest(entry.header)
    if digest != entry.digest:
        yield "the header is not the text that was hashed"
    if canonical.text(entry.header_values()) != entry.header:
        yield "the columns do not say what the header says"
    if hasattr(entry, "sealed") and merkle.leaf_hash(bytes.fromhex(digest)).hex() != entry.sealed.leaf_hash:
        yield f"it is not what was sealed as leaf {entry.sealed.leaf_index}"


def _link(entry: Entry, before: Entry | None) -> Iterator[str]:
    expected = before.seq + 1 if before else 1
    if entry.seq != expected:
        yield f"the entry before it is missing (seq {expected} expected)"
    elif entry.prev != (before.digest if before else ""):
        yield "it does not continue the entry before it"


def _payload(entry: Entry) -> Iterator[str]:
    erased = hasattr(entry, "erasure")
    if not hasattr(entry, "payload"):
        if not erased or entry.erasure.record.kind != ERASED:
            yield "its payload is gone and no erasure is logged"
        return
    if erased:
        yield "its payload is there although its erasure is logged"
    if not canonical.is_payload(entry.payload.salt, entry.payload.text, entry.payload_digest):
        yield "its payload is not the one recorded"


def _queue() -> Iterator[Fault]:
    lost = Entry.objects.filter(sealed__isnull=True, pending__isnull=True).order_by("pk")
    for entry in lost.iterator(chunk_size=CHUNK):
        yield Fault(entry.stream, entry.seq, "it is neither sealed nor waiting for its seal")


def _seals(report: Report, outside: dict[int, str]) -> Iterator[Fault]:
    """The tree of the leaves against every root, kept here or outside.

    The order of reading matters while entries are being sealed: a root is never older than the leaves under it.
    """
    end = SealedEntry.objects.aggregate(end=Max("leaf_index"))["end"]
    roots = dict(Root.objects.order_by("size").values_list("size", "root_hash"))
    last = max(roots, default=0)
    if end is not None and end >= last:
        yield Fault("", 0, f"leaf {end} lies under no root")
    missing = SealedEntry.objects.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
    for index in missing.order_by("leaf_index").values_list("leaf_index", flat=True).iterator(chunk_size=CHUNK):
        yield Fault("", 0, f"the entry sealed as leaf {index} is missing")
    yield from _tree(report, last, roots, outside)
    for size in sorted(size for size in {*roots, *outside} if size > report.leaves):
        yield Fault("", 0, f"a root of {size} leaves is known, and only {report.leaves} can be followed here")


def _tree(report: Report, last: int, roots: dict[int, str], outside: dict[int, str]) -> Iterator[Fault]:
    """Grow the tree leaf by leaf, as far as its leaves go without a gap."""
    tree = merkle.Frontier()
    leaves = SealedEntry.objects.filter(leaf_index__lt=last).order_by("leaf_index")
    for index, leaf in leaves.values_list("leaf_index", "leaf_hash").iterator(chunk_size=CHUNK):
        if index != tree.size:
            yield Fault("", 0, f"leaf {tree.size} of the seal is missing")
            break
        tree.append(bytes.fromhex(leaf))
        if len(tree.finished) >= CHUNK:
            yield from _nodes(tree.take_finished())
        for known, name in ((roots, "the root kept here"), (outside, "the outside root")):
            if tree.size in known and known[tree.size] != tree.root().hex():
                yield Fault("", 0, f"the tree of {tree.size} leaves does not have {name}")
    yield from _nodes(tree.take_finished())
    report.leaves, report.root = tree.size, tree.root().hex()


def _nodes(finished: Sequence[tuple[merkle.Subtree, bytes]]) -> Iterator[Fault]:
    """What is kept of subtrees against what their leaves make. They come in order, so those of a level lie together."""
    for level, group in groupby(sorted(finished), key=lambda each: each[0][0]):
        made = {index: found.hex() for (_level, index), found in group}
        rows = Node.objects.filter(level=level, index__range=(min(made), max(made)))
        kept = dict(rows.values_list("index", "node_hash"))
        for index, found in made.items():
            if kept.get(index) != found:
                what = "is not what its leaves make" if index in kept else "is missing"
                yield Fault("", 0, f"node {index} of level {level} {what}; {REMAKE}")
