"""The money of a plan by source and year. Pure: sums exist within a currency only."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gerbang.values.money import Money


@dataclass(frozen=True, slots=True)
class Share:
    """Money from one source in one year; of an unknown year it is None."""

    source: str
    year: int | None
    money: Money


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source: a sum for each year of the sheet, in its order, and for all of them."""

    source: str
    by_year: tuple[Money | None, ...]
    total: Money


@dataclass(frozen=True, slots=True)
class Sheet:
    """All money in one currency."""

    currency: str
    years: tuple[int | None, ...]
    rows: tuple[SourceRow, ...]
    by_year: tuple[Money, ...]
    total: Money

    @property
    def most(self) -> Decimal:
        """The largest single sum, against which pictures are drawn."""
        return max(row.total.amount for row in self.rows)


def sheets(shares: Iterable[Share], sources: Iterable[str]) -> list[Sheet]:
    """One sheet a currency, rupiah first; sources in the order given, years in theirs, an unknown one last."""
    found: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        found[share.money.currency].append(share)
    order = list(sources)
    return [_sheet(currency, found[currency], order) for currency in sorted(found, key=lambda one: (one != "IDR", one))]


def _sheet(currency: str, shares: list[Share], order: list[str]) -> Sheet:
    years = tuple(sorted({share.year for share in shares}, key=lambda year: (year is None, year or 0)))
    sums: dict[tuple[str, int | None], Money] = {}
    for share in shares:
        place = share.source, share.year
        sums[place] = sums[place] + share.money if place in sums else Money(share.money.amount, currency)
    rows = tuple(
        SourceRow(
            source,
            tuple(sums.get((source, year)) for year in years),
            _total(currency, [money for (of, _year), money in sums.items() if of == source]),
        )
        for source in sorted({share.source for share in shares}, key=order.index)
    )
    by_year = tuple(_total(currency, [money for (_source, of), money in sums.items() if of == year]) for year in years)
    return Sheet(currency, years, rows, by_year, _total(currency, by_year))


def _total(currency: str, parts: Iterable[Money]) -> Money:
    return sum(parts, Money(Decimal(0), currency))
