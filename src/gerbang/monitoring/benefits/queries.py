"""Reads of benefits, and of the outcomes that show them.

Only what can honestly be added is added up: cooperations by kind of benefit, and people who were counted. Outcomes have
units and baselines of their own and stand side by side.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from gerbang.monitoring.models import Benefit
from gerbang.people.acting import Actor
from gerbang.plans.models import IndicatorLine, PlanVersion, Reading
from gerbang.register.models import Tie
from gerbang.register.queries import inside


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an indicator showed against where it began: baseline with its day, and the latest accepted reading."""

    name: str
    unit: str
    baseline: Decimal
    baseline_on: date | None
    value: Decimal
    on: date

    @property
    def change(self) -> Decimal | None:
        """In per cent of the baseline; None where there is nothing to divide by."""
        return (self.value - self.baseline) / self.baseline * 100 if self.baseline > 0 else None


def of_tie(tie: Tie, *, insider: bool) -> list[Benefit]:
    """What stands; for others than insiders what the region lets everybody read, of a cooperation they may see."""
    standing = Benefit.objects.filter(tie=tie, withdrawn_at=None).select_related("body", "indicator")
    return list(standing.order_by("kind", "pk") if insider else standing.filter(public=True).order_by("kind", "pk"))


def benefit_of(actor: Actor, ref: str) -> Benefit | None:
    """One that stands, for those who see the inside of its cooperation."""
    seen = Benefit.objects.filter(tie__in=inside(actor).values("pk"), ref=ref, withdrawn_at=None)
    return seen.select_related("tie").first()


def outcomes(indicators: Collection[int]) -> Mapping[int, Outcome]:
    """The outcome of each indicator by its key, of those with a baseline in the approved plan and a reading."""
    read = Reading.objects.filter(state=Reading.State.ACCEPTED, withdrawn_at=None).order_by("dated_on", "pk")
    lines = IndicatorLine.objects.filter(
        indicator__in=indicators, baseline__isnull=False, version__state=PlanVersion.State.APPROVED,
        version__plan__withdrawn_at=None,
    )  # fmt: skip
    found: dict[int, Outcome] = {}
    for line in lines.prefetch_related(Prefetch("indicator__readings", read)).order_by("pk"):
        readings = list(line.indicator.readings.all())
        if readings and line.baseline is not None:
            last = readings[-1]
            found[line.indicator_id] = Outcome(
                line.name, line.unit, line.baseline, line.baseline_on, last.value, last.dated_on
            )
    return found


def of_plans(tie: Tie) -> Sequence[tuple[int, str]]:
    """The indicators of a cooperation's approved plans, to be named as what shows a benefit."""
    lines = IndicatorLine.objects.filter(
        version__plan__tie=tie, version__plan__withdrawn_at=None, version__state=PlanVersion.State.APPROVED
    )
    return list(lines.order_by("number").values_list("indicator", "name"))
