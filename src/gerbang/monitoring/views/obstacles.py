"""Obstacles of a cooperation: the list, one obstacle with its course, and the forms that write of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.monitoring.forms import ReasonForm
from gerbang.monitoring.models import Answer, Escalation, Obstacle
from gerbang.monitoring.obstacles import faced, handling
from gerbang.monitoring.obstacles.forms import (
    AnswerForm,
    AttemptForm,
    EscalateForm,
    ObstacleForm,
    OutcomeForm,
    told_before,
)
from gerbang.monitoring.obstacles.showing import all_shown, shown
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans import following_up, recorded, rules
from gerbang.plans.views import frame
from gerbang.plans.views.frame import Crumbs, page, tie_moved_on, tie_of
from gerbang.register.models import Tie
from gerbang.register.rules import acting_where, writing


@signed_in
@require_safe
def of_tie(request: HttpRequest, ref: str) -> HttpResponse:
    """Every obstacle of a cooperation, the open ones first."""
    tie, actor = tie_of(request, ref), actor_of(request)
    context = {
        "title": _("Obstacles"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "obstacles": all_shown(faced.of_tie(actor, tie), actor.today),
        "may_edit": rules.may(actor, tie),
    }
    return render(request, "monitoring/obstacles.html", context)


@signed_in
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """One obstacle: what was tried, who was asked and what they said, how it ended."""
    found, actor = _obstacle(request, ref), actor_of(request)
    course = faced.course(found)
    keeps = found.stands and rules.may(actor, found.tie)
    mine = [one.escalation for one in course.asked if found.stands and _answers(actor, one.escalation)]
    context = {
        "title": found.title,
        "cap": found.tie.name,
        "section": "register",
        "crumbs": _crumbs(found.tie, found.title),
        "obstacle": found,
        "shown": shown(found, actor.today),
        "course": course,
        "mine": mine,
        "own_bodies": actor.bodies,
        "follow_ups": following_up.of(found.ref),
        "later": Obstacle.objects.filter(replaces=found).first(),
        "may_edit": keeps,
        "may_add": keeps and found.is_open,
    }
    return render(request, "monitoring/obstacle.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Records what hinders the cooperation; the activity it hinders may come with the address."""
    tie = tie_of(request, ref)
    by = rules.acting(actor_of(request), tie)
    form = _form(request, tie, by, {"activity": request.GET.get("kegiatan", ""), "office": by.body.ref})
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: handling.record_obstacle(by=acting, tie=tie, **_told(tie, form)).ref,
        then=lambda made: reverse("monitoring:obstacle", args=[made]),
        done=_("The obstacle is recorded."),
        on_conflict=tie_moved_on(tie),
    )
    return answer or page(request, "pages/narrow.html", form, **_around(tie, _("Record an obstacle")))


@signed_in
@require_http_methods(["GET", "POST"])
def set_right(request: HttpRequest, ref: str) -> HttpResponse:
    """The same form with what was told before; what is saved takes the place of it."""
    found = _obstacle(request, ref)
    tie = found.tie
    by = rules.acting(actor_of(request), tie)
    form = _form(request, tie, by, told_before(found))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, _seen: handling.record_obstacle(by=acting, tie=tie, replaces=found, **_told(tie, form)).ref,
        then=lambda made: reverse("monitoring:obstacle", args=[made]),
        done=_("It is set right. What was told before stays to be seen."),
        on_conflict=tie_moved_on(tie),
    )
    return answer or page(request, "pages/narrow.html", form, **_around(tie, _("Set the obstacle right"), found))


@signed_in
@require_http_methods(["GET", "POST"])
def attempt(request: HttpRequest, ref: str) -> HttpResponse:
    """One more thing that was tried."""
    found = _obstacle(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = AttemptForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        said = form.cleaned_data
        return handling.record_attempt(by=acting, obstacle=found, what=said["what"], happened=said["happened"]).ref

    return _answered(request, form, by, found, do, _("What was tried is recorded."), _("Record what was tried"))


@signed_in
@require_http_methods(["GET", "POST"])
def escalate(request: HttpRequest, ref: str) -> HttpResponse:
    """Asks the province, Kemendagri, a ministry, Kemlu or a mission for help."""
    found = _obstacle(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    helpers = faced.helpers(found.tie)
    form = EscalateForm(request.POST or None, helpers=helpers, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        to = form.bodies[form.cleaned_data["to"]]
        return handling.escalate(by=acting, obstacle=found, to=to, asked=form.cleaned_data["asked"]).ref

    return _answered(request, form, by, found, do, _("They are asked for help."), _("Ask for help"))


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ref: str, asked: str) -> HttpResponse:
    """What a body that was asked says to it."""
    found = _obstacle(request, ref)
    escalation = faced.part_of(found, asked)
    if not isinstance(escalation, Escalation):
        raise Http404
    by = _answerer(actor_of(request), escalation)
    initial = initial_from_draft(request, {"answered_on": by.today})
    form = AnswerForm(request.POST or None, by=by, initial=initial)

    def do(acting: Acting, _seen: int | None) -> str:
        said = {name: form.cleaned_data[name] for name in ("said", "answered_on")}
        return handling.answer(by=acting, escalation=escalation, **said).ref

    done = _("The answer is recorded. The regions of the cooperation read it.")
    return _answered(request, form, by, found, do, done, _("Answer"), told=escalation.asked)


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """How it ended."""
    found = _obstacle(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = OutcomeForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        said = {name: form.cleaned_data[name] for name in ("result", "how", "happened")}
        return handling.close(by=acting, obstacle=found, **said).ref

    return _answered(request, form, by, found, do, _("The outcome is recorded."), _("Record how it ended"))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back an obstacle that is none, with the reason."""
    found = _obstacle(request, ref)
    by = rules.acting(actor_of(request), found.tie)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return handling.withdraw_obstacle(by=acting, obstacle=found, reason=form.cleaned_data["reason"]).ref

    told = _("For something that hinders nothing, or was recorded twice. What is resolved gets an outcome instead.")
    return _answered(request, form, by, found, do, _("The record is withdrawn."), _("Withdraw the obstacle"), told=told)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw_part(request: HttpRequest, ref: str, part: str) -> HttpResponse:
    """Takes back what was added wrongly: an attempt, a request, an answer, an outcome."""
    found = _obstacle(request, ref)
    wrong = faced.part_of(found, part)
    if wrong is None:
        raise Http404
    actor = actor_of(request)
    by = _answerer(actor, wrong.escalation) if isinstance(wrong, Answer) else rules.acting(actor, found.tie)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return handling.withdraw_part(by=acting, part=wrong, reason=form.cleaned_data["reason"]).ref

    done, here = _("The record is withdrawn."), _("Withdraw the record")
    return _answered(request, form, by, found, do, done, here, told=str(wrong)[:300])


# What the pages share -------------------------------------------------------------------------------------------------


def _obstacle(request: HttpRequest, ref: str) -> Obstacle:
    return get_object_or_404(faced.visible_to(actor_of(request)), ref=ref)


def _answers(actor: Actor, escalation: Escalation) -> bool:
    return any(handling.may_answer(by, escalation).allowed for by in writing(actor))


def _answerer(actor: Actor, escalation: Escalation) -> Acting:
    """The membership to answer under; raises Refused where the account has none."""
    return acting_where(actor, lambda by: handling.may_answer(by, escalation))


def _form(request: HttpRequest, tie: Tie, by: Acting, beginning: dict[str, Any]) -> ObstacleForm:
    return ObstacleForm(
        request.POST or None,
        by=by,
        offices=following_up.offices(tie),
        choices=recorded.choices(tie),
        initial=initial_from_draft(request, beginning),
    )


def _told(tie: Tie, form: ObstacleForm) -> dict[str, Any]:
    """What the form says, as the action takes it."""
    wanted = form.cleaned_data["activity"]
    activity = recorded.activity_of(tie, wanted) if wanted else None
    if wanted and activity is None:
        raise Http404
    return {"told": form.told, "activity": activity}


def _answered(
    request: HttpRequest, form: Form, by: Acting, of: Obstacle, do: Do, done: str, here: str, told: str = ""
) -> HttpResponse:
    """Runs what the form says and goes back to the obstacle, or shows the form."""
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=do,
        then=reverse("monitoring:obstacle", args=[of.ref]),
        done=done,
        on_conflict=tie_moved_on(of.tie),
    )
    template = "plans/told_first.html" if told else "pages/narrow.html"
    return answer or page(request, template, form, told=told, **_around(of.tie, here, of))


def _crumbs(tie: Tie, here: str = "") -> Crumbs:
    own = reverse("monitoring:obstacles", args=[tie.ref]) if here else None
    path: Crumbs = [(tie.name, frame.tie_page(tie)), (_("Obstacles"), own)]
    return [*path, (here, None)] if here else path


def _around(tie: Tie, here: str, of: Obstacle | None = None) -> dict[str, Any]:
    """What every form about an obstacle shows around itself."""
    back = reverse("monitoring:obstacle", args=[of.ref]) if of else reverse("monitoring:obstacles", args=[tie.ref])
    cap = f"{of.title} · {tie.name}" if of else tie.name
    return {"title": here, "cap": cap, "tie": tie, "crumbs": _crumbs(tie, here), "cancel_url": back}
