"""Merkle tree hashes and proofs as in Certificate Transparency (RFC 6962, section 2.1). Pure: bytes in, bytes out."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence

EMPTY = hashlib.sha256(b"").digest()
"""The hash of a tree without leaves (RFC 6962, 2.1)."""
KEPT_EVERY = 4
"""Perfect subtrees of 16, 256, 4,096 ... leaves are kept: one row for fifteen leaves costs sealing next to nothing, and
a path needs at most fifteen rows for each four levels. Keeping every level would cost one row a leaf."""

Subtree = tuple[int, int]
"""Level and index of a perfect subtree: it begins at leaf index * 2^level and has 2^level of them."""
Span = tuple[int, int]
"""Leaves from the first to before the second, as the standard splits a tree."""


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """A growing tree that keeps only the roots of its perfect subtrees, largest first: log2(size) + 1 at most."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)
        self.finished: list[tuple[Subtree, bytes]] = []
        """Subtrees to be kept that were finished since `take_finished`."""
        if len(self.peaks) != size.bit_count():
            raise ValueError(f"A tree of {size} leaves has {size.bit_count()} perfect subtrees, not {len(self.peaks)}.")

    def append(self, leaf: bytes) -> None:
        """Add a leaf hash; every two subtrees that are now equally large become one."""
        carried, size, level = leaf, self.size, 0
        while size & 1:
            carried = node_hash(self.peaks.pop(), carried)
            size >>= 1
            level += 1
            if level % KEPT_EVERY == 0:
                self.finished.append(((level, size), carried))
        self.peaks.append(carried)
        self.size += 1

    def take_finished(self) -> list[tuple[Subtree, bytes]]:
        taken, self.finished = self.finished, []
        return taken

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY
        *rest, found = self.peaks
        for peak in reversed(rest):
            found = node_hash(peak, found)
        return found


def root(leaves: Iterable[bytes]) -> bytes:
    """The tree hash of leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return int(1 << (size - 1).bit_length() - 1)


def subtrees(span: Span) -> Iterator[Subtree]:
    """The perfect subtrees a span of the standard's is made of, the largest first."""
    low, high = span
    while low < high:
        level = (high - low).bit_length() - 1
        yield level, low >> level
        low += 1 << level


def inclusion_spans(index: int, size: int) -> list[Span]:
    """The spans whose hashes are the audit path of leaf `index` (RFC 6962, 2.1.1), from the leaf upwards."""
    if not 0 <= index < size:
        raise IndexError(f"No leaf {index} among {size}.")
    path: list[Span] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low = middle
    return path[::-1]


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The audit path of leaf `index`, made from all leaves."""
    return [root(leaves[low:high]) for low, high in inclusion_spans(index, len(leaves))]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the path leads from the leaf to the root (algorithm of RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(step, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and found == expected


def consistency_spans(old_size: int, size: int) -> list[Span]:
    """The spans whose hashes prove that the first `old_size` leaves are a prefix of `size` (RFC 6962, 2.1.2)."""
    if not 0 < old_size <= size:
        raise IndexError(f"No tree of {old_size} leaves before one of {size}.")
    path: list[Span] = []
    low, high, whole = 0, size, True
    while old_size != high:
        middle = low + _split(high - low)
        if old_size <= middle:
            path.append((middle, high))
            high = middle
        else:
            path.append((low, middle))
            low, whole = middle, False
    if not whole:
        path.append((low, high))
    return path[::-1]


def consistency_proof(old_size: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Proof that the first `old_size` leaves are a prefix of all of them, made from all leaves."""
    return [root(leaves[low:high]) for low, high in consistency_spans(old_size, len(leaves))]


def verify_consistency(old_size: int, size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the larger tree continues the smaller one (algorithm of RFC 9162, 2.1.4.2)."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not proof and old_root == new_root
    steps = list(proof)
    if old_size & (old_size - 1) == 0:
        steps.insert(0, old_root)
    if not steps:
        return False
    node, last = old_size - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old_found = new_found = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old_found, new_found = node_hash(step, old_found), node_hash(step, new_found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            new_found = node_hash(new_found, step)
        node, last = node >> 1, last >> 1
    return last == 0 and old_found == old_root and new_found == new_root
