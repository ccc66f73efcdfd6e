"""The book of events. Actors and bodies are public refs: no key points upwards."""

from django.db import models

from gerbang.values.fields import RefField

DIGEST = 64
"""Length of a SHA-256 in hexadecimal."""
ERASED = "ledger.erased"
"""The kind of the entry that records an erasure; the trigger of the payloads knows it too."""


class Entry(models.Model):
    """One event. `header` is the text that was hashed; the columns repeat it so that it can be searched."""

    ref = RefField("en")
    stream = models.CharField(max_length=80)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=80)
    schema = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    body = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=100, blank=True)
    prev = models.CharField(max_length=DIGEST, blank=True)
    payload_digest = models.CharField(max_length=DIGEST)
    header = models.TextField()
    digest = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "seq"], name="ledger_entry_stream_seq")]
        indexes = [
            models.Index(fields=["kind", "id"], name="ledger_entry_kind"),
            models.Index(fields=["actor", "id"], name="ledger_entry_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} {self.seq} {self.kind}"

    def header_values(self) -> dict[str, object]:
        """What the header says, from the columns."""
        return {
            "ref": self.ref,
            "stream": self.stream,
            "seq": self.seq,
            "kind": self.kind,
            "schema": self.schema,
            "at": self.at,
            "actor": self.actor,
            "body": self.body,
            "request_id": self.request_id,
            "prev": self.prev,
            "payload_digest": self.payload_digest,
        }


class Payload(models.Model):
    """What an entry says, apart from its header so that it can be erased and the chain stay whole."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)
    text = models.TextField()
    salt = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.text


class Erasure(models.Model):
    """Permission, never withdrawn, to delete one payload; `record` is the entry that says who and why."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="erasure")
    record = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="erases")

    def __str__(self) -> str:
        return f"erasure of the payload of entry {self.entry_id}"


class Pending(models.Model):
    """An entry that waits for its seal. A queue, because an entry with a lower key may commit later."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True)

    def __str__(self) -> str:
        return f"entry {self.entry_id} waits"


class SealedEntry(models.Model):
    """A leaf of the Merkle tree (RFC 6962, 2.1). `leaf_index` has no gaps and is the only cursor for readers."""

    leaf_index = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="sealed")
    leaf_hash = models.CharField(max_length=DIGEST)

    def __str__(self) -> str:
        return f"leaf {self.leaf_index}"


class Root(models.Model):
    """The root of the tree at a size. `peaks` are the roots of its perfect subtrees, so that it can grow cheaply."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root_hash = models.CharField(max_length=DIGEST)
    peaks = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"root of {self.size}"


class Answer(models.Model):
    """The first answer to a form that may be posted twice."""

    actor = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    result = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="ledger_answer_actor_key")]

    def __str__(self) -> str:
        return f"{self.actor} {self.key}"


class Due(models.Model):
    """When a job of the clock is next due, who holds it until when, and how it went."""

    job = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
    last_ok = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.job} due {self.at}"


class Node(models.Model):
    """The root of a perfect subtree of 2^level leaves, so that a proof reads a few rows and not every leaf."""

    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    node_hash = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="ledger_node_once")]

    def __str__(self) -> str:
        return f"node {self.level} {self.index}"


class Reader(models.Model):
    """How far a reader of the leaves has come: it goes on at `next_leaf`."""

    name = models.CharField(max_length=80, unique=True)
    next_leaf = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} at {self.next_leaf}"
