"""How living ties answer at size: computing liveliness, the picture of all cooperations, and what is missing."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from gerbang.monitoring import following
from gerbang.plans.models import Activity, Reading
from gerbang.register.models import Tie
from gerbang.site.benches import Compared, Statement, listening, milliseconds, timed
from gerbang.site.tour import Page, Visitors
from gerbang.values import zones

BATCH = following.BATCH

PICTURE = "SELECT token, state, number FROM monitoring_livelinesstally WHERE number > 0"
PROMISED = """
SELECT count(*), count(*) FILTER (WHERE done), count(*) FILTER (WHERE ends_on < current_date AND NOT done)
FROM (SELECT line.ends_on, EXISTS (SELECT 1 FROM plans_delivery d WHERE d.activity_id = line.activity_id
  AND d.withdrawn_at IS NULL) done FROM plans_activityline line JOIN plans_planversion v ON v.id = line.version_id
  JOIN plans_plan p ON p.id = v.plan_id WHERE v.state = 'approved' AND p.withdrawn_at IS NULL) told
"""
YEARS = """
SELECT substr(CAST(happened_latest AS text), 1, 4), count(*) FROM plans_delivery WHERE withdrawn_at IS NULL
AND substr(CAST(happened_earliest AS text), 1, 4) = substr(CAST(happened_latest AS text), 1, 4) GROUP BY 1
"""
OVERDUE = """
SELECT line.title, t.ref, t.names_id, line.ends_on FROM plans_activityline line
JOIN plans_planversion v ON v.id = line.version_id JOIN plans_plan p ON p.id = v.plan_id
JOIN register_tie t ON t.id = p.tie_id WHERE v.state = 'approved' AND p.withdrawn_at IS NULL
AND line.ends_on < current_date AND t.phase = 'agreed' AND t.withdrawn_at IS NULL
AND NOT EXISTS (SELECT 1 FROM plans_delivery d WHERE d.activity_id = line.activity_id AND d.withdrawn_at IS NULL)
ORDER BY line.ends_on LIMIT 200
"""
IN_STATE = """
SELECT t.ref, t.names_id, k.state, k.until, k.delivered_on FROM monitoring_keptliveliness k
JOIN register_tie t ON t.id = k.tie_id ORDER BY t.listed_on, t.ref LIMIT 51
"""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """Liveliness of a batch of ties computed and kept, beside the statements it asked, repeated alone."""

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


def recompute(ties: int) -> Recomputed:
    """The states of so many ties, batch by batch as the clock does; nothing of it is kept."""
    today = zones.today("WIB")
    keys = list(Tie.objects.order_by("pk").values_list("pk", flat=True)[: max(ties, 1)])
    batches = [keys[start : start + BATCH] for start in range(0, len(keys), BATCH)]
    took, alone = [], []
    for batch in batches:
        with transaction.atomic():
            with listening() as asked:
                began = time.perf_counter()
                following.recompute(batch, today)
                took.append((time.perf_counter() - began) * 1000)
            alone.append(milliseconds(partial(_repeat, list(asked.statements))))
            transaction.set_rollback(True)
    return Recomputed(len(keys), len(batches), median(took), median(alone))


def _repeat(statements: Sequence[Statement]) -> None:
    """The same statements, reading and writing, their answers fetched and thrown away."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def compare(runs: int) -> list[Compared]:
    """The pages over all cooperations, each beside the least that answers its question."""
    asked: Sequence[tuple[Page, str, Sequence[Statement]]] = (
        (Page("overall picture", "home-affairs", reverse("monitoring:picture")), "ministry", (
            (PICTURE, ()), (PROMISED, ()), (YEARS, ()))),
        (Page("what is missing", "home-affairs", reverse("monitoring:missing")), "ministry", ((OVERDUE, ()),)),
        (Page("what is missing", "head", reverse("monitoring:missing")), "region", ((OVERDUE, ()),)),
        (Page("by liveliness", "home-affairs", reverse("monitoring:by-liveliness")), "ministry", ((IN_STATE, ()),)),
    )  # fmt: skip
    with Visitors() as visitors:
        return [Compared(who, *timed(page, visitors.browser(page.role), runs, bare)) for page, who, bare in asked]


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
    return f"liveliness of {one.ties:,} ties, {BATCH:,} at a time: {rate}; {one.ratio:.1f} times its own statements"
