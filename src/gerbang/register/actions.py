"""What changes ties, instruments and claims. Who may move a case is the gate's question; it calls these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.ledger.actions import record
from gerbang.people.acting import Acting
from gerbang.places.models import Country, Partner, Region
from gerbang.register import identity, rules
from gerbang.register.areas import areas_of
from gerbang.register.claims import vague
from gerbang.register.models import (
    AGREEMENTS,
    COOPERATIONS,
    Choice,
    Claim,
    Fact,
    Instrument,
    InstrumentKind,
    LanguageVersion,
    Original,
    Party,
    Phase,
    Signature,
    Source,
    Tie,
)
from gerbang.register.projection import project_instrument, project_tie
from gerbang.register.queries import same_tie
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?")
"""A code of BCP 47 as far as texts of agreements need it."""
ENDED_STATE = "ended"
"""The word on the state of a cooperation that, accepted by a person, ends it."""


@dataclass(frozen=True, slots=True)
class SignatureEntry:
    """One signature as it stands under a text."""

    name: str
    office: str
    capacity: str = ""
    signed_on: date | None = None
    place: str = ""
    manner: str = Signature.Manner.TOGETHER


@transaction.atomic
def tie_between(
    *,
    by: Acting | None,
    kind: str,
    region: Region,
    partners: Sequence[Partner] = (),
    regions: Sequence[Region] = (),
    third_party: str = "",
    fields_id: str = "",
    fields_en: str = "",
) -> Tie:
    """The tie of these parties and this kind: the one on the register, else a new one.

    One set of parties and one kind is one tie, however often it is begun or renewed; fields on record stay.
    """
    known = None if third_party else same_tie(kind, region, partners, regions)
    if known is not None:
        if not known.fields_id and fields_id.strip():
            known.fields_id, known.fields_en = fields_id.strip(), fields_en.strip()
            known.areas = areas_of([fields_id, fields_en])
            known.save(update_fields=["fields_id", "fields_en", "areas"])
            project_tie(known)
        return known
    return open_tie(
        by=by,
        kind=kind,
        region=region,
        partners=partners,
        regions=regions,
        third_party=third_party,
        fields_id=fields_id,
        fields_en=fields_en,
    )


@transaction.atomic
def open_tie(
    *,
    by: Acting | None,
    kind: str,
    region: Region,
    partners: Sequence[Partner] = (),
    regions: Sequence[Region] = (),
    third_party: str = "",
    names_as_signed: Sequence[str] | None = None,
    fields_id: str = "",
    fields_en: str = "",
) -> Tie:
    """A new tie in the phase of an idea. `names_as_signed` follows region, partners, regions, third party."""
    others: list[Partner | Region | str] = [*partners, *regions, *filter(None, [third_party.strip()])]
    names = list(names_as_signed or [])
    if not others:
        raise Invalid({"partners": _("Name the other party.")})
    if names and len(names) != 1 + len(others):
        raise Invalid({"names_as_signed": _("Give one name for each party.")})
    if any(isinstance(other, Region) and other.pk == region.pk for other in others):
        raise Invalid({"regions": _("A region cannot cooperate with itself.")})
    tie = Tie.objects.create(
        kind=kind,
        fields_id=fields_id.strip(),
        fields_en=fields_en.strip(),
        areas=areas_of([fields_id, fields_en]),
    )
    names = names or ["" for _party in range(1 + len(others))]
    _add_party(tie, Party.Side.REGION, region, names[0], 0)
    for order, (other, name) in enumerate(zip(others, names[1:], strict=True)):
        _add_party(tie, Party.Side.PARTNER, other, name, order)
    project_tie(tie)
    refs = [other.ref if isinstance(other, Partner | Region) else other for other in others]
    note(by, "tie.opened", tie, {"kind": kind, "region": region.ref, "others": refs})
    return tie


@transaction.atomic
def sign_instrument(
    *,
    by: Acting | None,
    tie: Tie,
    kind: str,
    signed: VagueDate | None = None,
    signatures: Sequence[SignatureEntry] = (),
    languages: Sequence[str] = (),
    originals: int | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    term_months: int | None = None,
    case_ref: str = "",
    step_ref: str = "",
    title_id: str = "",
    title_en: str = "",
) -> Instrument:
    """Records a signed text. It bears the date of the latest signature unless `signed` says otherwise.

    A cooperation text makes the tie agreed, a letter of intent makes a mere idea intended; nothing moves it back.
    """
    dated = signed if signed is not None and signed.is_known else _latest(signatures)
    _check_text(kind, dated, valid_from, valid_until)
    instrument = Instrument(
        tie=tie,
        kind=kind,
        title_id=title_id,
        title_en=title_en,
        valid_from=valid_from,
        valid_until=valid_until,
        valid_until_precision="day" if valid_until else "unknown",
        term_months=term_months,
        languages=list(languages),
        originals_count=originals,
        case_ref=case_ref,
        step_ref=step_ref,
    )
    instrument.signed = dated
    instrument.save()
    Signature.objects.bulk_create(_signature(instrument, entry) for entry in signatures)
    note(by, "instrument.signed", tie, _told(instrument) | {"signatures": len(signatures)})
    if kind in AGREEMENTS and tie.phase in (Phase.IDEA, Phase.INTENDED):
        set_phase(by=by, tie=tie, phase=Phase.AGREED)
    elif kind == InstrumentKind.LOI and tie.phase == Phase.IDEA:
        set_phase(by=by, tie=tie, phase=Phase.INTENDED)
    project_tie(tie)
    return instrument


@transaction.atomic
def withdraw_instrument(*, by: Acting | None, instrument: Instrument, reason: str) -> None:
    """Takes a text back that was recorded in error; the tie falls back to what its remaining texts say."""
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    if instrument.withdrawn_at is not None:
        return
    instrument.withdrawn_at, instrument.withdrawn_reason = timezone.now(), reason.strip()
    instrument.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    tie = instrument.tie
    note(by, "instrument.withdrawn", tie, {"instrument": instrument.ref, "reason": reason.strip()})
    if tie.phase == Phase.AGREED:
        _follow_texts(by, tie, reason)
    project_tie(tie)


@transaction.atomic
def set_phase(*, by: Acting | None, tie: Tie, phase: str, reason: str = "") -> None:
    """Moves a tie to another phase; the same phase again changes nothing."""
    if phase not in Phase.values:
        raise Invalid({"phase": _("There is no such phase.")})
    if tie.phase == phase:
        return
    before, tie.phase = tie.phase, phase
    tie.save(update_fields=["phase"])
    project_tie(tie)
    note(by, "tie.phase", tie, {"from": before, "to": phase, "reason": reason.strip()})


@transaction.atomic
def locate_original(
    *,
    by: Acting | None,
    instrument: Instrument,
    holder: str,
    body_ref: str = "",
    located: str = "",
    handed_on: date | None = None,
    number: str = "",
) -> Original:
    """Says where one original is kept; a later word on the same holder's original replaces the earlier."""
    if not holder.strip():
        raise Invalid({"holder": _("Say who keeps the original.")})
    values: dict[str, Any] = {"body_ref": body_ref, "located": located, "handed_on": handed_on}
    original, _created = Original.objects.update_or_create(
        instrument=instrument, holder=holder.strip(), number=number.strip(), defaults=values
    )
    told = {"instrument": instrument.ref, "body": body_ref, "handed_on": handed_on.isoformat() if handed_on else ""}
    note(by, "original.located", instrument.tie, told)
    return original


@transaction.atomic
def record_version(
    *,
    by: Acting | None,
    instrument: Instrument,
    language: str,
    signed_on: date | None = None,
    note_on_it: str = "",
    source: Source | None = None,
    seen: int | None = None,
) -> LanguageVersion:
    """Records one legal version of a text and the day it was signed; a later word on the same language replaces it.

    Without a source it is recorded from the text itself, which must then be one that somebody filed here. The date of
    the text stays: which of two days dates it is for its signatures, or for a person's choice.
    """
    rules.must(rules.speaks_for(by, instrument.tie))
    language = language.strip().casefold()
    if not LANGUAGE.fullmatch(language):
        raise Invalid({"language": _("Write the code of a language, for example id, en or ja.")})
    if signed_on and source is None and instrument.reported:
        raise Invalid({"source": _("This text is known from sources only: say which source gives the date.")})
    values: dict[str, Any] = {"signed_on": signed_on, "note": note_on_it.strip(), "source": source}
    version, _created = LanguageVersion.objects.update_or_create(
        instrument=instrument, language=language, defaults=values
    )
    known = list(instrument.versions.order_by("pk").values_list("language", flat=True))
    if set(known) - set(instrument.languages):
        instrument.languages = [*instrument.languages, *(one for one in known if one not in instrument.languages)]
        instrument.save(update_fields=["languages"])
    day = signed_on.isoformat() if signed_on else ""
    told = {"instrument": instrument.ref, "language": language, "signed_on": day, "note": values["note"]}
    told["source"] = source.name_id if source else ""
    note(by, "version.recorded", instrument.tie, told, seen=seen)
    return version


@transaction.atomic
def add_claim(
    *,
    by: Acting | None,
    source: Source,
    fact: str,
    confidence: str,
    tie: Tie | None = None,
    instrument: Instrument | None = None,
    value: str = "",
    precision: str = "",
    said_id: str = "",
    said_en: str = "",
    basis: str = "",
    quoted_on: date | None = None,
    country: Country | None = None,
    seen: int | None = None,
) -> Claim:
    """Puts one source's statement beside the others. It may change which value is used, or that none is.

    A source's own count of cooperations is of no tie; `country` says of cooperation with which country it is.
    """
    tie = instrument.tie if instrument else tie
    rules.must(rules.speaks_for(by, tie))
    _check_claim(fact, value, precision, tie)
    claim = Claim.objects.create(
        tie=tie,
        instrument=instrument,
        source=source,
        fact=fact,
        value=value,
        precision=precision,
        said_id=said_id,
        said_en=said_en,
        basis=basis,
        quoted_on=quoted_on,
        country=country,
        confidence=confidence,
    )
    facts = {"claim": claim.ref, "fact": fact, "value": value, "precision": precision, "source": source.name_id}
    note(by, "claim.added", tie or claim, facts, seen=seen)
    _reproject(tie, instrument)
    return claim


@transaction.atomic
def withdraw_claim(*, by: Acting | None, claim: Claim, reason: str, seen: int | None = None) -> None:
    """Takes a claim out of use; it stays in the history. Withdrawn before, nothing more happens to it."""
    rules.must(rules.speaks_for(by, claim.tie))
    if not reason.strip():
        raise Invalid({"reason": _("Say why it is withdrawn.")})
    if claim.withdrawn_at is not None:
        return
    claim.withdrawn_at = timezone.now()
    claim.save(update_fields=["withdrawn_at"])
    note(by, "claim.withdrawn", claim.tie or claim, {"claim": claim.ref, "reason": reason.strip()}, seen=seen)
    _reproject(claim.tie, claim.instrument)


@transaction.atomic
def choose_claim(*, by: Acting, claim: Claim, why: str, seen: int | None = None) -> Choice:
    """A person accepts one claim; it is the value in use until another choice. Accepted parties become the tie's."""
    rules.must(rules.speaks_for(by, claim.tie))
    if claim.tie is None:
        raise Invalid({"claim": _("A count belongs to its source; there is nothing to choose.")})
    if claim.withdrawn_at is not None or not claim.value:
        raise Invalid({"claim": _("This claim gives no value that could be used.")})
    told: dict[str, Any] = {"claim": claim.ref, "fact": claim.fact}
    if claim.fact == Fact.PARTIES:
        told["placed"] = identity.put_in_place(claim.tie, claim.value)
    before = claim.tie.choices.filter(fact=Fact.STATUS, instrument=None).order_by("pk").last()
    choice = _settle(by, claim.tie, claim.instrument, claim.fact, claim, why, told, seen)
    if claim.fact == Fact.KIND and claim.instrument is not None:
        _rename_text(by, claim.instrument, claim.value, why)
    elif claim.fact == Fact.STATUS:
        _end_or_resume(by, claim.tie, claim.value, before, why)
    return choice


@transaction.atomic
def leave_open(
    *, by: Acting, tie: Tie, fact: str, why: str, instrument: Instrument | None = None, seen: int | None = None
) -> Choice:
    """A person decides that a fact stays open: no value is used, and the reason says why."""
    rules.must(rules.speaks_for(by, tie))
    if fact not in Fact.values or fact == Fact.COUNT:
        raise Invalid({"fact": _("There is no such fact.")})
    told = {"fact": fact, "instrument": instrument.ref if instrument else ""}
    return _settle(by, tie, instrument, fact, None, why, told, seen)


def _rename_text(by: Acting, text: Instrument, kind: str, why: str) -> None:
    """A text known from sources only is what was accepted of it: an LoI that another source calls an MoU."""
    if not text.reported or kind not in InstrumentKind.values or kind == text.kind:
        return
    text.kind = kind
    text.save(update_fields=["kind"])
    _follow_texts(by, text.tie, why)


def _end_or_resume(by: Acting, tie: Tie, state: str, before: Choice | None, why: str) -> None:
    """A cooperation that a person accepts as ended has ended; so accepted in error, it goes on.

    What was never agreed does not become a cooperation by being over: it stays as far as it has come.
    """
    if state == ENDED_STATE and tie.phase in COOPERATIONS:
        set_phase(by=by, tie=tie, phase=Phase.ENDED, reason=why)
    elif tie.phase == Phase.ENDED and before is not None and before.claim and before.claim.value == ENDED_STATE:
        set_phase(by=by, tie=tie, phase=Phase.AGREED, reason=why)
        _follow_texts(by, tie, why)


def _follow_texts(by: Acting | None, tie: Tie, reason: str) -> None:
    """A tie that goes on is as far as its standing texts have brought it."""
    if tie.phase == Phase.ENDED:
        return
    kinds = set(tie.instruments.filter(withdrawn_at=None).values_list("kind", flat=True))
    loi = Phase.INTENDED if InstrumentKind.LOI in kinds else Phase.IDEA
    set_phase(by=by, tie=tie, phase=Phase.AGREED if kinds & set(AGREEMENTS) else loi, reason=reason)


def _settle(
    by: Acting,
    tie: Tie,
    instrument: Instrument | None,
    fact: str,
    claim: Claim | None,
    why: str,
    told: dict[str, Any],
    seen: int | None,
) -> Choice:
    if not why.strip():
        raise Invalid({"why": _("Say why this value is accepted.") if claim else _("Say why this stays open.")})
    values = {"instrument": instrument, "fact": fact, "claim": claim, "why": why.strip()}
    said = tie.claims.filter(instrument=instrument, fact=fact, withdrawn_at=None).exclude(value="")
    weighed = list(said.order_by("pk").values_list("value", "precision"))
    choice = Choice.objects.create(tie=tie, by=by.account.ref, weighed=weighed, **values)
    kind = "claim.chosen" if claim else "claim.left-open"
    note(by, kind, tie, told | {"why": why.strip()}, seen=seen)
    _reproject(tie, instrument)
    return choice


def note(
    by: Acting | None, kind: str, subject: Tie | Claim, payload: dict[str, Any], *, seen: int | None = None
) -> None:
    """One ledger entry in the stream of the tie, or of a claim that belongs to none.

    `seen`: the head of the stream the page was drawn from; one that has moved on since is a Conflict.
    """
    actor, body = (by.account.ref, by.body.ref) if by else ("", "")
    record(kind=kind, stream=subject.ref, actor=actor, body=body, payload=payload, expected_head=seen)


def _add_party(tie: Tie, side: str, who: Region | Partner | str, name: str, order: int) -> None:
    Party.objects.create(
        tie=tie,
        side=side,
        region=who if isinstance(who, Region) else None,
        partner=who if isinstance(who, Partner) else None,
        country=who.country if isinstance(who, Partner) else None,
        name_as_signed=name or (who if isinstance(who, str) else ""),
        order=order,
    )


def _signature(instrument: Instrument, entry: SignatureEntry) -> Signature:
    return Signature(
        instrument=instrument,
        name=entry.name,
        office=entry.office,
        capacity=entry.capacity,
        signed_on=entry.signed_on,
        place=entry.place,
        manner=entry.manner,
    )


def _latest(signatures: Sequence[SignatureEntry]) -> VagueDate:
    """A text signed apart bears the date of the last signature; with one undated, nothing can be said."""
    days = [entry.signed_on for entry in signatures]
    known = [day for day in days if day is not None]
    return VagueDate.day(max(known)) if known and len(known) == len(days) else VagueDate.unknown()


def _check_text(kind: str, signed: VagueDate, valid_from: date | None, valid_until: date | None) -> None:
    problems: dict[str, str] = {}
    if kind not in InstrumentKind.values:
        problems["kind"] = _("There is no such kind of text.")
    if valid_until and signed.earliest and valid_until < signed.earliest:
        problems["valid_until"] = _("The text would have ended before it was signed.")
    if valid_until and valid_from and valid_until < valid_from:
        problems["valid_until"] = _("The text would end before it begins.")
    if problems:
        raise Invalid(problems)


def _check_claim(fact: str, value: str, precision: str, tie: Tie | None) -> None:
    if fact not in Fact.values:
        raise Invalid({"fact": _("There is no such fact.")})
    if tie is None and fact != Fact.COUNT:
        raise Invalid({"tie": _("Say which cooperation the claim is about.")})
    if fact == Fact.SIGNING_DATE or (fact == Fact.VALIDITY and precision):
        try:
            vague(value, precision)
        except ValueError as error:
            raise Invalid({"value": _("This is not a date.")}) from error


def _told(instrument: Instrument) -> dict[str, Any]:
    """What the ledger says of a text: no names of people."""
    signed = instrument.signed
    return {
        "instrument": instrument.ref,
        "kind": instrument.kind,
        "signed": signed.latest.isoformat() if signed.latest else "",
        "precision": signed.precision,
        "valid_until": instrument.valid_until.isoformat() if instrument.valid_until else "",
        "case": instrument.case_ref,
        "step": instrument.step_ref,
    }


def _reproject(tie: Tie | None, instrument: Instrument | None) -> None:
    if instrument is not None:
        project_instrument(instrument)
    if tie is not None:
        project_tie(tie)
