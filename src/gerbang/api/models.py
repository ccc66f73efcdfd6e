"""Tokens and webhooks of bodies, and what was sent to webhooks."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gerbang.people.models import Account, Body
from gerbang.values.fields import RefField

DIGEST = 64


class Scope(models.TextChoices):
    """What a token allows."""

    READ = "read", _("Read what the body may see")
    WEBHOOKS = "webhooks", _("Keep the webhooks of the body")


class ApiToken(models.Model):
    """A program's way in, in the name of a body: it sees what a reader of that body sees.

    Only the digest of the secret is kept; `hint` is its end, by which people tell tokens apart.
    """

    ref = RefField("tk")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=DIGEST, unique=True)
    hint = models.CharField(max_length=4)
    created = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def is_live(self, on: date) -> bool:
        """Whether it opens anything on that day; the last day is inside."""
        ended = self.body.ended_on
        return self.revoked_at is None and on <= self.expires_on and (ended is None or on <= ended)


class Webhook(models.Model):
    """An address of a body that is told of changes to what the body may see.

    The secret is kept as it is, because it signs. `failures` counts messages given up one after another.
    """

    class Why(models.TextChoices):
        BY_HAND = "by-hand", _("switched off by an administrator")
        FAILING = "failing", _("switched off after too many failures")

    ref = RefField("wh")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    url = models.CharField(max_length=500)
    secret = models.CharField(max_length=80)
    kinds = models.JSONField(default=list, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_why = models.CharField(max_length=7, choices=Why.choices, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "url"], condition=Q(disabled_at=None), name="webhook_once_a_body")
        ]

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message to a webhook: the leaves it tells of, and how sending it went. `text` is what is signed and sent."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("failed")

    ref = RefField("kr")
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    first_leaf = models.PositiveBigIntegerField(null=True, blank=True)
    last_leaf = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField()
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    answered = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["next_at"], condition=Q(status="waiting"), name="delivery_waiting")]

    def __str__(self) -> str:
        return f"{self.ref} {self.status}"

    @property
    def is_test(self) -> bool:
        return self.first_leaf is None
