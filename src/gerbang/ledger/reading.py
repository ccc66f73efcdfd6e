"""Following the book leaf by leaf: a reader keeps its place and misses nothing, because leaves have no gaps."""

from dataclasses import dataclass

from gerbang.ledger.models import Reader, SealedEntry


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sealed entry as a reader needs it."""

    index: int
    ref: str
    stream: str
    kind: str


def hold(name: str) -> int:
    """The reader's place, held until the transaction ends so that nobody reads the same leaves beside it."""
    reader, _made = Reader.objects.select_for_update().get_or_create(name=name)
    return reader.next_leaf


def leaves(start: int, limit: int) -> list[Leaf]:
    """Up to `limit` leaves from that place on."""
    rows = SealedEntry.objects.filter(leaf_index__gte=start).order_by("leaf_index")
    found = rows.values_list("leaf_index", "entry__ref", "entry__stream", "entry__kind")[:limit]
    return [Leaf(*row) for row in found]


def move(name: str, place: int) -> None:
    """Lets the reader go on from there."""
    Reader.objects.filter(name=name).update(next_leaf=place)


def has(name: str) -> bool:
    """Whether there is such a reader."""
    return Reader.objects.filter(name=name).exists()


def drop(name: str) -> None:
    """Ends a reader, with its place."""
    Reader.objects.filter(name=name).delete()


def supersede(name: str, prefix: str) -> bool:
    """Drops earlier readers whose names begin so; whether there were any."""
    dropped, _rows = Reader.objects.filter(name__startswith=prefix).exclude(name=name).delete()
    return dropped > 0


def end() -> int:
    """The place after the newest leaf: a reader that begins there is told only of what comes."""
    newest = SealedEntry.objects.order_by("-leaf_index").values_list("leaf_index", flat=True).first()
    return 0 if newest is None else newest + 1
