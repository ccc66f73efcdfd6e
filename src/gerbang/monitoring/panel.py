"""How alive a cooperation is and what hinders it, on its page, for those whose cooperation it is."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.monitoring import faced, queries, reported, watching
from gerbang.monitoring.showing_obstacles import all_shown
from gerbang.monitoring.wording import RULES, STATES, TAGS, changes
from gerbang.people.acting import actor_of
from gerbang.plans import rules
from gerbang.register.queries import insiders_of

NEWEST = 3


def liveliness_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """Nothing for the public: liveliness is internal until a region was shown it and publication is switched on."""
    actor = actor_of(request)
    if not actor.is_authenticated or tie.outside_law or not insiders_of(actor, [tie.ref]):
        return None
    found = queries.state_on(tie, actor.today)
    context = {
        "tie": tie,
        "state": STATES[found.state],
        "tag": TAGS[found.state],
        "why": RULES[found.rule],
        "changes": changes(found),
    }
    return "monitoring/panel.html", context


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


def reports_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The newest reports that told of a cooperation, for those who may see them."""
    actor = actor_of(request)
    if not actor.is_authenticated or tie.outside_law:
        return None
    found = reported.telling_of(actor, tie, NEWEST)
    return ("monitoring/parts/reports_of_tie.html", {"reports": found}) if found else None
