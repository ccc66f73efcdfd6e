"""What changes places: partners, a country's relations, published calendars. Reference data come from `reference`."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gerbang.access import Refused
from gerbang.ledger.actions import record
from gerbang.ledger.bulk import Event, NewStream
from gerbang.ledger.bulk import write as write_streams
from gerbang.places import kinds, queries
from gerbang.places.models import CalendarVersion, City, Country, Holiday, Level, Partner, PartnerName, Subdivision
from gerbang.places.naming import folded_names
from gerbang.places.reference import load_reference
from gerbang.places.rules import Acting, settles_for_all
from gerbang.rulebook import calendar as working_days
from gerbang.search import fold
from gerbang.values import Invalid

__all__ = [
    "add_partner",
    "confirm_partner",
    "load_reference",
    "partner_for",
    "partners_for",
    "publish_calendar",
    "rename_partner",
    "set_level",
    "set_relations",
]


# Partners ------------------------------------------------------------------------------------------------------------


@transaction.atomic
def partner_for(by: Acting | None, *, place: queries.Place) -> Partner:
    """The partner that governs a picked place; made at the first time, the same for ever after.

    A city that is its own first tier gives that tier's government, a subdivision that is a territory the territory's.
    """
    place = queries.governed(place)
    if isinstance(place, Partner):
        return place
    key = _place_field(place)
    there = Partner.objects.filter(**{key: place}).first()
    if there is not None:
        return there
    new = _governing(place)
    made, is_new = Partner.objects.get_or_create(**{key: place}, defaults=new)
    if is_new:
        _record("partner.added", made.ref, by, _added(made, place))
    return made


@transaction.atomic
def partners_for(by: Acting | None, *, places: Iterable[queries.Place]) -> dict[str, Partner]:
    """The same for many places, by the key of each, asked for and made at once."""
    governed = {queries.place_key(place): queries.governed(place) for place in places}
    found = {key: place for key, place in governed.items() if isinstance(place, Partner)}
    wanted = {queries.place_key(place): place for place in governed.values() if not isinstance(place, Partner)}
    made: dict[str, Partner] = {}
    for field in ("territory", "subdivision", "city"):
        of_field = {key: place for key, place in wanted.items() if _place_field(place) == field}
        there = Partner.objects.filter(**{f"{field}__in": list(of_field.values())}).select_related(field, "country")
        known = {queries.place_key(partner.place): partner for partner in there if partner.place is not None}
        fresh = {key: place for key, place in of_field.items() if key not in known}
        rows = {key: Partner(**{field: place}, **_governing(place)) for key, place in fresh.items()}
        Partner.objects.bulk_create(rows.values(), batch_size=500)
        actor, body = (by.account.ref, by.body.ref) if by else ("", "")
        events = (NewStream(rows[key].ref, [Event("partner.added", _added(rows[key], fresh[key]))]) for key in fresh)
        write_streams(events, actor=actor, body=body)
        made |= known | rows
    return found | {key: made[queries.place_key(place)] for key, place in governed.items() if key not in found}


def _governing(place: Country | Subdivision | City) -> dict[str, Any]:
    """What the partner that governs a place begins with."""
    name_id, name_en = _government_names(place)
    return {
        "kind": Partner.Kind.GOVERNMENT,
        "level": queries.level_of(place),
        "country": place if isinstance(place, Country) else place.country,
        "name_id": name_id,
        "name_en": name_en,
        "folded": fold(name_en),
        "folded_names": folded_names([name_id, name_en]),
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _added(partner: Partner, place: queries.Place) -> dict[str, object]:
    return {"partner": partner.ref, "place": queries.place_key(place)}


def _place_field(place: Country | Subdivision | City) -> str:
    if isinstance(place, Country):
        return "territory"
    return "subdivision" if isinstance(place, Subdivision) else "city"


def _government_names(place: Country | Subdivision | City) -> tuple[str, str]:
    if isinstance(place, Country):
        return place.name_id, place.name_en
    if isinstance(place, City):
        return place.name, place.name
    return kinds.government_names(place.name, place.type, is_city=place.level == Level.FIRST_AND_CITY)


@transaction.atomic
def add_partner(
    by: Acting | None,
    *,
    name_id: str,
    name_en: str = "",
    country: Country | None = None,
    kind: str = Partner.Kind.GOVERNMENT,
    level: str = Level.UNKNOWN,
    institution_type: str = "",
    note: str = "",
) -> Partner:
    """A partner made by hand, for no place list knows it; it awaits confirmation. The same again is the same one."""
    name_id, name_en = " ".join(name_id.split()), " ".join(name_en.split())
    problems = _partner_problems(name_id, country, kind, level, institution_type)
    if problems:
        raise Invalid(problems)
    is_government = kind == Partner.Kind.GOVERNMENT
    known_by = {"kind": kind, "country": country, "folded": fold(name_en or name_id), "merged_into": None}
    if is_government:
        known_by |= {"level": level, "territory": None, "subdivision": None, "city": None}
    there = Partner.objects.filter(**known_by).first()
    if there is not None:
        return there
    fields = {"name_id": name_id, "name_en": name_en, "note": note.strip(), "awaits_confirmation": True}
    fields["folded_names"] = folded_names([name_id, name_en])
    if not is_government:
        fields["institution_type"] = institution_type
    try:
        with transaction.atomic():
            made = Partner.objects.create(**known_by, **fields)
    except IntegrityError:
        return Partner.objects.get(**known_by)
    facts = {"partner": made.ref, "kind": str(kind), "country": country.alpha2 if country else "", "level": str(level)}
    _record("partner.added", made.ref, by, facts | {"name_id": name_id, "name_en": name_en})
    return made


def _partner_problems(
    name: str, country: Country | None, kind: str, level: str, institution_type: str
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not fold(name):
        problems["name_id"] = _("Write the partner’s name.")
    elif len(name) > 160:
        problems["name_id"] = _("Use 160 characters or fewer.")
    if kind not in Partner.Kind.values:
        problems["kind"] = _("Choose a kind of partner.")
    if kind == Partner.Kind.GOVERNMENT:
        if country is None or country.alpha2 == "ID":
            problems["country"] = _("Choose the country of the foreign government.")
        if level not in Level.values:
            problems["level"] = _("Choose the level of the government.")
    elif institution_type not in Partner.InstitutionType.values:
        problems["institution_type"] = _("Choose the type of the institution.")
    return problems


@transaction.atomic
def confirm_partner(by: Acting | None, *, partner: Partner) -> Partner:
    """A ministry confirms that a partner made by hand is what it says it is."""
    _must_settle(by)
    if partner.awaits_confirmation:
        partner.awaits_confirmation = False
        partner.save(update_fields=["awaits_confirmation"])
        _record("partner.confirmed", partner.ref, by, {"partner": partner.ref})
    return partner


@transaction.atomic
def set_level(by: Acting | None, *, partner: Partner, level: str, reason: str) -> Partner:
    """Another level than the place's kind suggests, with the reason."""
    _must_settle(by)
    problems = _reason_problems(reason)
    if level not in Level.values or partner.kind != Partner.Kind.GOVERNMENT:
        problems["level"] = _("Choose the level of the government.")
    if problems:
        raise Invalid(problems)
    facts = {"partner": partner.ref, "from": partner.level, "to": str(level), "reason": reason.strip()}
    partner.level = level
    partner.save(update_fields=["level"])
    _record("partner.level-set", partner.ref, by, facts)
    return partner


@transaction.atomic
def rename_partner(
    by: Acting | None, *, partner: Partner, name_id: str, name_en: str = "", on: date | None = None
) -> Partner:
    """A partner's new name; the one it bore is kept with the day it ended."""
    _must_settle(by)
    name_id, name_en = " ".join(name_id.split()), " ".join(name_en.split())
    if not fold(name_id):
        raise Invalid({"name_id": _("Write the partner’s name.")})
    former = partner.names.order_by("until").last()
    PartnerName.objects.create(
        partner=partner,
        name_id=partner.name_id,
        name_en=partner.name_en,
        since=former.until if former else None,
        until=on,
    )
    facts = {"partner": partner.ref, "name_id": name_id, "name_en": name_en, "on": on}
    partner.name_id, partner.name_en, partner.folded = name_id, name_en, fold(name_en or name_id)
    partner.folded_names = folded_names([name_id, name_en, *partner.folded_names.split("|")])
    partner.save(update_fields=["name_id", "name_en", "folded", "folded_names"])
    _record("partner.renamed", partner.ref, by, facts)
    return partner


# Countries -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def set_relations(by: Acting | None, *, country: Country, value: str, source: str, reason: str) -> Country:
    """What is known of the diplomatic relations with a country, on what source (PP 28/2018 Art. 27(1)a)."""
    _must_settle(by)
    problems = _reason_problems(reason)
    if value not in Country.Relations.values:
        problems["value"] = _("Choose what is known of the relations.")
    elif value != Country.Relations.UNKNOWN and not source.strip():
        problems["source"] = _("Name the source.")
    if country.status == Country.Status.DEPENDENCY and country.sovereign is not None:
        problems["country"] = _("Relations are those of %(country)s.") % {"country": country.sovereign.name}
    if problems:
        raise Invalid(problems)
    facts = {"country": country.alpha2, "from": country.relations, "to": str(value)}
    country.relations, country.relations_source = value, source.strip()[:300]
    country.save(update_fields=["relations", "relations_source"])
    facts |= {"source": country.relations_source, "reason": reason.strip()}
    _record("country.relations-set", country.ref, by, facts)
    return country


# Calendars -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def publish_calendar(
    by: Acting | None, *, decree: str, years: Iterable[int], days: Mapping[date, working_days.Holiday]
) -> CalendarVersion:
    """A new calendar: for the decreed years the given days, for all others those of the calendar before."""
    _must_settle(by)
    decreed = frozenset(years)
    _check_calendar(decree, decreed, days)
    before = queries.calendar()
    kept = {on: day for on, day in before.holidays.items() if on.year not in decreed}
    last = CalendarVersion.objects.order_by("-number").first()
    version = CalendarVersion.objects.create(
        number=last.number + 1 if last else 1,
        decree=decree.strip(),
        published_on=by.today if by else date.today(),  # noqa: DTZ011
        decreed_years=sorted(before.decreed_years | decreed),
    )
    Holiday.objects.bulk_create(
        Holiday(calendar=version, on=on, name_id=day.name_id, name_en=day.name_en, kind=day.kind, decree=day.decree)
        for on, day in sorted({**kept, **days}.items())
    )
    facts = {"number": version.number, "before": before.version, "decree": version.decree, "years": sorted(decreed)}
    listed = [{"on": on, "name": day.name_id, "kind": day.kind} for on, day in sorted(days.items())]
    _record("calendar.published", "calendar", by, facts | {"days": listed})
    return version


def _check_calendar(decree: str, years: frozenset[int], days: Mapping[date, working_days.Holiday]) -> None:
    problems: dict[str, str] = {}
    if not decree.strip():
        problems["decree"] = _("Name the decree.")
    if not years:
        problems["years"] = _("Say for which years the decree holds.")
    strays = sorted(on for on in days if on.year not in years)
    if strays:
        problems["days"] = _("%(day)s is in a year the decree does not cover.") % {"day": strays[0].isoformat()}
    if any(day.kind not in Holiday.Kind.values for day in days.values()):
        problems["days"] = _("A day is a national holiday or collective leave.")
    if problems:
        raise Invalid(problems)


# Common --------------------------------------------------------------------------------------------------------------


def _must_settle(by: Acting | None) -> None:
    decision = settles_for_all(by)
    if not decision.allowed:
        raise Refused(decision)


def _reason_problems(reason: str) -> dict[str, str]:
    return {} if reason.strip() else {"reason": _("Give the reason.")}


def _record(kind: str, stream: str, by: Acting | None, payload: Mapping[str, object]) -> None:
    actor, body = (by.account.ref, by.body.ref) if by else ("", "")
    record(kind=kind, stream=stream, actor=actor, body=body, payload=payload)
