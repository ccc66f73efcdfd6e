"""The record of a plan's year: indicators with their readings, what was carried out, and the closing of the year."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gerbang.access import signed_in
from gerbang.pages.forms import Form
from gerbang.people.acting import actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans import queries, recorded, recording, rules, showing_record
from gerbang.plans.forms import ReasonForm
from gerbang.plans.models import Plan, Reading
from gerbang.plans.recording_forms import AnswerForm, ReadingForm
from gerbang.plans.views import frame
from gerbang.plans.views.frame import crumbs, form_of, moved_on, page, plan_of


@signed_in
@require_safe
def year(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Target, reading and share of each indicator in a year, and what was carried out in it."""
    plan, actor = _plan(request, ref, year), actor_of(request)
    version = queries.current(plan)
    measured = recorded.measured(version, year)
    closing = recorded.closings(plan).get(year)
    readings = [one for row in measured for one in row.readings if one.withdrawn_at is None]
    stands = plan.withdrawn_at is None
    context = {
        "title": _("Readings %(year)d") % {"year": year},
        "cap": f"{plan} · {plan.tie.name}",
        "section": "register",
        "crumbs": crumbs(plan, _("Readings %(year)d") % {"year": year}),
        "plan": plan,
        "year": year,
        "years": _years(plan, year),
        "rows": [showing_record.measured(row) for row in measured],
        "closing": closing,
        "drafts": sum(one.state == Reading.State.DRAFT for one in readings),
        "waiting": sum(one.state == Reading.State.SUBMITTED for one in readings),
        "carried_out": showing_record.of_year(recorded.of_activities(version), version, year),
        "may_edit": stands and not closing and rules.may(actor, plan.tie),
        "form": Form(),
        "may_answer": stands and not closing and rules.may(actor, plan.tie, rules.CHECKERS),
        "has_begun": year <= actor.today.year,
        "may_reopen": stands and closing and rules.may(actor, plan.tie, rules.SENDERS),
    }
    return render(request, "plans/readings.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str, year: int, indicator: str) -> HttpResponse:
    """A new reading of one indicator, kept as a draft or handed in at once."""
    plan, actor = _plan(request, ref, year), actor_of(request)
    line = recorded.indicator_of(queries.current(plan), indicator)
    if line is None:
        raise Http404
    by = rules.acting(actor, plan.tie)
    form = ReadingForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        line=line,
        today=actor.today,
        initial=initial_from_draft(request, {"dated_on": min(actor.today, date(year, 12, 31))}),
    )
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: (
            recording.record_reading(
                by=acting,
                indicator=line.indicator,
                measured=form.measured(year),
                evidence=form.cleaned_data["evidence"],
                submit="_submit" in request.POST,
            ).ref
        ),
        then=_own(plan, year),
        done=_("The reading is handed in.") if "_submit" in request.POST else _("The reading is kept as a draft."),
        on_conflict=moved_on(plan),
    )
    around = {**form_of(plan, line.name), "cancel_url": _own(plan, year), "line": line, "year": year}
    return answer or page(request, "plans/reading_form.html", form, **around)


@signed_in
@require_POST
def submit(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Hands in every draft of the year."""
    plan = _plan(request, ref, year)
    by = rules.acting(actor_of(request), plan.tie)
    form = Form(request.POST)
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: str(recording.submit_readings(by=acting, plan=plan, year=year)),
        then=_own(plan, year),
        done=_("The drafts are handed in."),
        on_conflict=moved_on(plan),
    )
    return answer or _confirm(request, plan, year, form, _("Hand in the drafts"))


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Accepts what was handed in, or returns it with a remark."""
    plan = _plan(request, ref, year)
    by = rules.acting(actor_of(request), plan.tie, rules.CHECKERS)
    handed_in = showing_record.handed_in(recorded.measured(queries.current(plan), year))
    form = AnswerForm(request.POST or None, offered=handed_in, initial=initial_from_draft(request, {}))
    taken = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: str(
            len(
                recording.answer_readings(
                    by=acting,
                    plan=plan,
                    readings=form.cleaned_data["readings"],
                    accept=form.cleaned_data["answer"] == "accept",
                    remark=form.cleaned_data["remark"],
                )
            )
        ),
        then=_own(plan, year),
        done=_("The answer to the readings is recorded."),
        on_conflict=moved_on(plan),
    )
    title = _("Answer readings %(year)d") % {"year": year}
    around = {**form_of(plan, title), "cancel_url": _own(plan, year), "handed_in": handed_in}
    return taken or page(request, "plans/answer.html", form, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Closes the record of the year."""
    plan = _plan(request, ref, year)
    by = rules.acting(actor_of(request), plan.tie, rules.CHECKERS)
    form = Form(request.POST or None)
    taken = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: str(recording.close_year(by=acting, plan=plan, year=year).year),
        then=_own(plan, year),
        done=_("The record of %(year)d is closed.") % {"year": year},
        on_conflict=moved_on(plan),
    )
    return taken or _confirm(request, plan, year, form, _("Close the record of %(year)d") % {"year": year})


@signed_in
@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, ref: str, year: int) -> HttpResponse:
    """Opens a closed year again, with the reason."""
    plan = _plan(request, ref, year)
    by = rules.acting(actor_of(request), plan.tie, rules.SENDERS)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))
    taken = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: str(
            recording.reopen_year(by=acting, plan=plan, year=year, reason=form.cleaned_data["reason"]).year
        ),
        then=_own(plan, year),
        done=_("The record of %(year)d is open again.") % {"year": year},
        on_conflict=moved_on(plan),
    )
    return taken or _confirm(request, plan, year, form, _("Open the record of %(year)d again") % {"year": year})


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str, reading: str) -> HttpResponse:
    """Takes a reading back, with the reason."""
    plan = plan_of(request, ref)
    found = recorded.reading_of(plan, reading)
    if found is None:
        raise Http404
    by = rules.acting(actor_of(request), plan.tie)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))
    taken = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: (
            recording.withdraw_reading(by=acting, reading=found, reason=form.cleaned_data["reason"]).ref
        ),
        then=_own(plan, found.year),
        done=_("The reading is withdrawn."),
        on_conflict=moved_on(plan),
    )
    return taken or _confirm(request, plan, found.year, form, _("Withdraw the reading"))


# What the pages share -------------------------------------------------------------------------------------------------


def _plan(request: HttpRequest, ref: str, year: int) -> Plan:
    """The plan, where the year is one that it may have a record of."""
    plan = plan_of(request, ref)
    if not date.min.year <= year <= date.max.year or (plan.years and year not in plan.years):
        raise Http404
    return plan


def _years(plan: Plan, here: int) -> list[tuple[int, str, bool]]:
    return [(year, _own(plan, year), year == here) for year in plan.years or [here]]


def _own(plan: Plan, year: int) -> str:
    return reverse("plans:readings", args=[plan.ref, year])


def _confirm(request: HttpRequest, plan: Plan, year: int, form: Form, title: str) -> HttpResponse:
    around: dict[str, Any] = {**form_of(plan, title), "cancel_url": _own(plan, year), "submit_label": title}
    return page(request, "plans/confirm.html", form, **around)
