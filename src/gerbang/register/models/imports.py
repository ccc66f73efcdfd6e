"""Imports of tables: what was read, what became of each row, and how a body's columns are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.people.models import Body, Membership
from gerbang.register.models.ties import Tie
from gerbang.values.fields import RefField


class Import(models.Model):
    """One table brought in. `counts` has read, created, matched, held and refused; the last four add up to the first.

    Where rows were left out before the table was brought in, `counts` has their number as `dropped`, and `mended` holds
    these and the rows that were set right: number → what `intake.mending` reads. `dropped_by` is the ref of a body.
    `mapping`: our column → the table's. `document` is the ref of the table's upload until it is brought in, and from
    then on of the document that is kept. `reading`: how the table was read and what the check of the columns found.
    `checks`: how often it was checked; a form drawn from a check carries it.
    """

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("import", "Received, not yet checked")
        CHECKED = "checked", pgettext_lazy("import", "Checked, not yet brought in")
        WRITTEN = "written", pgettext_lazy("import", "Brought in")
        UNDONE = "undone", pgettext_lazy("import", "Undone")
        DROPPED = "dropped", pgettext_lazy("import", "Not brought in")

    ref = RefField("im")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=13, blank=True)
    filename = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    document = models.CharField(max_length=13, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKED)
    counts = models.JSONField(default=dict)
    reading = models.JSONField(default=dict, blank=True)
    checks = models.PositiveIntegerField(default=0)
    mended = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    written_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_reason = models.TextField(blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.CharField(max_length=13, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("register", "import")
        verbose_name_plural = pgettext_lazy("register", "imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename


class ImportJob(models.Model):
    """What a worker does with an import, or did last: there is one at a time.

    `token` names the order that counts; a worker that holds an older one writes nothing. `asked`: the columns as the
    person wants them. `seen_at` is the worker's last sign of life, `rows` how far it was by then; `failure` why nothing
    came of it, `about` what there is to say of that.
    """

    class Kind(models.TextChoices):
        CHECK = "check"
        WRITE = "write"

    class Failure(models.TextChoices):
        """Why nothing came of it: no table, rows refused on writing, no right any more, swept, a fault of ours."""

        UNREADABLE = "unreadable"
        REFUSED = "refused"
        RIGHT = "right"
        GONE = "gone"
        BROKEN = "broken"

    of = models.OneToOneField(Import, models.CASCADE, related_name="job")
    kind = models.CharField(max_length=5)
    token = models.CharField(max_length=32)
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    asked = models.JSONField(default=dict, blank=True)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    rows = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=10, blank=True)
    about = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("register", "job of an import")
        verbose_name_plural = pgettext_lazy("register", "jobs of imports")

    def __str__(self) -> str:
        return f"{self.kind} {self.of_id}"


class ImportRow(models.Model):
    """What became of one row. A held one keeps its cells until a person decides; `number` counts as the table does.

    `problems`: list of {"column", "code", "cell", "about"}, read by `intake.problems`; `candidates`: refs of ties and
    regions, keys of places abroad, from which a person may choose. `head`: how far the tie's stream was by then.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", pgettext_lazy("import row", "New")
        MATCHED = "matched", pgettext_lazy("import row", "Already on the register")
        HELD = "held", pgettext_lazy("import row", "Waits for a person")
        REFUSED = "refused", pgettext_lazy("import row", "Refused")
        DROPPED = "dropped", pgettext_lazy("import row", "Left out by a person")

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    tie = models.ForeignKey(Tie, models.PROTECT, null=True, blank=True, related_name="import_rows")
    head = models.PositiveBigIntegerField(default=0)
    cells = models.JSONField(default=dict, blank=True)
    problems = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=13, blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="import_row_once")]
        indexes = [models.Index(fields=["of", "outcome", "number"], name="import_row_outcome")]

    def __str__(self) -> str:
        return f"{self.of_id} {self.number} {self.outcome}"


class ColumnMapping(models.Model):
    """How a body's tables call our columns; `header` is the folded header row, `mapping` our column → theirs.

    `left_out`: columns of theirs that have no place on the register.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    header = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    left_out = models.JSONField(default=list, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("column mapping")
        verbose_name_plural = _("column mappings")
        constraints = [models.UniqueConstraint(fields=["body", "header"], name="mapping_once_a_header")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.header}"
