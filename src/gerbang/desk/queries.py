"""What waits for an actor, and what it only watches. Both are read through the gate's `visible_to`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gerbang.desk import other_tasks
from gerbang.desk.filters import STATES, TaskFilters, WatchFilters
from gerbang.gate.models import Case, Step, Waiting
from gerbang.gate.queries import found, visible_to, waiting_for
from gerbang.people.acting import Actor
from gerbang.places.models import Region

SOONEST_FIRST = ("due", "asked_since", "pk")
NEWEST_FIRST = ("-pk",)
UNDATED = date.max
"""Where a file without a date stands on the desk: after all others."""
COUNTED = 1000


def waiting_count(actor: Actor) -> int:
    """How many files and other things wait for the actor's bodies, in one query."""
    if not actor.bodies:
        return 0
    files = _asked(actor).values_list("case").distinct()
    others = [rows.order_by().values_list("pk") for rows in other_tasks.rows(actor)]
    return files.union(*others, all=True).count()


def tasks(actor: Actor) -> QuerySet[Case]:
    """Files that wait for the actor's bodies, with the day the first of it is `due` and since when it is asked."""
    here = _asked(actor).filter(case=OuterRef("pk"))
    soonest = here.filter(due_on__isnull=False).order_by("due_on").values("due_on")[:1]
    return _light(visible_to(actor).filter(pk__in=_asked(actor).values("case"))).annotate(
        due=Coalesce(Subquery(soonest), Value(UNDATED), output_field=DateField()),
        asked_since=Subquery(here.order_by("since").values("since")[:1]),
        acts=Exists(here.filter(what=Waiting.What.ACT)),
        confirms=Exists(here.filter(what=Waiting.What.CONFIRM)),
        settles=Exists(here.filter(what=Waiting.What.SETTLE)),
    )


def narrowed(cases: QuerySet[Case], chosen: TaskFilters) -> QuerySet[Case]:
    """Of these tasks the ones that stage, province, day and words leave."""
    if chosen.stage:
        cases = cases.filter(stage=chosen.stage)
    if chosen.province:
        cases = cases.filter(_in_province(chosen.province))
    if chosen.day:
        cases = cases.filter(Q(due=chosen.day))
    return found(cases, chosen.words) if chosen.words else cases


def conditions(on: date) -> Mapping[str, Q]:
    """What each quick filter keeps. A deadline is passed from the day after it."""
    return {
        "": Q(),
        "over": Q(due__lt=on, due_is_law=True),
        "returned": Q(returned=True, acts=True),
        "unconfirmed": Q(confirms=True),
        "disputed": Q(settles=True),
    }


def counts(cases: QuerySet[Case], on: date) -> Mapping[str, int]:
    """How many tasks each quick filter keeps, in one query."""
    wanted = {name or "all": Count("pk", filter=condition) for name, condition in conditions(on).items()}
    return {"" if name == "all" else name: number for name, number in cases.aggregate(**wanted).items()}


def due_between(actor: Actor, first: date, last: date) -> Counter[date]:
    """How many files that wait fall due on each of these days."""
    rows = _asked(actor).filter(due_on__range=(first, last)).values_list("case_id", "due_on").distinct()
    return Counter(due_on for _case, due_on in rows if due_on)


def asks_of(actor: Actor, cases: Iterable[Case]) -> Mapping[int, list[Waiting]]:
    """What is asked of the actor's bodies in each of these files."""
    rows = _asked(actor).filter(case__in=[case.pk for case in cases]).select_related("body").order_by("case", "pk")
    return {key: list(group) for key, group in groupby(rows, key=lambda row: row.case_id)}


def steps_of(cases: Iterable[Case]) -> Mapping[int, list[Step]]:
    """The steps of all these files with the bodies and letters they name, in one query."""
    rows = Step.objects.filter(case__in=[case.pk for case in cases])
    ordered = rows.select_related("acting", "recorded_by", "letter").order_by("case", "seq")
    return {key: list(group) for key, group in groupby(ordered, key=lambda row: row.case_id)}


def stages_of(cases: QuerySet[Case]) -> set[str]:
    """The ids of the stages these files are in."""
    return set(cases.order_by().values_list("stage", flat=True).distinct())


def provinces_of(cases: QuerySet[Case]) -> list[Region]:
    """The provinces these files are of."""
    own = Q(pk__in=cases.order_by().values("region"), province=None)
    return list(Region.objects.filter(own | Q(pk__in=cases.order_by().values("region__province"))))


def watched(actor: Actor, chosen: WatchFilters) -> QuerySet[Case]:
    """Every file the actor may see, as far as the filters leave it."""
    cases = _light(visible_to(actor))
    if chosen.state == "watched":
        mine = _asked(actor).filter(case=OuterRef("pk"))
        cases = cases.filter(~Exists(mine), state__in=("running", "paused"))
    elif chosen.state in STATES:
        cases = cases.filter(state=chosen.state)
    if chosen.stage:
        cases = cases.filter(stage=chosen.stage)
    if chosen.province:
        cases = cases.filter(_in_province(chosen.province))
    if chosen.region:
        cases = cases.filter(region__ref=chosen.region)
    return found(cases, chosen.words) if chosen.words else cases


def bounded_count(cases: QuerySet[Case]) -> int | None:
    """How many, counted to a thousand and no further; None says that there are more."""
    number = cases.order_by()[: COUNTED + 1].count()
    return number if number <= COUNTED else None


def provinces(actor: Actor) -> list[Region]:
    """The provinces to choose from; none for those who see their own government's files only."""
    if actor.region_ids and not actor.national_sight:
        return []
    return list(Region.objects.filter(kind=Region.Kind.PROVINCE))


def regions_within(actor: Actor, province: str) -> list[Region]:
    """The regions to choose from: those of the province chosen, else those the actor's own governments look after."""
    if province:
        return list(Region.objects.filter(Q(ref=province) | Q(province__ref=province)))
    own = list(actor.region_ids)
    return list(Region.objects.filter(Q(pk__in=own) | Q(province__in=own))) if own else []


def _asked(actor: Actor) -> QuerySet[Waiting]:
    return waiting_for(actor).select_related(None).order_by()


def _light(cases: QuerySet[Case]) -> QuerySet[Case]:
    """With what a line shows. The rulebook's long text is read once for all files that follow it."""
    return cases.select_related(None).select_related("region__province", "holder").prefetch_related("book")


def _in_province(ref: str) -> Q:
    return Q(region__ref=ref) | Q(region__province__ref=ref)
