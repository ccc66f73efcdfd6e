"""The webhooks of a token's body: a program may keep them by itself, as an administrator does on the page."""

from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router, Schema, Status
from pydantic import Field

from gerbang.api import actions, cursors
from gerbang.api.actions import KINDS
from gerbang.api.addresses import LONGEST, PATTERN
from gerbang.api.asking import only_known
from gerbang.api.callers import Admission, caller_of
from gerbang.api.cursors import Paging
from gerbang.api.models import ApiToken, Delivery, Scope, Webhook
from gerbang.api.problems import FAILING
from gerbang.api.shapes import Page, Problem, ref
from gerbang.api.showing import Shown

router = Router(tags=["webhooks"], auth=Admission(Scope.WEBHOOKS))
WebhookRef = Annotated[str, Field(pattern=ref("wh"))]
ChangeKind = Literal[KINDS]  # type: ignore[valid-type]
CONFLICTING = FAILING | {409: Problem}


class NewWebhook(Schema):
    """A webhook to be made."""

    model_config = {"extra": "forbid"}

    url: str = Field(
        pattern=PATTERN,
        max_length=LONGEST,
        description="Where to: https, a public name.",
        examples=["https://contoh.go.id/terima"],
    )
    kinds: list[ChangeKind] = Field([], max_length=len(KINDS), description="Only these kinds of change; empty: all.")


class WebhookOf(Schema):
    """A webhook."""

    ref: WebhookRef
    url: str
    kinds: list[str]
    created: datetime
    disabled_at: datetime | None
    disabled_why: str = Field(description="by-hand, failing; empty while it is on.")


class WebhookMade(WebhookOf):
    """A webhook just made, with the secret that signs its messages: shown now and never again."""

    secret: str


class DeliveryOf(Schema):
    """A message to a webhook, and how sending it went."""

    ref: str = Field(pattern=ref("kr"))
    status: Literal["waiting", "delivered", "failed"]
    test: bool
    first_leaf: int | None
    last_leaf: int | None
    attempts: int
    answered: int | None = Field(description="The status that was answered.")
    error: str
    created: datetime
    next_at: datetime | None = Field(description="When it is tried next.")
    sent_at: datetime | None


@router.get("/webhooks", response={200: Page[WebhookOf], **FAILING}, url_name="webhooks", operation_id="listWebhooks")
def listed(request: HttpRequest, asked: Query[Paging]) -> Shown:
    """The webhooks of the body, the newest first, also those switched off."""
    only_known(request, Paging)
    own = Webhook.objects.filter(body=_token(request).body)
    rows, following = cursors.page(own, ["-created", "-ref"], asked)
    return {"items": [_webhook(webhook) for webhook in rows], "next": following}


@router.post("/webhooks", response={201: WebhookMade, **CONFLICTING}, url_name="webhooks", operation_id="makeWebhook")
def make(request: HttpRequest, new: NewWebhook) -> Status[Shown]:
    """Makes a webhook. It is told of what happens from now on."""
    only_known(request)
    token = _token(request)
    webhook, secret = actions.make_webhook(by=token, body=token.body, url=new.url, kinds=new.kinds)
    return Status(201, _webhook(webhook) | {"secret": secret})


@router.get("/webhooks/{ref}", response={200: WebhookOf, **FAILING}, url_name="webhook", operation_id="getWebhook")
def one(request: HttpRequest, ref: Path[WebhookRef]) -> Shown:
    """One webhook of the body."""
    only_known(request)
    return _webhook(_own(request, ref))


@router.delete("/webhooks/{ref}", response={204: None, **FAILING}, url_name="webhook", operation_id="switchOffWebhook")
def switch_off(request: HttpRequest, ref: Path[WebhookRef]) -> Status[None]:
    """Switches the webhook off for good; what was sent stays to be read."""
    only_known(request)
    actions.switch_off(by=_token(request), webhook=_own(request, ref))
    return Status(204, None)


@router.post(
    "/webhooks/{ref}/test",
    response={202: DeliveryOf, **CONFLICTING},
    url_name="webhook-test",
    operation_id="tryWebhook",
)
def try_out(request: HttpRequest, ref: Path[WebhookRef]) -> Status[Shown]:
    """Sends a message that tells of nothing, within a minute."""
    only_known(request)
    return Status(202, _delivery(actions.try_out(by=_token(request), webhook=_own(request, ref))))


@router.get(
    "/webhooks/{ref}/deliveries",
    response={200: Page[DeliveryOf], **FAILING},
    url_name="webhook-deliveries",
    operation_id="listDeliveries",
)
def deliveries(request: HttpRequest, ref: Path[WebhookRef], asked: Query[Paging]) -> Shown:
    """What was sent to the webhook in the last 90 days, the newest first, with the answers."""
    only_known(request, Paging)
    rows, following = cursors.page(_own(request, ref).deliveries.all(), ["-created", "-ref"], asked)
    return {"items": [_delivery(delivery) for delivery in rows], "next": following}


def _token(request: HttpRequest) -> ApiToken:
    token = caller_of(request).token
    assert token is not None, "an operation of this router admits none without"
    return token


def _own(request: HttpRequest, ref: str) -> Webhook:
    found = Webhook.objects.select_related("body").filter(body=_token(request).body, ref=ref).first()
    if found is None:
        raise Http404
    return found


def _webhook(webhook: Webhook) -> Shown:
    return {
        "ref": webhook.ref,
        "url": webhook.url,
        "kinds": webhook.kinds,
        "created": webhook.created,
        "disabled_at": webhook.disabled_at,
        "disabled_why": webhook.disabled_why,
    }


def _delivery(delivery: Delivery) -> Shown:
    return {
        "ref": delivery.ref,
        "status": delivery.status,
        "test": delivery.is_test,
        "first_leaf": delivery.first_leaf,
        "last_leaf": delivery.last_leaf,
        "attempts": delivery.attempts,
        "answered": delivery.answered,
        "error": delivery.error,
        "created": delivery.created,
        "next_at": delivery.next_at,
        "sent_at": delivery.sent_at,
    }
