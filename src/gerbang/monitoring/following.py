"""Keeps what pages over many cooperations read: how alive each is, and what it adds to the picture. The clock's job.

It follows the book leaf by leaf, so that whatever is recorded of a cooperation, of its plan or of a report on it has it
computed anew; and it looks again at those of which a day has come that changes the answer.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db import transaction

from gerbang.ledger import reading
from gerbang.ledger.queries import ran
from gerbang.ledger.reading import Leaf
from gerbang.monitoring.liveliness import keeping as liveliness
from gerbang.monitoring.models import (
    FigureTally,
    KeptAwaited,
    KeptFigures,
    KeptLiveliness,
    LivelinessTally,
    ReportedTie,
)
from gerbang.monitoring.picture import keeping as picture
from gerbang.plans.models import Plan
from gerbang.register.models import Tie
from gerbang.values import zones

READER = "monitoring.liveliness.3"
"""Raise the number when a rule, its thresholds or a figure changes: every cooperation is then computed anew."""
PREFIX = "monitoring.liveliness."
SWEEP = "monitoring.sweep"
"""Its place is the key of the cooperation that was computed last; there only until all were."""
JOB = "monitoring.liveliness"
BATCH = 1_000
MOST = 100
"""Batches in one run, so that the clock's other jobs are not kept waiting; the next run goes on."""


def refresh(now: datetime | None = None, most: int = MOST) -> int:
    """Computes what the book says has changed, and what a new day may have changed; returns how many."""
    today = zones.today("WIB", now) if now else zones.today("WIB")
    done, batches = 0, 0
    for step in (_sweep, _follow, _pass_days):
        while batches < most and (computed := step(today)) is not None:
            done, batches = done + computed, batches + 1
    return done


def recompute(ties: Collection[int], today: date) -> int:
    """Computes and keeps everything of these ties; part of a transaction. Gives how many stand."""
    picture.recompute(ties, today)
    return liveliness.recompute(ties, today)


def computed_at() -> datetime | None:
    """When what is kept last was as the book said; None where the clock has not computed yet."""
    return ran(JOB)


@transaction.atomic
def _sweep(today: date) -> int | None:
    """Where nothing is kept yet the next of all cooperations, instead of the whole book; None once all are there."""
    if reading.hold(READER) == 0:
        _begin()
    if not reading.has(SWEEP):
        return None
    waiting = Tie.objects.filter(pk__gt=reading.hold(SWEEP)).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not keys:
        reading.drop(SWEEP)
        return None
    reading.move(SWEEP, keys[-1])
    return recompute(keys, today)


def _begin() -> None:
    """Forgets what an earlier rule computed. What is recorded from here on is followed once the sweep is over."""
    if reading.supersede(READER, PREFIX):
        for table in (KeptLiveliness, LivelinessTally, KeptFigures, KeptAwaited, FigureTally):
            table._default_manager.all().delete()
    reading.hold(SWEEP)
    reading.move(SWEEP, 0)
    reading.move(READER, reading.end())


@transaction.atomic
def _follow(today: date) -> int | None:
    """Those of which the next leaves of the book tell; None at its end."""
    leaves = reading.leaves(reading.hold(READER), BATCH)
    if not leaves:
        return None
    reading.move(READER, leaves[-1].index + 1)
    return recompute(_touched(leaves), today)


def _touched(leaves: Iterable[Leaf]) -> set[int]:
    """The keys of the ties that these entries speak of: their own, those of plans, and those reports tell of."""
    streams: dict[str, set[str]] = defaultdict(set)
    for leaf in leaves:
        streams[leaf.stream.partition("-")[0]].add(leaf.stream)
    found = set(Tie.objects.filter(ref__in=streams["ks"]).values_list("pk", flat=True))
    found |= set(Plan.objects.filter(ref__in=streams["rn"]).values_list("tie", flat=True))
    return found | set(ReportedTie.objects.filter(report__ref__in=streams["lp"]).values_list("tie", flat=True))


@transaction.atomic
def _pass_days(today: date) -> int | None:
    """The next of those whose answer held until a day that has passed, once a day each; None where there are none."""
    keys: set[int] = set()
    for table in (KeptLiveliness, KeptFigures):
        passed = table._default_manager.filter(until__lt=today, computed_on__lt=today).order_by("until")
        keys.update(passed.values_list("pk", flat=True)[:BATCH])
    return recompute(keys, today) if keys else None
