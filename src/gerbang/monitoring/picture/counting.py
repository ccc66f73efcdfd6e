"""The picture of many cooperations together: how alive, promised against delivered, money, what happened by year.

No region is ranked: figures are told by state, country, field and goal.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from gerbang.monitoring.liveliness import keeping as liveliness
from gerbang.monitoring.liveliness.keeping import Cell
from gerbang.monitoring.liveliness.states import State
from gerbang.monitoring.models import KeptFigures, KeptLiveliness
from gerbang.monitoring.picture import keeping
from gerbang.people.acting import Actor
from gerbang.plans.models import BudgetLine
from gerbang.register import facets
from gerbang.register.queries import inside_keys

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
    return found.filter(tie__in=inside_keys(actor))


def numbers(actor: Actor) -> Mapping[Cell, int]:
    """(token, state) → how many, of the whole and of each country, field and goal.

    For national sight from the tallies; for others counted over their own, which are few.
    """
    if actor.national_sight:
        found: Counter[Cell] = Counter(liveliness.numbers())
        for facet in BY_FACET:
            found.update(liveliness.numbers(facet))
        return found
    told: Counter[Cell] = Counter()
    for state, counted in kept(actor).values_list("state", "counted"):
        told.update(liveliness.cells(state, counted))
    return {cell: number for cell, number in told.items() if not cell[0] or facets.facet(cell[0]) in BY_FACET}


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


@dataclass(frozen=True, slots=True)
class SourceSum:
    """Money of one source in one currency: planned in approved plans, spent on what was carried out."""

    source: str
    currency: str
    planned: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The figures of the cooperations whose inside an account may see, added up: name → amount, see `figures`."""

    amounts: Mapping[str, Decimal]

    @property
    def promise(self) -> Promise:
        return Promise(*(int(self.amounts.get(name, 0)) for name in ("promised", "delivered", "overdue")))

    @property
    def money(self) -> list[SourceSum]:
        """By source and currency, rupiah first, never added across currencies."""
        planned, spent = self._named("planned"), self._named("spent")
        order = [str(source) for source in BudgetLine.Source]
        found = [
            SourceSum(source, currency, planned.get(pair), spent.get(pair))
            for pair in {*planned, *spent}
            for source, _colon, currency in [pair.partition(":")]
        ]
        return sorted(found, key=lambda one: (one.currency != "IDR", one.currency, order.index(one.source)))

    @property
    def years(self) -> Sequence[tuple[int, int]]:
        """How much was carried out in each year whose year is known."""
        return sorted((int(year), int(number)) for year, number in self._named("year").items())

    @property
    def goals(self) -> Sequence[tuple[int, int]]:
        """How many activities of approved plans serve each goal, by its number."""
        return sorted((int(goal), int(number)) for goal, number in self._named("goal").items())

    @property
    def obstacles(self) -> Mapping[tuple[str, str], int]:
        """(category, state) → how many obstacles."""
        named = self._named("obstacle")
        return {(one[0], one[2]): int(number) for name, number in named.items() for one in [name.partition(":")]}

    @property
    def benefits(self) -> Mapping[str, int]:
        """How many cooperations state a benefit of each kind."""
        return {kind: int(number) for kind, number in self._named("benefit").items()}

    @property
    def people(self) -> Mapping[str, int]:
        """How many people went abroad and came from there, on trips and in activities, where somebody counted."""
        return {direction: int(number) for direction, number in self._named("people").items()}

    def _named(self, first: str) -> dict[str, Decimal]:
        found = {
            name.partition(":")[2]: amount for name, amount in self.amounts.items() if name.startswith(f"{first}:")
        }
        return {name: amount for name, amount in found.items() if amount}


def picture(actor: Actor) -> Picture:
    """For national sight from the sums that are kept; for others summed over their own, which are few. One query."""
    if actor.national_sight:
        return Picture(keeping.tallied())
    own = KeptFigures.objects.filter(tie__in=inside_keys(actor))
    return Picture(keeping.summed(own.values_list("figures", flat=True)))


def tokens(found: Iterable[Cell], facet: str) -> list[str]:
    """The tokens of a facet that occur."""
    return sorted({token for token, _state in found if token and facets.facet(token) == facet})
