"""Closed years of a plan: what was recorded of them changes no more. Every way that writes such records asks here."""

from datetime import date

from django.utils.translation import gettext as _

from gerbang.plans.models import Activity, Closing, Plan
from gerbang.values import Invalid


def locked(plan: Plan) -> Plan:
    """The plan under lock, so that no year of it closes while something of it is written."""
    return Plan.objects.select_for_update(of=("self",)).select_related("tie").get(pk=plan.pk)


def must_be_open(plan: Plan, years: set[int]) -> None:
    """Raises Invalid where one of these years of the plan is closed."""
    _refuse(_closed(plan) & years)


def must_allow(activity: Activity | None, first: date | None, last: date | None) -> None:
    """Raises Invalid where something between these days, of a plan's activity, may belong to a closed year.

    Without a `first` day it may belong to any year up to the last.
    """
    if activity is None:
        return
    closed = _closed(locked(activity.plan))
    earliest = first.year if first else min(closed, default=0)
    latest = last.year if last else 0
    _refuse(closed & set(range(earliest, latest + 1)))


def _closed(plan: Plan) -> set[int]:
    return set(Closing.objects.filter(plan=plan, reopened_at=None).values_list("year", flat=True))


def _refuse(years: set[int]) -> None:
    if years:
        said = _("The record of %(year)s is closed. Whoever may send can open it again with a reason.")
        raise Invalid({"": said % {"year": ", ".join(str(year) for year in sorted(years))}})
