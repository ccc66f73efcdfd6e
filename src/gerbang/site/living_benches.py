"""How living ties answer at size: computing liveliness, the picture of all cooperations, and what is missing."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from gerbang.monitoring import following
from gerbang.monitoring.liveliness import keeping
from gerbang.people.acting import Actor
from gerbang.people.models import Account
from gerbang.plans.models import Activity, Reading
from gerbang.register.models import Tie
from gerbang.site.accounts import ROLES
from gerbang.site.benches import Compared, Statement, listening, milliseconds, timed
from gerbang.site.tour import Page, Visitors
from gerbang.values import zones

BATCH = following.BATCH

PICTURE = "SELECT token, state, number FROM monitoring_livelinesstally WHERE number > 0"
FIGURES = "SELECT name, amount FROM monitoring_figuretally WHERE amount <> 0"
LONGEST = """
SELECT k.kind, t.ref, t.names_id, k.since, k.number FROM monitoring_keptawaited k JOIN register_tie t ON t.id = k.tie_id
ORDER BY k.since, k.tie_id LIMIT 200
"""
OWN = """
SELECT t.id FROM register_tie t JOIN register_party p ON p.tie_id = t.id WHERE p.region_id = %s
AND t.withdrawn_at IS NULL AND t.merged_into_id IS NULL
"""
OWN_NUMBERS = f"SELECT kind, sum(number) FROM monitoring_keptawaited WHERE tie_id IN ({OWN}) GROUP BY kind"  # noqa: S608 - our own words
OWN_LONGEST = f"""
WITH longest AS (SELECT DISTINCT tie_id FROM (SELECT tie_id FROM monitoring_keptawaited WHERE tie_id IN ({OWN})
  ORDER BY since, tie_id LIMIT 200) first)
SELECT line.title, t.ref, t.names_id, line.ends_on FROM longest JOIN register_tie t ON t.id = longest.tie_id
JOIN plans_plan p ON p.tie_id = t.id JOIN plans_planversion v ON v.plan_id = p.id
JOIN plans_activityline line ON line.version_id = v.id
WHERE v.state = 'approved' AND p.withdrawn_at IS NULL AND line.ends_on < current_date AND NOT EXISTS (
  SELECT 1 FROM plans_delivery d WHERE d.activity_id = line.activity_id AND d.withdrawn_at IS NULL)
ORDER BY line.ends_on LIMIT 200
"""  # noqa: S608
OWN_FIGURES = f"SELECT figures FROM monitoring_keptfigures WHERE tie_id IN ({OWN})"  # noqa: S608
OWN_STATES = f"SELECT state, counted FROM monitoring_keptliveliness WHERE tie_id IN ({OWN})"  # noqa: S608
IN_STATE = """
SELECT t.ref, t.names_id, k.state, k.until, k.delivered_on FROM monitoring_keptliveliness k
JOIN register_tie t ON t.id = k.tie_id ORDER BY t.listed_on, t.ref LIMIT 51
"""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What is kept of a batch of ties computed anew, beside the statements that asked, repeated alone."""

    what: str
    ties: int
    batches: int
    batch_ms: float
    sql_ms: float

    @property
    def ties_a_second(self) -> float:
        return self.ties / self.batches / self.batch_ms * 1000

    @property
    def ratio(self) -> float:
        return self.batch_ms / self.sql_ms

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ties_a_second": self.ties_a_second, "ratio": self.ratio}


def recompute(ties: int) -> list[Recomputed]:
    """So many ties, batch by batch as the clock does; nothing of it is kept."""
    keys = list(Tie.objects.order_by("pk").values_list("pk", flat=True)[: max(ties, 1)])
    told = (("liveliness", keeping.recompute), ("liveliness and figures", following.recompute))
    return [_recomputed(what, keys, compute) for what, compute in told]


def _recomputed(what: str, keys: Sequence[int], compute: Callable[[Collection[int], date], int]) -> Recomputed:
    today = zones.today("WIB")
    batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    took, alone = [], []
    for batch in batches:
        with transaction.atomic():
            with listening() as asked:
                began = time.perf_counter()
                compute(batch, today)
                took.append((time.perf_counter() - began) * 1000)
            alone.append(milliseconds(partial(_repeat, list(asked.statements))))
            transaction.set_rollback(True)
    return Recomputed(what, len(keys), len(batches), median(took), median(alone))


def _repeat(statements: Sequence[Statement]) -> None:
    """The same statements, reading and writing, their answers fetched and thrown away."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def compare(runs: int) -> list[Compared]:
    """The pages over all cooperations, each beside the least that answers its question."""
    own = (_region("head"),)
    ministry = "home-affairs"
    asked: Sequence[tuple[Page, str, Sequence[Statement]]] = (
        (Page("overall picture", ministry, reverse("monitoring:picture")), "ministry", ((PICTURE, ()), (FIGURES, ()))),
        (Page("overall picture", "head", reverse("monitoring:picture")), "region", (
            (OWN_STATES, own), (OWN_FIGURES, own))),
        (Page("what is missing", ministry, reverse("monitoring:missing")), "ministry", ((LONGEST, ()), (FIGURES, ()))),
        (Page("what is missing", "head", reverse("monitoring:missing")), "region", (
            (OWN_LONGEST, own), (OWN_NUMBERS, own))),
        (Page("by liveliness", ministry, reverse("monitoring:by-liveliness")), "ministry", ((IN_STATE, ()),)),
    )  # fmt: skip
    with Visitors() as visitors:
        return [Compared(who, *timed(page, visitors.browser(page.role), runs, bare)) for page, who, bare in asked]


def _region(role: str) -> int:
    """The key of the region a role of the demonstration works for."""
    actor = Actor(Account.objects.get(email=ROLES[role].address))
    return min(actor.region_ids)


def size() -> dict[str, int]:
    """How much there is to measure with."""
    return {
        "ties": Tie.objects.count(),
        "activities": Activity.objects.count(),
        "readings": Reading.objects.count(),
    }


def recomputed_line(one: Recomputed) -> str:
    """For reading."""
    rate = f"{one.ties_a_second:,.0f} ties/s"
    return f"{one.what} of {one.ties:,} ties, {BATCH:,} at a time: {rate}; {one.ratio:.1f} times its own statements"
