"""Searches that people keep: one's own, and those that colleagues share with a body one works in.

They are nobody's record: they change nothing of the register, so the ledger does not tell of them.
"""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.people.acting import Actor
from gerbang.people.models import Account, Body
from gerbang.register.models import SavedView
from gerbang.values import Invalid

MOST = 50
LONGEST_NAME = 120
LONGEST_QUERY = 2_000


def visible_to(actor: Actor) -> QuerySet[SavedView]:
    """One's own, and those shared with the bodies one works in, by name."""
    if actor.account is None:
        return SavedView.objects.none()
    shared = Q(body__in=list(actor.bodies))
    return SavedView.objects.filter(Q(account=actor.account) | shared).select_related("account", "body")


def save_view(*, by: Actor, name: str, query: str, columns: Sequence[str] = ()) -> SavedView:
    """Keeps a search under a name that the account has not used yet."""
    account = _account(by)
    if SavedView.objects.filter(account=account).count() >= MOST:
        raise Invalid({"name": _("You already keep %(most)s searches. Delete one first.") % {"most": MOST}})
    if len(query) > LONGEST_QUERY:
        raise Invalid({"name": _("This search is too long to be kept.")})
    view = SavedView(account=account, name=_name(name), query=query, columns=list(columns))
    return _kept(view)


def change_view(*, by: Actor, view: SavedView, name: str, body: Body | None) -> SavedView:
    """Renames it, and lets everybody who works in a body of one's own see it; with no body, nobody else any more."""
    _own(by, view)
    if body is not None and body.pk != view.body_id and body.pk not in by.bodies:
        raise Refused(Decision(False, _("You can share only with a body you work in."), code="not-own-body"))
    view.name, view.body = _name(name), body
    return _kept(view)


def delete_view(*, by: Actor, view: SavedView) -> None:
    _own(by, view)
    view.delete()


def _account(by: Actor) -> Account:
    if by.account is None:
        raise Refused(Decision(False, _("Sign in to keep a search."), code="not-signed-in"))
    return by.account


def _own(by: Actor, view: SavedView) -> None:
    if view.account_id != _account(by).pk:
        raise Refused(Decision(False, _("This search belongs to somebody else."), code="not-own-search"))


def _name(text: str) -> str:
    name = " ".join(text.replace("\0", "").split())
    if not name:
        raise Invalid({"name": _("Give the search a name.")})
    if len(name) > LONGEST_NAME:
        raise Invalid({"name": _("The name may have at most %(most)s letters.") % {"most": LONGEST_NAME}})
    return name


def _kept(view: SavedView) -> SavedView:
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise Invalid({"name": _("You already keep a search of that name.")}) from None
    return view
