"""Searches that a person keeps: saved under a name, opened again, shared with a body, deleted."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gerbang.access import signed_in
from gerbang.pages.forms import Form, offer
from gerbang.people.acting import Actor, actor_of
from gerbang.people.models import Body
from gerbang.portal import filters
from gerbang.portal.filters import Wanted
from gerbang.portal.finding import chosen_links
from gerbang.register import saved
from gerbang.register.models import SavedView
from gerbang.values import Invalid


class NameForm(Form):
    """The name of a search."""

    name = forms.CharField(label=gettext_lazy("Name of the search"), max_length=saved.LONGEST_NAME)


class ChangeForm(NameForm):
    """Its name, and who else sees it."""

    body = forms.ChoiceField(
        label=gettext_lazy("Share with"),
        required=False,
        help_text=gettext_lazy("Everybody who works there sees the search; each finds in it only what they may see."),
    )

    def __init__(self, *args: Any, bodies: list[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {one.ref: one for one in bodies}
        shared = ((one.ref, one.name) for one in bodies)
        offer(self.fields["body"], [("", _("Nobody; only I see it")), *shared])


@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """All searches one may open; with a search in the address, the form that keeps it."""
    actor, wanted = actor_of(request), filters.read(request.GET)
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plain = replace(wanted, columns=filters.USUAL_COLUMNS)
        try:
            view = saved.save_view(by=actor, name=form.cleaned_data["name"], query=plain.query, columns=wanted.columns)
        except Invalid as invalid:
            form.refuse(invalid)
        else:
            messages.success(request, _("The search “%(name)s” is kept.") % {"name": view.name})
            return redirect("portal:saved-views")
    title = _("Saved searches")
    context = {
        "section": "ties",
        "title": title,
        "form": form if wanted.query or request.method == "POST" else None,
        "wanted": wanted,
        "chosen": chosen_links(wanted),
        "views": [(view, _asked(view).query, view.account_id == _key(actor)) for view in saved.visible_to(actor)],
        "crumbs": [(_("Cooperation"), reverse("portal:ties")), (title, "")],
    }
    return render(request, "portal/saved_views.html", context)


@signed_in
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One's own search: its name, whom it is shared with, and its end."""
    actor = actor_of(request)
    view = saved.visible_to(actor).filter(ref=ref, account=actor.account).first()
    if view is None:
        raise Http404
    if request.method == "POST" and "delete" in request.POST:
        saved.delete_view(by=actor, view=view)
        messages.success(request, _("The search “%(name)s” is deleted.") % {"name": view.name})
        return redirect("portal:saved-views")
    start = {"name": view.name, "body": view.body.ref if view.body else ""}
    form = ChangeForm(request.POST or None, bodies=_bodies(actor, view), initial=start)
    if request.method == "POST" and form.is_valid() and _changed(form, actor, view):
        messages.success(request, _("The search “%(name)s” is changed.") % {"name": view.name})
        return redirect("portal:saved-views")
    wanted = _asked(view)
    title = _("Change a saved search")
    context = {
        "section": "ties",
        "title": title,
        "view": SavedView.objects.get(pk=view.pk),
        "form": form,
        "chosen": chosen_links(wanted),
        "crumbs": [(_("Saved searches"), reverse("portal:saved-views")), (title, "")],
    }
    return render(request, "portal/saved_view.html", context)


def _changed(form: ChangeForm, actor: Actor, view: SavedView) -> bool:
    try:
        saved.change_view(
            by=actor,
            view=view,
            name=form.cleaned_data["name"],
            body=form.bodies.get(form.cleaned_data["body"]),
        )
    except Invalid as invalid:
        form.refuse(invalid)
        return False
    return True


def _bodies(actor: Actor, view: SavedView) -> list[Body]:
    """Those one works in, by name; and the one it is shared with, even if one no longer works there."""
    bodies = dict(actor.bodies) | ({view.body.pk: view.body} if view.body else {})
    return sorted(bodies.values(), key=lambda body: body.name)


def _asked(view: SavedView) -> Wanted:
    """What a kept search asks for; what is no longer one of ours is left out."""
    columns = tuple(name for name in filters.COLUMNS if name in view.columns)
    return replace(filters.read(QueryDict(view.query)), columns=columns or filters.USUAL_COLUMNS)


def _key(actor: Actor) -> int | None:
    return actor.account.pk if actor.account else None
