"""Reads of obstacles, for those who see the inside of the cooperation and for the bodies that were asked for help."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When
from django.utils.translation import ngettext

from gerbang.monitoring.models import Answer, Attempt, Escalation, Obstacle, Outcome
from gerbang.people.acting import Actor
from gerbang.people.models import Body, BodyKind
from gerbang.plans.models import ActivityLine
from gerbang.plans.recorded import titles
from gerbang.register import queries as register
from gerbang.register.models import Tie

NEWEST_FIRST = ("-recorded_at", "-pk")


def visible_to(actor: Actor) -> QuerySet[Obstacle]:
    """Obstacles of cooperations whose inside the actor may see, also those that were withdrawn.

    A body that was asked for help is in the audience of the cooperation, so that nothing more has to be asked here.
    """
    inside = register.inside(actor).values("pk")
    return Obstacle.objects.filter(tie__in=inside).select_related("tie", "body", "owner_body", "replaces")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of standing obstacles is narrowed to; `ours`: those the actor's own offices were asked about."""

    category: str = ""
    state: str = ""
    words: str = ""
    ours: bool = False


def listed(actor: Actor, by: Filters) -> QuerySet[Obstacle]:
    """Standing obstacles that satisfy every filter."""
    found = visible_to(actor).filter(withdrawn_at=None)
    if by.category:
        found = found.filter(category=by.category)
    if by.state:
        found = found.filter(state=by.state)
    if by.words:
        found = found.filter(Q(title__icontains=by.words) | Q(about__icontains=by.words))
    if by.ours:
        found = found.filter(pk__in=addressed(actor, open_only=False).values("obstacle"))
    return found


def of_tie(actor: Actor, tie: Tie, newest: int | None = None) -> list[Obstacle]:
    """What stands of a cooperation: the open ones first, then the newest."""
    found = visible_to(actor).filter(tie=tie, withdrawn_at=None)
    open_first = Case(When(state=Obstacle.State.OPEN, then=0), default=1)
    return list(found.order_by(open_first, *NEWEST_FIRST)[:newest])


@dataclass(frozen=True, slots=True)
class Asked:
    """A body that was asked, and what it said."""

    escalation: Escalation
    answers: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class Course:
    """All that was added to an obstacle, in the order in which it happened; withdrawn outcomes stay to be seen."""

    attempts: Sequence[Attempt]
    asked: Sequence[Asked]
    outcome: Outcome | None
    reopened: Sequence[Outcome]
    activity: ActivityLine | None


def course(obstacle: Obstacle) -> Course:
    standing = Prefetch("answers", Answer.objects.filter(withdrawn_at=None).select_related("body").order_by("pk"))
    asked = Escalation.objects.filter(obstacle=obstacle, withdrawn_at=None).select_related("to", "body")
    attempts = Attempt.objects.filter(obstacle=obstacle, withdrawn_at=None).select_related("body")
    outcomes = list(Outcome.objects.filter(obstacle=obstacle).select_related("body").order_by("pk"))
    activity = obstacle.activity_id
    return Course(
        sorted(attempts, key=lambda one: (one.happened_latest or one.recorded_at.date(), one.pk)),
        [Asked(one, list(one.answers.all())) for one in asked.prefetch_related(standing).order_by("pk")],
        next((one for one in outcomes if one.stands), None),
        [one for one in outcomes if not one.stands],
        titles([activity]).get(activity) if activity else None,
    )


def addressed(actor: Actor, *, open_only: bool = True) -> QuerySet[Escalation]:
    """What the actor's own offices were asked to help with; only what is still open, unless all is wanted."""
    asked = Escalation.objects.filter(to__in=list(actor.bodies), withdrawn_at=None, obstacle__withdrawn_at=None)
    if open_only:
        asked = asked.filter(obstacle__state=Obstacle.State.OPEN)
    standing = Prefetch("answers", Answer.objects.filter(withdrawn_at=None))
    found = asked.filter(tie__withdrawn_at=None, tie__merged_into=None)
    return found.select_related("obstacle", "tie", "to").prefetch_related(standing).order_by("-asked_on", "-pk")


def part_of(obstacle: Obstacle, ref: str) -> Attempt | Outcome | Escalation | Answer | None:
    """What was added to it under that ref and stands."""
    standing = {"obstacle": obstacle, "ref": ref, "withdrawn_at": None}
    return (
        Attempt.objects.filter(**standing).first()
        or Escalation.objects.filter(**standing).select_related("to").first()
        or Outcome.objects.filter(**standing).first()
        or Answer.objects.filter(**standing).select_related("escalation__to").first()
    )


def open_lines(actor: Actor, ties: Sequence[Tie]) -> Mapping[int, Sequence[str]]:
    """What hinders these cooperations now, by the key of each, as a line of another page tells it."""
    found: dict[int, list[str]] = defaultdict(list)
    standing = visible_to(actor).filter(tie__in=ties, withdrawn_at=None, state=Obstacle.State.OPEN)
    for one in standing.order_by("pk"):
        found[one.tie_id].append(f"{one.get_category_display()}: {one.title}")
    return found


def hanging_on(tie: Tie) -> str:
    """That obstacles hang on a tie, for whoever would change its parties or merge it away."""
    number = Obstacle.objects.filter(tie=tie).count()
    words = ngettext("%(n)d obstacle hangs on it.", "%(n)d obstacles hang on it.", number)
    return words % {"n": number} if number else ""


# What is common, and what helped --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Common:
    """How many obstacles of a category are open, and how the others ended."""

    category: Obstacle.Category
    open: int
    resolved: int
    unresolved: int
    accepted: int

    @property
    def all(self) -> int:
        return self.open + self.resolved + self.unresolved + self.accepted


def common(actor: Actor) -> list[Common]:
    """Every category with its numbers over the cooperations the actor sees, the most frequent first; one query."""
    counted = listed(actor, Filters()).order_by().values_list("category", "state").annotate(number=Count("pk"))
    numbers = {(category, state): number for category, state, number in counted}
    known = [Obstacle.Category(name) for name in sorted({category for category, _state in numbers})]
    found = [Common(one, *(numbers.get((one, state), 0) for state in Obstacle.State.values)) for one in known]
    return sorted(found, key=lambda one: (-one.all, one.category))


def remedies(actor: Actor, category: str = "", words: str = "") -> QuerySet[Outcome]:
    """What helped: how obstacles that were resolved were resolved, the newest first."""
    obstacles = listed(actor, Filters(category=category, state=Obstacle.State.RESOLVED))
    helped = Outcome.objects.filter(withdrawn_at=None, obstacle__in=obstacles.values("pk"))
    if words:
        helped = helped.filter(Q(how__icontains=words) | Q(obstacle__title__icontains=words))
    return helped.select_related("obstacle__tie", "body")


# Whom an obstacle can be handed up to ---------------------------------------------------------------------------------

ABOVE = (BodyKind.HOME_AFFAIRS_FOREIGN, BodyKind.HOME_AFFAIRS_DOMESTIC, BodyKind.FOREIGN_AFFAIRS, BodyKind.MISSION)


def helpers(tie: Tie) -> dict[str, list[Body]]:
    """Whom a cooperation's regions may ask: their provinces, ministries, missions in the partner's country, others."""
    parties = list(tie.parties.all())
    provinces = {party.region.province_id for party in parties if party.region and party.region.province_id}
    countries = {party.country_id for party in parties if party.country_id}
    wanted = Q(kind=BodyKind.REGION, region__in=provinces) | Q(kind__in=(*ABOVE, BodyKind.MINISTRY))
    found: dict[str, list[Body]] = {"province": [], "ministries": [], "missions": [], "others": []}
    for body in Body.objects.filter(wanted, ended_on=None).select_related("parent").order_by("kind", "name_id"):
        found[_group(body, countries)].append(body)
    return found


def _group(body: Body, countries: Collection[int | None]) -> str:
    if body.kind == BodyKind.REGION:
        return "province"
    if body.kind == BodyKind.MISSION:
        return "missions" if body.country_id in countries else "others"
    return "ministries"
