"""The front page of reports, and the periods that ask for them: set, shown as a board, given more time, taken back."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gerbang.access import requires, signed_in
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.models import Report, ReportPeriod
from gerbang.monitoring.reports import reported, reporting, rules, wording
from gerbang.monitoring.reports.forms import MoreTimeForm, PeriodForm, SpanForm
from gerbang.monitoring.views.reporting_frame import crumbs, page, post, say
from gerbang.pages import keyset
from gerbang.pages.forms import Form
from gerbang.people.acting import Actor, actor_of
from gerbang.people.models import BodyKind
from gerbang.people.posting import initial_from_draft
from gerbang.places.models import Region
from gerbang.register.confirmations import own_regions

PAGE = 40
NEWEST = 20


@requires(rules.keeps_register)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What asks one's region for a report, its reports, what waits on one's desk, and the periods one oversees."""
    actor = actor_of(request)
    region = next(iter(own_regions(actor)), None)
    missing = reported.missing_of(region) if region else []
    waiting = list(reported.waiting_for(actor))
    own = reported.visible_to(actor).filter(region=region, withdrawn_at=None) if region else Report.objects.none()
    periods = (
        list(reported.periods_visible_to(actor).filter(withdrawn_at=None)[:NEWEST]) if rules.oversees(actor) else []
    )
    context = {
        "title": _("Reports on cooperation"),
        "section": "monitoring",
        "crumbs": crumbs(),
        "region": region,
        "missing": [(one, wording.lateness(one, None, actor.today)) for one in missing],
        "may_write": region is not None and rules.may_where(actor, lambda by: rules.writes(by, region)),
        "waiting": [(one, wording.on_desk(one, actor.today)) for one in waiting],
        "own": [_listed(one, actor) for one in own[:NEWEST]],
        "periods": periods,
        "may_ask": rules.may_where(actor, rules.asks, rules.SENDERS),
        "form": Form(),
    }
    return render(request, "monitoring/reports.html", context)


def _listed(report: Report, actor: Actor) -> tuple[Report, str, str]:
    late = wording.lateness(report.period, report.first_submitted_on, actor.today)
    return report, wording.TAGS[Report.State(report.state)], late


@signed_in
@require_http_methods(["GET", "POST"])
def set_period(request: HttpRequest) -> HttpResponse:
    """Records a letter that asks for reports."""
    by = rules.acting_where(actor_of(request), rules.asks, rules.SENDERS)
    body = rules.asking_body(by)
    only_own = body is not None and body.kind == BodyKind.REGION
    form = PeriodForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        only_own=only_own,
        initial=initial_from_draft(request, {"route": "direct"}),
    )

    def do(acting: Any, _seen: int | None) -> str:
        return reporting.set_period(by=acting, asked=form.asked, letter=form.cleaned_data["letter"]).ref

    answer = post(
        request, form=form, by=by, do=do, stream="", then=lambda ref: reverse("monitoring:report-period", args=[ref]),
        done=_("The period is set. The regions it asks see it."),
    )  # fmt: skip
    around = {"title": _("Record a letter that asks for reports"), "crumbs": crumbs(_("Reporting period"))}
    cancel = reverse("monitoring:reports")
    return answer or page(request, "monitoring/period_form.html", form, cancel_url=cancel, only_own=only_own, **around)


@requires(rules.keeps_register)
@require_safe
def period(request: HttpRequest, ref: str) -> HttpResponse:
    """Who was asked, what is missing, from whom and since when."""
    actor, found = actor_of(request), _period(request, ref)
    state = request.GET.get("keadaan", "")
    regions = reported.board(found, actor)
    chosen = regions.filter(reported.STATES[state]) if state in reported.STATES else regions
    shown = keyset.page(chosen, reported.OPEN_FIRST, request.GET.dict(), PAGE)
    counts = {name: regions.filter(condition).count() for name, condition in reported.STATES.items()}
    context = {
        "title": found.name,
        "cap": _("Reporting period"),
        "section": "monitoring",
        "crumbs": crumbs(found.name),
        "period": found,
        "asked": sum(counts.values()),
        "chips": _chips(state, counts),
        "page": shown,
        "lines": [_line(region, found, actor) for region in shown],
        "may_change": found.withdrawn_at is None
        and rules.may_where(actor, lambda by: rules.receives(by, found.body), rules.SENDERS),
    }
    return render(request, "monitoring/period.html", context)


def _chips(state: str, counts: dict[str, int]) -> list[tuple[str, str, int, bool]]:
    names = {
        "": _("All"),
        "belum": _("Nothing handed in"),
        "diperbaiki": _("Being improved"),
        "disampaikan": _("Waiting for an answer"),
        "diterima": _("Accepted"),
    }
    totals = {"": sum(counts.values()), **counts}
    return [(name, f"?keadaan={key}" if key else "?", totals[key], key == state) for key, name in names.items()]


def _line(region: Any, of: ReportPeriod, actor: Actor) -> dict[str, Any]:
    """One region of the board. Without a report it is missing since the day that was asked."""
    state = Report.State(region.report_state) if region.report_state else None
    return {
        "region": region,
        "state": state.label if state else _("Nothing handed in"),
        "tag": wording.TAGS[state] if state else "open",
        "late": wording.lateness(of, region.report_first_submitted_on, actor.today),
    }


@signed_in
@require_http_methods(["GET", "POST"])
def more_time(request: HttpRequest, ref: str) -> HttpResponse:
    """A later letter gives more time."""
    found = _period(request, ref)
    by = rules.acting_where(actor_of(request), lambda one: rules.receives(one, found.body), rules.SENDERS)
    form = MoreTimeForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Any, _seen: int | None) -> str:
        typed = {name: form.cleaned_data[name] for name in ("until", "letter")}
        return reporting.give_more_time(by=acting, period=found, **typed).ref

    return _changed(request, found, form, by, do, _("Give more time"), _("More time is given."))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_period(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back a period that was set in error."""
    found = _period(request, ref)
    by = rules.acting_where(actor_of(request), lambda one: rules.receives(one, found.body), rules.SENDERS)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Any, _seen: int | None) -> str:
        return reporting.withdraw_period(by=acting, period=found, reason=form.cleaned_data["reason"]).ref

    return _changed(request, found, form, by, do, _("Withdraw the period"), _("The period is withdrawn."))


@signed_in
@require_POST
def begin(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins one's region's report for a period; a second press finds the same one."""
    found = _period(request, ref)
    region = _own_region(request)
    by = rules.acting_where(actor_of(request), lambda one: rules.writes(one, region))
    answer = post(
        request, form=Form(request.POST), by=by, stream="",
        do=lambda acting, _seen: reporting.begin(by=acting, region=region, of=found).ref,
        then=lambda made: reverse("monitoring:report", args=[made]), done="",
    )  # fmt: skip
    if answer is None:
        say(request, _("The report could not be begun: this period does not ask your region."))
    return answer or HttpResponseRedirect(reverse("monitoring:reports"))


@signed_in
@require_http_methods(["GET", "POST"])
def begin_own(request: HttpRequest) -> HttpResponse:
    """Begins a report nobody asked for."""
    region = _own_region(request)
    by = rules.acting_where(actor_of(request), lambda one: rules.writes(one, region))
    form = SpanForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = post(
        request, form=form, by=by, stream="",
        do=lambda acting, _seen: reporting.begin(by=acting, region=region, of=form.span).ref,
        then=lambda made: reverse("monitoring:report", args=[made]), done=_("The report is begun."),
    )  # fmt: skip
    around = {"title": _("Begin a report nobody asked for"), "cap": region.name, "crumbs": crumbs(_("New report"))}
    return answer or page(request, "pages/narrow.html", form, cancel_url=reverse("monitoring:reports"), **around)


def _own_region(request: HttpRequest) -> Region:
    region = next(iter(own_regions(actor_of(request))), None)
    return region or get_object_or_404(Region, pk=None)


def _period(request: HttpRequest, ref: str) -> ReportPeriod:
    return get_object_or_404(reported.periods_visible_to(actor_of(request)), ref=ref)


def _changed(
    request: HttpRequest, of: ReportPeriod, form: Form, by: Any, do: Any, here: str, done: str
) -> HttpResponse:
    back = reverse("monitoring:report-period", args=[of.ref])
    answer = post(request, form=form, by=by, do=do, stream=of.ref, then=back, done=done)
    around = {"title": here, "cap": of.name, "crumbs": crumbs((of.name, back), here), "cancel_url": back}
    return answer or page(request, "pages/narrow.html", form, **around)
