"""The bodies every installation starts with: national ones from data, governments and councils from the regions."""

import csv
from pathlib import Path

from django.db import transaction

from gerbang.people.models import Body, BodyKind
from gerbang.places.models import Country, Region

DATA = Path(__file__).parent / "data" / "bodies.csv"
ACEH = "11"
"""The code of Aceh; those of its regencies and cities begin with it."""


@transaction.atomic
def load_bodies() -> int:
    """Adds what is missing and changes nothing that is there; returns how many bodies were added."""
    return _national() + _regional()


def _national() -> int:
    existing = {(body.kind, body.name_id): body for body in Body.objects.filter(region=None)}
    by_name = {body.name_id: body for body in existing.values()}
    countries = {country.alpha2: country for country in Country.objects.all()}
    added = 0
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["kind"], row["name_id"]) in existing:
                continue
            by_name[row["name_id"]] = Body.objects.create(
                kind=row["kind"],
                parent=by_name.get(row["parent"]),
                name_id=row["name_id"],
                name_en=row["name_en"],
                country=countries.get(row["country"]),
                zone=row["zone"],
                national_sight=row["national_sight"] == "yes",
            )
            added += 1
    return added


def _regional() -> int:
    taken = set(Body.objects.exclude(region=None).values_list("region_id", "kind"))
    bodies: list[Body] = []
    for region in Region.objects.all():
        if (region.pk, BodyKind.REGION) not in taken:
            bodies.append(_body(region, BodyKind.REGION, "Pemerintah", "Government of"))
        if region.autonomous and (region.pk, BodyKind.COUNCIL) not in taken:
            bodies.append(_body(region, BodyKind.COUNCIL, _council(region), "Council secretariat of"))
    Body.objects.bulk_create(bodies, batch_size=500)
    return len(bodies)


def _council(region: Region) -> str:
    """Aceh has councils of its own names (UU 11/2006): the DPR Aceh, and a DPRK in every regency and city."""
    if not region.code.startswith(ACEH):
        return "Sekretariat DPRD"
    return "Sekretariat DPR" if region.kind == Region.Kind.PROVINCE else "Sekretariat DPRK"


def _body(region: Region, kind: BodyKind, prefix_id: str, prefix_en: str) -> Body:
    return Body(
        kind=kind,
        region=region,
        name_id=f"{prefix_id} {region.government_of_id}",
        name_en=f"{prefix_en} {region.full_name_en}",
        zone=region.zone,
    )
