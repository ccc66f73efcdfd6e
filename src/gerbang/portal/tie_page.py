"""What the page of a cooperation shows: its texts, what sources say beside the value in use, its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gerbang.ledger import queries as ledger
from gerbang.ledger.models import Entry
from gerbang.register.claims import is_signing_date
from gerbang.register.facts import Heard, heard
from gerbang.register.models import AGREEMENTS, Claim, Fact, Instrument, Party, Source, Tie
from gerbang.register.wording import FORMS, value_in_words

IN_FORCE = date(2018, 7, 13)
"""PP 28/2018 was promulgated; texts signed before stay valid until they end (Art. 48)."""
STRENGTH = {"A": 4, "B": 3, "C": 2, "D": 1}


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's words on one fact."""

    value: str
    said: str
    source: Source
    confidence: str
    strength: Sequence[bool]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact: the value in use on the left, who says what on the right. `tag` is "disputed", "vague" or empty."""

    title: str
    used: str
    tag: str
    why: str
    statements: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the cooperation as the page lists it."""

    instrument: Instrument
    called: str
    older: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    title: str
    on: str
    vague: bool
    by: str


@dataclass(frozen=True, slots=True)
class TiePage:
    """All of it; made once a request from what was prefetched."""

    tie: Tie
    regions: Sequence[Party]
    partners: Sequence[Party]
    form: str
    texts: Sequence[Text]
    facts: Sequence[FactRow]
    events: Sequence[Event]
    valid_until: str
    confirmed: bool
    entry: Entry | None


def compose(tie: Tie, *, sees_state: bool) -> TiePage:
    """The page's content. A source's word on how lively a cooperation is, is for those whose cooperation it is."""
    facts = heard(tie)
    instruments = list(tie.instruments.all())
    by_text = {fact.instrument.pk: fact for fact in facts if fact.instrument and fact.fact == Fact.SIGNING_DATE}
    rows = [_row(fact, instruments, sees_state=sees_state) for fact in facts if _belongs(fact, instruments)]
    ends = [text.valid_until_text for text in instruments if text.valid_until_text]
    return TiePage(
        tie=tie,
        regions=tie.regions_side,
        partners=tie.partners_side,
        form=_form(facts),
        texts=[Text(text, _called(text), _is_older(text)) for text in instruments],
        facts=[row for row in rows if row.statements],
        events=_events(instruments, by_text),
        valid_until=ends[-1] if ends else "",
        confirmed=any(not text.reported for text in instruments),
        entry=ledger.history(tie.ref).last(),
    )


def _belongs(fact: Heard, instruments: Sequence[Instrument]) -> bool:
    """A text that the reader may not know of leaves nothing among the claims either."""
    return fact.instrument is None or any(text.pk == fact.instrument.pk for text in instruments)


def _row(fact: Heard, instruments: Sequence[Instrument], *, sees_state: bool) -> FactRow:
    used = "" if fact.fact in (Fact.STATUS, Fact.PARTIES) else _used(fact)
    vague = fact.fact == Fact.SIGNING_DATE and fact.accepted.precision == "not-later"
    statements = [_statement(claim, sees_state=sees_state) for claim in fact.claims]
    return FactRow(
        title=_title(fact, instruments),
        used=used,
        tag="disputed" if fact.accepted.disputed else "vague" if vague else "",
        why=fact.why,
        statements=[each for each in statements if each.value or each.said],
    )


def _title(fact: Heard, instruments: Sequence[Instrument]) -> str:
    """The fact, with the text it is about unless that is the only or the first one."""
    if fact.instrument is None:
        return str(Fact(fact.fact).label)
    label = _("Kind of text") if fact.fact == Fact.KIND else str(Fact(fact.fact).label)
    first = instruments[0].pk == fact.instrument.pk
    return label if first else f"{label}: {fact.instrument.title}"


def _used(fact: Heard) -> str:
    for claim in fact.claims:
        if fact.accepted.is_known and (claim.value, claim.precision) == (fact.accepted.value, fact.accepted.precision):
            return value_in_words(claim)
    return ""


def _statement(claim: Claim, *, sees_state: bool) -> Statement:
    hidden = claim.fact == Fact.STATUS and not sees_state
    value = "" if hidden else value_in_words(claim)
    strength = STRENGTH[claim.confidence]
    return Statement(
        value=value,
        said=_sentence(claim.said) if claim.fact not in (Fact.PARTIES, Fact.KIND) else "",
        source=claim.source,
        confidence=claim.get_confidence_display(),
        strength=[place < strength for place in range(4)],
    )


def _sentence(said: str) -> str:
    text = capfirst(said.strip())
    return text if text.endswith((".", "?", "!")) or not text else f"{text}."


def _form(facts: Sequence[Heard]) -> str:
    """What sources call the relation, where it is more than the plain kind."""
    for fact in facts:
        if fact.fact == Fact.KIND and fact.instrument is None:
            special = [claim.value for claim in fact.claims if claim.value not in ("", "sister")]
            return str(FORMS.get(special[0], special[0])) if special else ""
    return ""


def _called(text: Instrument) -> str:
    return "" if text.called in ("", "MoU", "LoI") else text.called


def _is_older(text: Instrument) -> bool:
    latest = text.signed.latest
    return text.kind in AGREEMENTS and latest is not None and latest < IN_FORCE


def _events(instruments: Sequence[Instrument], heard_of: dict[int, Heard]) -> list[Event]:
    """Texts by their dates, the newest first; those without a date stand last, and what is only bounded is marked."""
    dated = sorted(instruments, key=lambda text: text.signed.latest or date.min, reverse=True)
    return [_event(text, heard_of.get(text.pk)) for text in dated]


def _event(text: Instrument, told: Heard | None) -> Event:
    sources = list(dict.fromkeys(claim.source.name for claim in told.claims)) if told else []
    by = _("According to %(sources)s") % {"sources": "; ".join(sources)} if sources else ""
    offices = "; ".join(signature.office for signature in text.signatures.all())
    signed = _("Signed by %(offices)s") % {"offices": offices} if offices else ""
    vague = not is_signing_date(text.signed)
    return Event(title=text.title, on=text.signed_text, vague=vague, by=by or signed)
