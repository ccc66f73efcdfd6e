"""What a row adds to a tie that is known already, and where its source contradicts itself. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from gerbang.register.claims import vague
from gerbang.register.models import Fact, InstrumentKind
from gerbang.register.reporting import ReportedText, Said
from gerbang.register.statements import Statements
from gerbang.values.dates import VagueDate

REPEATED = (
    InstrumentKind.EXTENSION,
    InstrumentKind.ARRANGEMENT,
    InstrumentKind.AMENDMENT,
    InstrumentKind.DECLARATION,
    InstrumentKind.PKS,
    InstrumentKind.NOTICE,
)
"""Kinds of which a tie may have many: another date is another text."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement on record, with who made it."""

    source: str
    fact: str
    value: str = ""
    precision: str = ""
    said_id: str = ""
    said_en: str = ""

    def repeats(self, said: Said) -> bool:
        """Whether the new statement says nothing that this one does not."""
        if self.fact != said.fact:
            return False
        if said.fact == Fact.PARTIES:
            return True
        if said.value or said.precision not in ("", "unknown"):
            return (self.value.casefold(), self.precision) == (said.value.casefold(), said.precision)
        return self.has_words_of(said)

    def tells(self, said: Said) -> bool:
        """Whether it repeats the statement and has its words too: those beside a date may say more than the date."""
        return self.repeats(said) and (said.fact != Fact.SIGNING_DATE or self.has_words_of(said) or _is_dated(said))

    def has_words_of(self, said: Said) -> bool:
        told = {said.said_id, said.said_en} - {""}
        return not told or bool(told & {self.said_id, self.said_en})


@dataclass(slots=True)
class KnownText:
    """A text on record; `key` is its row, None while it is not written yet."""

    kind: str
    stated: list[Stated] = field(default_factory=list)
    key: int | None = None

    @property
    def dates(self) -> list[VagueDate]:
        said = (vague(one.value, one.precision) for one in self.stated if one.fact == Fact.SIGNING_DATE)
        return [value for value in said if value.is_known]

    @property
    def ends(self) -> list[VagueDate]:
        return [vague(one.value, one.precision) for one in self.stated if one.fact == Fact.VALIDITY and one.precision]


@dataclass(slots=True)
class KnownTie:
    """A tie on record, or of an earlier row: `key` is its row, None while it is not written yet.

    `begun_by`: the number of the row of the same table that begins it.
    """

    phase: str
    ref: str = ""
    key: int | None = None
    begun_by: int | None = None
    stated: list[Stated] = field(default_factory=list)
    texts: list[KnownText] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The same source now says something else of one fact."""

    fact: str
    before: str
    now: str

    @property
    def about(self) -> dict[str, str]:
        return {"fact": self.fact, "before": self.before}


@dataclass(frozen=True, slots=True)
class Further:
    """What a row adds: statements on the tie, and on texts that are known or new."""

    claims: tuple[Said, ...]
    texts: tuple[tuple[KnownText | None, ReportedText], ...]

    @property
    def is_nothing(self) -> bool:
        return not self.claims and not self.texts


def compare(known: KnownTie, said: Statements, source: str) -> Further | Contradiction:
    """What the statements add to the tie; a contradiction where their source has said otherwise before."""
    pairs = [(same_text(known.texts, text), text) for text in said.texts]
    restated = any(text is not None and _by(text.stated, source) for text, _new in pairs) or not said.texts
    for text, new in pairs:
        if text is not None:
            facts = (Fact.SIGNING_DATE, Fact.VALIDITY, Fact.KIND)
            if found := _contradiction(_by(text.stated, source), new.claims, facts):
                return found
    facts_of_tie = (Fact.KIND, Fact.STATUS) if restated else (Fact.KIND,)
    if found := _contradiction(_by(known.stated, source), said.claims, facts_of_tie):
        return found
    texts = []
    for text, new in pairs:
        claims = _new(_by(text.stated, source), new.claims) if text else tuple(new.claims)
        if claims:
            texts.append((text, ReportedText(new.kind, new.called, claims)))
    return Further(_new(_by(known.stated, source), said.claims), tuple(texts))


def differences(known: KnownTie, further: Further) -> list[Stated]:
    """What the register has said until now of facts of which the statements say otherwise."""
    if known.key is None:
        return []
    pairs = [(known.stated, further.claims), *((text.stated, new.claims) for text, new in further.texts if text)]
    return [one for before, claims in pairs for said in claims for one in _otherwise(before, said)]


def _otherwise(before: Sequence[Stated], said: Said) -> list[Stated]:
    """The values on record of a fact; none where one of them is what is said now."""
    if said.fact == Fact.PARTIES or not said.value:
        return []
    told = {(one.value, one.precision): one for one in before if one.fact == said.fact and one.value}
    return [] if any(one.repeats(said) for one in told.values()) else list(told.values())


def recall(known: KnownTie, further: Further, source: str) -> list[KnownText]:
    """Keeps in mind what a row added, for the rows after it; gives the texts it was about."""
    known.stated += stated(further.claims, source)
    targets = []
    for text, new in further.texts:
        target = text or KnownText(new.kind)
        if text is None:
            known.texts.append(target)
        target.stated += stated(new.claims, source)
        targets.append(target)
    return targets


def stated(claims: Iterable[Said], source: str) -> Iterator[Stated]:
    """Statements as they stand on record."""
    for said in claims:
        yield Stated(source, said.fact, said.value, said.precision, said.said_id, said.said_en)


def same_text(texts: Sequence[KnownText], new: ReportedText) -> KnownText | None:
    """The known text a row means: of the same kind, and of a date that may be the same.

    Another date is a further text where a tie may have many of the kind, or where one had run out before the other was
    signed (a renewal after lapsing: one tie with a gap). Else it is the same text, of which something else is said.
    """
    of_kind = [text for text in texts if text.kind == new.kind]
    date, end = _first(new.claims, Fact.SIGNING_DATE), _first(new.claims, Fact.VALIDITY)
    if not date.is_known:
        return of_kind[0] if of_kind and not _apart(of_kind[0], date, end) else None
    for test in (_is, _may_be):
        for text in of_kind:
            if any(test(date, other) for other in text.dates):
                return text
    undated = [text for text in of_kind if not text.dates]
    if undated:
        return undated[0]
    if new.kind in REPEATED or all(_apart(text, date, end) for text in of_kind):
        return None
    return next(text for text in of_kind if not _apart(text, date, end))


def _apart(text: KnownText, date: VagueDate, end: VagueDate) -> bool:
    """Whether one had run out before the other was signed."""
    lapsed = any(one.latest and date.earliest and one.latest < date.earliest for one in text.ends)
    earlier = any(end.latest and one.earliest and end.latest < one.earliest for one in text.dates)
    return lapsed or earlier


def _is_dated(said: Said) -> bool:
    """Whether its words are a date and nothing else."""
    with suppress(ValueError):
        return VagueDate.read(said.said_en or said.said_id).is_known
    return False


def _is(date: VagueDate, other: VagueDate) -> bool:
    return (date.earliest, date.latest) == (other.earliest, other.latest)


def _may_be(date: VagueDate, other: VagueDate) -> bool:
    begins, ends = date.earliest, date.latest
    before = other.latest is not None and begins is not None and other.latest < begins
    after = other.earliest is not None and ends is not None and ends < other.earliest
    return not before and not after


def _first(claims: Iterable[Said], fact: str) -> VagueDate:
    for said in claims:
        if said.fact == fact and said.precision:
            return vague(said.value, said.precision)
    return VagueDate.unknown()


def _by(stated: Iterable[Stated], source: str) -> list[Stated]:
    return [one for one in stated if one.source == source]


def _new(before: Sequence[Stated], claims: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(said for said in claims if not any(one.tells(said) for one in before))


def _contradiction(before: Sequence[Stated], claims: Iterable[Said], facts: Sequence[str]) -> Contradiction | None:
    for said in claims:
        if said.fact not in facts or not said.value:
            continue
        told = [one for one in before if one.fact == said.fact and one.value]
        if told and not any(one.repeats(said) for one in told):
            return Contradiction(said.fact, told[-1].value, said.value)
    return None
