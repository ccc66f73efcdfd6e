"""What a new head of region finds (memori serah terima): every cooperation of the region with the facts that matter.

It is read from the records on the day it is asked for; nobody types it. Other parts add lines of their own: obstacles,
whatever they keep of a cooperation.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from gerbang.gate import books
from gerbang.gate import queries as gate
from gerbang.gate.upon import OPEN
from gerbang.gate.wording import said
from gerbang.monitoring.liveliness import gathering
from gerbang.monitoring.liveliness.states import Evidence, Liveliness, SignKind, State, liveliness
from gerbang.monitoring.liveliness.thresholds import thresholds
from gerbang.monitoring.models import ReportPeriod
from gerbang.monitoring.reports import reported
from gerbang.monitoring.wording import RULES, STATES, TAGS
from gerbang.people.acting import Actor
from gerbang.people.models import Term
from gerbang.plans.models import Plan
from gerbang.register import queries as register
from gerbang.register.models import COOPERATIONS, Instrument, Tie
from gerbang.values.dates import VagueDate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Label: TypeAlias = "str | _StrPromise"
Find = Callable[[Actor, Sequence[Tie]], Mapping[int, Sequence[str]]]
"""Lines by the key of the cooperation they are about, of those the actor may read."""

_told: list[tuple[Label, Find]] = []


@dataclass(frozen=True, slots=True)
class Line:
    """One cooperation as its row tells it, named by whom it is with; `more` are the lines of other parts."""

    tie: Tie
    partners: str
    text: Instrument | None
    valid_until: str
    plan: Plan | None
    delivered: VagueDate | None
    state: Label
    tag: str
    why: object
    cases: Sequence[tuple[str, str]]
    more: Sequence[tuple[Label, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Memo:
    """All cooperations of a region, those agreed first; `counts` says how many are in which state.

    `awaited`: the periods of which the region has handed in no report.
    """

    term: Term
    on: date
    lines: Sequence[Line]
    counts: Sequence[tuple[Label, int]]
    awaited: Sequence[ReportPeriod]


def tells(label: Label, find: Find) -> None:
    """Adds lines to the memo: `find` answers for all its cooperations at once. Registered when the room is ready."""
    if all(known is not find for _label, known in _told):
        _told.append((label, find))


def memo(actor: Actor, term: Term) -> Memo:
    """The memo for whoever holds that office, of the cooperations whose inside the actor may see."""
    ties = _ties(actor, term)
    evidence = gathering.evidence_of(ties) if ties else {}
    found = {tie.pk: liveliness(evidence[tie.pk], actor.today, thresholds()) for tie in ties}
    plans, cases = _plans(ties), _cases(actor, ties)
    told = [(label, find(actor, ties)) for label, find in _told]
    region = term.body.region_id
    lines = [
        _line(tie, region, evidence[tie.pk], found[tie.pk], plans.get(tie.pk), cases[tie.pk], told) for tie in ties
    ]
    counted = Counter(one.state for one in found.values())
    counts = [(STATES[state], counted[state]) for state in State if counted[state]]
    awaited = reported.missing_of(term.body.region) if term.body.region else []
    return Memo(term, actor.today, lines, counts, awaited)


def _ties(actor: Actor, term: Term) -> list[Tie]:
    inside = register.inside(actor).filter(parties__region=term.body.region_id, outside_law=False).distinct()
    ties = list(inside.prefetch_related("instruments", "parties__region", "parties__partner__country"))
    return sorted(ties, key=lambda tie: (tie.phase not in COOPERATIONS, tie.phase == "ended", tie.name))


def _plans(ties: Sequence[Tie]) -> dict[int, Plan]:
    """The standing plan of each that begins last."""
    standing = Plan.objects.filter(tie__in=[tie.pk for tie in ties], withdrawn_at=None).order_by("starts_on", "pk")
    return {plan.tie_id: plan for plan in standing}


def _cases(actor: Actor, ties: Sequence[Tie]) -> Mapping[int, list[tuple[str, str]]]:
    """Number and stage of the open cases."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for case in gate.visible_to(actor).filter(tie__in=[tie.pk for tie in ties], state__in=OPEN).order_by("pk"):
        stage = books.read(case.book).stage(case.stage)
        found[case.tie_id].append((case.number, said(stage.name) if stage else ""))
    return found


def _line(
    tie: Tie,
    region: int | None,
    evidence: Evidence,
    found: Liveliness,
    plan: Plan | None,
    cases: Sequence[tuple[str, str]],
    told: Sequence[tuple[Label, Mapping[int, Sequence[str]]]],
) -> Line:
    texts = [text for text in tie.instruments.all() if text.withdrawn_at is None]
    newest = max(texts, key=lambda text: text.signed.latest or date.min, default=None)
    delivered = [one.happened for one in evidence.signs if one.kind == SignKind.DELIVERY and one.withdrawn is None]
    return Line(
        tie=tie,
        partners=", ".join(
            party.name for party in tie.parties.all() if party.region_id is None or party.region_id != region
        ),
        text=newest,
        valid_until=_valid_until(texts),
        plan=plan,
        delivered=max(delivered, key=lambda day: day.latest or date.min, default=None),
        state=STATES[found.state],
        tag=TAGS[found.state],
        why=RULES[found.rule],
        cases=cases,
        more=[(label, lines[tie.pk]) for label, lines in told if lines.get(tie.pk)],
    )


def _valid_until(texts: Sequence[Instrument]) -> str:
    """The end of the text in force that began last, as far as it is known."""
    keeping = [text for text in texts if text.kind in gathering.IN_FORCE]
    last = max(keeping, key=lambda text: text.signed.latest or date.min, default=None)
    return last.valid_until_text if last else ""
