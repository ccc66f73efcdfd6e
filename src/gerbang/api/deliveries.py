"""Tells webhooks of changes: follows the ledger for each of them, sends what is due, tries again, and gives up."""

import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from gerbang.api import following
from gerbang.api.following import Told
from gerbang.api.models import Delivery, Webhook
from gerbang.api.sending import INTERNET, Network, Outcome, send
from gerbang.api.signing import HEADER, signature
from gerbang.ledger import reading
from gerbang.ledger.actions import record
from gerbang.ledger.jobs import RETRIES
from gerbang.people.acting import BodyReader
from gerbang.values.refs import new_ref

BATCH = 1_000
"""Leaves read in one transaction."""
LARGEST = 100
"""Changes told in one message."""
CLAIM = timedelta(minutes=2)
"""How long a message is taken by one clock; by then it has been sent or its clock has died."""
RUN_SECONDS = 20.0
"""After that a run begins no further message: the clock has other jobs."""
PATIENCE = 5
"""Messages given up one after another, after which a webhook is switched off."""
KEPT = timedelta(days=90)


def reader_of(webhook: Webhook) -> str:
    """The name under which the ledger knows how far the webhook has been told."""
    return f"api.webhook.{webhook.ref}"


def run(now: datetime, network: Network = INTERNET) -> None:
    """The clock's job: messages are made of what the ledger holds by now, and those due are sent."""
    for webhook in live().order_by("pk"):
        follow(webhook, now)
    send_due(now, network)
    Delivery.objects.filter(created__lt=now - KEPT).delete()


def live() -> QuerySet[Webhook]:
    """Webhooks that are told of changes."""
    bodies = ("body__parent__parent__region", "body__parent__region", "body__region")
    return Webhook.objects.filter(disabled_at=None, body__ended_on=None).select_related(*bodies)


def follow(webhook: Webhook, now: datetime) -> int:
    """Makes messages of all that is sealed since the last time; returns how many."""
    made = 0
    while True:
        with transaction.atomic():
            leaves = reading.leaves(reading.hold(reader_of(webhook)), BATCH)
            if not leaves:
                return made
            told = following.told(BodyReader(webhook.body, now), leaves)
            wanted = [one for one in told if one.gone or not webhook.kinds or one.kind in webhook.kinds]
            parts = [wanted[start : start + LARGEST] for start in range(0, len(wanted), LARGEST)]
            Delivery.objects.bulk_create([_delivery(webhook, part, now) for part in parts])
            made += len(parts)
            reading.move(reader_of(webhook), leaves[-1].index + 1)


def trial(webhook: Webhook, now: datetime) -> Delivery:
    """A message that tells of nothing, to see whether it arrives; part of the caller's transaction."""
    made = _delivery(webhook, [], now)
    made.save(force_insert=True)
    return made


def _delivery(webhook: Webhook, told: Sequence[Told], now: datetime) -> Delivery:
    """A message; its text is made once, so that every attempt sends the same under the same id."""
    ref = new_ref("kr")
    said = {
        "delivery": ref,
        "webhook": webhook.ref,
        "type": "changes" if told else "test",
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "changes": [{"index": one.index, "ref": one.ref, "kind": one.kind, "gone": one.gone} for one in told],
    }
    return Delivery(
        ref=ref,
        webhook=webhook,
        first_leaf=told[0].index if told else None,
        last_leaf=told[-1].index if told else None,
        text=json.dumps(said),
        next_at=now,
    )


def send_due(now: datetime, network: Network = INTERNET) -> int:
    """Sends what is due; a webhook that fails once is left alone for this run. Returns how many were tried."""
    ends, tried = time.monotonic() + RUN_SECONDS, 0
    failing: set[int] = set()
    while time.monotonic() < ends and (claimed := _claim(now, failing)):
        outcome = send(claimed.webhook.url, claimed.text, _headers(claimed, now), network)
        tried += 1
        if not settle(claimed, outcome, now):
            failing.add(claimed.webhook_id)
    return tried


@transaction.atomic
def _claim(now: datetime, without: set[int]) -> Delivery | None:
    """Takes one message that is due, for a while; another clock takes another one."""
    due = Delivery.objects.filter(status=Delivery.Status.WAITING, next_at__lte=now, webhook__disabled_at=None)
    due = due.exclude(webhook__in=without).order_by("next_at", "pk")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True, of=("self",))
    found = due.select_related("webhook__body").first()
    if found is not None:
        found.attempts += 1
        found.next_at = now + CLAIM
        found.save(update_fields=["attempts", "next_at"])
    return found


def _headers(delivery: Delivery, now: datetime) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "User-Agent": "Gerbang-Webhook/1",
        "Gerbang-Delivery": delivery.ref,
        HEADER: signature(delivery.webhook.secret, int(now.timestamp()), delivery.text),
    }


@transaction.atomic
def settle(delivery: Delivery, outcome: Outcome, now: datetime) -> bool:
    """Writes how it went: delivered, to be tried again as jobs are, or failed for good."""
    delivery.answered, delivery.error = outcome.answered, outcome.error
    retry = delivery.attempts <= len(RETRIES)
    if outcome.went_well:
        delivery.status, delivery.next_at, delivery.sent_at = Delivery.Status.DELIVERED, None, now
    elif retry and not delivery.is_test:
        delivery.next_at = now + RETRIES[delivery.attempts - 1]
    else:
        delivery.status, delivery.next_at = Delivery.Status.FAILED, None
    delivery.save(update_fields=["answered", "error", "status", "next_at", "sent_at"])
    hook = Webhook.objects.filter(pk=delivery.webhook_id)
    if outcome.went_well:
        hook.update(failures=0)
    elif delivery.status == Delivery.Status.FAILED and not delivery.is_test:
        hook.update(failures=F("failures") + 1)
        _give_up(hook.get(), now)
    return outcome.went_well


def _give_up(webhook: Webhook, now: datetime) -> None:
    """Switches off a webhook that nobody answers at; the administrator sees why and may set it up anew."""
    if webhook.failures < PATIENCE or webhook.disabled_at is not None:
        return
    switch_off(webhook, Webhook.Why.FAILING, now)
    record(
        kind="webhook.failing", stream=webhook.ref, actor="", body=webhook.body.ref, payload={"webhook": webhook.ref}
    )


def switch_off(webhook: Webhook, why: Webhook.Why, now: datetime) -> None:
    """Sends it nothing any more, nor what is still waiting; part of the caller's transaction."""
    webhook.disabled_at, webhook.disabled_why = now, why
    webhook.save(update_fields=["disabled_at", "disabled_why"])
    waiting = Q(status=Delivery.Status.WAITING)
    webhook.deliveries.filter(waiting).update(status=Delivery.Status.FAILED, next_at=None, error="switched off")
