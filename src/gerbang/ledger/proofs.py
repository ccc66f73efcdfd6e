"""Proofs out of the sealed tree, from kept nodes and a few leaves: the rows they read grow with the logarithm."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q

from gerbang.ledger import merkle, queries, receipts
from gerbang.ledger.merkle import KEPT_EVERY, Span, Subtree
from gerbang.ledger.models import Entry, Node, SealedEntry
from gerbang.ledger.receipts import Proven, Receipt
from gerbang.ledger.roots import Published

NOTHING = Q(pk__in=[])


class Unsealed(Exception):
    """No root is above the entry yet."""


class Unprovable(Exception):
    """The kept tree does not lead to its own root: something is missing or was changed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} Run: gerbang ledger seal; then, to see what is wrong: gerbang ledger verify.")


def inclusion(index: int, size: int) -> list[bytes]:
    """The audit path of a leaf in the tree of `size` leaves."""
    return _hashes(merkle.inclusion_spans(index, size))


def receipt(entries: Sequence[Entry], root: Published | None = None) -> Receipt:
    """The receipt of sealed entries of one stream, up to the newest root or the one asked for.

    It is checked before it is handed out: the kept tree is trusted no more than anybody's file.
    """
    root = root or queries.newest_root()
    made = Receipt(tuple(_proven(entry, root) for entry in entries), root)
    faults = receipts.check(made, None)
    if faults:
        raise Unprovable(f"The receipt would not be good ({faults[0].where}: {faults[0].what})")
    return made


def _proven(entry: Entry, root: Published) -> Proven:
    index = entry.sealed.leaf_index if hasattr(entry, "sealed") else root.size
    if index >= root.size:
        raise Unsealed(
            f"Entry {entry.seq} of {entry.stream} ({entry.ref}) does not lie under the root of {root.size} leaves."
        )
    path = tuple(step.hex() for step in inclusion(index, root.size))
    return Proven(entry.header, entry.digest, index, path)


def _hashes(spans: Sequence[Span]) -> list[bytes]:
    """The tree hash of each span, made of what is kept."""
    wanted = [kept(subtree) for span in spans for subtree in merkle.subtrees(span)]
    found = _read(wanted)
    return [_hash(span, found) for span in spans]


def kept(subtree: Subtree) -> tuple[int, range]:
    """The level that is kept at or under a subtree, and the nodes of it that make the subtree."""
    level, index = subtree
    above = level % KEPT_EVERY
    return level - above, range(index << above, index + 1 << above)


def _hash(span: Span, found: dict[Subtree, bytes]) -> bytes:
    peaks = [merkle.root(_each(kept(subtree), found)) for subtree in merkle.subtrees(span)]
    low, high = span
    return merkle.Frontier(high - low, peaks).root()


def _each(kept: tuple[int, range], found: dict[Subtree, bytes]) -> Iterator[bytes]:
    level, indexes = kept
    for index in indexes:
        if (level, index) not in found:
            raise Unprovable(f"Of the sealed tree, node {index} of level {level} is missing.")
        yield found[level, index]


def _read(wanted: Iterable[tuple[int, range]]) -> dict[Subtree, bytes]:
    """Two queries: the nodes of all levels, and the leaves."""
    levels: dict[int, list[range]] = defaultdict(list)
    for level, indexes in wanted:
        levels[level].append(indexes)
    leaves = _within("leaf_index", levels.pop(0, []))
    nodes = NOTHING
    for level, ranges in levels.items():
        nodes |= Q(level=level) & _within("index", ranges)
    rows = [*Node.objects.filter(nodes).values_list("level", "index", "node_hash")]
    sealed = SealedEntry.objects.filter(leaves).values_list("leaf_index", "leaf_hash")
    rows += [(0, index, found) for index, found in sealed]
    return {(level, index): bytes.fromhex(found) for level, index, found in rows}


def _within(column: str, ranges: Iterable[range]) -> Q:
    found = NOTHING
    for each in ranges:
        found |= Q(**{f"{column}__range": (each[0], each[-1])})
    return found
