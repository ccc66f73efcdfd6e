"""What the page of a cooperation shows of its action plans, to those who see its inside."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.people.acting import actor_of
from gerbang.plans import queries, recorded, rules, showing_record
from gerbang.plans.wording import flags_in_words

NEWEST = 3


def plans_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The plans with their state and what is missing of them; nothing for the public, which sees none yet."""
    actor = actor_of(request)
    if not actor.is_authenticated:
        return None
    plans = queries.of_tie(actor, tie)
    may_edit = rules.may(actor, tie)
    if not plans and not may_edit:
        return None
    shown = {plan: queries.current(plan) for plan in plans}
    flags = queries.flags(list(shown.values()))
    lines = [
        {
            "plan": plan,
            "version": version,
            "flags": flags[version.pk],
            "words": flags_in_words(flags[version.pk]),
        }
        for plan, version in shown.items()
    ]
    return "plans/parts/plans_of_tie.html", {"lines": lines, "tie": tie, "may_edit": may_edit}


def carried_out_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The latest of what was carried out; nothing for the public, which sees none yet."""
    actor = actor_of(request)
    if not actor.is_authenticated:
        return None
    found, may_edit = recorded.of_tie(actor, tie, NEWEST + 1), rules.may(actor, tie)
    if not found and not may_edit:
        return None
    context = {
        "deliveries": [showing_record.delivered(one) for one in found[:NEWEST]],
        "more": len(found) > NEWEST,
        "tie": tie,
        "may_edit": may_edit,
    }
    return "plans/parts/carried_out_of_tie.html", context
