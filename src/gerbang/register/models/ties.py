"""Ties, their parties and instruments.

A tie is one set of parties and one kind. What a source says is a claim; what somebody holding the paper recorded is an
instrument. An instrument known from sources only is `reported`, and its date is the accepted value of its claims.
"""

from datetime import date
from typing import cast

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gerbang.places.models import Country, Partner, Region
from gerbang.register import facets
from gerbang.register.terms import TermsColumn
from gerbang.search.folding import tokens
from gerbang.values.dates import Precision, VagueDate, format_vague
from gerbang.values.fields import RefField, VagueDateColumns
from gerbang.values.language import active, pick


class TieKind(models.TextChoices):
    """The categories of PP 28/2018."""

    KSDPL_SISTER = "ksdpl-sister", _("Sister cooperation with a foreign regional government")
    KSDPL_OTHER = "ksdpl-other", _("Other cooperation with a foreign regional government")
    KSDLL_APPROVED = "ksdll-approved", _("Cooperation with a foreign institution, with government approval")
    KSDLL_PASSTHROUGH = "ksdll-passthrough", _("Cooperation with a foreign institution, passed on by the government")
    KSDD_MANDATORY = "ksdd-mandatory", _("Mandatory cooperation between regions")
    KSDD_VOLUNTARY = "ksdd-voluntary", _("Voluntary cooperation between regions")
    KSDPK = "ksdpk", _("Cooperation with a third party")


class Phase(models.TextChoices):
    """How far a tie has come; only agreed and ended ones count as cooperations."""

    IDEA = "idea", _("Contact")
    INTENDED = "intended", _("Intention declared")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("Ended")


COOPERATIONS = (Phase.AGREED, Phase.ENDED)
UNDATED = date.min
"""Where a tie without a date stands in a list ordered by date: after all others."""


class Tie(VagueDateColumns):
    """A cooperation (Kerja sama).

    One row answers a list and a search without a join, so it repeats what other rows say (`projection.py` writes it):
    `signed_*` and `year` the date of the instrument it was agreed by; `listed_on` its place in a list, never a date;
    `names_*` and `countries_*` the parties; `public` whether anybody may see it; `disputed` that sources differ on a
    fact, not decided yet; `facets` the tokens it is counted under, `counted` those under which the cube last counted
    it; `terms` all it is found by, in the state `stem_version`.
    """

    ref = RefField("ks")
    kind = models.CharField(max_length=17, choices=TieKind.choices)
    phase = models.CharField(max_length=8, choices=Phase.choices, default=Phase.IDEA)
    outside_law = models.BooleanField(default=False)
    fields_id = models.TextField(blank=True)
    fields_en = models.TextField(blank=True)
    areas = models.JSONField(default=list, blank=True)
    sdgs = models.JSONField(default=list, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    public = models.BooleanField(default=False)
    disputed = models.BooleanField(default=False)
    listed_on = models.DateField(default=UNDATED)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    names_id = models.TextField(blank=True)
    names_en = models.TextField(blank=True)
    countries_id = models.TextField(blank=True)
    countries_en = models.TextField(blank=True)
    facets = models.TextField(blank=True)
    counted = models.TextField(blank=True)
    terms = TermsColumn(default="", blank=True)
    stem_version = models.PositiveSmallIntegerField(default=0)
    confirmed_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("cooperation")
        verbose_name_plural = _("cooperations")
        indexes = [
            models.Index(fields=["listed_on", "ref"], name="tie_listed"),
            models.Index(fields=["listed_on", "ref"], condition=Q(public=True), name="tie_listed_public"),
            models.Index(fields=["phase", "listed_on", "ref"], name="tie_listed_phase"),
            models.Index(fields=["listed_on", "ref"], condition=Q(disputed=True), name="tie_listed_disputed"),
            models.Index(fields=["origin"], condition=~Q(origin=""), name="tie_origin"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The names of both sides, with the dash of a page's title between them."""
        return pick(id=self.names_id, en=self.names_en) or str(_("Party outside PP 28/2018"))

    @property
    def countries(self) -> str:
        return pick(id=self.countries_id, en=self.countries_en)

    @property
    def chosen_among(self) -> bool:
        """Sources differ, and on every such fact a person chose a value."""
        return facets.CHOSEN in self.facets.split()

    @property
    def regions_side(self) -> "list[Party]":
        """The parties on the first side; reads what was prefetched."""
        return [party for party in self.parties.all() if party.side == Party.Side.REGION]

    @property
    def partners_side(self) -> "list[Party]":
        return [party for party in self.parties.all() if party.side == Party.Side.PARTNER]

    @property
    def fields(self) -> str:
        return pick(id=self.fields_id, en=self.fields_en)

    @property
    def is_abroad(self) -> bool:
        return self.kind.startswith(("ksdpl", "ksdll"))


class Party(models.Model):
    """One party of a tie. Without a link it is held: known by the name it was written under, matched to nobody.

    `country` is the partner's; of a held party abroad it may be known all the same.
    """

    class Side(models.TextChoices):
        REGION = "region", _("Region")
        PARTNER = "partner", _("Partner")

    tie = models.ForeignKey(Tie, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=7, choices=Side.choices)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    name_as_signed = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["side", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(region=None) | Q(partner=None), name="party_is_one"),
            models.CheckConstraint(
                condition=Q(region__isnull=False) | Q(partner__isnull=False) | ~Q(name_as_signed=""),
                name="party_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_held(self) -> bool:
        return self.region_id is None and self.partner_id is None

    @property
    def name(self) -> str:
        """Today's name of the party; of a held one, the name as written."""
        if self.region:
            return self.region.name
        return self.partner.name if self.partner else self.name_as_signed

    @property
    def other_name(self) -> str:
        """The name in the text or the source, where today's does not contain it (Irian Jaya, now Papua)."""
        linked = self.region or self.partner
        known = f"{linked.name_id} {linked.name_en} {self.name}" if linked else self.name
        return "" if set(tokens(self.name_as_signed)) <= set(tokens(known)) else self.name_as_signed


class InstrumentKind(models.TextChoices):
    """Kinds of text. `mou` is the text a cooperation is agreed by (naskah kerja sama), whatever its title says."""

    LOI = "loi", _("Letter of intent")
    MOU = "mou", _("Cooperation text")
    ARRANGEMENT = "arrangement", _("Implementing arrangement")
    PKS = "pks", _("Cooperation agreement (PKS)")
    KB = "kb", _("Joint agreement (KB)")
    AMENDMENT = "amendment", pgettext_lazy("instrument", "Amendment")
    EXTENSION = "extension", pgettext_lazy("instrument", "Extension")
    DECLARATION = "declaration", _("Joint declaration")
    NOTICE = "notice", _("Notice")


AGREEMENTS = (InstrumentKind.MOU, InstrumentKind.PKS, InstrumentKind.KB)
"""Kinds of text by which a cooperation becomes agreed."""
NEVER_PUBLIC = (InstrumentKind.LOI, InstrumentKind.NOTICE)
"""Recorded texts of these kinds become public only by a decision that Gerbang does not take by itself."""


class Instrument(VagueDateColumns):
    """One text of a tie (Dokumen kerja sama), with the date it was signed on and how long it is valid."""

    ref = RefField("nk")
    tie = models.ForeignKey(Tie, models.CASCADE, related_name="instruments")
    kind = models.CharField(max_length=11, choices=InstrumentKind.choices)
    reported = models.BooleanField(default=False)
    called = models.CharField(max_length=120, blank=True)
    title_id = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    valid_until_precision = models.CharField(max_length=9, default="unknown")
    valid_until_as_written = models.CharField(max_length=120, blank=True)
    term_months = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    originals_count = models.PositiveSmallIntegerField(null=True, blank=True)
    case_ref = models.CharField(max_length=13, blank=True)
    step_ref = models.CharField(max_length=13, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True, null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["pk"]
        indexes = [models.Index(fields=["tie", "kind", "withdrawn_at"], name="instrument_of_tie")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its own title, else what a source calls it, else its kind."""
        own = pick(id=self.title_id, en=self.title_en)
        if own:
            return own
        if self.kind != InstrumentKind.MOU:
            return str(self.get_kind_display())
        named = "MoU" in self.called or not self.called
        return f"{self.get_kind_display()} (MoU)" if named else str(self.get_kind_display())

    @property
    def signed_text(self) -> str:
        return format_vague(self.signed, active())

    @property
    def valid_until_date(self) -> VagueDate:
        """The end of validity as a date that is known as well as it is."""
        if self.valid_until is None:
            return VagueDate.unknown(self.valid_until_as_written)
        precision = cast(Precision, self.valid_until_precision)
        return VagueDate(self.valid_until, self.valid_until, precision, self.valid_until_as_written)

    @property
    def valid_until_text(self) -> str:
        """The end of validity as precisely as it is known; empty where nothing is known."""
        until = self.valid_until_date
        return format_vague(until, active()) if until.latest else until.as_written


class Signature(models.Model):
    """That an office-holder signed. Where and how: together, apart (each at home), or by circulating the text."""

    class Manner(models.TextChoices):
        TOGETHER = "together", _("together")
        APART = "apart", _("apart")
        CIRCULAR = "circular", _("by circulation")

    class Capacity(models.TextChoices):
        """In what right the head of a region signed, as the decree says."""

        DEFINITIVE = "definitive", _("definitive head of region")
        PJ = "pj", _("acting by appointment (Pj.)")
        PJS = "pjs", _("temporary acting (Pjs.)")
        PLT = "plt", _("acting in a vacancy (Plt.)")
        PLH = "plh", _("daily caretaker (Plh.)")
        DEPUTY = "deputy", _("deputy")
        ATTORNEY = "kuasa", _("by power of attorney")

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="signatures")
    name = models.CharField(max_length=160)
    office = models.CharField(max_length=160)
    capacity = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    manner = models.CharField(max_length=8, choices=Manner.choices, default=Manner.TOGETHER)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["signed_on", "pk"]

    def __str__(self) -> str:
        return self.office

    @property
    def capacity_name(self) -> str:
        """The capacity in the active language; one that is not on the list as it was written."""
        return str(dict(self.Capacity.choices).get(self.capacity, self.capacity))


class Original(models.Model):
    """Where one original of a text is kept, since when, under which number."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="originals")
    holder = models.CharField(max_length=160)
    body_ref = models.CharField(max_length=13, blank=True)
    located = models.CharField(max_length=200, blank=True)
    handed_on = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.holder


class LanguageVersion(models.Model):
    """One legal version of a text: texts in two languages may be signed on two days, and none translates the other.

    `source` tells of it; without one it was recorded from the text itself.
    """

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="versions")
    language = models.CharField(max_length=8)
    signed_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey("register.Source", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "language"], name="version_once_a_language")]

    def __str__(self) -> str:
        return self.language
