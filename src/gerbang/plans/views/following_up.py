"""Follow-ups of anything they may arise from: one added, done, or taken back.

All of them go back to the page of what the follow-up arises from.
"""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gerbang.access import Refused, signed_in
from gerbang.pages.forms import Form
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.plans import following_up, rules
from gerbang.plans.following_up import Subject
from gerbang.plans.following_up_forms import EACH, DoneForm, FollowUpForm
from gerbang.plans.forms import ReasonForm
from gerbang.plans.models import FollowUp
from gerbang.plans.views import frame
from gerbang.plans.views.frame import page, tie_moved_on
from gerbang.register.models import Tie
from gerbang.register.queries import inside
from gerbang.register.rules import readers_only, writing


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Something to be done after what has this ref."""
    subject, actor = _subject(ref), actor_of(request)
    seen = list(inside(actor).filter(pk__in=[tie.pk for tie in subject.ties]).order_by("pk"))
    if not seen:
        raise Http404
    by = _writer(request, subject, seen)
    ties = [tie for tie in following_up.written_by(by, subject) if tie in seen]
    office = EACH if len(ties) > 1 else by.body.ref
    initial = initial_from_draft(request, {"office": office, "ties": [tie.ref for tie in ties]})
    form = FollowUpForm(request.POST or None, ties=ties, initial=initial)

    def do(acting: Acting, _seen: int | None) -> str:
        made = [following_up.add(by=acting, of=ref, task=task, tie=tie) for tie, task in form.tasks]
        return made[0].ref

    done, here = _("The follow-up is recorded."), _("Add a follow-up")
    return _answered(request, form, by, subject, ties[0], do, done, here, cap=subject.name if len(ties) > 1 else "")


@signed_in
@require_http_methods(["GET", "POST"])
def finish(request: HttpRequest, ref: str) -> HttpResponse:
    """A follow-up was done."""
    found = _follow_up(request, ref)
    if found.done_on:
        raise Http404
    by = _finisher(request, found)
    form = DoneForm(request.POST or None, today=by.today, initial=initial_from_draft(request, {"done_on": by.today}))

    def do(acting: Acting, _seen: int | None) -> str:
        typed = {name: form.cleaned_data[name] for name in ("done_on", "outcome")}
        return following_up.finish(by=acting, follow_up=found, **typed).ref

    here, done = _("A follow-up was done"), _("The follow-up is done.")
    return _answered(request, form, by, _subject(found.arises_from), found.tie, do, done, here, found.what)


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes back a follow-up that was recorded wrongly."""
    found = _follow_up(request, ref)
    subject = _subject(found.arises_from)
    by = _writer(request, subject, [found.tie])
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return following_up.withdraw(by=acting, follow_up=found, reason=form.cleaned_data["reason"]).ref

    here, done = _("Withdraw the follow-up"), _("The record is withdrawn.")
    return _answered(request, form, by, subject, found.tie, do, done, here, found.what)


# What the pages share -------------------------------------------------------------------------------------------------


def _subject(ref: str) -> Subject:
    found = following_up.subject_of(ref)
    if found is None:
        raise Http404
    return found


def _follow_up(request: HttpRequest, ref: str) -> FollowUp:
    return get_object_or_404(following_up.visible_to(actor_of(request)), ref=ref)


def _writer(request: HttpRequest, subject: Subject, ties: Sequence[Tie]) -> Acting:
    """The membership to write follow-ups of this under, on one of the cooperations; raises Refused where is none."""
    refused = None
    for by in writing(actor_of(request)):
        for tie in ties:
            decision = subject.writes(by, tie)
            if decision.allowed:
                return by
            refused = decision
    raise Refused(refused or readers_only())


def _finisher(request: HttpRequest, found: FollowUp) -> Acting:
    actor = actor_of(request)
    own = (by for by in writing(actor) if following_up.may_finish(by, found).allowed)
    return next(own, None) or rules.acting(actor, found.tie)


def _answered(
    request: HttpRequest, form: Form, by: Acting, of: Subject, tie: Tie, do: Do, done: str, here: str, cap: str = ""
) -> HttpResponse:
    """Runs what the form says and goes back to what the follow-up arises from, or shows the form."""
    answer = frame.post(
        request, form=form, by=lambda: by, do=do, then=of.page, done=done, on_conflict=tie_moved_on(tie)
    )
    above = [(tie.name, frame.tie_page(tie))] if len(of.ties) == 1 else []
    crumbs = [*above, (of.name, of.page), (here, None)]
    around = {"title": here, "cap": cap or f"{of.name} · {tie.name}", "crumbs": crumbs, "cancel_url": of.page}
    return answer or page(request, "pages/narrow.html", form, **around)
