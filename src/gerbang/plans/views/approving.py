"""A plan is approved by those who may send for the region, or taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gerbang.access import signed_in
from gerbang.people.acting import actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans import actions, queries, rules
from gerbang.plans.forms import ApprovalForm, ReasonForm
from gerbang.plans.views import frame
from gerbang.plans.views.frame import form_of, moved_on, page, plan_of
from gerbang.plans.wording import flags_in_words
from gerbang.values import Invalid


@signed_in
@require_POST
def hand_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Says to those who may approve that the draft is ready."""
    plan = plan_of(request, ref)
    try:
        actions.hand_up(by=rules.acting(actor_of(request), plan.tie), plan=plan)
    except Invalid as invalid:
        messages.error(request, " ".join(invalid.problems.values()))
    else:
        frame.say(request, _("The draft is handed up. It stands on the desk of those who may approve it."))
    return HttpResponseRedirect(reverse("plans:plan", args=[plan.ref]) + f"?versi={frame.DRAFT}")


@signed_in
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Records that the draft was approved: by which office, when, by which letter."""
    plan = plan_of(request, ref)
    by = rules.acting(actor_of(request), plan.tie, rules.SENDERS)
    draft = frame.draft_of(plan, posted=request.method == "POST")
    form = ApprovalForm(
        request.POST or None,
        request.FILES or None,
        by=by,
        today=by.today,
        seen=frame.head(plan),
        initial=initial_from_draft(request, {}),
    )
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: actions.approve(by=acting, plan=plan, approval=form.approval, seen=seen).plan.ref,
        then=reverse("plans:plan", args=[plan.ref]),
        done=_("Version %(number)d is approved.") % {"number": draft.number},
        on_conflict=moved_on(plan),
    )
    flags = queries.flags([draft])[draft.pk]
    around = form_of(plan, _("Approve the action plan"))
    return answer or page(
        request,
        "plans/approve.html",
        form,
        draft=draft,
        number=flags.activities,
        flags=flags_in_words(flags),
        submit_label=_("Record the approval"),
        **around,
    )


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a plan back, with the reason."""
    plan = plan_of(request, ref)
    by = rules.acting(actor_of(request), plan.tie, rules.SENDERS)
    form = ReasonForm(request.POST or None, seen=frame.head(plan), initial=initial_from_draft(request, {}))
    answer = frame.post(
        request,
        form=form,
        by=lambda: by,
        do=lambda acting, seen: (
            actions.withdraw(by=acting, plan=plan, reason=form.cleaned_data["reason"], seen=seen).ref
        ),
        then=reverse("plans:plan", args=[plan.ref]),
        done=_("The plan is withdrawn."),
        on_conflict=moved_on(plan),
    )
    return answer or page(request, "plans/withdraw.html", form, **form_of(plan, _("Withdraw the action plan")))
