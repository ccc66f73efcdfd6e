"""Keeps how alive every cooperation is, and how many are in each state."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from django.db import connection

from gerbang.monitoring.liveliness import gathering
from gerbang.monitoring.liveliness.states import Evidence, SignKind, liveliness
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.models import KeptLiveliness, LivelinessTally
from gerbang.register import facets
from gerbang.register.models import Tie

BATCH = 1_000
TALLIED = (facets.REGION, facets.PROVINCE, facets.COUNTRY, facets.KIND, facets.AREA, facets.SDG)
"""Facets under which states are counted."""

ALL = "*"
"""Stands in a row for the tally of all cooperations together."""

Cell = tuple[str, str]
"""A token and a state."""


def recompute(ties: Collection[int], today: date) -> int:
    """Computes and keeps the state of these ties, and counts them; part of a transaction. Gives how many."""
    wanted = Tie.objects.filter(pk__in=ties).order_by("pk")
    standing = {tie.pk: tie for tie in wanted.only(*NEEDED) if tie.withdrawn_at is None and tie.merged_into_id is None}
    before = {one.pk: one for one in KeptLiveliness.objects.select_for_update().filter(pk__in=ties).order_by("pk")}
    evidence = gathering.evidence_of(list(standing.values()))
    rows = [_kept(tie, evidence[key], today) for key, tie in standing.items()]
    KeptLiveliness.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["tie"], batch_size=BATCH,
        update_fields=["state", "rule", "until", "delivered_on", "computed_on", "counted"],
    )  # fmt: skip
    gone = [key for key in before if key not in standing]
    KeptLiveliness.objects.filter(pk__in=gone).delete()
    _count(before.values(), rows)
    return len(rows)


NEEDED = ("ref", "phase", "created", "facets", "outside_law", "withdrawn_at", "merged_into")


def _kept(tie: Tie, evidence: Evidence, today: date) -> KeptLiveliness:
    found = liveliness(evidence, today, thresholds())
    delivered = [
        one.happened.latest
        for one in evidence.signs
        if one.kind == SignKind.DELIVERY and one.withdrawn is None and one.happened.earliest and one.happened.latest
    ]
    return KeptLiveliness(
        tie=tie, state=found.state.value, rule=found.rule, until=found.until, computed_on=today,
        delivered_on=max(delivered, default=None), counted=_tokens(tie),
    )  # fmt: skip


def _tokens(tie: Tie) -> str:
    """Of what stands outside the law nothing is counted."""
    if tie.outside_law:
        return ""
    return " ".join([ALL, *(token for token in tie.facets.split() if facets.facet(token) in TALLIED)])


def cells(state: str, counted: str) -> Iterable[Cell]:
    """The tallies in which a row has its place."""
    return [(token.removeprefix(ALL), state) for token in counted.split()]


def _count(before: Iterable[KeptLiveliness], now: Sequence[KeptLiveliness]) -> None:
    """Adds the difference to the tallies, in one order so that two writers never wait for each other in a ring."""
    difference: Counter[Cell] = Counter()
    for row in before:
        difference.subtract(cells(row.state, row.counted))
    for row in now:
        difference.update(cells(row.state, row.counted))
    table = LivelinessTally._meta.db_table
    statement = (
        f"INSERT INTO {table} (token, state, number) VALUES (%s, %s, %s) "  # noqa: S608 - the name of our own table
        f"ON CONFLICT (token, state) DO UPDATE SET number = {table}.number + excluded.number"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*cell, number) for cell, number in sorted(difference.items()) if number])


def numbers(prefix: str | None = None) -> Mapping[Cell, int]:
    """(token, state) → how many; of all cooperations together, or of every token of one facet. One query."""
    found = LivelinessTally.objects.filter(number__gt=0)
    found = found.filter(token="") if prefix is None else found.filter(token__startswith=f"{prefix}_")
    return {(token, state): number for token, state, number in found.values_list("token", "state", "number")}


def recounted() -> Counter[Cell]:
    """What the tallies would say if they were counted anew: for the check that they never drift."""
    found: Counter[Cell] = Counter()
    for state, counted in KeptLiveliness.objects.values_list("state", "counted"):
        found.update(cells(state, counted))
    return found
