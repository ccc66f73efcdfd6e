"""A benefit of the demonstration, made up and marked as an example; shown by the indicator of the sample plan."""

from gerbang.monitoring.benefits.benefiting import Stated, state
from gerbang.monitoring.models import Benefit
from gerbang.people.acting import Acting
from gerbang.plans.models import Indicator
from gerbang.register.models import Tie


def sample(by: Acting, tie: Tie) -> int:
    """States it of a sample case's cooperation, where none is stated yet."""
    if Benefit.objects.filter(tie=tie).exists():
        return 0
    state(
        by=by,
        tie=tie,
        stated=Stated(
            kind=Benefit.Kind.SERVICE,
            what="Jalan kota yang lebih aman bagi pejalan kaki (contoh)",
            whom="Warga di dua ruas jalan percontohan (contoh)",
            indicator=Indicator.objects.filter(plan__tie=tie).first(),
        ),
    )
    return 1
