"""The table of cooperations: a row each, with the values in use and the codes of the parties."""

import json
from collections.abc import Iterator, Sequence

from gerbang.register.export.dates import edtf
from gerbang.register.export.records import PartyRow, Record
from gerbang.register.models import AGREEMENTS, Party

COLUMNS = (
    "ref",
    "kind",
    "phase",
    "name_id",
    "name_en",
    "regions",
    "region_refs",
    "region_codes",
    "region_iso",
    "partners",
    "partner_refs",
    "partner_levels",
    "partner_iso",
    "partner_geonames",
    "countries",
    "signed",
    "signed_earliest",
    "signed_latest",
    "signed_precision",
    "valid_until",
    "disputed",
    "fields_id",
    "fields_en",
    "areas",
    "sdgs",
    "texts",
    "sources",
    "confirmed_on",
)
BETWEEN = "; "

Cells = list[str]


def rows(record: Record) -> Iterator[Cells]:
    """The one row of the cooperation."""
    tie = record.tie
    ours, theirs = record.side(Party.Side.REGION), record.side(Party.Side.PARTNER)
    ends = [text for text in record.texts if text.valid_until and text.kind in AGREEMENTS] or [
        text for text in record.texts if text.valid_until
    ]
    yield [
        tie.ref,
        tie.kind,
        tie.phase,
        tie.names_id,
        tie.names_en,
        *_regions(ours),
        *_partners(theirs),
        _joined(party.country.alpha2 for party in theirs if party.country),
        edtf(tie.signed_latest, tie.signed_precision),
        tie.signed_earliest.isoformat() if tie.signed_earliest else "",
        tie.signed_latest.isoformat() if tie.signed_latest else "",
        tie.signed_precision,
        edtf(ends[-1].valid_until, ends[-1].valid_until_precision) if ends else "",
        "true" if tie.disputed else "false",
        tie.fields_id,
        tie.fields_en,
        _joined(json.loads(tie.areas)),
        _joined(str(goal) for goal in json.loads(tie.sdgs)),
        str(len(record.texts)),
        str(len({claim.source for claim in record.claims})),
        tie.confirmed_on.isoformat() if tie.confirmed_on else "",
    ]


def _regions(parties: Sequence[PartyRow]) -> Cells:
    linked = [party.region for party in parties if party.region]
    return [
        BETWEEN.join(party.name_id for party in parties),
        BETWEEN.join(region.ref for region in linked),
        BETWEEN.join(region.code for region in linked),
        _joined(region.iso or region.province_iso or "" for region in linked),
    ]


def _partners(parties: Sequence[PartyRow]) -> Cells:
    """Names as the text or the source has them; of another region of Indonesia its own codes."""
    partners = [party.partner for party in parties if party.partner]
    regions = [party.region for party in parties if party.region]
    isos = [partner.iso or partner.city_iso or "" for partner in partners]
    return [
        BETWEEN.join(party.written or party.name_id for party in parties),
        BETWEEN.join([partner.ref for partner in partners] + [region.ref for region in regions]),
        BETWEEN.join([partner.level for partner in partners] + [region.kind for region in regions]),
        _joined(isos + [region.iso or region.province_iso or "" for region in regions]),
        _joined(str(partner.city) for partner in partners if partner.city),
    ]


def _joined(parts: "Iterator[str] | Sequence[str]") -> str:
    return BETWEEN.join(dict.fromkeys(part for part in parts if part))
