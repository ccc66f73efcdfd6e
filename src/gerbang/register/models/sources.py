"""Sources, what they claim of a fact, and the claim a person accepted."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gerbang.places.models import Country
from gerbang.register.claims import vague
from gerbang.register.models.ties import Instrument, Tie
from gerbang.values.dates import MONTHS, VagueDate
from gerbang.values.fields import RefField
from gerbang.values.language import active, pick


class Publisher(models.Model):
    """Who publishes sources: the site their addresses are on; of a source without an address, the source itself.

    `definition_*`: what it counts as a cooperation, where it says so. One definition stands for all its sources.
    """

    ref = RefField("pt")
    name = models.CharField(max_length=253, unique=True)
    definition_id = models.TextField(blank=True)
    definition_en = models.TextField(blank=True)

    class Meta:
        verbose_name = _("publisher of sources")
        verbose_name_plural = _("publishers of sources")

    def __str__(self) -> str:
        return self.name

    @property
    def definition(self) -> str:
        return pick(id=self.definition_id, en=self.definition_en)


class Source(models.Model):
    """Where a claim comes from. `published` is a day, a month or a year (ISO), or empty where nothing says."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official source")
        PRESS = "press", _("named news report")
        SECONDARY = "secondary", _("secondary source")
        DOUBTFUL = "doubtful", _("doubtful source")
        PAPER = "paper", _("official paper")

    ref = RefField("sb")
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    published = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    note = models.TextField(blank=True)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="sources")

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_once"),
            models.UniqueConstraint(fields=["name_id"], condition=Q(url=""), name="source_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(id=self.name_id, en=self.name_en)

    @property
    def definition(self) -> str:
        """What its publisher counts as a cooperation."""
        return self.publisher.definition

    @property
    def title(self) -> str:
        """Its own name, where that says more than who published it."""
        return "" if self.name_id == self.publisher.name else self.name

    @property
    def place(self) -> str:
        """Where on the site of its publisher it stands; empty where it has no address or is the site itself."""
        return self.url.partition("://")[2].partition("/")[2].rstrip("/")

    @property
    def published_on(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return date.fromisoformat(self.published) if len(self.published) == 10 else None

    @property
    def published_text(self) -> str:
        """`12 Maret 2026`, `Desember 2018` or `2018`; empty where not known."""
        parts = [int(part) for part in self.published.split("-") if part]
        if not parts:
            return ""
        if len(parts) == 1:
            return str(parts[0])
        month = f"{MONTHS[active()][parts[1] - 1]} {parts[0]}"
        return month if len(parts) == 2 else f"{parts[2]} {month}"


class Fact(models.TextChoices):
    """The facts sources are heard on; everything else is a plain field."""

    PARTIES = "parties", _("Parties")
    SIGNING_DATE = "signing-date", _("Date of signing")
    VALIDITY = "validity", _("Validity")
    KIND = "kind", _("Kind")
    STATUS = "status", _("State of the cooperation")
    COUNT = "count", _("Number of cooperations")


class Claim(models.Model):
    """One source's statement of one fact (Keterangan sumber).

    `value` is what is compared and may be empty: the source speaks of the fact without giving a value. `said` is what
    it says, told in both languages. A claim belongs to a tie, to an instrument, or (a count) to neither: a count is of
    cooperation with a country, or with all of them.

    Where a person set a cell of a table right, the claim is not in its source's own words: then `mended_on` is the day,
    `mended_by` the ref of the person's body and `as_written` what the table says; empty where it says nothing.
    """

    class Confidence(models.TextChoices):
        """What kind of evidence a statement is; what each takes in is told on the page on how it is counted."""

        A = "A", _("own word of a party or an authority (A)")
        B = "B", _("report by somebody named who is no party (B)")
        C = "C", _("at second hand (C)")
        D = "D", _("doubtful (D)")

    ref = RefField("kt")
    tie = models.ForeignKey(Tie, models.CASCADE, null=True, blank=True, related_name="claims")
    instrument = models.ForeignKey(Instrument, models.CASCADE, null=True, blank=True, related_name="claims")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    fact = models.CharField(max_length=12, choices=Fact.choices)
    value = models.CharField(max_length=200, blank=True)
    precision = models.CharField(max_length=9, blank=True)
    said_id = models.TextField(blank=True)
    said_en = models.TextField(blank=True)
    basis = models.CharField(max_length=300, blank=True)
    as_written = models.TextField(blank=True)
    mended_by = models.CharField(max_length=13, blank=True)
    mended_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    quoted_on = models.DateField(null=True, blank=True)
    confidence = models.CharField(max_length=1, choices=Confidence.choices)
    imported_by = models.ForeignKey("register.Import", models.PROTECT, null=True, blank=True, related_name="claims")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["pk"]
        indexes = [models.Index(fields=["tie", "fact", "withdrawn_at"], name="claim_of_tie")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tie__isnull=False) | Q(instrument__isnull=True, fact="count"), name="claim_has_a_subject"
            ),
            models.CheckConstraint(condition=Q(country=None) | Q(fact="count"), name="claim_counts_in_a_country"),
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.value}"

    @property
    def key(self) -> int:
        return int(self.pk)

    @property
    def is_live(self) -> bool:
        return self.withdrawn_at is None

    @property
    def said(self) -> str:
        return pick(id=self.said_id, en=self.said_en)

    @property
    def date(self) -> VagueDate:
        """The value of a claim about a date."""
        return vague(self.value, self.precision)


class Choice(models.Model):
    """The claim a person accepted for a fact; the newest choice counts. Without a claim it was left open on purpose.

    `weighed`: each value, with its precision, that stood there then. Another one that comes later asks for a decision
    again, however it came in.
    """

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="choices")
    instrument = models.ForeignKey(Instrument, models.CASCADE, null=True, blank=True, related_name="choices")
    fact = models.CharField(max_length=12, choices=Fact.choices)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.CharField(max_length=13)
    why = models.TextField()
    weighed = models.JSONField(default=list, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_fact_display()}: {self.claim.value if self.claim else ''}"
