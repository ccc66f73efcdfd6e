"""What the page of a cooperation shows of its life: liveliness, obstacles, benefits, reports, evaluations."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.monitoring import queries, revitalising, watching
from gerbang.monitoring.benefits import queries as benefits
from gerbang.monitoring.benefits import showing
from gerbang.monitoring.evaluation import evaluated
from gerbang.monitoring.evaluation import rules as evaluation_rules
from gerbang.monitoring.obstacles import faced
from gerbang.monitoring.obstacles.showing import all_shown
from gerbang.monitoring.publication import queries as publication
from gerbang.monitoring.publication import wording as publication_wording
from gerbang.monitoring.reports import reported
from gerbang.monitoring.visits import visited
from gerbang.monitoring.wording import RULES, STATES, TAGS, changes
from gerbang.people.acting import actor_of
from gerbang.plans import rules
from gerbang.register.models import Phase
from gerbang.register.queries import insiders_of

NEWEST = 3


def liveliness_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """For those inside as it is today; for the public what its regions were shown, once that may be public."""
    actor = actor_of(request)
    if tie.outside_law:
        return None
    if not actor.is_authenticated or not insiders_of(actor, [tie.ref]):
        published = publication.published(tie) if tie.public else None
        return ("monitoring/parts/published.html", publication_wording.told(published)) if published else None
    found = queries.state_on(tie, actor.today)
    course = publication.course(tie) if tie.phase == Phase.AGREED else None
    context = {
        "tie": tie,
        "state": STATES[found.state],
        "tag": TAGS[found.state],
        "why": RULES[found.rule],
        "changes": changes(found),
        "proposal": revitalising.proposal(actor, tie, found),
        "shown": publication.seen_by(actor, course) if course else None,
        "public": publication_wording.standing(course) if course else "",
    }
    return "monitoring/panel.html", context


def evaluation_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """What was last decided, the newest evaluation, and the newest joint monitoring; nothing for the public."""
    actor = actor_of(request)
    if not actor.is_authenticated or tie.outside_law:
        return None
    found, may_begin = evaluated.of_tie(actor, tie), evaluation_rules.may_begin(actor, tie)
    monitorings = visited.of_tie(actor, tie, 1)
    if not found and not monitorings and not may_begin:
        return None
    decided = max((one for one in found if one.decided_on), key=lambda one: (one.decided_on, one.pk), default=None)
    context = {
        "tie": tie,
        "decided": decided,
        "latest": found[0] if found and found[0] != decided else None,
        "monitorings": monitorings,
        "may_begin": may_begin,
    }
    return "monitoring/parts/evaluation_of_tie.html", context


def obstacles_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The open obstacles first; nothing for the public, which sees none of them."""
    actor = actor_of(request)
    if not actor.is_authenticated:
        return None
    found, may_edit = faced.of_tie(actor, tie, NEWEST + 1), rules.may(actor, tie)
    if not found and not may_edit:
        return None
    context = {
        "obstacles": all_shown(found[:NEWEST], actor.today),
        "more": len(found) > NEWEST,
        "tie": tie,
        "may_edit": may_edit,
    }
    return "monitoring/parts/obstacles_of_tie.html", context


def watched_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The way to what a ministry or a mission keeps of a cooperation that it watches over."""
    actor = actor_of(request)
    bodies = actor.bodies.values() if actor.is_authenticated else ()
    if not any(body.kind in watching.WATCHERS for body in bodies) or not watching.may_note(actor, tie):
        return None
    return "monitoring/parts/watched_tie.html", {"tie": tie}


def memo_of_term(request: HttpRequest, term: Any) -> tuple[str, Mapping[str, Any]] | None:
    """Beside a term of office that runs: the memo its holder is handed."""
    running = term.until is None or term.until >= actor_of(request).today
    return ("monitoring/parts/memo_link.html", {"term": term}) if running else None


def reports_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The newest reports that told of a cooperation, for those who may see them."""
    actor = actor_of(request)
    if not actor.is_authenticated or tie.outside_law:
        return None
    found = reported.telling_of(actor, tie, NEWEST)
    return ("monitoring/parts/reports_of_tie.html", {"reports": found}) if found else None


def benefits_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """What the region lets everybody read; for insiders everything, and that nothing is stated yet."""
    actor = actor_of(request)
    insider = actor.is_authenticated and bool(insiders_of(actor, [tie.ref]))
    found = benefits.of_tie(tie, insider=insider)
    if not found and not insider:
        return None
    context = {"tie": tie, "insider": insider, "benefits": showing.shown(found)}
    return "monitoring/parts/benefits_of_tie.html", context
