"""Columns repeated for lists: the dates that the accepted claims give, and the names a tie is found by."""

from collections.abc import Iterator

from gerbang.places.models import Partner, Region
from gerbang.register.claims import Accepted, accepted, vague
from gerbang.register.facts import heard
from gerbang.register.models import AGREEMENTS, UNDATED, Claim, Fact, Instrument, Tie
from gerbang.search import common_form

SIGNED = ("signed_earliest", "signed_latest", "signed_precision", "signed_as_written")


def project_instrument(instrument: Instrument) -> None:
    """A reported text bears the dates its claims give; a recorded one its own, unless a person chose otherwise."""
    signing = _accepted(instrument, Fact.SIGNING_DATE)
    if instrument.reported or signing.chosen:
        instrument.signed = vague(signing.value, signing.precision)
    validity = _accepted(instrument, Fact.VALIDITY)
    if validity.precision and (instrument.reported or validity.chosen):
        until = vague(validity.value, validity.precision)
        instrument.valid_until, instrument.valid_until_precision = until.latest, until.precision
    instrument.save(update_fields=[*SIGNED, "valid_until", "valid_until_precision"])


def project_tie(tie: Tie) -> None:
    """The tie bears the date of the text it was agreed by: the first of its cooperation texts still standing."""
    agreed_by = tie.instruments.filter(kind__in=AGREEMENTS, withdrawn_at=None).order_by("pk").first()
    tie.signed = agreed_by.signed if agreed_by else vague("", "")
    tie.listed_on = tie.signed_latest or UNDATED
    tie.folded = " " + " ".join(dict.fromkeys(common_form(word) for word in _words(tie) if word))
    fresh = Tie.objects.prefetch_related("claims__instrument", "choices").get(pk=tie.pk)
    tie.disputed = any(fact.accepted.disputed for fact in heard(fresh))
    tie.save(update_fields=[*SIGNED, "listed_on", "folded", "disputed"])


def _accepted(instrument: Instrument, fact: Fact) -> Accepted:
    choice = instrument.choices.filter(fact=fact).order_by("-pk").first()
    claims: list[Claim] = list(instrument.claims.filter(fact=fact))
    return accepted(claims, choice.claim_id if choice else None)


def _words(tie: Tie) -> Iterator[str]:
    for party in tie.parties.select_related("region__province", "partner", "country"):
        yield party.name_as_signed
        if party.region:
            yield from _region_words(party.region)
        if party.partner:
            yield from _partner_words(party.partner)
        if party.country:
            yield from (party.country.name_id, party.country.name_en)
    yield from (tie.fields_id, tie.fields_en, tie.ref)


def _region_words(region: Region) -> Iterator[str]:
    yield from (region.full_name_id, region.full_name_en, region.short_id)
    yield from region.names.values_list("name_id", flat=True)
    if region.province:
        yield from (region.province.short_id, region.province.name_id)


def _partner_words(partner: Partner) -> Iterator[str]:
    yield from (partner.name_id, partner.name_en)
    yield from partner.names.values_list("name_id", flat=True)
