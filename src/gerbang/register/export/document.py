"""A cooperation as a JSON object, which is also a node of JSON-LD: `context` says what every key means.

Terms are schema.org's and Dublin Core's where they have one that fits, else the register's own.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from gerbang.places.models import Partner, Region
from gerbang.register.export.dates import edtf
from gerbang.register.export.records import ClaimRow, PartyRow, Record, TextRow

Node = dict[str, Any]

_IN_BOTH = {"@container": "@language"}
_DATE = {"@type": "xsd:date"}


def context(base: str) -> Node:
    """What the keys mean. The register's own terms are explained on the page of open data."""
    own = f"{base}/data/#"
    return {
        "@version": 1.1,
        "@vocab": own,
        "schema": "https://schema.org/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "edtfs": "http://id.loc.gov/datatypes/edtf/",
        "Cooperation": own + "Cooperation",
        "Region": "schema:AdministrativeArea",
        "Government": "schema:GovernmentOrganization",
        "Institution": "schema:Organization",
        "Unmatched": own + "Unmatched",
        "Text": "schema:DigitalDocument",
        "Statement": own + "Statement",
        "Source": "schema:CreativeWork",
        "ref": "dcterms:identifier",
        "kind": own + "kind",
        "phase": own + "phase",
        "name": {"@id": "schema:name", **_IN_BOTH},
        "fields": {"@id": "schema:about", **_IN_BOTH},
        "areas": {"@id": own + "area", "@container": "@set"},
        "sdgs": {"@id": own + "sustainableDevelopmentGoal", "@container": "@set"},
        "outsideLaw": own + "outsideLaw",
        "disputed": own + "disputed",
        "confirmedOn": {"@id": own + "confirmedOn", **_DATE},
        "signed": own + "signed",
        "validUntil": own + "validUntil",
        "edtf": {"@id": "dcterms:date", "@type": "edtfs:EDTF"},
        "earliest": {"@id": own + "earliest", **_DATE},
        "latest": {"@id": own + "latest", **_DATE},
        "precision": own + "precision",
        "parties": {"@id": own + "party", "@container": "@list"},
        "side": own + "side",
        "nameAsSigned": own + "nameAsSigned",
        "level": own + "level",
        "kemendagriCode": own + "kemendagriCode",
        "iso3166-1": own + "iso3166-1",
        "iso3166-2": own + "iso3166-2",
        "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
        "texts": {"@id": own + "text", "@container": "@list"},
        "called": own + "called",
        "reported": own + "reported",
        "statements": {"@id": own + "statement", "@container": "@list"},
        "fact": own + "fact",
        "aboutText": own + "aboutText",
        "value": own + "value",
        "said": {"@id": "schema:text", **_IN_BOTH},
        "confidence": own + "confidence",
        "asWritten": own + "asWritten",
        "mendedOn": {"@id": own + "mendedOn", **_DATE},
        "quotedOn": {"@id": own + "quotedOn", **_DATE},
        "source": "dcterms:source",
        "url": {"@id": "schema:url", "@type": "@id"},
        "published": {"@id": "schema:datePublished"},
    }


def node(record: Record, base: str) -> Node:
    """Everything of the record. `base`: the address of the site, under which each thing has its page."""
    tie = record.tie
    refs = {text.key: text.ref for text in record.texts}
    return {
        "@id": f"{base}/kerja-sama/{tie.ref}/",
        "@type": "Cooperation",
        "ref": tie.ref,
        "kind": tie.kind,
        "phase": tie.phase,
        **_both("name", tie.names_id, tie.names_en),
        **_both("fields", tie.fields_id, tie.fields_en),
        "areas": json.loads(tie.areas),
        "sdgs": json.loads(tie.sdgs),
        "outsideLaw": tie.outside_law,
        "disputed": tie.disputed,
        **({"confirmedOn": tie.confirmed_on.isoformat()} if tie.confirmed_on else {}),
        "signed": _dated(tie.signed_earliest, tie.signed_latest, tie.signed_precision),
        "parties": [_party(party, base) for party in record.parties],
        "texts": [_text(text) for text in record.texts],
        "statements": [_statement(claim, record, refs) for claim in record.claims],
    }


def _both(key: str, id_: str, en: str) -> Node:
    """A text in the languages it is there in; no key where it is in none."""
    texts = {language: text for language, text in (("id", id_), ("en", en)) if text}
    return {key: texts} if texts else {}


def _dated(earliest: date | None, latest: date | None, precision: str) -> Node:
    found: Node = {"precision": precision}
    if latest is not None:
        found["edtf"] = edtf(latest, precision)
        found["latest"] = latest.isoformat()
    if earliest is not None:
        found["earliest"] = earliest.isoformat()
    return found


def _party(party: PartyRow, base: str) -> Node:
    linked = dict(_linked(party, base))
    written = {"nameAsSigned": party.written} if party.written else {}
    country = {"iso3166-1": party.country.alpha2} if party.country else {}
    return {"@type": "Unmatched", "side": party.side, **country, **linked, **written}


def _linked(party: PartyRow, base: str) -> Iterator[tuple[str, Any]]:
    """Who it is, and the codes others know it by. GeoNames gives every place an address of its own."""
    if party.region:
        region = party.region
        yield "@id", f"{base}/daerah/{region.ref}/"
        yield "@type", "Region"
        yield "ref", region.ref
        yield from _both("name", region.name_id, region.name_en).items()
        yield "level", Region.Kind(region.kind).value
        yield "iso3166-1", "ID"
        yield "kemendagriCode", region.code
        if region.iso or region.province_iso:
            yield "iso3166-2", region.iso or region.province_iso
    elif party.partner:
        partner = party.partner
        yield "@type", "Government" if partner.kind == Partner.Kind.GOVERNMENT else "Institution"
        yield "ref", partner.ref
        yield from _both("name", partner.name_id, partner.name_en).items()
        yield "level", partner.level
        if partner.iso or partner.city_iso:
            yield "iso3166-2", partner.iso or partner.city_iso
        if partner.city:
            yield "sameAs", f"https://sws.geonames.org/{partner.city}/"


def _text(text: TextRow) -> Node:
    until = {"validUntil": _dated(None, text.valid_until, text.valid_until_precision)} if text.valid_until else {}
    return {
        "@type": "Text",
        "ref": text.ref,
        "kind": text.kind,
        "reported": text.reported,
        **({"called": text.called} if text.called else {}),
        **_both("name", text.title_id, text.title_en),
        "signed": _dated(text.signed_earliest, text.signed_latest, text.signed_precision),
        **until,
    }


def _statement(claim: ClaimRow, record: Record, refs: dict[int, str]) -> Node:
    source = record.sources[claim.source]
    return {
        "@type": "Statement",
        "ref": claim.ref,
        "fact": claim.fact,
        **({"aboutText": refs[claim.text]} if claim.text is not None else {}),
        **({"value": claim.value} if claim.value else {}),
        **({"precision": claim.precision} if claim.precision else {}),
        **_both("said", claim.said_id, claim.said_en),
        "confidence": claim.confidence,
        **({"quotedOn": claim.quoted_on.isoformat()} if claim.quoted_on else {}),
        **({"asWritten": claim.as_written, "mendedOn": claim.mended_on.isoformat()} if claim.mended_on else {}),
        "source": {
            "@type": "Source",
            **_both("name", source.name_id, source.name_en),
            **({"url": source.url} if source.url else {}),
            **({"published": source.published} if source.published else {}),
        },
    }
