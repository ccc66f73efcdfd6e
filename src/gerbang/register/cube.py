"""Counts of ties by facet, kept so that a page over a million ties need not count them.

A tie's change is counted from the ledger: the job follows the sealed entries of ties, takes away what the cube last
counted of each (`Tie.counted`) and adds what its row says now. It may lag behind the list by a minute, never drift.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection, transaction

from gerbang.ledger import reading
from gerbang.ledger.queries import ran
from gerbang.register import facets
from gerbang.register.models import Tally, Tie

READER = "register.cube.2"
"""Raise the number when `facets.cells` changes: where an earlier reader has counted, the cube is begun anew."""
BATCH = 2_000

JOB = "register.cube"
"""The clock's job that counts."""

Cell = tuple[str, str, bool]
"""Token, the token it stands beside (or none), and whether the ties are public."""


def counted_as(tie: Tie) -> str:
    """What is kept of a tie once it is counted: whether it was public, and its facets."""
    return f"{int(tie.public)} {tie.facets}"


def cells(counted: str) -> Iterator[Cell]:
    """The cells in which a tie so counted has its place."""
    if counted:
        public = counted[0] == "1"
        for token, beside in facets.cells(counted[2:]):
            yield token, beside, public


def refresh(now: datetime | None = None) -> int:
    """Counts every tie that changed since the last time; returns how many did. The clock's job."""
    changed = 0
    while True:
        with transaction.atomic():
            place = reading.hold(READER)
            if reading.supersede(READER, "register.cube."):
                _empty()
            leaves = reading.leaves(place, BATCH)
            if not leaves:
                return changed
            refs = {leaf.stream for leaf in leaves if leaf.stream.startswith("ks-")}
            changed += recount(Tie.objects.filter(ref__in=refs).only("public", "facets", "counted"))
            reading.move(READER, leaves[-1].index + 1)


def counted_at() -> datetime | None:
    """When the figures last were as the register was; None where the clock has not counted yet."""
    return ran(JOB)


def _empty() -> None:
    """Forgets every count, so that each tie is counted as new."""
    Tally.objects.all().delete()
    Tie.objects.exclude(counted="").update(counted="")


def recount(ties: Iterable[Tie]) -> int:
    """Puts the difference between what was counted and what is so now into the cube; part of a transaction."""
    difference: Counter[Cell] = Counter()
    changed = []
    for tie in ties:
        now = counted_as(tie)
        if now != tie.counted:
            difference.subtract(cells(tie.counted))
            difference.update(cells(now))
            tie.counted = now
            changed.append(tie)
    Tie.objects.bulk_update(changed, ["counted"], batch_size=500)
    add(difference)
    return len(changed)


def add(difference: Counter[Cell]) -> None:
    """Adds to the cells, in one order so that two writers never wait for each other in a ring."""
    rows = [(*cell, number) for cell, number in sorted(difference.items()) if number]
    table = Tally._meta.db_table
    on_postgresql = connection.vendor == "postgresql"
    given = "SELECT * FROM unnest(%s::text[], %s::text[], %s::boolean[], %s::bigint[])"
    statement = (
        f"INSERT INTO {table} (token, beside, public, number) "
        f"{given if on_postgresql else 'VALUES (%s, %s, %s, %s)'} "
        f"ON CONFLICT (beside, token, public) DO UPDATE SET number = {table}.number + excluded.number"
    )
    with connection.cursor() as cursor:
        if not on_postgresql:
            cursor.executemany(statement, rows)
        elif rows:
            cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])


class Numbers(NamedTuple):
    """Token → how many ties have it: of the public ones, and of the others."""

    public: Counter[str]
    hidden: Counter[str]

    def of(self, token: str) -> "Numbers":
        """Of one token alone."""
        return Numbers(Counter({token: self.public[token]}), Counter({token: self.hidden[token]}))


def numbers(beside: str = "", *, prefix: str = "", everything: bool = False) -> dict[str, int]:
    """Token → how many ties have it (and `beside` as well); of the public ones, or of all. One query."""
    found = numbers_apart(beside, prefix=prefix, everything=everything)
    return dict(found.public + found.hidden)


def numbers_apart(beside: str = "", *, prefix: str = "", everything: bool = False) -> Numbers:
    """The same, with what the public does not see by itself; nothing there unless `everything` is asked for."""
    tallies = Tally.objects.filter(beside=beside, number__gt=0)
    if prefix:
        tallies = tallies.filter(token__startswith=prefix)
    if not everything:
        tallies = tallies.filter(public=True)
    found = Numbers(Counter(), Counter())
    for token, public, number in tallies.values_list("token", "public", "number"):
        (found.public if public else found.hidden)[token] = number
    return found


def heaviest(besides: Iterable[str], facet: str, most: int) -> list[tuple[str, str, int]]:
    """(beside, token of the facet, public ties that have both), the most ties first."""
    found = Tally.objects.filter(public=True, number__gt=0, beside__in=list(besides), token__startswith=f"{facet}_")
    return list(found.order_by("-number", "beside", "token").values_list("beside", "token", "number")[:most])


def number(token: str, beside: str = "", *, everything: bool = False) -> int:
    """How many ties have the token (and `beside` as well); of the public ones, or of all."""
    found = Tally.objects.filter(beside=beside, token=token)
    if not everything:
        found = found.filter(public=True)
    return sum(found.values_list("number", flat=True))


def pairs(besides: Sequence[str], facet: str, *, everything: bool = False) -> dict[tuple[str, str], int]:
    """(Token beside, token of the facet) → how many ties have both; of the public ones, or of all. One query."""
    found = Tally.objects.filter(beside__in=besides, token__startswith=f"{facet}_", number__gt=0)
    if not everything:
        found = found.filter(public=True)
    sums: Counter[tuple[str, str]] = Counter()
    for beside, token, number in found.values_list("beside", "token", "number"):
        sums[beside, token] += number
    return dict(sums)


def hidden(beside: str) -> dict[str, int]:
    """The same of ties that are not public."""
    found = Tally.objects.filter(beside=beside, number__gt=0, public=False)
    return dict(found.values_list("token", "number"))
