"""What the page of a cooperation shows those inside: how alive it is, how it was evaluated, who monitored it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.monitoring import benefits, evaluated, evaluation_rules, queries, reported, showing_benefits, visits
from gerbang.monitoring.wording import RULES, STATES, TAGS, changes
from gerbang.people.acting import actor_of
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


def evaluation_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """What was last decided, the newest evaluation, and the newest joint monitoring; nothing for the public."""
    actor = actor_of(request)
    if not actor.is_authenticated or tie.outside_law:
        return None
    found, may_begin = evaluated.of_tie(actor, tie), evaluation_rules.may_begin(actor, tie)
    monitorings = visits.of_tie(actor, tie, 1)
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
    context = {"tie": tie, "insider": insider, "benefits": showing_benefits.shown(found)}
    return "monitoring/parts/benefits_of_tie.html", context
