"""Reads of the yearly confirmation: a region's list, its statements, and which regions have confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When

from gerbang.people.acting import Actor
from gerbang.people.models import Membership
from gerbang.people.queries import government_of, regional_sight, with_units, working_in
from gerbang.places.models import Region
from gerbang.register import facets, rules
from gerbang.register.models import COOPERATIONS, Choice, Claim, Confirmation, Fact, Instrument, Party, Phase, Tie
from gerbang.register.queries import NEWEST_FIRST
from gerbang.search.numbers import number_in

COOPERATIONS_FIRST = ("not_yet", *NEWEST_FIRST)
"""The order of a region's list: what is agreed, then what is no cooperation yet; of each the newest first."""
STATEMENTS_OF_NUMBER = 5
"""A part of a number that more statements than this have names no further one."""


def of_region(region: Region) -> QuerySet[Tie]:
    """Every tie the region is a party to, signed or not; what is outside the law is no cooperation of a region."""
    standing = Tie.objects.filter(withdrawn_at=None, merged_into=None, outside_law=False)
    return standing.filter(terms__matches=((facets.of_ref(facets.REGION, region.ref),),))


def listed(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """These ties as a list shows them: in an order that keeps apart what is no cooperation yet, with their texts."""
    texts = Instrument.objects.filter(withdrawn_at=None).prefetch_related("originals")
    apart = Case(When(phase__in=COOPERATIONS, then=Value(0)), default=Value(1))
    return ties.annotate(not_yet=apart).order_by(*COOPERATIONS_FIRST).prefetch_related(Prefetch("instruments", texts))


def senders(region: Region, on: date) -> list[Membership]:
    """Those in the region's government who may record its signed statement, each account once."""
    held = working_in(with_units([government_of(region)]), on).filter(right__in=rules.SENDERS, since__lte=on)
    return list({one.account_id: one for one in held.filter(account__is_active=True)}.values())


def visible_to(actor: Actor) -> QuerySet[Confirmation]:
    """Confirmations of one's own region; given ones also for its province and for national sight, drafts never."""
    rows = Confirmation.objects.select_related("region__province", "source")
    if not actor.is_authenticated:
        return rows.none()
    own = Q(region__in=list(actor.region_ids))
    given = ~Q(state=Confirmation.State.DRAFT)
    seen = given if actor.national_sight else given & regional_sight(actor)
    return rows.filter(own | seen)


def ties_of_number(actor: Actor, number: str) -> tuple[str, ...]:
    """The refs of the ties that a statement of that number speaks of, as far as the actor may see the statement."""
    asked = number_in(number, "letter_number", "ref")
    if not asked:
        return ()
    found = (
        visible_to(actor)
        .filter(Q(**asked, _connector=Q.OR))
        .order_by("pk")
        .values_list("lines", flat=True)[:STATEMENTS_OF_NUMBER]
    )
    return tuple(dict.fromkeys(ref for lines in found for ref in lines))


def own_regions(actor: Actor) -> list[Region]:
    """The regions whose list the actor's office confirms."""
    found = {body.region_id: body.region for body in actor.bodies.values() if body.region_id in actor.region_ids}
    return [region for region in found.values() if region is not None]


def standing(region: Region, year: int) -> Confirmation | None:
    """The year's confirmation that is being prepared or was given."""
    rows = Confirmation.objects.exclude(state=Confirmation.State.WITHDRAWN).filter(region=region, year=year)
    return rows.select_related("region").first()


@dataclass(frozen=True, slots=True)
class Open:
    """A region whose list has not been confirmed this year, with the draft if there is one."""

    region: Region
    year: int
    draft: Confirmation | None


def open_for(actor: Actor) -> Open | None:
    """What the actor's own region could confirm now; None where it has, or has nothing to confirm."""
    for region in own_regions(actor):
        known = standing(region, actor.today.year)
        if known is not None and known.state == Confirmation.State.GIVEN:
            continue
        if of_region(region).exists():
            return Open(region, actor.today.year, known)
    return None


def overseen(actor: Actor) -> QuerySet[Region]:
    """The regions whose confirmations the actor looks at, those with something to confirm."""
    standing = {"tie__withdrawn_at": None, "tie__merged_into": None, "tie__outside_law": False}
    having = Exists(Party.objects.filter(region=OuterRef("pk"), **standing))
    regions = Region.objects.filter(having).select_related("province").order_by("code")
    return regions if actor.national_sight else regions.filter(province__in=list(actor.region_ids))


STATES = ("", "given", "draft", "none")


def with_state(regions: QuerySet[Region], year: int) -> QuerySet[Region]:
    """The regions with the state of the year's confirmation and the letter it was given by."""
    rows = Confirmation.objects.exclude(state=Confirmation.State.WITHDRAWN).filter(region=OuterRef("pk"), year=year)
    return regions.annotate(
        confirmation_state=Subquery(rows.values("state")[:1]),
        confirmation_ref=Subquery(rows.values("ref")[:1]),
        confirmation_date=Subquery(rows.values("letter_date")[:1]),
        confirmation_number=Subquery(rows.values("letter_number")[:1]),
    )


def in_state(regions: QuerySet[Region], state: str) -> QuerySet[Region]:
    """Of these the ones in one state; "none" has not begun."""
    if not state:
        return regions
    return regions.filter(Q(confirmation_state=None if state == "none" else state))


@dataclass(frozen=True, slots=True)
class Task:
    """What a statement says of one tie besides "right", and whether somebody has dealt with it.

    `not_yet`: it was no cooperation when the statement was given.
    """

    tie: Tie
    answer: str
    note: str
    settled: bool
    not_yet: bool = False


def phase_in(line: Mapping[str, str], tie: Tie) -> str:
    """How far the tie had come when the statement was given; of a draft, how far it has come."""
    return line.get("phase", tie.phase)


def is_not_yet(tie: Tie, line: Mapping[str, str]) -> bool:
    """Whether the line of a list is about something that is no cooperation yet."""
    return phase_in(line, tie) not in COOPERATIONS


def tasks(confirmation: Confirmation) -> Sequence[Task]:
    """What is to be set right on the strength of a statement, in the order of its list."""
    lines = {ref: line for ref, line in confirmation.lines.items() if line.get("answer") in ("wrong", "ended")}
    ties = {tie.ref: tie for tie in Tie.objects.filter(ref__in=list(lines))}
    stated = Claim.objects.filter(source=confirmation.source, withdrawn_at=None).exclude(value="")
    set_right = set(stated.values_list("tie__ref", flat=True))
    taken = Choice.objects.filter(claim__source=confirmation.source, fact=Fact.STATUS)
    over = set(taken.values_list("tie__ref", flat=True)) if confirmation.source else set()
    return [_task(ties[ref], line, set_right, over) for ref, line in lines.items() if ref in ties]


def _task(tie: Tie, line: Mapping[str, str], set_right: set[str], over: set[str]) -> Task:
    """What ended is dealt with once it counts as ended; what never was agreed, once the region's word is accepted."""
    ended = tie.phase == Phase.ENDED or (tie.phase not in COOPERATIONS and tie.ref in over)
    done = ended if line["answer"] == "ended" else tie.ref in set_right
    return Task(tie, line["answer"], line.get("note", ""), settled=done, not_yet=is_not_yet(tie, line))


@dataclass(frozen=True, slots=True)
class Remark:
    """What a region's standing statement says against a tie's record; `not_yet` as of a task."""

    confirmation: Confirmation
    answer: str
    note: str
    not_yet: bool = False


def remarks_on(tie: Tie) -> list[Remark]:
    """What the newest statement of each region in the tie says of it, where that is not "right"."""
    found = []
    for region in {party.region_id for party in tie.parties.all() if party.region_id}:
        rows = Confirmation.objects.filter(region=region, state=Confirmation.State.GIVEN)
        newest = rows.select_related("region", "source").order_by("-letter_date", "-pk").first()
        line = newest.lines.get(tie.ref, {}) if newest else {}
        if newest and line.get("answer") in ("wrong", "ended"):
            found.append(Remark(newest, line["answer"], line.get("note", ""), is_not_yet(tie, line)))
    return found
