"""Who asks: a program with a token of a body, or anybody, known by the address it comes from."""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from ninja.errors import AuthenticationError

from gerbang.api import rates
from gerbang.api.models import ApiToken, Scope
from gerbang.api.problems import NotAllowed
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
    caller, limit = (token.ref, "token") if token else (_address_digest(request), "anonymous")
    spent = rates.spend(caller, settings.API_RATES[limit], timezone.now())
    request.rate = spent  # type: ignore[attr-defined]
    if spent.is_over:
        raise TooMany(spent)


def _address_digest(request: HttpRequest) -> str:
    return str(salted_hmac("gerbang.api.address", address_of(request), algorithm="sha256").hexdigest())[:40]


def address_of(request: HttpRequest) -> str:
    """The address the request comes from, as far as it can be believed.

    Each proxy of ours adds the address it was asked from to X-Forwarded-For; what stands before these the client may
    have written itself. An IPv6 network of one household (/64) counts as one.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if proxies := int(settings.PROXIES):
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        address = passed[-proxies] if len(passed) >= proxies else address
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is None:
        return str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return str(known.ipv4_mapped or known) if isinstance(known, ipaddress.IPv6Address) else str(known)
