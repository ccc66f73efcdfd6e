"""Bytes by their hash, what was uploaded and not yet used, and documents with their versions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gerbang.people.models import Body
from gerbang.values.fields import RefField


class Disclosure(models.TextChoices):
    """Who may read a document besides the body that holds it."""

    PUBLIC = "public", _("Everyone, once the subject is public")
    BODIES = "bodies", _("The bodies involved")
    PARTIES = "parties", _("The parties")
    HOLDER = "holder", _("Only the body that holds it")


class Blob(models.Model):
    """Stored bytes, known by their SHA-256. The row exists only after the bytes do."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    path = models.CharField(max_length=100)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.sha256


class Upload(models.Model):
    """A document that somebody has sent and not yet used; only its owner sees it, and it is swept after a week."""

    ref = RefField("un")
    owner = models.CharField(max_length=13, db_index=True)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="uploads")
    filename = models.CharField(max_length=150)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.filename


class Document(models.Model):
    """A document of a subject (a case, a tie) named by its ref. Withdrawing closes it; the record and the hash stay."""

    ref = RefField("dk")
    subject_ref = models.CharField(max_length=13, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    disclosure = models.CharField(max_length=10, choices=Disclosure.choices)
    created = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    erasure_asked_by = models.CharField(max_length=13, blank=True)
    erasure_reason = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.title

    @property
    def latest(self) -> "DocumentVersion":
        """The version that counts."""
        return self.versions.select_related("blob").order_by("-number")[0]


class DocumentVersion(models.Model):
    """One state of a document; versions are added, never changed."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="versions")
    filename = models.CharField(max_length=150)
    uploaded_by = models.CharField(max_length=13)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.filename} ({self.number})"
