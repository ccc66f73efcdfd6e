"""Bukti pencatatan: which entries of a cooperation are shown to whom, and their receipts."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from gerbang.ledger import proofs
from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.ledger.receipts import Proven, Receipt
from gerbang.ledger.roots import Published
from gerbang.register.entries import TITLES, open_ones
from gerbang.register.queries import Detail

log = logging.getLogger(__name__)


def entries(detail: Detail) -> QuerySet[Entry]:
    """What the reader may have receipts of, the oldest first. A header names no person."""
    found = ledger.history(detail.tie.ref).select_related(None).select_related("sealed")
    return found if detail.insider else open_ones(found)


def make(detail: Detail, *, every: bool, size: int | None = None) -> Receipt | None:
    """The receipt of the newest entry under a root, or of all of them; None where there is no such root or entry."""
    root = _root(size)
    if root is None:
        return None
    sealed = entries(detail).filter(sealed__leaf_index__lt=root.size)
    chosen: Sequence[Entry] = list(sealed) if every else list(sealed.reverse()[:1])
    return proofs.receipt(chosen, root) if chosen else None


def _root(size: int | None) -> Published | None:
    if size is None:
        return ledger.newest_root()
    asked = ledger.roots().filter(size=size).first()
    return ledger.published(asked) if asked else None


@dataclass(frozen=True, slots=True)
class Shown:
    """The receipt as its page tells of it. `waiting`: how many newer entries have no seal yet."""

    receipt: Receipt | None
    entry: Entry | None
    waiting: int
    spoilt: bool = False

    @property
    def proven(self) -> Proven | None:
        return self.receipt.entries[-1] if self.receipt else None

    @property
    def kind(self) -> str:
        return str(TITLES.get(self.entry.kind, self.entry.kind)) if self.entry else ""


def show(detail: Detail) -> Shown:
    """What the page of a cooperation's receipt says."""
    mine = entries(detail)
    waiting = mine.filter(sealed__isnull=True).count()
    try:
        receipt = make(detail, every=False)
    except proofs.Unprovable:
        log.exception("no receipt of %s can be made", detail.tie.ref)
        return Shown(None, None, waiting, spoilt=True)
    newest = mine.filter(sealed__isnull=False).last() if receipt else None
    return Shown(receipt, newest, waiting)
