"""Plans are opened, their tables edited, and taken up anew."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gerbang.access import Conflict, signed_in
from gerbang.pages.forms import Form
from gerbang.people import drafts
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import OnConflict, initial_from_draft
from gerbang.plans import actions, rows, rules
from gerbang.plans.actions import Clashing, WrongCells
from gerbang.plans.forms import PeriodForm
from gerbang.plans.grid import GridForm
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.tables import Table
from gerbang.plans.views import frame
from gerbang.plans.views.frame import form_of, moved_on, page, plan_of, tie_of
from gerbang.values import Invalid
from gerbang.values.language import active


@signed_in
@require_http_methods(["GET", "POST"])
def open_plan(request: HttpRequest, ref: str) -> HttpResponse:
    """A new plan of a cooperation: its period first, its tables afterwards."""
    tie = tie_of(request, ref)
    by = rules.acting(actor_of(request), tie)
    form = PeriodForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: actions.open_plan(by=acting, tie=tie, period=form.period).ref,
        then=lambda plan: reverse("plans:edit", args=[plan, "tujuan"]),
        done=_("The plan is opened. Begin with its objectives."),
        on_conflict=_nobody_was_faster,
    )
    title = _("New action plan")
    back = frame.tie_page(tie)
    around = {"title": title, "cap": tie.name, "crumbs": [(tie.name, back), (title, None)], "cancel_url": back}
    return answer or page(request, "plans/period.html", form, submit_label=_("Open the plan"), **around)


@signed_in
@require_http_methods(["GET", "POST"])
def period(request: HttpRequest, ref: str) -> HttpResponse:
    """The period and the rhythm of a plan."""
    plan = plan_of(request, ref)
    by = rules.acting(actor_of(request), plan.tie)
    beginnings = {name: getattr(plan, name) for name in PeriodForm.base_fields if hasattr(plan, name)}
    form = PeriodForm(request.POST or None, seen=frame.head(plan), initial=initial_from_draft(request, beginnings))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: actions.set_period(by=acting, plan=plan, period=form.period, seen=seen).ref,
        then=reverse("plans:plan", args=[plan.ref]),
        done=_("The period is set."),
        on_conflict=moved_on(plan),
    )
    return answer or page(request, "plans/period.html", form, **form_of(plan, _("Period and rhythm")))


@signed_in
@require_POST
def take_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Begins a new version with what the approved one says, and goes to its tables."""
    plan = plan_of(request, ref)
    actions.begin_draft(by=rules.acting(actor_of(request), plan.tie), plan=plan)
    return HttpResponseRedirect(reverse("plans:edit", args=[plan.ref, "kegiatan"]))


@signed_in
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, ref: str, table: str) -> HttpResponse:
    """One table of the draft as a form."""
    plan = plan_of(request, ref)
    by = rules.acting(actor_of(request), plan.tie)
    version = frame.draft_of(plan, posted=request.method == "POST")
    described = rows.table_of(version, table)
    if described is None:
        raise Http404
    waiting = drafts.offered(request) if request.method == "GET" else None
    form = GridForm(
        request.POST or None,
        table=described,
        rows=rows.load(version, described),
        check=lambda base, typed: actions.foreseen(version, described, base, typed),
        offices=[body.name_id for body in rows.offices_of(plan.tie)],
        initial=initial_from_draft(request, {}),
    )
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: _write(acting, version, form),
        then=request.path if "_stay" in request.POST else reverse("plans:plan", args=[plan.ref]) + "?versi=konsep",
        done=_("The table is saved."),
        on_conflict=_clash(plan, version),
    )
    return answer or _grid(request, plan, version, form, waiting=waiting)


def _write(by: Acting, version: PlanVersion, form: GridForm) -> str:
    try:
        actions.edit(by=by, version=version, table=form.table, base=form.base_cells, typed=form.read)
    except WrongCells as wrong:
        form.mark(wrong.faults)
        raise Invalid({}) from wrong
    return version.plan.ref


def _clash(plan: Plan, version: PlanVersion) -> OnConflict:
    """The table again, with what was typed and, at the cells that differ, what somebody else wrote there."""

    def answer(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
        if not isinstance(conflict, Clashing) or not isinstance(form, GridForm):
            return moved_on(plan)(request, form, conflict)
        fresh = rows.load(version, form.table)
        shown = [
            {
                "label": _("Row %(row)d") % {"row": clash.place + 1}
                + (f", {form.table.column(clash.column).label(active())}" if clash.column else ""),
                "was": _words(form.table, clash.column, clash.was),
                "now": _words(form.table, clash.column, clash.now) if clash.key in fresh else _("(row taken out)"),
                "typed": _words(form.table, clash.column, clash.typed) if clash.typed else _("(taken out or emptied)"),
            }
            for clash in conflict.clashes
        ]
        form.rebase(fresh, conflict.clashes)
        return _grid(request, plan, version, form, clashes=shown, status=409)

    return answer


def _words(table: Table, column: str, text: str) -> str:
    return (table.column(column).kind.show(text, active()) if column else text) or _("(empty)")


def _grid(
    request: HttpRequest,
    plan: Plan,
    version: PlanVersion,
    form: GridForm,
    *,
    waiting: object = None,
    clashes: object = (),
    status: int = 0,
) -> HttpResponse:
    context = {
        **form_of(plan, form.table.label(active())),
        "form": form,
        "section": "register",
        "draft_url": drafts.url(request),
        "waiting": waiting,
        "clashes": clashes,
        "version": version,
        "tables": [
            (table.label(active()), reverse("plans:edit", args=[plan.ref, table.path]), table.path == form.table.path)
            for table in rows.of_plan(version)
        ],
        "referred": _referred(version, form.table),
    }
    status = status or (422 if form.is_bound and form.errors else 200)
    return render(request, "plans/edit.html", context, status=status)


def _referred(version: PlanVersion, table: Table) -> list[tuple[int, str]]:
    """What the numbers in this table refer to: the objectives of activities, the activities of money and indicators."""
    if table.name == "objectives":
        return []
    if table.name == "activities":
        return [(line.number, line.text_id) for line in version.objectives.all()]
    return list(version.activitylines.values_list("number", "title"))


def _nobody_was_faster(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
    """A plan that is not there yet has no history that could move on."""
    raise conflict
