"""What cannot wait when an office is handed over: what runs out within a year, what waits, what is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gerbang.gate import queries as gate
from gerbang.gate.models import Case
from gerbang.gate.upon import OPEN
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.models import Evaluation, Finding
from gerbang.monitoring.visits import visited
from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.plans import following_up
from gerbang.plans.models import FollowUp
from gerbang.register.models import Tie
from gerbang.values.dates import months_after

MONTHS = 12
"""Within how many months an end of validity is urgent: a renewal takes most of a year."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """`lapsing`: whom a cooperation is with, and the day its text in force runs out. The rest waits on the region."""

    lapsing: Sequence[tuple[str, date]]
    cases: Sequence[Case]
    decisions: Sequence[Evaluation]
    findings: Sequence[Finding]
    overdue: Sequence[FollowUp]

    def __bool__(self) -> bool:
        return bool(self.lapsing or self.cases or self.decisions or self.findings or self.overdue)


def urgent(actor: Actor, government: Body, ties: Sequence[Tie], ends: Sequence[tuple[str, date | None]]) -> Urgent:
    """Of the cooperations of a region; `ends`: whom each is with, and until when its text in force is valid."""
    today = actor.today
    last = months_after(today, MONTHS)
    lapsing = [(name, on) for name, on in ends if on is not None and today <= on <= last]
    held = gate.visible_to(actor).filter(holder=government, state__in=OPEN, tie__in=ties)
    decisions = evaluated.waiting_for(actor).filter(body=government, state=Evaluation.State.COMPLETED)
    late = following_up.visible_to(actor).filter(tie__in=ties, done_on=None, due_on__lt=today)
    return Urgent(
        lapsing=sorted(lapsing, key=lambda one: one[1]),
        cases=list(held.order_by("pk")),
        decisions=list(decisions),
        findings=list(visited.unanswered_of(actor)),
        overdue=list(late.order_by("due_on", "pk")),
    )
