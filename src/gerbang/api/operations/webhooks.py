"""The webhooks of a token's body."""

from ninja import Router

router = Router(tags=["webhooks"])
