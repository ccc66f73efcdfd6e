"""Keeps the figures of every cooperation, their sums, and what is missing of it: no page adds up all of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import connection

from gerbang.monitoring.models import FigureTally, KeptAwaited, KeptFigures
from gerbang.monitoring.picture.figures import Figures, figures_of

BATCH = 1_000
Amounts = Mapping[str, Decimal]
"""Name of a figure → how much."""


def recompute(keys: Collection[int], today: date) -> None:
    """Computes and keeps what these cooperations add, and adds the difference to the sums; part of a transaction."""
    before = list(KeptFigures.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    found = figures_of(keys, today)
    rows = [_row(key, found[key], today) for key in sorted(found)]
    KeptFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["tie"], update_fields=["figures", "until", "computed_on"],
        batch_size=BATCH,
    )  # fmt: skip
    KeptFigures.objects.filter(pk__in=[row.pk for row in before if row.pk not in found]).delete()
    _keep_missing(keys, found)
    _add(_difference(*(summed(row.figures for row in each) for each in (before, rows))))


def _row(key: int, found: Figures, today: date) -> KeptFigures:
    told = {name: str(amount) for name, amount in found.amounts.items()}
    return KeptFigures(tie_id=key, figures=told, until=found.until, computed_on=today)


def _keep_missing(keys: Collection[int], found: Mapping[int, Figures]) -> None:
    KeptAwaited.objects.filter(tie__in=keys).delete()
    KeptAwaited.objects.bulk_create(
        [
            KeptAwaited(tie_id=key, kind=kind.value, number=number, since=since)
            for key, figures in found.items()
            for kind, (number, since) in figures.missing.items()
        ],
        batch_size=BATCH,
    )


def summed(rows: Iterable[Mapping[str, str]]) -> Amounts:
    """What the figures of some cooperations are together."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for figures in rows:
        for name, amount in figures.items():
            found[name] += Decimal(amount)
    return found


def _difference(before: Amounts, now: Amounts) -> Amounts:
    return {name: now.get(name, Decimal()) - before.get(name, Decimal()) for name in {*before, *now}}


def _add(difference: Amounts) -> None:
    """To the sums, in one order so that two writers never wait for each other in a ring."""
    table = FigureTally._meta.db_table
    statement = (
        f"INSERT INTO {table} (name, amount) VALUES (%s, %s) "  # noqa: S608 - the name of our own table
        f"ON CONFLICT (name) DO UPDATE SET amount = {table}.amount + excluded.amount"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(name, amount) for name, amount in sorted(difference.items()) if amount])


def tallied() -> Amounts:
    """The sums of all cooperations together. One query."""
    return dict(FigureTally.objects.exclude(amount=0).values_list("name", "amount"))
