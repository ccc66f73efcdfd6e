"""What every form of the gate does with a post: the first answer to a repeated one, and nothing typed lost."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.access import Conflict, Refused
from gerbang.gate import queries, rules
from gerbang.gate.events import events
from gerbang.gate.models import Case
from gerbang.ledger.actions import once
from gerbang.pages import errors
from gerbang.pages.forms import Form
from gerbang.people import drafts
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.models import Right
from gerbang.values import Invalid

Do = Callable[[Acting, int | None], str]


def case_or_404(request: HttpRequest, ref: str) -> Case:
    """The case, if this actor may see it; to others it does not exist."""
    return get_object_or_404(queries.visible_to(actor_of(request)), ref=ref)


def acting_in(actor: Actor, case: Case, rights: Sequence[Right], roles: Sequence[str] = ()) -> Acting:
    """The membership this post is written under; raises Refused when there is none."""
    return rules.choose(actor, case, rights, roles)


def initial_from_draft(request: HttpRequest, form_class_data: dict[str, Any]) -> dict[str, Any]:
    """What an earlier, unsent visit had typed, over the form's own beginnings."""
    draft = drafts.offered(request)
    if draft is None:
        return form_class_data
    typed = {name: values if len(values) > 1 else values[0] for name, values in draft.data.items() if values}
    return {**form_class_data, **typed}


def post(
    request: HttpRequest, *, form: Form, by: Callable[[], Acting], do: Do, then: str | Callable[[str], str], done: str,
) -> HttpResponse | None:  # fmt: skip
    """Runs the action once for this form's key. Gives the redirect, a conflict page, or None: show the form again."""
    if not form.is_valid():
        if not form.searching:
            drafts.keep(request)
        return None
    try:
        acting = by()
        seen = form.cleaned_data.get("seen")
        answer = once(actor=acting.account.ref, key=form.cleaned_data["key"], do=lambda: do(acting, seen))
    except Invalid as invalid:
        form.refuse(invalid)
    except Refused as refused:
        form.add_error(None, " ".join(part for part in (refused.decision.reason, refused.decision.basis) if part))
    except Conflict as conflict:
        drafts.keep(request)
        return _conflict(request, form, conflict)
    else:
        drafts.done(request)
        messages.success(request, done)
        return HttpResponseRedirect(then if isinstance(then, str) else then(answer))
    drafts.keep(request)
    return None


def page(request: HttpRequest, template: str, form: Form, case: Case, **context: Any) -> HttpResponse:
    """A form page of a case, with its crumbs and its way back; 422 when what was posted could not be taken."""
    back = reverse("gate:case", args=[case.ref])
    frame = {
        "form": form,
        "case": case,
        "section": "cases",
        "crumbs": crumbs(case, str(context.get("title", ""))),
        "cancel_url": back,
        "draft_url": reverse("people_draft"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**frame, **context}, status=status)


def crumbs(case: Case, here: str = "") -> list[tuple[str, str | None]]:
    """The way to a case, and on to the page `here`."""
    number_url = reverse("gate:case", args=[case.ref]) if here else None
    path: list[tuple[str, str | None]] = [(_("Cases"), reverse("gate:cases")), (case.number, number_url)]
    return [*path, (here, None)] if here else path


def _conflict(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
    case = Case.objects.filter(ref=conflict.stream).first()
    meanwhile = events(case, since=conflict.seen or 0) if case else []
    # The form itself may be gone: its move belongs to a stage that the case has left.
    back = reverse("gate:case", args=[case.ref]) if case else request.path
    return errors.conflict(request, meanwhile=meanwhile, typed=form.typed(), back=back)
