"""Rows of the register as the API shows them; reads what was prefetched and asks the database nothing."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from gerbang.ledger.models import Entry
from gerbang.places.models import Country, Partner, PartnerName, Region, RegionName
from gerbang.register.facts import Heard, heard
from gerbang.register.models import Claim, Instrument, Party, Source, Tie
from gerbang.register.queries import Detail
from gerbang.values.dates import VagueDate

Shown = dict[str, Any]


def both(text_id: str, text_en: str) -> Shown:
    return {"id": text_id, "en": text_en or text_id}


def label(text: str | Promise) -> Shown:
    """An interface text in both languages."""
    said = []
    for language in ("id", "en"):
        with translation.override(language):
            said.append(str(text))
    return both(*said)


def vague(value: VagueDate) -> Shown:
    return {
        "earliest": value.earliest,
        "latest": value.latest,
        "precision": value.precision,
        "as_written": value.as_written,
    }


def row(tie: Tie) -> Shown:
    """One line of a list: the tie's own row and nothing beside it."""
    return {
        "ref": tie.ref,
        "name": both(tie.names_id, tie.names_en),
        "kind": tie.kind,
        "phase": None if tie.outside_law else tie.phase,
        "countries": both(tie.countries_id, tie.countries_en),
        "signed": vague(tie.signed),
        "year": tie.year,
        "fields": both(tie.fields_id, tie.fields_en),
        "areas": tie.areas,
        "sdgs": tie.sdgs,
        "disputed": tie.disputed,
        "confirmed_on": tie.confirmed_on,
    }


def cooperation(found: Detail, newest: Entry | None) -> Shown:
    """A tie with all that `register.queries.detail` gave of it."""
    tie = found.tie
    texts = list(tie.instruments.all())
    known = {text.pk: text.ref for text in texts}
    shown = [_fact(fact, known) for fact in heard(tie)]
    return row(tie) | {
        "outside_law": tie.outside_law,
        "parties": [_party(party) for party in (*tie.regions_side, *tie.partners_side)],
        "instruments": [_text(text) for text in texts],
        "facts": [fact for fact in shown if fact["statements"]],
        "record": _record(newest) if newest else None,
    }


def _record(entry: Entry) -> Shown:
    return {"entry": entry.ref, "seq": entry.seq, "digest": entry.digest, "at": entry.at}


def _party(party: Party) -> Shown:
    linked = party.region or party.partner
    return {
        "side": party.side,
        "type": "region" if party.region else "partner" if party.partner else "held",
        "ref": linked.ref if linked else None,
        "kind": linked.kind if linked else None,
        "level": party.partner.level if party.partner else None,
        "name": _name(party),
        "name_as_signed": party.name_as_signed,
        "country": country_of(party.country) if party.country else None,
        "identifiers": identifiers(linked),
    }


def _name(party: Party) -> Shown:
    if party.region:
        return both(party.region.full_name_id, party.region.full_name_en)
    if party.partner:
        return both(party.partner.name_id, party.partner.name_en)
    return both(party.name_as_signed, "")


def identifiers(place: Region | Partner | None) -> Shown:
    """Under which codes others know the place."""
    if isinstance(place, Region):
        return {"iso3166_2": place.iso or None, "geonames": None, "kemendagri": place.code}
    subdivision, city = (place.subdivision, place.city) if place else (None, None)
    return {
        "iso3166_2": subdivision.iso if subdivision else None,
        "geonames": city.geonameid if city else None,
        "kemendagri": None,
    }


def country_of(country: Country) -> Shown:
    return {"ref": country.ref, "iso3166_1": country.alpha2, "name": both(country.name_id, country.name_en)}


def _text(text: Instrument) -> Shown:
    return {
        "ref": text.ref,
        "kind": text.kind,
        "title": both(text.title_id, text.title_en),
        "called": text.called,
        "reported": text.reported,
        "signed": vague(text.signed),
        "valid_from": text.valid_from,
        "valid_until": _end(text),
        "term_months": text.term_months,
        "languages": text.languages,
        "signed_by": [signature.office for signature in text.signatures.all()],
    }


def _end(text: Instrument) -> Shown:
    """The end of validity, of which the last possible day and the precision are kept."""
    last, precision = text.valid_until, text.valid_until_precision
    earliest = last and {"year": last.replace(month=1, day=1), "month": last.replace(day=1), "day": last}.get(precision)
    return {
        "earliest": earliest,
        "latest": last,
        "precision": precision if last else "unknown",
        "as_written": text.valid_until_as_written,
    }


def _fact(fact: Heard, texts: dict[int, str]) -> Shown:
    used = fact.accepted
    statements = [_statement(claim) for claim in fact.claims]
    return {
        "fact": fact.fact,
        "instrument": texts[fact.instrument.pk] if fact.instrument else None,
        "value": used.value if fact.is_used else None,
        "precision": used.precision or None if fact.is_used else None,
        "chosen": used.chosen,
        "disputed": fact.disputed,
        "why": fact.why,
        "statements": [one for one in statements if one["value"] or one["said"]["id"]],
    }


def _statement(claim: Claim) -> Shown:
    return {
        "ref": claim.ref,
        "value": claim.value,
        "precision": claim.precision,
        "said": both(claim.said_id, claim.said_en),
        "source": _source(claim.source),
        "confidence": claim.confidence,
        "quoted_on": claim.quoted_on,
        "mended_on": claim.mended_on,
        "as_written": claim.as_written,
    }


def _source(source: Source) -> Shown:
    return {
        "name": both(source.name_id, source.name_en),
        "kind": source.kind,
        "url": source.url,
        "published": source.published,
    }


def region(region: Region, cooperations: int) -> Shown:
    return {
        "ref": region.ref,
        "kind": region.kind,
        "name": both(region.full_name_id, region.full_name_en),
        "province": region.province.ref if region.province else None,
        "autonomous": region.autonomous,
        "identifiers": identifiers(region),
        "cooperations": cooperations,
    }


def country(country: Country, cooperations: int) -> Shown:
    own = country_of(country)
    return own | {"iso3166_1_alpha3": country.alpha3, "cooperations": cooperations}


def partner(partner: Partner) -> Shown:
    return {
        "ref": partner.ref,
        "kind": partner.kind,
        "level": partner.level,
        "name": both(partner.name_id, partner.name_en),
        "country": country_of(partner.country) if partner.country else None,
        "identifiers": identifiers(partner),
    }


def names(known: Iterable[RegionName | PartnerName]) -> Sequence[Shown]:
    """Other names, with the days they were borne."""
    return [
        {
            "name": both(name.name_id, name.name_en),
            "usage": getattr(name, "usage", "former"),
            "since": name.since,
            "until": name.until,
        }
        for name in known
    ]
