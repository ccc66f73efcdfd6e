"""What was carried out: the list of a cooperation, one record, and the forms that record it and set it right."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.pages.returning import way_back
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans import recorded, recording, rules, showing_record, showing_travel, travels
from gerbang.plans.forms import ReasonForm
from gerbang.plans.models import Delivery
from gerbang.plans.recording_forms import DeliveryForm, EvidenceForm, told_before
from gerbang.plans.travelling_forms import delivery_of
from gerbang.plans.views import frame
from gerbang.plans.views.frame import Crumbs, page, tie_moved_on, tie_of
from gerbang.register.models import Tie


@signed_in
@require_safe
def deliveries(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything on record that was carried out in a cooperation, the latest first."""
    tie, actor = tie_of(request, ref), actor_of(request)
    context = {
        "title": _("What was carried out"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "deliveries": [showing_record.delivered(one) for one in recorded.of_tie(actor, tie)],
        "may_edit": rules.may(actor, tie),
    }
    return render(request, "plans/deliveries.html", context)


@signed_in
@require_safe
def delivery(request: HttpRequest, ref: str) -> HttpResponse:
    """One record with its evidence; what was withdrawn says so, and leads to what stands in its place."""
    found, actor = _delivery(request, ref), actor_of(request)
    activity = recorded.titles([found.activity_id]).get(found.activity_id) if found.activity_id else None
    context = {
        "title": found.title,
        "cap": found.tie.name,
        "section": "register",
        "crumbs": _crumbs(found.tie, found.title),
        "delivery": found,
        "shown": showing_record.delivered(found),
        "activity": activity,
        "evidence": recorded.evidence(actor, recorded.chain(found)),
        "later": Delivery.objects.filter(replaces=found).first(),
        "may_edit": found.stands and rules.may(actor, found.tie),
    }
    return render(request, "plans/delivery.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Records that something was carried out; the activity it serves or the trip, and the way back, may come with
    the address.
    """
    tie, actor = tie_of(request, ref), actor_of(request)
    by = rules.acting(actor, tie)
    begun = travels.trip_of(tie, request.GET["perjalanan"]) if "perjalanan" in request.GET else None
    beginning = delivery_of(begun) if begun else {"activity": request.GET.get("kegiatan", "")}
    form = _form(request, tie, by, initial_from_draft(request, beginning))
    back = way_back(request)
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: recording.record_delivery(by=acting, tie=tie, **_told(tie, form)).ref,
        then=back or (lambda made: reverse("plans:delivery", args=[made])),
        done=_("It is recorded."),
        on_conflict=tie_moved_on(tie),
    )
    around = _around(tie, _("Record what was carried out"))
    around["cancel_url"] = back or around["cancel_url"]
    return answer or page(request, "plans/delivery_form.html", form, **around)


@signed_in
@require_http_methods(["GET", "POST"])
def set_right(request: HttpRequest, ref: str) -> HttpResponse:
    """The same form with what was told before; what is saved takes the place of it."""
    found, actor = _delivery(request, ref), actor_of(request)
    tie = found.tie
    by = rules.acting(actor, tie)
    initial = initial_from_draft(request, told_before(found))
    form = _form(request, tie, by, initial)
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: recording.record_delivery(by=acting, tie=tie, replaces=found, **_told(tie, form)).ref,
        then=lambda made: reverse("plans:delivery", args=[made]),
        done=_("It is set right. What was told before stays to be seen."),
        on_conflict=tie_moved_on(tie),
    )
    title = _("Set right what was recorded")
    return answer or page(request, "plans/delivery_form.html", form, **_around(tie, title, found))


@signed_in
@require_http_methods(["GET", "POST"])
def add_evidence(request: HttpRequest, ref: str) -> HttpResponse:
    """One more document that shows it."""
    found = _delivery(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = EvidenceForm(request.POST or None, request.FILES or None, by=by)
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: (
            recording.add_evidence(by=acting, delivery=found, upload=form.cleaned_data["evidence"]).ref
        ),
        then=reverse("plans:delivery", args=[found.ref]),
        done=_("The evidence is added."),
        on_conflict=tie_moved_on(found.tie),
    )
    return answer or page(request, "pages/narrow.html", form, **_around(found.tie, _("Add evidence"), found))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a record back, with the reason."""
    found = _delivery(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: (
            recording.withdraw_delivery(by=acting, delivery=found, reason=form.cleaned_data["reason"]).ref
        ),
        then=reverse("plans:delivery", args=[found.ref]),
        done=_("The record is withdrawn."),
        on_conflict=tie_moved_on(found.tie),
    )
    return answer or page(request, "pages/narrow.html", form, **_around(found.tie, _("Withdraw the record"), found))


# What the pages share -------------------------------------------------------------------------------------------------


def _delivery(request: HttpRequest, ref: str) -> Delivery:
    return get_object_or_404(recorded.visible_to(actor_of(request)), ref=ref)


def _form(request: HttpRequest, tie: Tie, by: Acting, initial: dict[str, Any]) -> DeliveryForm:
    trips = [(one.ref, showing_travel.named(one)) for one in travels.open_to_deliveries(tie, by.today)]
    choices = recorded.choices(tie)
    return DeliveryForm(
        request.POST or None, request.FILES or None, by=by, choices=choices, trips=trips, initial=initial
    )


def _told(tie: Tie, form: DeliveryForm) -> dict[str, Any]:
    """What the form says, as the action takes it."""
    wanted = form.cleaned_data["activity"]
    activity = recorded.activity_of(tie, wanted) if wanted else None
    if wanted and activity is None:
        raise Http404
    trip = travels.trip_of(tie, form.cleaned_data["trip"]) if form.cleaned_data.get("trip") else None
    return {"told": form.told, "activity": activity, "trip": trip, "evidence": form.cleaned_data["evidence"]}


def _crumbs(tie: Tie, here: str = "") -> Crumbs:
    own = reverse("plans:deliveries", args=[tie.ref]) if here else None
    path: Crumbs = [(tie.name, frame.tie_page(tie)), (_("What was carried out"), own)]
    return [*path, (here, None)] if here else path


def _around(tie: Tie, here: str, of: Delivery | None = None) -> dict[str, Any]:
    """What every form about a delivery shows around itself."""
    back = reverse("plans:delivery", args=[of.ref]) if of else reverse("plans:deliveries", args=[tie.ref])
    cap = f"{of.title} · {tie.name}" if of else tie.name
    return {"title": here, "cap": cap, "tie": tie, "crumbs": _crumbs(tie, here), "cancel_url": back}
