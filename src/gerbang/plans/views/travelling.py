"""Working trips and visits of delegations: the list of a cooperation, one trip, and the forms that write of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans import following_up, recorded, rules, showing_record, showing_travel, travelling, travels
from gerbang.plans.forms import ReasonForm
from gerbang.plans.models import Trip, TripPart, TripReport
from gerbang.plans.travel_terms import permission
from gerbang.plans.travelling_forms import (
    ForgetForm,
    PermitForm,
    TripForm,
    TripReportForm,
    told_before,
)
from gerbang.plans.views import frame
from gerbang.plans.views.frame import Crumbs, page, tie_moved_on, tie_of
from gerbang.register.models import Tie


@signed_in
@require_safe
def trips(request: HttpRequest, ref: str) -> HttpResponse:
    """Every trip of a cooperation, the latest first, with the reports that are waited for."""
    tie, actor = tie_of(request, ref), actor_of(request)
    shown = [showing_travel.shown(one, actor.today) for one in travels.of_tie(actor, tie)]
    context = {
        "title": _("Working trips and delegations"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "trips": shown,
        "awaited": showing_travel.awaited(shown),
        "basis": showing_travel.basis_of_term(),
        "may_edit": rules.may(actor, tie),
    }
    return render(request, "plans/trips.html", context)


@signed_in
@require_safe
def trip(request: HttpRequest, ref: str) -> HttpResponse:
    """One trip with all that was added to it. Names are for those who keep its record."""
    actor = actor_of(request)
    found: Any = get_object_or_404(travels.whole(actor), ref=ref)
    activity = recorded.titles([found.activity_id]).get(found.activity_id) if found.activity_id else None
    keeps, documents = rules.may(actor, found.tie), travels.documents_of(actor, found)
    context = {
        "title": found.purpose,
        "cap": found.tie.name,
        "section": "register",
        "crumbs": _crumbs(found.tie, found.purpose),
        "trip": found,
        "shown": showing_travel.shown(found, actor.today),
        "travellers": found.travellers.all(),
        "may_name": keeps,
        "listed_otherwise": showing_travel.listed_otherwise(found) if keeps and found.stands else "",
        "named": keeps and any(one.name for one in found.travellers.all()),
        "activity": activity,
        "documents": documents,
        "permits": [(one, documents.get(one.ref, [])) for one in found.standing_permits],
        "deliveries": [(one, showing_record.when(one)) for one in found.carried_out],
        "basis": showing_travel.basis_of_term(),
        "permission": permission(),
        "begun": found.begins_on <= actor.today,
        "follow_ups": following_up.of(found.ref),
        "later": Trip.objects.filter(replaces=found).first(),
        "may_edit": found.stands and keeps,
    }
    return render(request, "plans/trip.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Records a trip, planned or made."""
    tie = tie_of(request, ref)
    by = rules.acting(actor_of(request), tie)
    form = _form(request, tie, by, {"activity": request.GET.get("kegiatan", "")})
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: travelling.record_trip(by=acting, tie=tie, **_told(tie, form)).ref,
        then=lambda made: reverse("plans:trip", args=[made]),
        done=_("The trip is recorded."),
        on_conflict=tie_moved_on(tie),
    )
    return answer or page(request, "plans/trip_form.html", form, **_around(tie, _("Record a trip")))


@signed_in
@require_http_methods(["GET", "POST"])
def set_right(request: HttpRequest, ref: str) -> HttpResponse:
    """The same form with what was told before; what is saved takes the place of it."""
    found = _trip(request, ref)
    tie = found.tie
    by = rules.acting(actor_of(request), tie)
    form = _form(request, tie, by, told_before(found))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: travelling.record_trip(by=acting, tie=tie, replaces=found, **_told(tie, form)).ref,
        then=lambda made: reverse("plans:trip", args=[made]),
        done=_("It is set right. What was told before stays to be seen."),
        on_conflict=tie_moved_on(tie),
    )
    return answer or page(request, "plans/trip_form.html", form, **_around(tie, _("Set the trip right"), found))


@signed_in
@require_http_methods(["GET", "POST"])
def add_permit(request: HttpRequest, ref: str) -> HttpResponse:
    """Records a permit letter that was issued elsewhere."""
    found = _trip(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = PermitForm(request.POST or None, request.FILES or None, by=by, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        scan = form.cleaned_data["scan"]
        return travelling.add_permit(by=acting, trip=found, letter=form.letter, scan=scan).ref

    answer = _posted(request, form, by, found, do, _("The permit letter is recorded."))
    around = _around(found.tie, _("Record a permit letter"), found) | {"permission": permission(), "trip": found}
    return answer or page(request, "plans/permit_form.html", form, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, ref: str) -> HttpResponse:
    """What came of a trip and when its report was handed in; the form begins with what was told of it so far."""
    found = _trip(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    told = TripReport.objects.filter(trip=found, withdrawn_at=None).first()
    initial = initial_from_draft(request, {"result": told.result, "reported_on": told.reported_on} if told else {})
    form = TripReportForm(request.POST or None, request.FILES or None, by=by, initial=initial)
    answer = _posted(
        request,
        form,
        by,
        found,
        lambda acting, _seen: (
            travelling.report_trip(
                by=acting,
                trip=found,
                **{name: form.cleaned_data[name] for name in ("result", "reported_on", "document")},
            ).ref
        ),
        _("The result is recorded."),
    )
    return answer or page(request, "pages/narrow.html", form, **_around(found.tie, _("Result and report"), found))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a trip back, with the reason; its names are erased."""
    found = _trip(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = ForgetForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = _posted(
        request,
        form,
        by,
        found,
        lambda acting, _seen: travelling.withdraw_trip(by=acting, trip=found, reason=form.cleaned_data["reason"]).ref,
        _("The record is withdrawn."),
    )
    around = _around(found.tie, _("Withdraw the trip"), found)
    said = _("For a trip that was not made, or was recorded twice. The names of those who travelled are erased.")
    return answer or page(request, "plans/told_first.html", form, told=said, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_part(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    """Takes back a permit or a report that was recorded wrongly."""
    found = _trip(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    wrong = _part(found, part)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = _posted(
        request,
        form,
        by,
        found,
        lambda acting, _seen: travelling.withdraw_part(by=acting, part=wrong, reason=form.cleaned_data["reason"]).ref,
        _("The record is withdrawn."),
    )
    around = _around(found.tie, _("Withdraw the record"), found) | {"cap": str(wrong)[:200]}
    return answer or page(request, "pages/narrow.html", form, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def forget_names(request: HttpRequest, ref: str) -> HttpResponse:
    """Erases the names of those who travelled; capacities and offices stay."""
    found = _trip(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = ForgetForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = _posted(
        request,
        form,
        by,
        found,
        lambda acting, _seen: travelling.forget_names(by=acting, trip=found, reason=form.cleaned_data["reason"]).ref,
        _("The names are erased."),
    )
    said = _("The names are erased for good and cannot be brought back. Capacities, offices and numbers stay.")
    return answer or page(
        request, "plans/told_first.html", form, told=said, **_around(found.tie, _("Erase the names"), found)
    )


# What the pages share -------------------------------------------------------------------------------------------------


def _trip(request: HttpRequest, ref: str) -> Trip:
    return get_object_or_404(travels.visible_to(actor_of(request)), ref=ref)


def _part(of: Trip, ref: str) -> TripPart:
    found = travels.part_of(of, ref)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, tie: Tie, by: Acting, beginning: dict[str, Any]) -> TripForm:
    initial = initial_from_draft(request, beginning)
    return TripForm(request.POST or None, request.FILES or None, by=by, choices=recorded.choices(tie), initial=initial)


def _told(tie: Tie, form: TripForm) -> dict[str, Any]:
    """What the form says, as the action takes it."""
    wanted = form.cleaned_data["activity"]
    activity = recorded.activity_of(tie, wanted) if wanted else None
    if wanted and activity is None:
        raise Http404
    return {"told": form.told, "activity": activity, "terms": form.cleaned_data["terms"]}


def _posted(request: HttpRequest, form: Form, by: Acting, of: Trip, do: Do, done: str) -> HttpResponse | None:
    """Runs what a form adds to a trip, and goes back to the trip."""
    back = reverse("plans:trip", args=[of.ref])
    return frame.post(request, form=form, by=lambda: by, do=do, then=back, done=done, on_conflict=tie_moved_on(of.tie))


def _crumbs(tie: Tie, here: str = "") -> Crumbs:
    own = reverse("plans:trips", args=[tie.ref]) if here else None
    path: Crumbs = [(tie.name, frame.tie_page(tie)), (_("Working trips and delegations"), own)]
    return [*path, (here, None)] if here else path


def _around(tie: Tie, here: str, of: Trip | None = None) -> dict[str, Any]:
    """What every form about a trip shows around itself."""
    back = reverse("plans:trip", args=[of.ref]) if of else reverse("plans:trips", args=[tie.ref])
    cap = f"{of.purpose} · {tie.name}" if of else tie.name
    return {"title": here, "cap": cap, "tie": tie, "crumbs": _crumbs(tie, here), "cancel_url": back}
