"""What each cooperation adds to the picture of all of them, and what is missing of it: some questions for many at once.

A figure is a number under a name: `promised`, `delivered`, `overdue` (activities of approved plans), `year:2026`
(carried out in a year that is known), `goal:11` (activities of approved plans that name the goal or a target of it),
`planned:apbd:IDR` and `spent:apbd:IDR` (money by source and currency; what trips cost is spent as well),
`obstacle:budget:open` (by category and state), `benefit:service` (1 where such a benefit is stated), `people:out`,
`people:in` (on trips and in activities) and `missing:…` (see `missing.asking`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from gerbang.monitoring.missing.asking import figure
from gerbang.monitoring.missing.awaited import Awaited, Kind, awaited, of_approved
from gerbang.monitoring.models import Benefit, Obstacle
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, Spending, Trip, TripMoney
from gerbang.plans.travels import on_no_trip, took_place
from gerbang.register.models import Tie

Told = Iterator[tuple[int, str, int | Decimal]]
"""Key of a cooperation, name of a figure, how much; what is told twice of one name is added."""


@dataclass(slots=True)
class Figures:
    """Of one cooperation. `missing`: how much of a kind, and since when the longest. `until`: as of what is kept."""

    amounts: dict[str, int | Decimal] = field(default_factory=dict)
    missing: dict[Kind, tuple[int, date]] = field(default_factory=dict)
    until: date | None = None

    def ends(self, day: date | None) -> None:
        """They hold no longer than that day."""
        if day is not None:
            self.until = min(day, self.until or day)


def figures_of(keys: Collection[int], today: date) -> dict[int, Figures]:
    """Of each of these cooperations that stands and is within the law, by its key; a dozen queries however many."""
    lawful = Tie.objects.filter(pk__in=keys, outside_law=False, withdrawn_at=None, merged_into=None)
    found = {key: Figures() for key in lawful.order_by().values_list("pk", flat=True)}
    for part in (
        _promises,
        _goals,
        _years,
        _planned,
        _spent,
        _travel_money,
        _obstacles,
        _benefits,
        _travelled,
        _came_and_went,
    ):
        for key, name, amount in part(found, today):
            found[key].amounts[name] = found[key].amounts.get(name, 0) + amount
    for key, day in _next_days(found, today):
        found[key].ends(day)
    for each in awaited(list(found)):
        _add_missing(found, each, today)
    return found


def _promises(ties: Collection[int], today: date) -> Told:
    """Activities of approved, standing plans; overdue: their time has passed and nothing is on record."""
    done = Exists(Delivery.objects.filter(activity=OuterRef("activity"), withdrawn_at=None))
    lines = ActivityLine.objects.filter(version__plan__tie__in=ties, **of_approved("version__"))
    grouped = lines.order_by().annotate(tie=F("version__plan__tie"), done=done).values_list("tie", "done")
    counted = grouped.annotate(number=Count("pk"), passed=Count("pk", filter=Q(ends_on__lt=today)))
    sums: dict[int, Counter[str]] = defaultdict(Counter)
    for tie, is_done, number, passed in counted:
        sums[tie].update(
            {"promised": number, "delivered": number} if is_done else {"promised": number, "overdue": passed}
        )
    for tie, amounts in sums.items():
        yield from ((tie, name, number) for name, number in amounts.items() if number)


def _goals(ties: Collection[int], _today: date) -> Told:
    """Activities of approved plans by the goals they serve; one that serves several counts for each of them."""
    lines = ActivityLine.objects.filter(version__plan__tie__in=ties, **of_approved("version__")).exclude(sdg="")
    for tie, targets in lines.order_by().values_list("version__plan__tie", "sdg"):
        for goal in {target.partition(".")[0] for target in targets.split(", ")}:
            yield tie, f"goal:{goal}", 1


def _years(ties: Collection[int], _today: date) -> Told:
    """How much was carried out in each year that is known."""
    known = Delivery.objects.filter(
        withdrawn_at=None, tie__in=ties, happened_earliest__year=F("happened_latest__year")
    ).order_by()
    years = known.annotate(year=ExtractYear("happened_latest")).values_list("tie", "year")
    for tie, year, number in years.annotate(number=Count("pk")):
        yield tie, f"year:{year}", number


def _planned(ties: Collection[int], _today: date) -> Told:
    lines = BudgetLine.objects.filter(version__plan__tie__in=ties, amount__isnull=False, **of_approved("version__"))
    return _money("planned", lines, "version__plan__tie")


def _spent(ties: Collection[int], _today: date) -> Told:
    return _money(
        "spent", Spending.objects.filter(delivery__withdrawn_at=None, delivery__tie__in=ties), "delivery__tie"
    )


def _travel_money(ties: Collection[int], today: date) -> Told:
    """What trips that took place cost; what a delivery on a trip cost is told of the delivery and is beside it."""
    made = Trip.objects.filter(took_place(today), tie__in=ties, withdrawn_at=None)
    return _money("spent", TripMoney.objects.filter(trip__in=made.values("pk")), "trip__tie")


def _money(name: str, rows: "QuerySet[BudgetLine] | QuerySet[Spending] | QuerySet[TripMoney]", way: str) -> Told:
    """By source and currency, never added across currencies."""
    grouped = rows.order_by().values_list(way, "source", "currency").annotate(total=Sum("amount"))
    for tie, source, currency, total in grouped:
        yield tie, f"{name}:{source}:{currency}", total


def _obstacles(ties: Collection[int], _today: date) -> Told:
    standing = Obstacle.objects.filter(tie__in=ties, withdrawn_at=None).order_by()
    for tie, category, state, number in standing.values_list("tie", "category", "state").annotate(number=Count("pk")):
        yield tie, f"obstacle:{category}:{state}", number


def _benefits(ties: Collection[int], _today: date) -> Told:
    stated = Benefit.objects.filter(tie__in=ties, withdrawn_at=None).order_by().values_list("tie", "kind").distinct()
    for tie, kind in stated:
        yield tie, f"benefit:{kind}", 1


def _travelled(ties: Collection[int], today: date) -> Told:
    """How many people travelled on trips that took place and on which somebody counted."""
    made = Trip.objects.filter(took_place(today), people__isnull=False, tie__in=ties, withdrawn_at=None)
    for tie, direction, people in made.order_by().values_list("tie", "direction").annotate(number=Sum("people")):
        yield tie, f"people:{direction}", people


def _came_and_went(ties: Collection[int], _today: date) -> Told:
    """How many people went abroad and came for what was carried out; those of a trip are counted with the trip."""
    alone = Delivery.objects.filter(on_no_trip(), tie__in=ties, withdrawn_at=None).order_by()
    counted = alone.values_list("tie").annotate(went=Sum("people_out"), came=Sum("people_in"))
    for tie, went, came in counted.exclude(went=None, came=None):
        yield from ((tie, f"people:{way}", people) for way, people in (("out", went), ("in", came)) if people)


def _next_days(ties: Collection[int], today: date) -> Iterator[tuple[int, date]]:
    """The last day before something changes by itself: an activity's time passes, or a trip is over."""
    lines = ActivityLine.objects.filter(version__plan__tie__in=ties, ends_on__gte=today, **of_approved("version__"))
    grouped = lines.order_by().values_list("version__plan__tie").annotate(next=Min("ends_on"))
    yield from grouped
    trips = Trip.objects.filter(tie__in=ties, withdrawn_at=None, ends_on__gt=today).order_by()
    for tie, ends_on in trips.values_list("tie").annotate(next=Min("ends_on")):
        yield tie, ends_on - timedelta(1)


def _add_missing(found: dict[int, Figures], of: Awaited, today: date) -> None:
    """How much of this kind is missing of each, since when, and until which day that stays so."""
    passed = of.passed(today)
    rows = of.dated().values_list(of.way("pk")).annotate(
        number=Count("pk", filter=passed), first=Min("m_since", filter=passed), coming=Min("m_since", filter=~passed)
    )  # fmt: skip
    for tie, number, first, coming in rows:
        if number:
            found[tie].missing[of.kind] = (number, first)
            found[tie].amounts[figure(of.kind)] = number
        if coming and of.grace is not None:
            found[tie].ends(coming + of.grace)
