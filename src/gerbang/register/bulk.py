"""The one way by which many new ties are written at once, with all that belongs to them and their ledger entries.

What one action after another would write is written here a chunk at a time: by COPY where there is one, described by
the same pure code, counted into the cube at once instead of by its job.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Model
from django.utils import timezone

from gerbang.ledger import bulk as ledger
from gerbang.ledger import copying
from gerbang.ledger.bulk import Event
from gerbang.people.acting import Acting
from gerbang.register import cube
from gerbang.register.models import Claim, Instrument, Party, Tie
from gerbang.register.projection import Whole, date_text, describe_all
from gerbang.register.terms import rewrite

__all__ = ["Event", "NewTie", "write"]

CHUNK = 1_000
"""Ties described and written together; what bounds the memory it takes."""


@dataclass(frozen=True, slots=True)
class NewTie:
    """An unsaved tie, its unsaved parties, texts and claims, and what the ledger says of its beginning.

    Claims on a text have it as their `instrument`. Places (with their names prefetched) and sources are saved already.
    """

    whole: Whole
    events: Sequence[Event]


def write(ties: Iterable[NewTie], *, by: Acting | None, request_id: str = "") -> int:
    """Writes them in the caller's transaction, giving every object its key, and returns how many ties that were.

    Takes them from the iterable a chunk at a time; an error leaves the transaction to be rolled back.
    """
    actor, body = (by.account.ref, by.body.ref) if by else ("", "")
    counted: Counter[cube.Cell] = Counter()
    number = 0
    waiting = iter(ties)
    while chunk := list(islice(waiting, CHUNK)):
        wholes = [_ordered(new.whole) for new in chunk]
        _give_keys(wholes, timezone.now())
        _describe(wholes, counted)
        _insert(wholes)
        streams = [ledger.NewStream(new.whole.tie.ref, new.events) for new in chunk]
        ledger.write(streams, actor=actor, body=body, request_id=request_id)
        number += len(chunk)
    cube.add(counted)
    return number


def _ordered(whole: Whole) -> Whole:
    """The parties in the order in which they would be read, whatever the order they are given in."""
    parties = sorted(whole.parties, key=lambda party: (str(party.side), party.order))
    return Whole(whole.tie, parties, whole.instruments, whole.claims, whole.choices)


def _give_keys(wholes: Sequence[Whole], now: datetime) -> None:
    """Keys rise in the order given, because the order of keys is that in which texts and claims are read."""
    _number(Tie, [whole.tie for whole in wholes])
    for whole in wholes:
        whole.tie.created = now
        for text in whole.instruments:
            text.recorded_at = now
        belonging: list[Party | Instrument | Claim] = [*whole.parties, *whole.instruments, *whole.claims]
        for row in belonging:
            row.tie_id = whole.tie.pk
    _number(Party, [party for whole in wholes for party in whole.parties])
    _number(Instrument, [text for whole in wholes for text in whole.instruments])
    claims = [claim for whole in wholes for claim in whole.claims]
    _number(Claim, claims)
    for claim in claims:
        claim.recorded_at = now
        if claim.instrument is not None:
            claim.instrument = claim.instrument  # takes over the key it has now


def _number(model: type[Model], rows: Sequence[Model]) -> None:
    for row, key in zip(rows, copying.reserve(model, len(rows)), strict=True):
        row.pk = key


def _describe(wholes: Sequence[Whole], counted: Counter[cube.Cell]) -> None:
    for whole in wholes:
        said: dict[int, list[Claim]] = defaultdict(list)
        for claim in whole.claims:
            said[claim.instrument_id or 0].append(claim)
        for text in whole.instruments:
            date_text(text, said[text.pk], ())
    describe_all(wholes)
    for whole in wholes:
        whole.tie.counted = cube.counted_as(whole.tie)
        counted.update(cube.cells(whole.tie.counted))


def _insert(wholes: Sequence[Whole]) -> None:
    copying.insert_objects(Tie, [whole.tie for whole in wholes])
    copying.insert_objects(Party, [party for whole in wholes for party in whole.parties])
    copying.insert_objects(Instrument, [text for whole in wholes for text in whole.instruments])
    copying.insert_objects(Claim, [claim for whole in wholes for claim in whole.claims])
    rewrite((whole.tie.pk, whole.tie.terms) for whole in wholes)
