"""Countries, regions, partners and published calendars, with names and codes over time.

A region, a country or a partner keeps its ref for ever; names and codes are dated rows beside it. A partner is never a
bare name: it is a government at its level in one place, or an institution of a named type.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gerbang.values.fields import RefField
from gerbang.values.language import pick


class Level(models.TextChoices):
    """The tier of a foreign government; what a province or a regency may count as its equal follows from it."""

    FIRST = "first", _("First tier: state, province, prefecture")
    SECOND = "second", _("Second tier: city, county, municipality")
    LOWER = "lower", _("Lower tier: town, village, ward")
    FIRST_AND_CITY = "first-and-city", _("City of the first tier: city state, metropolitan or federal city")
    UNKNOWN = "unknown", _("Level not yet known")


class Country(models.Model):
    """One of the 249 entries of ISO 3166-1. Relations and policy are facts the gate asks about."""

    class Status(models.TextChoices):
        SOVEREIGN = "sovereign", _("Sovereign state")
        DEPENDENCY = "dependency", _("Dependency")
        ASSOCIATED = "associated", _("Associated state")
        SPECIAL = "special", _("Special status")

    class Relations(models.TextChoices):
        YES = "yes", _("Diplomatic relations")
        NO = "no", _("No diplomatic relations")
        UNKNOWN = "unknown", _("To be confirmed")

    class Policy(models.TextChoices):
        NORMAL = "normal", _("Ordinary rules")
        NO_CONTACT = "no-contact", _("No official contact")
        SPECIAL = "special", _("Special rules: ask the Foreign Ministry")

    ref = RefField("ng")
    alpha2 = models.CharField(max_length=2, unique=True)
    alpha3 = models.CharField(max_length=3, unique=True)
    numeric = models.CharField(max_length=3)
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    status = models.CharField(max_length=10, choices=Status.choices)
    sovereign = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="dependencies")
    relations = models.CharField(max_length=7, choices=Relations.choices, default=Relations.UNKNOWN)
    relations_source = models.CharField(max_length=300, blank=True)
    policy = models.CharField(max_length=10, choices=Policy.choices, default=Policy.NORMAL)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["alpha2"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(id=self.name_id, en=self.name_en)

    @property
    def is_sovereign(self) -> bool:
        return self.status == self.Status.SOVEREIGN

    @property
    def has_own_government(self) -> bool:
        """Whether the whole territory can itself be a partner: a dependency or an associated state has a local one."""
        return not self.is_sovereign and self.alpha2 not in ("AQ", "EH")


class Region(models.Model):
    """A province, a regency or a city of Indonesia; `autonomous` is false for Jakarta's six administrative areas."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", _("Province")
        REGENCY = "kabupaten", _("Regency")
        CITY = "kota", _("City")

    class Zone(models.TextChoices):
        WIB = "WIB", "WIB"
        WITA = "WITA", "WITA"
        WIT = "WIT", "WIT"

    ref = RefField("dr")
    code = models.CharField(max_length=5, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    province = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="regions")
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    short_id = models.CharField(max_length=80)
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()
    area_km2 = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    zone = models.CharField(max_length=4, choices=Zone.choices)
    autonomous = models.BooleanField(default=True)
    iso = models.CharField(max_length=6, blank=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name_id(self) -> str:
        """The one name it is shown under: Provinsi Jawa Barat, Kota Bandung; Daerah Istimewa Yogyakarta as it is."""
        bare = self.kind != self.Kind.PROVINCE or self.name_id.startswith("Daerah ")
        return self.name_id if bare else f"Provinsi {self.name_id}"

    @property
    def full_name_en(self) -> str:
        bare = self.kind != self.Kind.PROVINCE or "Region" in self.name_en
        return self.name_en if bare else f"{self.name_en} Province"

    @property
    def name(self) -> str:
        return pick(id=self.full_name_id, en=self.full_name_en)

    @property
    def government_of_id(self) -> str:
        """The name as it stands after *Pemerintah*: Aceh's says no *Provinsi* there."""
        return self.name_id if self.name_id == "Aceh" else self.full_name_id

    @property
    def province_or_self(self) -> "Region":
        return self.province or self


class RegionName(models.Model):
    """A name a region bears, has borne, or is looked for under; dates are absent where no source gives them."""

    class Usage(models.TextChoices):
        OFFICIAL = "official", _("Official name")
        FORMER = "former", _("Former name")
        SHORT = "short", _("Short name")
        OTHER = "other", _("Other name")

    region = models.ForeignKey(Region, models.CASCADE, related_name="names")
    name_id = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    usage = models.CharField(max_length=8, choices=Usage.choices)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=80, db_index=True)
    folded_en = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "name_id", "usage"], name="region_name_once")]

    def __str__(self) -> str:
        return self.name_id


class RegionCode(models.Model):
    """A code of the Ministry of Home Affairs that a region bore before the present one."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=5, db_index=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "code"], name="region_code_once")]

    def __str__(self) -> str:
        return self.code


class RegionSuccession(models.Model):
    """One region coming out of another: a split leaves the old one in being, a rename or recode leaves it itself."""

    class Kind(models.TextChoices):
        RENAME = "rename", _("Renamed")
        SPLIT = "split", _("Split off")
        MERGE = "merge", _("Merged")
        RECODE = "recode", _("New code")

    old = models.ForeignKey(Region, models.CASCADE, related_name="successors")
    new = models.ForeignKey(Region, models.CASCADE, related_name="predecessors")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["old", "new", "kind"], name="region_succession_once")]

    def __str__(self) -> str:
        return f"{self.old.code} → {self.new.code}"


class Subdivision(models.Model):
    """An entry of ISO 3166-2. A `grouping` has no government; one that ISO also lists as a country is a `territory`."""

    GROUPING = "grouping"

    iso = models.CharField(max_length=6, unique=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="subdivisions")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    territory = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100)
    other_names = models.TextField(blank=True)
    type = models.CharField(max_length=60)
    level = models.CharField(max_length=14, choices=[*Level.choices, (GROUPING, _("Grouping without a government"))])
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        verbose_name = _("subdivision")
        verbose_name_plural = _("subdivisions")
        ordering = ["iso"]

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A city over 15,000 people outside Indonesia. Where city and first tier are one, `government` is that one."""

    geonameid = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=100)
    other_names = models.TextField(blank=True)
    country = models.ForeignKey(Country, models.PROTECT, related_name="cities")
    admin1 = models.ForeignKey(Subdivision, models.PROTECT, null=True, blank=True, related_name="cities")
    government = models.ForeignKey(Subdivision, models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.FloatField()
    longitude = models.FloatField()
    population = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["geonameid"]

    def __str__(self) -> str:
        return self.name


class PlaceName(models.Model):
    """One folded name under which a place abroad is found; rebuilt from the places whenever they are loaded."""

    folded = models.CharField(max_length=120, db_index=True)
    main = models.BooleanField()
    weight = models.PositiveIntegerField()
    country = models.ForeignKey(Country, models.CASCADE, related_name="+")
    subdivision = models.ForeignKey(Subdivision, models.CASCADE, null=True, blank=True, related_name="+")
    city = models.ForeignKey(City, models.CASCADE, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.folded


class Partner(models.Model):
    """A foreign government at its level in one place, or an institution abroad.

    A place becomes one partner only. A government with no known place is made by hand and awaits confirmation.
    `folded` is the present name, `folded_names` every name it is found under, with " | " between them.
    """

    class Kind(models.TextChoices):
        GOVERNMENT = "government", _("Foreign regional government")
        INSTITUTION = "institution", _("Foreign institution")

    class InstitutionType(models.TextChoices):
        INTERNATIONAL_ORGANISATION = "international-organisation", _("International organisation")
        NONPROFIT = "nonprofit", _("Non-profit institution with legal personality")
        DEVELOPMENT_PARTNER = "development-partner", _("Development partner under a foreign government")
        OTHER = "other", _("Other foreign institution")

    ref = RefField("mt")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    level = models.CharField(max_length=14, choices=Level.choices, default=Level.UNKNOWN)
    institution_type = models.CharField(max_length=26, choices=InstitutionType.choices, blank=True)
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="partners")
    territory = models.OneToOneField(Country, models.PROTECT, null=True, blank=True, related_name="partner")
    subdivision = models.OneToOneField(Subdivision, models.PROTECT, null=True, blank=True, related_name="partner")
    city = models.OneToOneField(City, models.PROTECT, null=True, blank=True, related_name="partner")
    name_id = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    folded = models.CharField(max_length=160, db_index=True)
    folded_names = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    awaits_confirmation = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "level", "folded"],
                condition=Q(kind="government", territory=None, subdivision=None, city=None, merged_into=None),
                name="partner_by_hand_once",
            ),
            models.UniqueConstraint(
                fields=["folded", "country"],
                condition=Q(kind="institution", merged_into=None),
                name="institution_once",
            ),
            models.UniqueConstraint(
                fields=["folded"],
                condition=Q(kind="institution", country=None, merged_into=None),
                name="international_institution_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="government", institution_type="", country__isnull=False)
                | (Q(kind="institution", territory=None, subdivision=None, city=None) & ~Q(institution_type="")),
                name="partner_is_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(id=self.name_id, en=self.name_en)

    @property
    def label(self) -> str:
        """The name with its country, as it stands where a bare name could be another's: Braunschweig, Jerman."""
        country = self.country.name if self.country and not self.territory else ""
        return f"{self.name}, {country}" if country else self.name

    @property
    def full_label(self) -> str:
        """The label with a city's first tier: Charleston, South Carolina, Amerika Serikat."""
        tier = self.city.admin1 if self.city else None
        if tier is None or self.country is None or tier.name == self.name:
            return self.label
        return f"{self.name}, {tier.name}, {self.country.name}"

    @property
    def place(self) -> Country | Subdivision | City | None:
        """The place it governs; None for an institution or a government made by hand."""
        return self.territory or self.subdivision or self.city


class PartnerName(models.Model):
    """A name a partner has borne, with the dates it was borne."""

    partner = models.ForeignKey(Partner, models.CASCADE, related_name="names")
    name_id = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name_id


class CalendarVersion(models.Model):
    """A calendar as published: holidays and collective leave by decree. A correction is a further version."""

    number = models.PositiveIntegerField(unique=True)
    decree = models.CharField(max_length=300)
    published_on = models.DateField()
    decreed_years = models.JSONField(default=list)

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}"


class Holiday(models.Model):
    """A day on which offices are closed."""

    class Kind(models.TextChoices):
        NATIONAL = "national", _("National holiday")
        COLLECTIVE_LEAVE = "collective-leave", _("Collective leave")

    calendar = models.ForeignKey(CalendarVersion, models.CASCADE, related_name="holidays")
    on = models.DateField()
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    decree = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [models.UniqueConstraint(fields=["calendar", "on"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.on} {self.name_id}"
