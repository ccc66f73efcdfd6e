"""What every form of a case does with a post, and the page it stands on."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.gate import queries, rules
from gerbang.gate.events import events
from gerbang.gate.models import Case
from gerbang.pages import errors
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, Actor, actor_of
from gerbang.people.models import Right
from gerbang.people.posting import Do, initial_from_draft

__all__ = ["Do", "acting_in", "case_or_404", "crumbs", "initial_from_draft", "page", "post"]


def case_or_404(request: HttpRequest, ref: str) -> Case:
    """The case, if this actor may see it; to others it does not exist."""
    return get_object_or_404(queries.visible_to(actor_of(request)), ref=ref)


def acting_in(actor: Actor, case: Case, rights: Sequence[Right], roles: Sequence[str] = ()) -> Acting:
    """The membership this post is written under; raises Refused when there is none."""
    return rules.choose(actor, case, rights, roles)


def post(
    request: HttpRequest, *, form: Form, by: Callable[[], Acting], do: Do, then: str | Callable[[str], str], done: str,
) -> HttpResponse | None:  # fmt: skip
    """Runs the action once for this form's key. Gives the redirect, a conflict page, or None: show the form again."""
    return posting.post(request, form=form, by=by, do=do, then=then, done=done, on_conflict=_conflict)


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
