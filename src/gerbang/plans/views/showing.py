"""A plan as it is read: its page, and its time chart for the wall."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gerbang.access import signed_in
from gerbang.documents.queries import visible_to as documents
from gerbang.people.acting import actor_of
from gerbang.plans import entries, presenting, queries, rules
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.views.frame import crumbs, plan_of, version_of
from gerbang.plans.wording import flags_in_words


@signed_in
@require_safe
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """One version of a plan with its chart, money, calendar, and what was done to it."""
    found = plan_of(request, ref)
    version = version_of(found, request.GET.get("versi", ""))
    shown = presenting.shown(found, version)
    draft = queries.draft(found)
    context = {
        "title": str(found),
        "cap": found.tie.name,
        "section": "register",
        "crumbs": crumbs(found),
        "plan": found,
        "version": version,
        "shown": shown,
        "flags": flags_in_words(shown.flags),
        "draft": draft,
        "versions": sorted(found.versions.all(), key=lambda one: -one.number),
        "history": entries.since(found),
        "readings_year": _year(found, actor_of(request).today.year),
        **_rights(request, found),
        **_scan(request, version),
    }
    return render(request, "plans/plan.html", context)


@signed_in
@require_safe
def chart(request: HttpRequest, ref: str) -> HttpResponse:
    """The time chart on a sheet of its own, across, with the table that says the same."""
    found = plan_of(request, ref)
    version = version_of(found, request.GET.get("versi", ""))
    context = {
        "title": _("%(plan)s: time chart") % {"plan": found},
        "plan": found,
        "version": version,
        "shown": presenting.shown(found, version),
        "today": actor_of(request).today,
    }
    return render(request, "plans/chart.html", context)


def _year(plan: Plan, now: int) -> int | None:
    """The year whose record is looked at first: this one, or the nearest of the plan; None without a period."""
    return min(plan.years, key=lambda year: abs(year - now), default=None)


def _rights(request: HttpRequest, of: Plan) -> dict[str, bool]:
    """What the account may do with the plan; a withdrawn one is read only."""
    actor, stands = actor_of(request), of.withdrawn_at is None
    return {
        "may_edit": stands and rules.may(actor, of.tie),
        "may_approve": stands and rules.may(actor, of.tie, rules.SENDERS),
    }


def _scan(request: HttpRequest, version: PlanVersion) -> dict[str, Any]:
    """The signed plan on file, where the account may have it."""
    if not version.document:
        return {}
    scan = documents(actor_of(request)).filter(ref=version.document, withdrawn_at=None).first()
    return {"scan": scan, "scan_version": scan.latest.number} if scan else {}
