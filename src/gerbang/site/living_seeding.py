"""Fills a measured register with made-up plans, what was carried out and readings: SQL from the ties that are there.

On PostgreSQL, and only where no plan is yet. Every agreed cooperation gets one approved plan of three years; which of
its activities were carried out, and when, follows from its key, so that the same register is filled alike.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from django.db import connection, transaction

from gerbang.ledger import reading
from gerbang.monitoring import following
from gerbang.plans.models import Delivery, Plan
from gerbang.site.indexes import without_secondary

STEP = 50_000
"""Ties in one transaction."""
DELIVERED = 3
"""At most so many of a plan's activities were carried out."""
FILLED = (
    "plans_plan", "plans_planversion", "plans_activity", "plans_activityline", "plans_indicator",
    "plans_indicatorline", "plans_target", "plans_reading", "plans_delivery",
)  # fmt: skip
ROOM = 64
"""Keys set aside for the rows of one tie in each table."""

Say = Callable[[str], object]


class NotEmpty(RuntimeError):
    """There are plans already."""


class NotPostgresql(RuntimeError):
    """SQLite is not measured at that size."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For each agreed cooperation."""

    activities: int
    readings: int


def seed(*, wanted: Wanted, say: Say) -> None:
    """Plans with their activities, indicators, readings and deliveries, then statistics, and what the clock keeps."""
    if connection.vendor != "postgresql":
        raise NotPostgresql
    if Plan.objects.exists() or Delivery.objects.exists():
        raise NotEmpty
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM register_tie")
        first, last = cursor.fetchone()
    with without_secondary(FILLED, say):
        for start in range(first or 0, (last or -1) + 1, STEP):
            with transaction.atomic():
                _write(start, min(start + STEP, (last or 0) + 1), wanted)
            say(f"ties up to {min(start + STEP, last):,} of {last:,}")
    with connection.cursor() as cursor:
        for table in FILLED:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
        cursor.execute("ANALYZE")
    say(f"filled in {time.perf_counter() - began:,.0f} s; computing what is kept of each")
    reading.drop(following.READER)
    following.refresh(most=sys.maxsize)
    say(f"ready after {time.perf_counter() - began:,.0f} s")


def _write(start: int, stop: int, wanted: Wanted) -> None:
    numbers = {"start": start, "stop": stop, "activities": wanted.activities, "readings": wanted.readings}
    with connection.cursor() as cursor:
        for statement in statements():
            cursor.execute(statement, {**numbers, "delivered": DELIVERED, "room": ROOM})


def statements() -> Sequence[str]:
    """The statements of `sql/living.sql`, in their order."""
    text = resources.files("gerbang.site").joinpath("sql/living.sql").read_text("utf-8")
    told = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [part.strip() for part in told.split("\n;") if part.strip()]
