"""Benefits as pages show them: with the outcome that shows each, in words."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from gerbang.monitoring.benefits import queries
from gerbang.monitoring.benefits.queries import Outcome
from gerbang.monitoring.models import Benefit
from gerbang.pages import formatting
from gerbang.plans import cells
from gerbang.values.language import active

VALUE = cells.Amount(4, negative=True)
TENTH = Decimal("0.1")


def shown(found: Sequence[Benefit]) -> list[tuple[Benefit, str]]:
    """Each benefit with its outcome in words; empty where no indicator shows it yet. One query for all."""
    keys = [one.indicator_id for one in found if one.indicator_id]
    outcomes = queries.outcomes(keys) if keys else {}
    said = {key: in_words(outcome) for key, outcome in outcomes.items()}
    return [(one, said.get(one.indicator_id or 0, "")) for one in found]


def in_words(of: Outcome) -> str:
    """`Sampah ke TPA (ton/hari): 1500 (2004) menjadi 1050 (31 Desember 2011), -30%`."""
    named = f"{of.name} ({of.unit})" if of.unit else of.name
    began = f"{_number(of.baseline)} ({formatting.day(of.baseline_on)})" if of.baseline_on else _number(of.baseline)
    said = _("%(name)s: from %(baseline)s to %(value)s (%(on)s)") % {
        "name": named, "baseline": began, "value": _number(of.value), "on": formatting.day(of.on),
    }  # fmt: skip
    change = of.change
    if change is None or change == 0:
        return said
    sign = "+" if change > 0 else ""
    return f"{said}, {sign}{_number(change.quantize(TENTH, ROUND_HALF_UP))}%"


def _number(value: Decimal) -> str:
    return VALUE.show(cells.plain(value), active())
