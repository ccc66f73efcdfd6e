"""Picking the other party: a government abroad by its place, or an institution; never a bare name."""

from collections.abc import Sequence

from gerbang.pages.forms import Option
from gerbang.people.acting import Acting
from gerbang.places import actions, queries
from gerbang.places.models import Partner, Region

INSTITUTION = "mitra:"
REGION = "daerah:"


def search_governments(text: str) -> Sequence[Option]:
    """Places abroad with their level and country."""
    return [
        Option(offer.key, offer.name, f"{offer.level_label} · {offer.detail}") for offer in queries.pick(text, limit=12)
    ]


def find_government(key: str) -> Option | None:
    place = queries.place(key)
    if place is None:
        return None
    label = queries.level_of(place).label
    country = getattr(place, "country", place)
    return Option(key, place.name, f"{label} · {country.name}")


def search_institutions(text: str) -> Sequence[Option]:
    """Institutions on file, by name or abbreviation."""
    return [_institution(partner) for partner in queries.institutions(text, limit=12)]


def find_institution(key: str) -> Option | None:
    partner = queries.partner(key.removeprefix(INSTITUTION)) if key.startswith(INSTITUTION) else None
    return _institution(partner) if partner else None


def search_regions(text: str) -> Sequence[Option]:
    """Regions of Indonesia; the type word decides between Kota and Kabupaten."""
    return [_region(region) for region in queries.pick_region(text, limit=12)]


def find_region(key: str) -> Option | None:
    region = queries.region_by_code(key.removeprefix(REGION)) if key.startswith(REGION) else None
    return _region(region) if region else None


def partner(by: Acting, key: str) -> Partner:
    """The partner of a picked key, made of its place if it is not one yet."""
    if key.startswith(INSTITUTION):
        found = queries.partner(key.removeprefix(INSTITUTION))
        assert found is not None, "the form has found it"
        return found
    place = queries.place(key)
    assert place is not None, "the form has found it"
    return actions.partner_for(by, place=place)


def region(key: str) -> Region:
    """The region of a picked key."""
    found = queries.region_by_code(key.removeprefix(REGION))
    assert found is not None, "the form has found it"
    return found


def _institution(partner: Partner) -> Option:
    country = partner.country.name if partner.country else ""
    detail = " · ".join(part for part in (partner.get_institution_type_display(), country) if part)
    return Option(f"{INSTITUTION}{partner.ref}", partner.name, detail)


def _region(region: Region) -> Option:
    return Option(f"{REGION}{region.code}", region.name, region.province.name if region.province else region.code)
