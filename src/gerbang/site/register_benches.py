"""How the register answers at the size it is promised for: its questions, and how fast ties are brought in."""

import os
import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Model

from gerbang.ledger.models import Entry, Payload, Pending
from gerbang.register import bulk, queries
from gerbang.register.export.readers import PUBLIC
from gerbang.register.export.records import Record, one_view, records
from gerbang.register.export.table import TABLES
from gerbang.register.export.writing import CsvWriter, write
from gerbang.register.models import Claim, Instrument, Party, Tie
from gerbang.site import madeup, seeding
from gerbang.site.benches import Compared, timed
from gerbang.site.questions import Question, questions
from gerbang.site.tour import Page, Visitors

WRITTEN: tuple[type[Model], ...] = (Tie, Party, Instrument, Claim, Entry, Payload, Pending)
"""Tables that bringing ties in fills, in an order in which rows may refer to earlier ones."""
ASKERS = {"": "public", "head": "officer", "home-affairs": "ministry"}


def compare(runs: int, only: str = "") -> Iterator[Compared]:
    """Every question whose name begins so, as each is done."""
    with Visitors() as visitors:
        for question in questions():
            if question.name.startswith(only):
                yield _compared(question, visitors, runs)


def _compared(question: Question, visitors: Visitors, runs: int) -> Compared:
    page = Page(question.name, question.role, question.address)
    measured, bare = timed(page, visitors.browser(question.role), runs, question.bare)
    return Compared(ASKERS[question.role], measured, bare)


@dataclass(frozen=True, slots=True)
class Carried:
    """Ties written to a file that nobody keeps; `grown_mb`: how much more memory the process took than ever before."""

    ties: int
    rows: int
    seconds: float
    grown_mb: float

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "rows_a_second": self.rows / self.seconds}


def carry_out(ties: int) -> Carried:
    """As many of the public ties as there are, up to that number, as CSV."""
    before, began = _peak_kb(), time.perf_counter()
    found = records(PUBLIC, queries.visible_to(PUBLIC))
    with one_view(), Path(os.devnull).open("wb") as nowhere:
        writer = CsvWriter(nowhere, TABLES["cooperations"])
        counted: Counter[str] = Counter()
        write(_counting(islice(found, ties), counted), [writer])
    seconds = time.perf_counter() - began
    return Carried(counted["ties"], writer.rows, seconds, (_peak_kb() - before) / 1024)


def _counting(found: Iterator[Record], counted: Counter[str]) -> Iterator[Record]:
    for one in found:
        counted["ties"] += 1
        yield one


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@dataclass(frozen=True, slots=True)
class Brought:
    """Ties written by the bulk path, beside COPY of the very same rows; nothing of either is kept."""

    ties: int
    rows: int
    seconds: float
    copy_seconds: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.copy_seconds

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


def bring_in(ties: int) -> Brought:
    """On PostgreSQL. Deferred constraints are checked in both, as a commit would check them."""
    world = seeding.known_world()
    regions = madeup.shares(world.regions, ties)
    made = list(islice(seeding.mixed(world, regions, 1, Random().randrange(10**9)), ties))  # noqa: S311
    with transaction.atomic():
        before = [model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in WRITTEN]
        began = time.perf_counter()
        bulk.write(made, by=None)
        _check_constraints()
        seconds = time.perf_counter() - began
        kept = [_copied_out(model, last) for model, last in zip(WRITTEN, before, strict=True)]
        transaction.set_rollback(True)
    with transaction.atomic():
        began = time.perf_counter()
        for model, lines in zip(WRITTEN, kept, strict=True):
            _copied_in(model, lines)
        _check_constraints()
        copying = time.perf_counter() - began
        transaction.set_rollback(True)
    return Brought(ties, sum(lines.count(b"\n") for lines in kept), seconds, copying)


def _check_constraints() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _copied_out(model: type[Model], after: int) -> bytes:
    table, key = model._meta.db_table, model._meta.pk.column
    chosen = f'SELECT * FROM "{table}" WHERE "{key}" > {after}'  # noqa: S608
    with connection.cursor() as cursor, cursor.copy(f"COPY ({chosen}) TO STDOUT") as copy:
        return b"".join(bytes(piece) for piece in copy)


def _copied_in(model: type[Model], lines: bytes) -> None:
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" FROM STDIN') as copy:
        copy.write(lines)


def brought_line(one: Brought) -> str:
    """For reading."""
    rate, copied = f"{one.ties / one.seconds:,.0f} ties/s", f"COPY of the same rows {one.copy_seconds:.1f} s"
    return f"{one.ties:,} ties ({one.rows:,} rows) in {one.seconds:.1f} s, {rate}; {copied}; ratio {one.ratio:.1f}"


def carried_line(one: Carried) -> str:
    """For reading."""
    rate, memory = f"{one.rows / one.seconds:,.0f} rows/s", f"{one.grown_mb:.0f} MB more memory"
    return f"{one.ties:,} ties as CSV ({one.rows:,} rows) in {one.seconds:.1f} s, {rate}; {memory}"
