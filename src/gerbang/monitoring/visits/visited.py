"""Reads of joint monitoring. A region reads the findings on its own cooperations, and those on all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from gerbang.documents.models import Document
from gerbang.documents.queries import visible_to as documents
from gerbang.monitoring.models import Finding, FindingAnswer, JointMonitoring, TeamMember, Visit
from gerbang.pages.forms import Option
from gerbang.people.acting import Actor
from gerbang.people.models import Body, BodyKind
from gerbang.plans.models import FollowUp
from gerbang.register import queries as register
from gerbang.register.models import Tie

FOUND_AT_ONCE = 20


def visible_to(actor: Actor) -> QuerySet[JointMonitoring]:
    """Those on a cooperation whose inside the actor may see, and those of teams of the actor's own bodies."""
    own = list(actor.bodies)
    inside = register.inside(actor).values("pk")
    on_tie = Exists(Visit.objects.filter(monitoring=OuterRef("pk"), tie__in=inside))
    in_team = Exists(TeamMember.objects.filter(monitoring=OuterRef("pk"), body__in=own))
    return JointMonitoring.objects.filter(on_tie | in_team | Q(body__in=own)).select_related("body")


def listed(actor: Actor) -> QuerySet[JointMonitoring]:
    """What stands, the latest first, each with the number of its cooperations and findings."""
    standing = visible_to(actor).filter(withdrawn_at=None)
    counted = standing.annotate(
        ties=Count("visits", distinct=True),
        found=Count("findings", Q(findings__withdrawn_at=None), distinct=True),
    )
    return counted.order_by("-begins_on", "-pk")


def of_tie(actor: Actor, tie: Tie, newest: int | None = None) -> list[JointMonitoring]:
    """Those that looked at a cooperation."""
    on_tie = Exists(Visit.objects.filter(monitoring=OuterRef("pk"), tie=tie))
    return list(visible_to(actor).filter(on_tie, withdrawn_at=None).order_by("-begins_on", "-pk")[:newest])


def findings(actor: Actor) -> QuerySet[Finding]:
    """Findings on cooperations whose inside the actor may see, and those on all that a monitoring looked at."""
    own = Q(tie__in=register.inside(actor).values("pk")) | Q(tie=None)
    return (
        Finding.objects.filter(own, monitoring__in=visible_to(actor).values("pk"))
        .select_related("tie", "body", "monitoring__body")
        .prefetch_related(Prefetch("answers", FindingAnswer.objects.select_related("body")))
    )


def unanswered_of(actor: Actor) -> QuerySet[Finding]:
    """Findings on the cooperations of the actor's own regions that no region has answered, the first first."""
    own = Q(tie__parties__region__in=list(actor.region_ids))
    standing = Finding.objects.filter(own, withdrawn_at=None, monitoring__withdrawn_at=None, answers=None)
    return standing.select_related("tie").order_by("pk").distinct()


def unanswered(actor: Actor) -> int:
    """How many findings on one cooperation, of those the actor may read, no region has answered."""
    standing = findings(actor).filter(withdrawn_at=None, monitoring__withdrawn_at=None, tie__isnull=False)
    return standing.filter(answers=None).count()


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with how many follow-ups stand of it, and of how many it was said that they are done."""

    finding: Finding
    follow_ups: Sequence[FollowUp]

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.follow_ups)


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a monitoring that the actor may read."""

    monitoring: JointMonitoring
    team: Sequence[TeamMember]
    visits: Sequence[Visit]
    findings: Sequence[Found]
    documents: Sequence[Document]


def whole(actor: Actor, monitoring: JointMonitoring) -> Whole:
    inside = register.inside(actor).values("pk")
    seen = list(findings(actor).filter(monitoring=monitoring, withdrawn_at=None).order_by("number"))
    following: dict[str, list[FollowUp]] = {}
    standing = FollowUp.objects.filter(arises_from__in=[one.ref for one in seen], withdrawn_at=None)
    for one in standing.order_by("pk"):
        following.setdefault(one.arises_from, []).append(one)
    return Whole(
        monitoring,
        list(monitoring.team.select_related("body")),
        list(monitoring.visits.filter(tie__in=inside).select_related("tie")),
        [Found(one, following.get(one.ref, ())) for one in seen],
        list(documents(actor).filter(subject_ref=monitoring.ref, withdrawn_at=None).order_by("pk")),
    )


def documents_of(actor: Actor, finding: Finding) -> list[Document]:
    """What was attached to a finding."""
    return list(documents(actor).filter(subject_ref=finding.ref, withdrawn_at=None).order_by("pk"))


def governments(ties: Sequence[Tie]) -> list[Body]:
    """The regional governments of these cooperations."""
    return list(Body.objects.filter(kind=BodyKind.REGION, region__in=_regions(ties)))


def _regions(ties: Sequence[Tie]) -> list[int]:
    return [party.region_id for tie in ties for party in tie.parties.all() if party.region_id]


def teams() -> list[Body]:
    """The bodies a team may be made of: those of the state, and the governments of provinces."""
    of_state = Q(region=None)
    of_provinces = Q(kind=BodyKind.REGION, region__province=None)
    return list(Body.objects.filter(of_state | of_provinces, ended_on=None).order_by("name_id"))


def search(actor: Actor, words: str) -> list[Option]:
    """Cooperations by their words, of those whose inside the actor may see."""
    found = register.narrowed(register.inside(actor), register.Filters(words=words))
    return [_option(tie) for tie in found.order_by("pk")[:FOUND_AT_ONCE]]


def find(actor: Actor, ref: str) -> Option | None:
    tie = tie_of(actor, ref)
    return _option(tie) if tie else None


def tie_of(actor: Actor, ref: str) -> Tie | None:
    return register.inside(actor).filter(ref=ref).first()


def _option(tie: Tie) -> Option:
    return Option(tie.ref, tie.name, str(tie.get_kind_display()))
