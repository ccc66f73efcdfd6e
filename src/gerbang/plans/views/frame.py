"""What the pages of plans share: the plan they are about, the way to it, and what happened when somebody was faster."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.pages import errors
from gerbang.pages.forms import Form
from gerbang.people import drafts, posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, OnConflict
from gerbang.plans import entries, queries
from gerbang.plans.models import Plan, PlanVersion
from gerbang.register import entries as on_tie
from gerbang.register import home
from gerbang.register import queries as register
from gerbang.register.models import Tie

Crumbs = list[tuple[str, str | None]]
DRAFT = "konsep"
"""What an address calls the version that is being worked on, whichever number it has."""


def plan_of(request: HttpRequest, ref: str) -> Plan:
    """The plan, for those who see the inside of its cooperation."""
    return get_object_or_404(queries.visible_to(actor_of(request)).prefetch_related("versions"), ref=ref)


def tie_of(request: HttpRequest, ref: str) -> Tie:
    """A cooperation whose inside the account may see."""
    return get_object_or_404(register.inside(actor_of(request)), ref=ref)


def version_of(plan: Plan, number: str) -> PlanVersion:
    """The version an address asks for, else the one the plan is shown by."""
    if not number:
        return queries.current(plan)
    wanted = queries.draft(plan) if number == DRAFT else None
    found = wanted or next((version for version in plan.versions.all() if str(version.number) == number), None)
    if found is None:
        raise Http404
    return found


def draft_of(plan: Plan, *, posted: bool = False) -> PlanVersion:
    """What is edited and approved is the draft; without one the plan is taken up first.

    What was `posted` from a draft that is none any more is for the action to refuse, which knows who was faster.
    """
    draft = queries.draft(plan)
    if draft is None and posted:
        draft = max(plan.versions.all(), key=lambda version: version.number)
    if draft is None or (plan.withdrawn_at is not None and not posted):
        raise Http404
    draft.plan = plan
    return draft


def crumbs(plan: Plan, here: str = "") -> Crumbs:
    """The way from the cooperation to the plan, and on to the page `here`."""
    own = reverse("plans:plan", args=[plan.ref]) if here else None
    path: Crumbs = [(plan.tie.name, tie_page(plan.tie)), (str(plan), own)]
    return [*path, (here, None)] if here else path


def tie_page(tie: Tie) -> str:
    """The cooperation's own page, with everything that hangs on it."""
    return home.of(tie.ref)


def head(plan: Plan) -> int:
    """The newest entry on the plan: a form drawn from it carries this."""
    return ledger.head(plan.ref)


def post(
    request: HttpRequest,
    *,
    form: Form,
    by: Callable[[], Acting],
    do: Do,
    then: str | Callable[[str], str],
    done: str,
    on_conflict: OnConflict,
) -> HttpResponse | None:
    """Runs the action once for this form's key. Gives the redirect, a conflict page, or None: show the form again."""
    return posting.post(request, form=form, by=by, do=do, then=then, done=done, on_conflict=on_conflict)


def say(request: HttpRequest, text: str) -> None:
    """What happened, on the next page."""
    messages.success(request, text)


def moved_on(plan: Plan) -> OnConflict:
    """The page that says what was done to the plan while a form lay open."""

    def answer(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
        meanwhile = entries.since(plan, conflict.seen or 0)
        return errors.conflict(request, meanwhile=meanwhile, typed=form.typed(), back=request.path)

    return answer


def tie_moved_on(tie: Tie) -> OnConflict:
    """The page that says what was done in the cooperation while a form lay open."""

    def answer(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
        meanwhile = on_tie.since(tie.ref, conflict.seen or 0)
        return errors.conflict(request, meanwhile=meanwhile, typed=form.typed(), back=request.path)

    return answer


def page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A form page; 422 when what was posted could not be taken."""
    frame = {"form": form, "section": "register", "draft_url": drafts.url(request)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**frame, **context}, status=status)


def form_of(plan: Plan, here: str) -> dict[str, Any]:
    """What every form of one plan shows around itself."""
    back = reverse("plans:plan", args=[plan.ref])
    cap = _("%(plan)s · %(tie)s") % {"plan": plan, "tie": plan.tie.name}
    return {"title": here, "cap": cap, "plan": plan, "crumbs": crumbs(plan, here), "cancel_url": back}
