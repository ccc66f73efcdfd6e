"""The picture of many cooperations together: how alive, promised against delivered, money, what happened by year.

No region is ranked: figures are told by state, country, field and goal.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from gerbang.monitoring.benefits import queries as benefits
from gerbang.monitoring.liveliness import keeping
from gerbang.monitoring.liveliness.keeping import Cell
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.models import KeptLiveliness
from gerbang.people.acting import Actor
from gerbang.plans.models import ActivityLine, BudgetLine, Delivery, PlanVersion, Spending
from gerbang.register import facets
from gerbang.register.models import Tie
from gerbang.register.queries import inside, own_tokens

ORDER = (
    State.ACTIVE, State.FADING, State.INACTIVE, State.NOT_BEGUN, State.LAPSED, State.NO_DATA, State.PREPARING,
    State.ENDED,
)  # fmt: skip
"""States in the order in which a page tells them."""
BY_FACET = (facets.COUNTRY, facets.AREA, facets.SDG)
FIRST_FIRST = ("tie__listed_on", "tie__ref")


def kept(actor: Actor) -> QuerySet[KeptLiveliness]:
    """The kept states of the cooperations whose inside the actor may see."""
    found = KeptLiveliness.objects.filter(tie__withdrawn_at=None, tie__merged_into=None, tie__outside_law=False)
    if actor.national_sight:
        return found
    return found.filter(tie__in=inside(actor).values("pk"))


def numbers(actor: Actor) -> Mapping[Cell, int]:
    """(token, state) → how many, of the whole and of each country, field and goal.

    For national sight from the tallies; for others counted over their own, which are few.
    """
    if actor.national_sight:
        found: Counter[Cell] = Counter(keeping.numbers())
        for facet in BY_FACET:
            found.update(keeping.numbers(facet))
        return found
    counted: Counter[Cell] = Counter()
    for row in kept(actor).only("state", "counted"):
        counted.update(cell for cell in keeping.cells(row) if not cell[0] or facets.facet(cell[0]) in BY_FACET)
    return counted


def listed(actor: Actor, state: str = "", token: str = "") -> QuerySet[KeptLiveliness]:
    """Cooperations in a state, with a facet, the ones that were agreed longest ago first."""
    rows = kept(actor).select_related("tie")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(tie__terms__matches=((token,),)) if token else rows


@dataclass(frozen=True, slots=True)
class Promise:
    """Activities of approved plans: how many there are, of how many something was carried out, how many are overdue.

    `overdue`: their time has passed and nothing is on record.
    """

    promised: int
    delivered: int
    overdue: int


def promise(actor: Actor, today: date) -> Promise:
    """What approved, standing plans promised against what was carried out. One query."""
    done = Exists(Delivery.objects.filter(activity=OuterRef("activity"), withdrawn_at=None))
    lines = ActivityLine.objects.filter(
        version__state=PlanVersion.State.APPROVED, version__plan__withdrawn_at=None, version__plan__tie__in=_ties(actor)
    )
    found = lines.order_by().aggregate(
        promised=Count("pk"), delivered=Count("pk", filter=Q(done)),
        overdue=Count("pk", filter=Q(ends_on__lt=today) & ~Q(done)),
    )  # fmt: skip
    return Promise(**found)


@dataclass(frozen=True, slots=True)
class SourceSum:
    """Money of one source in one currency: planned in approved plans, spent on what was carried out."""

    source: str
    currency: str
    planned: Decimal | None
    spent: Decimal | None


def money(actor: Actor) -> list[SourceSum]:
    """By source and currency, never added across currencies. Two queries."""
    ties = _ties(actor)
    planned = BudgetLine.objects.filter(
        version__state=PlanVersion.State.APPROVED, version__plan__withdrawn_at=None, version__plan__tie__in=ties,
        amount__isnull=False,
    )  # fmt: skip
    spent = Spending.objects.filter(delivery__withdrawn_at=None, delivery__tie__in=ties)
    sums = [_sums(rows) for rows in (planned, spent)]
    order = [str(source) for source in BudgetLine.Source]
    pairs = sorted({*sums[0], *sums[1]}, key=lambda pair: (pair[1] != "IDR", pair[1], order.index(pair[0])))
    return [SourceSum(*pair, sums[0].get(pair), sums[1].get(pair)) for pair in pairs]


def _sums(rows: QuerySet[BudgetLine] | QuerySet[Spending]) -> dict[tuple[str, str], Decimal]:
    grouped = rows.order_by().values_list("source", "currency").annotate(total=Sum("amount"))
    return {(source, currency): total for source, currency, total in grouped}


def by_year(actor: Actor) -> Sequence[tuple[int, int]]:
    """How much was carried out in each year whose year is known. One query."""
    known = Delivery.objects.filter(
        withdrawn_at=None, tie__in=_ties(actor), happened_earliest__year=F("happened_latest__year")
    )
    years = known.order_by().annotate(year=ExtractYear("happened_latest")).values_list("year")
    return sorted(years.annotate(number=Count("pk")))


def tokens(found: Iterable[Cell], facet: str) -> list[str]:
    """The tokens of a facet that occur."""
    return sorted({token for token, _state in found if token and facets.facet(token) == facet})


def own(actor: Actor) -> bool:
    """Whether the account sees any cooperation's inside at all."""
    return actor.national_sight or bool(own_tokens(actor)) or inside(actor).exists()


def stated(actor: Actor, today: date) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """How many cooperations state a benefit of each kind, and how many people travelled out and in. Two queries."""
    ties = _ties(actor)
    return benefits.by_kind(ties), benefits.people(ties, today)


def _ties(actor: Actor) -> QuerySet[Tie, int]:
    return inside(actor).filter(outside_law=False).values_list("pk", flat=True)
