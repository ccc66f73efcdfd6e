"""What the page of a cooperation shows: its texts, what sources say beside the value in use, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gerbang.documents import queries as documents
from gerbang.documents.models import Document
from gerbang.ledger.models import Entry
from gerbang.pages import formatting
from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.portal import receipts
from gerbang.portal.definitions import DIFFERENCES, KINDS
from gerbang.register.claims import is_signing_date, says
from gerbang.register.facts import Heard, heard
from gerbang.register.goals import goal_label
from gerbang.register.languages import language_name
from gerbang.register.models import (
    AGREEMENTS,
    Claim,
    Fact,
    Instrument,
    InstrumentKind,
    Party,
    Publisher,
    Source,
    Tie,
    TieKind,
)
from gerbang.register.queries import Detail
from gerbang.register.validity import Gap, Term, gaps
from gerbang.register.wording import (
    basis_in_words,
    bodies_that_mended,
    fact_label,
    used_in_words,
    value_in_words,
    words_of,
)
from gerbang.values.dates import VagueDate

IN_FORCE = date(2018, 7, 13)
"""PP 28/2018 was promulgated; texts signed before stay valid until they end (Art. 48)."""
KEEP_IN_FORCE = (*AGREEMENTS, InstrumentKind.EXTENSION)
"""Kinds of text that a cooperation is valid by. Others count only where they name an end of validity themselves."""
STRENGTH = {"A": 4, "B": 3, "C": 2, "D": 1}


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's words on one fact, with their day where that is not the source's own; `basis` says what they rest
    on where they are not its own. `undated`: a word on the state of which nothing says when it was so.
    """

    value: str
    said: str
    source: Source
    on: date | None
    undated: bool
    confidence: str
    strength: Sequence[bool]
    basis: str


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact: the value in use on the left, who says what on the right. `tag`: "disputed", "open", "vague" or empty.

    `differ` says why sources may differ on it, `defined` whose sources say what they count, and what; only where they
    do.
    """

    heard: Heard
    title: str
    used: str
    tag: str
    statements: Sequence[Statement]
    differ: str | Promise
    defined: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Version:
    """A text in one of its languages, and where its date is from."""

    language: str
    signed_on: date | None
    note: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the cooperation as the page lists it. `apart`: its language versions were signed on several days."""

    instrument: Instrument
    called: str
    older: bool
    versions: Sequence[Version]

    @property
    def apart(self) -> bool:
        return len({version.signed_on for version in self.versions if version.signed_on}) > 1


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: a text, or (`gap`) a time for which no valid text is on record."""

    title: str
    on: str
    by: str = ""
    vague: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class TiePage:
    """All of it; made once a request from what was prefetched."""

    tie: Tie
    regions: Sequence[Party]
    partners: Sequence[Party]
    form: str
    kind: str | Promise
    texts: Sequence[Text]
    facts: Sequence[FactRow]
    events: Sequence[Event]
    valid_until: str
    filed: bool
    documents: Sequence[Document]
    entry: Entry | None
    """The newest entry that the reader may have a receipt of."""
    insider: bool
    goals: Sequence[str]


def compose(detail: Detail, actor: Actor) -> TiePage:
    """The page's content."""
    tie = detail.tie
    facts = heard(tie)
    instruments = list(tie.instruments.all())
    by_text = {fact.instrument.pk: fact for fact in facts if fact.instrument and fact.fact == Fact.SIGNING_DATE}
    bodies = bodies_that_mended(claim for fact in facts for claim in fact.claims)
    rows = [_row(fact, instruments, bodies) for fact in facts]
    return TiePage(
        tie=tie,
        regions=tie.regions_side,
        partners=tie.partners_side,
        form=_form(facts),
        kind=KINDS[TieKind(tie.kind)],
        texts=[Text(text, _called(text), _is_older(text), _versions(text)) for text in instruments],
        facts=[row for row in rows if row.statements],
        events=_history(instruments, by_text, timezone.localdate()),
        valid_until=_valid_until(instruments),
        filed=any(not text.reported for text in instruments),
        documents=_documents(tie, actor),
        entry=receipts.entries(detail).last(),
        insider=detail.insider,
        goals=[goal_label(number) for number in tie.sdgs],
    )


def _documents(tie: Tie, actor: Actor) -> list[Document]:
    """Documents of the tie whose content is open to the actor, each with the number of its newest version."""
    found = documents.visible_to(actor).filter(subject_ref=tie.ref, withdrawn_at=None)
    return list(found.annotate(number=Max("versions__number")).order_by("created"))


def _row(fact: Heard, instruments: Sequence[Instrument], bodies: Mapping[str, Body]) -> FactRow:
    vague = fact.fact == Fact.SIGNING_DATE and fact.accepted.precision == "not-later"
    statements = [_statement(claim, bodies) for claim in fact.claims]
    return FactRow(
        heard=fact,
        title=_title(fact, instruments),
        used=used_in_words(fact) if fact.is_used and fact.fact != Fact.PARTIES else "",
        tag="open" if fact.left_open else "disputed" if fact.accepted.disputed else "vague" if vague else "",
        statements=[each for each in statements if each.value or each.said],
        differ=DIFFERENCES[Fact(fact.fact)] if fact.differs else "",
        defined=[(_named(one, fact.claims), one.definition) for one in fact.definitions] if fact.differs else [],
    )


def _title(fact: Heard, instruments: Sequence[Instrument]) -> str:
    """The fact, with the text it is about unless that is the only or the first one."""
    label = fact_label(fact.fact, fact.instrument)
    if fact.instrument is None:
        return label
    first = instruments[0].pk == fact.instrument.pk
    return label if first else f"{label}: {fact.instrument.title}"


def _named(publisher: Publisher, claims: Sequence[Claim]) -> str:
    """The publisher's name; one that is a source without an address bears that one's, in the language of the page."""
    own = (claim.source for claim in claims if claim.source.publisher_id == publisher.pk and not claim.source.url)
    return next((source.name for source in own if source.name_id == publisher.name), publisher.name)


def _statement(claim: Claim, bodies: Mapping[str, Body]) -> Statement:
    strength = STRENGTH[claim.confidence]
    return Statement(
        value=value_in_words(claim),
        said=_sentence(words_of(claim)),
        source=claim.source,
        on=claim.quoted_on if claim.quoted_on != claim.source.published_on else None,
        undated=claim.fact == Fact.STATUS and not (claim.quoted_on or claim.source.published),
        confidence=claim.get_confidence_display(),
        strength=[place < strength for place in range(4)],
        basis=basis_in_words(claim, bodies),
    )


def _sentence(said: str) -> str:
    text = capfirst(said.strip())
    return text if text.endswith((".", "?", "!")) or not text else f"{text}."


def _form(facts: Sequence[Heard]) -> str:
    """What sources call the relation, where it is more than the plain kind; of several names the one in use."""
    for fact in facts:
        if fact.fact == Fact.KIND and fact.instrument is None and fact.accepted.value not in ("", "sister"):
            return used_in_words(fact)
    return ""


def _called(text: Instrument) -> str:
    return "" if text.called in ("", "MoU", "LoI") else text.called


def _is_older(text: Instrument) -> bool:
    latest = text.signed.latest
    return text.kind in AGREEMENTS and latest is not None and latest < IN_FORCE


def _versions(text: Instrument) -> list[Version]:
    return [Version(language_name(one.language), one.signed_on, one.note, one.source) for one in text.versions.all()]


def _history(instruments: Sequence[Instrument], heard_of: dict[int, Heard], today: date) -> list[Event]:
    """Texts and gaps by their dates, the newest first; texts without a date stand last."""
    dated = [(text.signed.latest or date.min, _event(text, heard_of.get(text.pk))) for text in instruments]
    dated += [(gap.ended.latest or date.min, _gap(gap)) for gap in gaps(_terms(instruments), today)]
    return [event for _day, event in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _terms(instruments: Sequence[Instrument]) -> list[Term]:
    """From when until when each text keeps the cooperation in force, as far as that is on record."""
    return [
        Term(VagueDate.day(text.valid_from) if text.valid_from else text.signed, text.valid_until_date)
        for text in _keeping(instruments)
    ]


def _keeping(instruments: Sequence[Instrument]) -> list[Instrument]:
    """The texts that a cooperation is valid by."""
    return [text for text in instruments if text.kind in KEEP_IN_FORCE or text.valid_until]


def _valid_until(instruments: Sequence[Instrument]) -> str:
    """The end of the text that began last; where that is not known, an earlier text's end says nothing."""
    last = max(_keeping(instruments), key=lambda text: text.signed.latest or date.min, default=None)
    return last.valid_until_text if last else ""


def _gap(gap: Gap) -> Event:
    ended = formatting.day(gap.ended)
    if gap.resumed is not None:
        on = _("After %(ended)s until %(resumed)s") % {"ended": ended, "resumed": formatting.day(gap.resumed)}
    else:
        on = _("After %(ended)s; no later text is on record") % {"ended": ended}
    return Event(_("No text in force"), on, _("Computed from what is on record of the texts' validity"), gap=True)


def _event(text: Instrument, told: Heard | None) -> Event:
    sources = list(dict.fromkeys(claim.source.name for claim in _telling(told))) if told else []
    by = _("According to %(sources)s") % {"sources": "; ".join(sources)} if sources else ""
    offices = "; ".join(signature.office for signature in text.signatures.all())
    signed = _("Signed by %(offices)s") % {"offices": offices} if offices else ""
    return Event(text.title, text.signed_text, by or signed, vague=not is_signing_date(text.signed))


def _telling(told: Heard) -> list[Claim]:
    """The claims that give the date in use; where none does, all that tell of the text."""
    return [claim for claim in told.claims if says(claim, told.accepted)] or list(told.claims)
