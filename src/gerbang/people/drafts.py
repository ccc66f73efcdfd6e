"""Nothing typed is lost: drafts on blur, on a failed post, and when a sign-in expires under a form."""

import re
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.forms import Form
from django.forms.utils import ErrorDict
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from gerbang.access.typed import INTERRUPTED, typed
from gerbang.people.actions import drop_draft, save_draft
from gerbang.people.models import Account, Draft
from gerbang.values import Invalid

AnyForm = TypeVar("AnyForm", bound=Form)


def address(path: str) -> str:
    """One form has one draft, in whichever language its page was open."""
    return re.sub(r"^/en(?=/)", "", path)


def url(request: HttpRequest) -> str:
    """Where the script of this page's form sends what is being typed (`data-draft`)."""
    return f"{reverse('people_draft')}?{urlencode({'path': request.path})}"


def keep(request: HttpRequest) -> None:
    """Saves a post that did not go through under its form's path, unless it is empty or too long to be kept."""
    data = typed(request.POST)
    if not isinstance(request.user, Account) or not any(any(values) for values in data.values()):
        return
    with suppress(Invalid):
        save_draft(account=request.user, path=address(request.path), data=data)


def offered(request: HttpRequest) -> Draft | None:
    """The draft waiting for this form, if the account has one."""
    if not isinstance(request.user, Account):
        return None
    return Draft.objects.filter(account=request.user, path=address(request.path)[:300]).first()


def as_post(draft: Draft) -> QueryDict:
    """What was typed, as the form would have been posted."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def unsent(form_class: type[AnyForm], draft: Draft, **options: Any) -> AnyForm:
    """The form with the draft in its fields and a key of its own; nothing is judged before it is sent."""
    data = as_post(draft)
    for hidden in form_class(**options).hidden_fields():
        value = hidden.value()
        data[hidden.html_name] = "" if value is None else str(value)
    form = form_class(data=data, **options)
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}
    return form


def done(request: HttpRequest) -> None:
    """The form was accepted: its draft is forgotten."""
    if isinstance(request.user, Account):
        drop_draft(account=request.user, path=address(request.path))


@receiver(user_logged_in)
def give_back(request: HttpRequest, user: Account, **_signal: Any) -> None:
    """After sign-in, an interrupted post becomes the draft of its form, for the account that typed it only."""
    interrupted = request.session.pop(INTERRUPTED, None) if hasattr(request, "session") else None
    if interrupted and interrupted["as"] == user.ref:
        save_draft(account=user, path=address(interrupted["path"]), data=interrupted["data"])
