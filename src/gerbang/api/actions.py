"""What changes tokens and webhooks. An administrator of the body does it, or a token that the body gave the scope."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Decision, Refused
from gerbang.api import deliveries, signing
from gerbang.api.addresses import NotUsable, target
from gerbang.api.callers import PREFIX, digest_of
from gerbang.api.models import ApiToken, Delivery, Scope, Webhook
from gerbang.api.problems import Taken
from gerbang.api.wording import KIND_LABELS
from gerbang.ledger import reading
from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.people.models import Body, Right
from gerbang.values import Invalid
from gerbang.values.refs import ALPHABET

By = Acting | ApiToken
LONGEST_LIFE = timedelta(days=366)
SECRET_LETTERS = 40
"""200 random bits, in letters that are not mistaken for one another."""
MOST_WEBHOOKS = 20
KINDS = tuple(KIND_LABELS)
"""Kinds of entries a webhook may be narrowed to. That a cooperation is gone is told in any case."""


@transaction.atomic
def make_token(*, by: Acting, body: Body, name: str, scopes: Collection[str], expires_on: date) -> tuple[ApiToken, str]:
    """A token of the body, and its secret, which is kept nowhere."""
    _must_administer(by, body)
    problems = _token_problems(by, body, name, scopes, expires_on)
    if problems:
        raise Invalid(problems)
    secret = PREFIX + "".join(secrets.choice(ALPHABET) for _letter in range(SECRET_LETTERS))
    token = ApiToken.objects.create(
        body=body,
        account=by.account,
        name=name.strip(),
        scopes=sorted(scopes),
        digest=digest_of(secret),
        hint=secret[-4:],
        expires_on=expires_on,
    )
    facts = {"token": token.ref, "scopes": token.scopes, "expires_on": expires_on.isoformat()}
    _note(by, "token.made", token.ref, body, facts)
    return token, secret


@transaction.atomic
def revoke_token(*, by: Acting, token: ApiToken) -> None:
    """Lets the token open nothing from now on. Doing it twice is no more than once."""
    _must_administer(by, token.body)
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        _note(by, "token.revoked", token.ref, token.body, {"token": token.ref})


@transaction.atomic
def make_webhook(*, by: By, body: Body, url: str, kinds: Collection[str] = ()) -> tuple[Webhook, str]:
    """A webhook of the body that is told of what happens from now on, and its secret."""
    _must_administer(by, body)
    _check_webhook(url, kinds)
    live = Webhook.objects.filter(body=body, disabled_at=None)
    if live.count() >= MOST_WEBHOOKS:
        raise Taken(_("This body has %(most)s webhooks. Switch one off first.") % {"most": MOST_WEBHOOKS})
    try:
        with transaction.atomic():
            webhook = Webhook.objects.create(body=body, url=url, secret=signing.new_secret(), kinds=sorted(set(kinds)))
    except IntegrityError:
        raise Taken(_("This body has a webhook at this address already.")) from None
    reading.hold(deliveries.reader_of(webhook))
    reading.move(deliveries.reader_of(webhook), reading.end())
    _note(by, "webhook.made", webhook.ref, body, {"webhook": webhook.ref, "kinds": webhook.kinds})
    return webhook, webhook.secret


@transaction.atomic
def switch_off(*, by: By, webhook: Webhook) -> None:
    """Sends the webhook nothing from now on. Doing it twice is no more than once."""
    _must_administer(by, webhook.body)
    webhook = Webhook.objects.select_for_update(of=("self",)).select_related("body").get(pk=webhook.pk)
    if webhook.disabled_at is None:
        deliveries.switch_off(webhook, Webhook.Why.BY_HAND, timezone.now())
        _note(by, "webhook.off", webhook.ref, webhook.body, {"webhook": webhook.ref})


@transaction.atomic
def try_out(*, by: By, webhook: Webhook) -> Delivery:
    """Sends a message that tells of nothing, within a minute."""
    _must_administer(by, webhook.body)
    if webhook.disabled_at is not None:
        raise Taken(_("This webhook is switched off."))
    return deliveries.trial(webhook, timezone.now())


def _must_administer(by: By, body: Body) -> None:
    """An administrator of that body or of one above it; of a token, the body itself with the scope."""
    if isinstance(by, ApiToken):
        allowed = by.body_id == body.pk and Scope.WEBHOOKS in by.scopes
    else:
        allowed = by.membership.right == Right.ADMINISTER and by.is_over(body)
    if not allowed:
        reason = _("Only an administrator of this body may change what programs do in its name.")
        raise Refused(Decision(False, reason, code="not-administrator"))


def _token_problems(by: Acting, body: Body, name: str, scopes: Collection[str], expires_on: date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not name.strip():
        problems["name"] = _("Say which program it is for.")
    elif ApiToken.objects.filter(body=body, name=name.strip(), revoked_at=None).exists():
        problems["name"] = _("This body has a token of that name already. Revoke it first, or choose another name.")
    if not scopes or not set(scopes) <= set(Scope.values):
        problems["scopes"] = _("Choose what the token allows.")
    if not by.today < expires_on <= by.today + LONGEST_LIFE:
        problems["expires_on"] = _("Give a day after today and at most a year from now.")
    return problems


def _check_webhook(url: str, kinds: Collection[str]) -> None:
    problems: dict[str, str] = {}
    try:
        target(url)
    except NotUsable as unusable:
        problems["url"] = _unusable(unusable.code)
    if not set(kinds) <= set(KINDS):
        problems["kinds"] = _("There is no such kind of change.")
    if problems:
        raise Invalid(problems)


def _unusable(code: str) -> str:
    if code == "scheme":
        return _("The address has to begin with https://.")
    return _(
        "Write a whole address on the Internet, like https://contoh.go.id/terima. Numbers, accounts and other ports "
        "than 443 and 8443 are not sent to."
    )


def _note(by: By, kind: str, stream: str, body: Body, payload: dict[str, object]) -> None:
    actor = by.ref if isinstance(by, ApiToken) else by.account.ref
    record(kind=kind, stream=stream, actor=actor, body=body.ref, payload=payload)
