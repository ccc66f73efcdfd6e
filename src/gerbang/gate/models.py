"""Cases, their steps and letters. `Step` is the truth about a case; every other column here can be rebuilt from it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from gerbang.documents.models import Document
from gerbang.people.models import Body
from gerbang.places.models import Region
from gerbang.register.models import Tie
from gerbang.values.fields import RefField


class Book(models.Model):
    """A rulebook version as it was when first used: kept with its hash, never changed, so that a case keeps its law."""

    book_id = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    first_used_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["book_id", "version"], name="book_version_once")]

    def __str__(self) -> str:
        return f"{self.book_id} {self.version}"


class Case(models.Model):
    """One run of a rulebook (Berkas). The columns from `state` on are the projection: the stored fold of its steps."""

    ref = RefField("br")
    number = models.CharField(max_length=40, unique=True)
    tie = models.ForeignKey(Tie, models.PROTECT, related_name="cases")
    book = models.ForeignKey(Book, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, related_name="cases")
    partner_label = models.CharField(max_length=300)
    opened_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)

    state = models.CharField(max_length=10)
    stage = models.CharField(max_length=60, blank=True)
    since = models.DateField(null=True)
    holder_role = models.CharField(max_length=40, blank=True)
    holder = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True, db_index=True)
    first_due_on = models.DateField(null=True)
    due_is_law = models.BooleanField(default=False)
    calendar_version = models.CharField(max_length=60, blank=True)
    head = models.PositiveIntegerField(default=0)
    unconfirmed = models.PositiveIntegerField(default=0)
    disputed = models.PositiveIntegerField(default=0)
    returned = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.number


class Participant(models.Model):
    """Which body plays a role in a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participants")
    role = models.CharField(max_length=40)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "role", "body"], name="participant_once")]


class Letter(models.Model):
    """An official letter (Surat) as an office keeps it: who wrote to whom, when it was dated, when it was received."""

    class Direction(models.TextChoices):
        IN = "in", _("Incoming")
        OUT = "out", _("Outgoing")

    class Class(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary")
        IMPORTANT = "important", _("Important")
        SECRET = "secret", _("Secret")

    ref = RefField("sr")
    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    number = models.CharField(max_length=120, blank=True, db_index=True)
    dated_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    received_proof = models.CharField(max_length=200, blank=True)
    agenda_number = models.CharField(max_length=120, blank=True)
    classification = models.CharField(max_length=10, choices=Class.choices, default=Class.ORDINARY)
    subject = models.CharField(max_length=300)
    attachments = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=300)
    sender_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    addressee = models.CharField(max_length=300)
    copies = models.JSONField(default=list)
    signatory_name = models.CharField(max_length=160, blank=True)
    signatory_office = models.CharField(max_length=200, blank=True)
    signed_for = models.CharField(max_length=20, blank=True)
    scan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    entered_by = models.CharField(max_length=13)
    entered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.number or self.subject


class Step(models.Model):
    """One thing that happened to a case, on paper or here. Append-only: a wrong one is set right by another (Ralat)."""

    ref = RefField("lk")
    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=16)
    stage = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=60, blank=True)
    to = models.CharField(max_length=60, blank=True)
    paper = models.CharField(max_length=60, blank=True)
    ask = models.CharField(max_length=60, blank=True)
    target = models.PositiveIntegerField(null=True)
    role = models.CharField(max_length=40, blank=True)
    acting = models.ForeignKey(Body, models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Body, models.PROTECT, related_name="+")
    account = models.CharField(max_length=13)
    membership = models.CharField(max_length=13)
    on_letter = models.BooleanField(default=False)
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="steps")
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField()
    received_on = models.DateField(null=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    data = models.TextField(default="{}")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "seq"], name="step_seq_once")]
        ordering: ClassVar = ["case", "seq"]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.seq} {self.kind}"


class Waiting(models.Model):
    """What a case asks of a body now. Part of the projection; the desk reads it."""

    class What(models.TextChoices):
        ACT = "act", _("Act")
        ANSWER = "answer", _("Answer in writing")
        CONFIRM = "confirm", _("Confirm or dispute")
        SETTLE = "settle", _("Settle a disputed step")

    case = models.ForeignKey(Case, models.PROTECT, related_name="waiting")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    since = models.DateField()
    due_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "body", "what"], name="waiting_once")]
        indexes: ClassVar = [models.Index(fields=["body", "due_on"], name="waiting_by_body")]


class PersonName(models.Model):
    """A person named in a step, kept beside it so that it can be erased; steps and ledger hold offices only."""

    step = models.ForeignKey(Step, models.PROTECT, related_name="names")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["step", "key"], name="person_named_once")]
