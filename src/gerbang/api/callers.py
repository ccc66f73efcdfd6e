"""Who asks: a program with a token of a body, or anybody, known by the address it comes from."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from ninja.errors import AuthenticationError

from gerbang.api.models import ApiToken, Scope
from gerbang.api.problems import NotAllowed
from gerbang.people import rates
from gerbang.people.acting import Actor, BodyReader
from gerbang.values import zones

PREFIX = "gbg_"
"""What every token begins with, so that one left in a file can be found by a search for it."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever asks, with what they may see; `token` is None for anybody."""

    actor: Actor
    token: ApiToken | None = None


@dataclass
class TooMany(Exception):
    """The caller has used up its minute."""

    spent: rates.Spent


def digest_of(secret: str) -> str:
    """What is kept of a token's secret. It is long and random, so that a plain digest cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def caller_of(request: HttpRequest) -> Caller:
    """Whoever an operation answers."""
    return request.auth  # type: ignore[attr-defined,no-any-return]


class Admission:
    """Lets a request in, as ninja's `auth`: counts it and finds its caller. A scope that is named needs a token."""

    def __init__(self, scope: Scope | None = None) -> None:
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Caller:
        translation.activate(translation.get_language_from_request(request))  # what actions refuse is told in it
        given = request.headers.get("Authorization")
        token = _token(given) if given else None
        _count(request, token)
        if token is None and (given or self.scope):
            raise AuthenticationError
        if token is None:
            return Caller(Actor(None))
        scope = self.scope or Scope.READ
        if scope not in token.scopes:
            raise NotAllowed(_("The token does not allow this: %(scope)s.") % {"scope": scope.label})
        return Caller(BodyReader(token.body), token)


def _token(header: str) -> ApiToken | None:
    """The live token the header gives."""
    kind, _space, secret = header.partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(PREFIX):
        return None
    bodies = ("body__parent__parent__region", "body__parent__region", "body__region")
    found = ApiToken.objects.select_related(*bodies).filter(digest=digest_of(secret)).first()
    today = zones.today(found.body.zone) if found else date.min
    if found is None or not found.is_live(today):
        return None
    if found.last_used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(last_used_on=today)
    return found


def _count(request: HttpRequest, token: ApiToken | None) -> None:
    """One more request of the token, or of the address. A wrong token counts for the address: it cannot be guessed."""
    caller, limit = (token.ref, "token") if token else (rates.caller_at(request, "api"), "anonymous")
    spent = rates.spend(caller, settings.API_RATES[limit], timezone.now())
    request.rate = spent  # type: ignore[attr-defined]
    if spent.is_over:
        raise TooMany(spent)
