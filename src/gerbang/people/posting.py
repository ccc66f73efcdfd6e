"""What every form of an office does with a post: the first answer to a repeated one, and nothing typed lost."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from gerbang.access import Conflict, Refused
from gerbang.ledger.actions import once
from gerbang.pages.forms import Form
from gerbang.people import drafts
from gerbang.people.acting import Acting
from gerbang.values import Invalid

Do = Callable[[Acting, int | None], str]
OnConflict = Callable[[HttpRequest, Form, Conflict], HttpResponse]


def initial_from_draft(request: HttpRequest, form_class_data: dict[str, Any]) -> dict[str, Any]:
    """What an earlier, unsent visit had typed, over the form's own beginnings."""
    draft = drafts.offered(request)
    if draft is None:
        return form_class_data
    typed = {name: values if len(values) > 1 else values[0] for name, values in draft.data.items() if values}
    return {**form_class_data, **typed}


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
    """Runs the action once for this form's key. Gives the redirect, a conflict page, or None: show the form,
    as also where nothing is posted.

    `done` is said on the next page; empty where that page says itself what came of it.
    """
    if request.method != "POST":
        return None
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
        return on_conflict(request, form, conflict)
    else:
        drafts.done(request)
        if done:
            messages.success(request, done)
        return HttpResponseRedirect(then if isinstance(then, str) else then(answer))
    drafts.keep(request)
    return None
