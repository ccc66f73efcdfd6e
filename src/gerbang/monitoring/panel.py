"""How alive a cooperation is, on its page, for those whose cooperation it is."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.monitoring import queries, reported, revitalising
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
        "proposal": revitalising.proposal(actor, tie, found),
    }
    return "monitoring/panel.html", context


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
