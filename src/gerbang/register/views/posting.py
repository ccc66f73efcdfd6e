"""What the register's forms share: the tie they are about, its page, and what happened when somebody was faster."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gerbang.access import Conflict, Decision, Refused
from gerbang.ledger import queries as ledger
from gerbang.pages import errors
from gerbang.pages.forms import Form
from gerbang.people import posting
from gerbang.people.acting import Acting, actor_of
from gerbang.people.posting import Do, initial_from_draft
from gerbang.register import entries, queries
from gerbang.register.models import Tie

__all__ = ["crumbs", "head", "initial_from_draft", "kept_tie", "page", "post"]


def kept_tie(request: HttpRequest, ref: str) -> Tie:
    """The tie with all its statements, for those whose cooperation it is."""
    actor = actor_of(request)
    found = queries.detail(actor, queries.merged_into(actor, ref) or ref)
    if found is None:
        raise Http404
    if not found.insider:
        reason = _("This is kept by the regions of this cooperation and by the ministries with national sight.")
        raise Refused(Decision(False, reason, code="not-party"))
    return found.tie


def head(tie: Tie) -> int:
    """The newest entry on the tie: a form drawn from it carries this."""
    return ledger.head(tie.ref)


def post(
    request: HttpRequest, *, form: Form, by: Callable[[], Acting], do: Do, then: str | Callable[[str], str], done: str,
) -> HttpResponse | None:  # fmt: skip
    """Runs the action once for this form's key. Gives the redirect, a conflict page, or None: show the form again."""
    return posting.post(request, form=form, by=by, do=do, then=then, done=done, on_conflict=_conflict)


def page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A form page; 422 when what was posted could not be taken."""
    frame = {"form": form, "section": "register", "draft_url": reverse("people_draft")}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**frame, **context}, status=status)


def crumbs(*steps: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    """The way from the register's desk."""
    return [(_("Register"), reverse("register:index")), *steps]


def of_tie(tie: Tie, here: str = "") -> list[tuple[str, str | None]]:
    """The way to a tie's statements, and on to the page `here`."""
    own = reverse("register:statements", args=[tie.ref]) if here else None
    path = crumbs((_("Differences"), reverse("register:differences")), (tie.name, own))
    return [*path, (here, None)] if here else path


def _conflict(request: HttpRequest, form: Form, conflict: Conflict) -> HttpResponse:
    meanwhile = entries.since(conflict.stream, conflict.seen or 0)
    return errors.conflict(request, meanwhile=meanwhile, typed=form.typed(), back=request.path)
