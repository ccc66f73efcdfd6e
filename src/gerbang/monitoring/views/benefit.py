"""What a cooperation is good for: stated, shown with its outcomes, taken back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gerbang.access import signed_in
from gerbang.ledger import queries as ledger
from gerbang.monitoring.benefits import benefiting, showing
from gerbang.monitoring.benefits import queries as benefits
from gerbang.monitoring.benefits.forms import BenefitForm
from gerbang.monitoring.forms import ReasonForm
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import initial_from_draft
from gerbang.plans import rules
from gerbang.plans.views import frame
from gerbang.plans.views.frame import Crumbs, page, tie_moved_on, tie_of
from gerbang.register.models import Tie


@signed_in
@require_safe
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything the region states of a cooperation's benefit."""
    tie = tie_of(request, ref)
    context = {
        "title": _("Benefit"),
        "cap": tie.name,
        "section": "register",
        "crumbs": _crumbs(tie),
        "tie": tie,
        "benefits": showing.shown(benefits.of_tie(tie, insider=True)),
        "may_edit": rules.may(actor_of(request), tie),
    }
    return render(request, "monitoring/benefits.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, ref: str) -> HttpResponse:
    """States a benefit."""
    tie = tie_of(request, ref)
    by = rules.acting(actor_of(request), tie)
    form = BenefitForm(
        request.POST or None,
        indicators=benefits.of_plans(tie),
        seen=ledger.head(tie.ref),
        initial=initial_from_draft(request, {}),
    )

    def do(acting: Acting, seen: int | None) -> str:
        return benefiting.state(by=acting, tie=tie, stated=form.stated, seen=seen).ref

    return _answered(request, tie, form, by, do, _("State a benefit"), _("The benefit is stated."))


@signed_in
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes a stated benefit back."""
    actor = actor_of(request)
    found = benefits.benefit_of(actor, ref)
    if found is None:
        raise Http404
    by = rules.acting(actor, found.tie)
    form = ReasonForm(request.POST or None, initial=initial_from_draft(request, {}))

    def do(acting: Acting, _seen: int | None) -> str:
        return benefiting.withdraw(by=acting, benefit=found, reason=form.cleaned_data["reason"]).ref

    return _answered(request, found.tie, form, by, do, _("Withdraw the benefit"), _("It is withdrawn."))


def _crumbs(tie: Tie, here: str = "") -> Crumbs:
    own = reverse("monitoring:benefits", args=[tie.ref]) if here else None
    path: Crumbs = [(tie.name, frame.tie_page(tie)), (_("Benefit"), own)]
    return [*path, (here, None)] if here else path


def _answered(request: HttpRequest, tie: Tie, form: Any, by: Acting, do: Any, here: str, done: str) -> HttpResponse:
    back = reverse("monitoring:benefits", args=[tie.ref])
    answer = frame.post(request, form=form, by=lambda: by, do=do, then=back, done=done, on_conflict=tie_moved_on(tie))
    around = {"title": here, "cap": tie.name, "crumbs": _crumbs(tie, here), "cancel_url": back}
    return answer or page(request, "pages/narrow.html", form, **around)
