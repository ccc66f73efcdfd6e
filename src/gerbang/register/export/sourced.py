"""The table of what sources say: a row for each cooperation and source, with the columns `gerbang import` takes.

A row says what its one source says and nothing else, in its own words where they were kept (the level of a partner is
not: it stands in a word of this register), so that bringing the table in again adds nothing: not the value
in use, which is a person's choice between sources and stands in the table of cooperations (`summary`).
"""

from collections.abc import Iterator, Sequence

from gerbang.places.models import Level, Region
from gerbang.register.compilation import form_value, read_later
from gerbang.register.export.dates import PRECISIONS, edtf
from gerbang.register.export.records import ClaimRow, PartyRow, Record, TextRow
from gerbang.register.matching import FITTING
from gerbang.register.models import AGREEMENTS, Fact, InstrumentKind, Party, Phase, TieKind

BETWEEN = "; "
LEVELS = {Level.FIRST: "region", Level.FIRST_AND_CITY: "metropolitan city", Level.SECOND: "city", Level.LOWER: "town"}
"""A word for a level where the place's own type says none that fits."""
WORDS = {
    InstrumentKind.LOI: "LoI",
    InstrumentKind.MOU: "MoU",
    InstrumentKind.PKS: "PKS",
    InstrumentKind.KB: "KB",
    InstrumentKind.ARRANGEMENT: "MoA",
    InstrumentKind.AMENDMENT: "amended",
    InstrumentKind.EXTENSION: "renewed",
    InstrumentKind.DECLARATION: "joint declaration",
    InstrumentKind.NOTICE: "notice",
}
NO_TEXT = {Phase.IDEA: "exploring", Phase.INTENDED: "MoU stage"}

Cells = list[str]


def rows(record: Record) -> Iterator[Cells]:
    """One row for each source; one without a source for what a party filed here."""
    sides = _sides(record)
    by_source: dict[int, list[ClaimRow]] = {}
    for claim in record.claims:
        by_source.setdefault(claim.source, []).append(claim)
    for key, claims in by_source.items():
        source = record.sources[key]
        yield _row(record, sides, claims, source.url or source.name_id)
    if not record.claims or any(not text.reported for text in record.texts):
        yield _row(record, sides, [], "")


def _row(record: Record, sides: Cells, claims: Sequence[ClaimRow], source: str) -> Cells:
    tie = record.tie
    told = {claim.text for claim in claims}
    texts = [text for text in record.texts if (text.key in told if claims else not text.reported)]
    main = _main(texts)
    of_main = [claim for claim in claims if main and claim.text == main.key]
    signed, precision = _signed(main, of_main) if main else ("", "unknown")
    state = next((claim for claim in claims if claim.fact == Fact.STATUS), None)
    return [
        tie.ref,
        *sides,
        _form(record, claims),
        _called(main, of_main) if main else NO_TEXT.get(Phase(tie.phase), ""),
        signed,
        precision,
        BETWEEN.join(_later(texts, main, claims, state)),
        _valid_until(texts, claims),
        tie.fields_en,
        (state.value if state else "") or "unknown",
        (state.said_en or state.said_id) if state else "",
        source,
        min((claim.confidence for claim in claims), default=""),
    ]


def _sides(record: Record) -> Cells:
    """Both sides with their levels and the country: seven cells less the number."""
    ours, theirs = record.side(Party.Side.REGION), record.side(Party.Side.PARTNER)
    if not ours and not theirs:
        return _as_told(record)
    countries = list(dict.fromkeys(party.country for party in theirs if party.country))
    if not countries and any(party.region for party in theirs):
        country = ("Indonesia", "ID")
    else:
        country = (BETWEEN.join([one.name_en for one in countries]), BETWEEN.join([one.alpha2 for one in countries]))
    return [
        BETWEEN.join([party.region.name_id if party.region else party.written for party in ours]),
        BETWEEN.join(dict.fromkeys([party.region.kind for party in ours if party.region])),
        BETWEEN.join([party.region.name_id if party.region else party.written or party.name_en for party in theirs]),
        BETWEEN.join(dict.fromkeys(filter(None, map(_level, theirs)))) or "unknown",
        *country,
    ]


def _as_told(record: Record) -> Cells:
    """A relation outside the law has no parties; what the source says of them is kept: `Desa Mas – Misato, Japan`."""
    told = next((claim for claim in record.claims if claim.fact == Fact.PARTIES), None)
    if told is None:
        return [""] * 6
    ours, _dash, theirs = told.value.partition(" – ")
    country = told.said_en.removeprefix(f"{told.value}, ")
    return [ours, "desa", theirs, "unknown", "" if country == told.said_en else country, ""]


def _level(party: PartyRow) -> str:
    """A word that finds the partner again: the type of its place where it fits its level, else one for the level."""
    if party.region:
        return party.region.kind
    partner = party.partner
    if partner is None or partner.level == Level.UNKNOWN:
        return ""
    kind = (partner.type or "").casefold()
    return kind if partner.level in FITTING.get(kind, ()) else LEVELS[Level(partner.level)]


def _form(record: Record, claims: Sequence[ClaimRow]) -> str:
    """The source's own word for the relation; else what it was read as, or the kind the relation stands under."""
    said = next((claim for claim in claims if claim.fact == Fact.KIND and claim.text is None), None)
    if said is not None and said.value:
        word = said.said_en or said.said_id
        return word if word and form_value(word) == said.value else said.value.replace("-", "_")
    if record.tie.kind != TieKind.KSDPL_SISTER:
        return record.tie.kind
    province = any(party.region and party.region.kind == Region.Kind.PROVINCE for party in record.parties)
    return "sister_province" if province else "sister_city"


def _main(texts: Sequence[TextRow]) -> TextRow | None:
    """The text the row is about: the first by which a cooperation is agreed, else the first letter of intent."""
    for kinds in (AGREEMENTS, (InstrumentKind.LOI,)):
        for text in texts:
            if text.kind in kinds:
                return text
    return None


def _called(text: TextRow, claims: Sequence[ClaimRow]) -> str:
    said = next((claim.said_en or claim.said_id for claim in claims if claim.fact == Fact.KIND), "")
    return said or text.called or WORDS[InstrumentKind(text.kind)]


def _signed(text: TextRow, claims: Sequence[ClaimRow]) -> tuple[str, str]:
    """The date as the source gives it, and its precision in the word of the column."""
    if claims:
        said = next((claim for claim in claims if claim.fact == Fact.SIGNING_DATE), None)
        value, precision = (said.value, said.precision) if said else ("", "unknown")
    else:
        value, precision = edtf(text.signed_latest, text.signed_precision).strip("[.]"), text.signed_precision
    return value, PRECISIONS.get(precision, precision) or "unknown"


def _later(
    texts: Sequence[TextRow], main: TextRow | None, claims: Sequence[ClaimRow], state: ClaimRow | None
) -> Iterator[str]:
    """Further texts in the source's words or with their dates, then the remarks that name none."""
    for text in texts:
        if text is not main:
            of_text = [claim for claim in claims if claim.text == text.key]
            named = text.called or WORDS[InstrumentKind(text.kind)]
            signed, _precision = _signed(text, of_text)
            yield from _in_its_words(text, of_text) or [f"{named} {signed}".strip()]
    for claim in claims:
        remark = claim.fact == Fact.STATUS or (claim.fact == Fact.VALIDITY and not claim.precision)
        if remark and claim is not state:
            yield claim.said_en or claim.said_id


def _in_its_words(text: TextRow, claims: Sequence[ClaimRow]) -> Cells:
    """What the source says of a further text, where the import finds the same text and date in it again."""
    dated = [(claim.said_en or claim.said_id, claim.value) for claim in claims if claim.fact == Fact.SIGNING_DATE]
    return list(dict.fromkeys(words for words, value in dated if _reads_as(words, text.kind, value)))


def _reads_as(words: str, kind: str, value: str) -> bool:
    later = read_later(words)
    return later.kind == kind and later.date is not None and later.date.iso == value and ";" not in words


def _valid_until(texts: Sequence[TextRow], claims: Sequence[ClaimRow]) -> str:
    if claims:
        return next((claim.value for claim in claims if claim.fact == Fact.VALIDITY and claim.precision), "")
    ends = [edtf(text.valid_until, text.valid_until_precision) for text in texts if text.valid_until]
    return ends[-1].strip("[.]") if ends else ""
