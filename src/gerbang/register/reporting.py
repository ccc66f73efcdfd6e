"""Writes what sources report of a tie nobody has recorded: one tie, its held or matched parties, texts and claims.

Like every action it is one transaction with its ledger entry; a tie is reported once under its `origin`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gerbang.people.acting import Acting
from gerbang.places.models import Country, Partner, Region
from gerbang.register import bulk
from gerbang.register.actions import note, set_phase
from gerbang.register.areas import areas_of
from gerbang.register.models import Claim, Import, Instrument, Party, Phase, Source, Tie
from gerbang.register.projection import Whole, project_instrument, project_tie

ORDER = (Phase.IDEA, Phase.INTENDED, Phase.AGREED)
"""How a tie moves on; nothing that is only told moves it to its end."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What the source wrote where a person read something else in it: `by` is the ref of the body, empty of ours."""

    written: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of the source about a tie or about one of its texts; `mended` where it is not in its own words."""

    fact: str
    value: str = ""
    precision: str = ""
    said_id: str = ""
    said_en: str = ""
    mended: Mended | None = None


@dataclass(frozen=True, slots=True)
class ReportedText:
    """A text that a source tells of."""

    kind: str
    called: str
    claims: Sequence[Said]


@dataclass(frozen=True, slots=True)
class ReportedParty:
    """A side as the source writes it, with the place it was matched to, if it could be."""

    side: str
    written: str
    place: Region | Partner | None = None
    country: Country | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says of one tie."""

    origin: str
    kind: str
    phase: str
    parties: Sequence[ReportedParty]
    claims: Sequence[Said]
    texts: Sequence[ReportedText] = ()
    outside_law: bool = False
    fields_id: str = ""
    fields_en: str = ""


@transaction.atomic
def report_tie(*, by: Acting | None, report: Report, source: Source, confidence: str) -> Tie:
    """Adds a reported tie; the same origin again gives the tie that is there, untouched."""
    known = Tie.objects.filter(origin=report.origin).first()
    if known:
        return known
    whole = unsaved(report, source, confidence)
    bulk.write([bulk.NewTie(whole, [reported(report, source)])], by=by)
    return whole.tie


def unsaved(report: Report, source: Source, confidence: str, imported_by: Import | None = None) -> Whole:
    """What is reported, as rows that are not in the database yet: for `register.bulk`."""
    tie = Tie(
        kind=report.kind,
        phase=report.phase,
        origin=report.origin,
        outside_law=report.outside_law,
        fields_id=report.fields_id,
        fields_en=report.fields_en,
        areas=areas_of([report.fields_id, report.fields_en]),
    )
    texts = [Instrument(kind=text.kind, called=text.called, reported=True) for text in report.texts]
    claims = list(_statements(None, report.claims, source, confidence, imported_by))
    for text, row in zip(report.texts, texts, strict=True):
        claims += _statements(row, text.claims, source, confidence, imported_by)
    parties = [_party(order, party) for order, party in enumerate(report.parties)]
    return Whole(tie, parties, texts, claims)


def reported(report: Report, source: Source) -> bulk.Event:
    """What the ledger says of it."""
    held = sum(party.place is None for party in report.parties)
    facts = {"origin": report.origin, "kind": report.kind, "phase": report.phase}
    return bulk.Event("tie.reported", facts | {"source": source.url or source.name_id, "held": held})


@transaction.atomic
def report_further(
    *,
    by: Acting | None,
    tie: Tie,
    source: Source,
    confidence: str,
    claims: Sequence[Said],
    texts: Sequence[tuple[Instrument | None, ReportedText]],
    phase: str = "",
    imported_by: Import | None = None,
    described_later: bool = False,
) -> list[Instrument]:
    """Puts a further source's statements beside those a tie already has; gives the texts they are about.

    A text without its row is a further one. `phase` may move the tie on, never back. Who writes many describes the
    ties `described_later`, all at once, through `project_ties`.
    """
    add_statements(tie, None, claims, source, confidence, imported_by)
    rows = [
        row or Instrument.objects.create(tie=tie, kind=text.kind, called=text.called, reported=True)
        for row, text in texts
    ]
    for row, (_known, text) in zip(rows, texts, strict=True):
        add_statements(tie, row, text.claims, source, confidence, imported_by)
        project_instrument(row)
    facts = [said.fact for said in (*claims, *(said for _row, text in texts for said in text.claims))]
    note(by, "tie.reported-further", tie, {"source": source.url or source.name_id, "facts": facts})
    if phase in ORDER and tie.phase in ORDER and ORDER.index(phase) > ORDER.index(tie.phase):
        set_phase(by=by, tie=tie, phase=phase)
    if not described_later:
        project_tie(tie)
    return rows


def add_statements(
    tie: Tie,
    instrument: Instrument | None,
    claims: Sequence[Said],
    source: Source,
    confidence: str,
    imported_by: Import | None = None,
) -> None:
    """The statements as rows; part of the caller's transaction."""
    rows = list(_statements(instrument, claims, source, confidence, imported_by))
    for row in rows:
        row.tie = tie
    Claim.objects.bulk_create(rows)


def _statements(
    instrument: Instrument | None,
    claims: Sequence[Said],
    source: Source,
    confidence: str,
    imported_by: Import | None,
) -> Iterator[Claim]:
    for said in claims:
        yield Claim(
            instrument=instrument,
            fact=said.fact,
            value=said.value,
            precision=said.precision,
            said_id=said.said_id,
            said_en=said.said_en,
            as_written=said.mended.written if said.mended else "",
            mended_by=said.mended.by if said.mended else "",
            mended_on=said.mended.on if said.mended else None,
            source=source,
            confidence=confidence,
            quoted_on=source.published_on,
            imported_by=imported_by,
        )


def _party(order: int, party: ReportedParty) -> Party:
    return Party(
        side=party.side,
        region=party.place if isinstance(party.place, Region) else None,
        partner=party.place if isinstance(party.place, Partner) else None,
        country=party.place.country if isinstance(party.place, Partner) else party.country,
        name_as_signed=party.written,
        order=order,
    )
