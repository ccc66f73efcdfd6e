"""Bodies and their units, accounts and their memberships, terms of office, and audiences."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gerbang.places.models import Country, Region
from gerbang.values.fields import RefField
from gerbang.values.language import pick


class BodyKind(models.TextChoices):
    """What a body is; rulebooks name these kinds in their roles."""

    REGION = "region", _("Regional government")
    UNIT = "unit", _("Unit of a regional government")
    COUNCIL = "council", _("Council secretariat")
    HOME_AFFAIRS = "home-affairs", _("Ministry of Home Affairs")
    HOME_AFFAIRS_FOREIGN = "home-affairs-foreign", _("Ministry of Home Affairs, cooperation abroad")
    HOME_AFFAIRS_DOMESTIC = "home-affairs-domestic", _("Ministry of Home Affairs, domestic cooperation")
    FOREIGN_AFFAIRS = "foreign-affairs", _("Ministry of Foreign Affairs")
    MINISTRY = "ministry", _("Ministry or agency")
    MISSION = "mission", _("Indonesian mission abroad")


class Body(models.Model):
    """A public body or a unit inside one (Instansi). Its present name is kept here; earlier ones in BodyName.

    `keeps_cooperation`: the unit in which a regional government keeps its cooperation (Bagian or Biro Kerja Sama); its
    other units (a dinas) carry out what is theirs.
    """

    ref = RefField("in")
    kind = models.CharField(max_length=24, choices=BodyKind.choices, db_index=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="units")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="bodies")
    country = models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+")
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=4, default="WIB")
    national_sight = models.BooleanField(default=False)
    keeps_cooperation = models.BooleanField(default=False)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "kind"],
                condition=Q(kind__in=["region", "council"]),
                name="one_government_and_council",
            ),
            models.UniqueConstraint(fields=["kind", "name_id", "region"], name="body_named_once"),
            models.UniqueConstraint(
                fields=["kind", "name_id"], condition=Q(region=None), name="national_body_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(id=self.name_id, en=self.name_en)


class BodyName(models.Model):
    """A name a body bore, from and until a day."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="names")
    name_id = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)

    def create(self, **fields: Any) -> "Account":
        """With `password` in plain text, or without one that anybody could know."""
        password = fields.pop("password", None) or None
        account = self.model(email=self.normalize_email(fields.pop("email")).casefold(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person's way in, by mail address. `label` is the office they hold, as it stands on the page.

    `one_time_password`: somebody else has seen the password, so that the first thing to do is to choose another.
    """

    ref = RefField("ak")
    email = models.EmailField(_("e-mail"), unique=True)
    label = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    one_time_password = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        return self.label


class Right(models.TextChoices):
    """What a membership allows in its body."""

    PREPARE = "prepare", _("Prepares")
    CHECK = "check", _("Checks")
    SEND = "send", _("Sends")
    READ = "read", _("Reads")
    ADMINISTER = "administer", _("Administers accounts")


class Membership(models.Model):
    """One right of one account in one body, from and until a day; rights are the union of those alive."""

    ref = RefField("ka")
    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    right = models.CharField(max_length=10, choices=Right.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=13, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "body", "right"], condition=Q(until=None), name="one_live_membership_a_right"
            )
        ]

    def alive(self, on: date) -> bool:
        """Whether it gives its right on that day; the first and the last day are inside."""
        return self.since <= on and (self.until is None or on <= self.until)


class Term(models.Model):
    """A person's time in an office; acting heads (Pj., Pjs., Plt.) hold it lawfully, with their decree."""

    class Capacity(models.TextChoices):
        DEFINITIVE = "definitive", _("Definitive")
        PJ = "pj", _("Acting by appointment (Pj.)")
        PJS = "pjs", _("Temporary acting (Pjs.)")
        PLT = "plt", _("Acting in a vacancy (Plt.)")

    ref = RefField("mj")
    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    office = models.CharField(max_length=120)
    holder = models.CharField(max_length=160)
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    decree = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)


class Audience(models.Model):
    """That a body was involved in a subject and may therefore see it; never shrinks while the subject lives."""

    subject_ref = models.CharField(max_length=13)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    since = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["subject_ref", "body"], name="audience_once")]


class Draft(models.Model):
    """What an account has typed into the form at `path` and not yet sent."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=300)
    data = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["account", "path"], name="one_draft_a_form")]


class Window(models.Model):
    """How often a caller asked in its newest minute. An address is kept only as a keyed digest."""

    caller = models.CharField(max_length=40, primary_key=True)
    minute = models.PositiveBigIntegerField(db_index=True)
    used = models.PositiveIntegerField()

    class Meta:
        db_table = "api_window"  # of the room that first counted

    def __str__(self) -> str:
        return f"{self.caller}: {self.used}"
