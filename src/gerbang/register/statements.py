"""What a row says of a tie, as the statements of its source. Pure; whom it means is found elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gerbang.places.models import Country, Partner, Region
from gerbang.register.compilation import Later, Row, field_names
from gerbang.register.models import Fact, InstrumentKind, Party
from gerbang.register.reporting import Mended, Report, ReportedParty, ReportedText, Said
from gerbang.search.folding import fold
from gerbang.values.dates import VagueDate

SIGNED_AS = re.compile(r"signed as ([A-Z]\w+(?: [A-Z]\w+)*)|ditandatangani sebagai ([A-Z]\w+(?: [A-Z]\w+)*)")


@dataclass(frozen=True, slots=True)
class Translation:
    """A row's sentences in Indonesian, where the table has them in English."""

    evidence: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """What a row says of the tie itself and of each of its texts, the row's own text first."""

    claims: tuple[Said, ...]
    texts: tuple[ReportedText, ...]


def sides(row: Row) -> str:
    """Both sides as the row writes them."""
    return f"{row.region} – {row.partner}"


def told_sides(row: Row, country: Country | None) -> str:
    """Whom the row names, with the country in Indonesian where it is known."""
    return f"{sides(row)}, {country.name_id if country else row.country or row.alpha2}"


def statements(
    row: Row, translation: Translation | None = None, mended: Mapping[str, Mended] | None = None
) -> Statements:
    """All that the row says. The statement on the parties has its value only when it is known whom they mean.

    `mended`: of cells that a person set right (by our columns), what they said before.
    """
    before = mended or {}
    return Statements(tuple(_claims(row, translation, before)), tuple(_texts(row, before)))


def report(row: Row, said: Statements, region: Region | None, partner: Partner | None, country: Country) -> Report:
    """The tie that the row tells of; a village is no party, and its tie has none."""
    parties = []
    identity = sides(row)
    if region is not None and partner is not None:
        written = signed_as(row)
        parties.append(ReportedParty(Party.Side.REGION, written, region))
        parties.append(ReportedParty(Party.Side.PARTNER, row.partner, partner, country))
        identity = f"{region.ref}+{partner.ref}"
    names, english = field_names(), _english_fields()
    return Report(
        origin=row.id,
        kind=row.tie_kind,
        phase=row.phase,
        parties=parties,
        claims=identified(said.claims, identity, told_sides(row, country)),
        texts=said.texts,
        outside_law=row.is_village,
        fields_id="; ".join(names.get(field, field) for field in row.fields),
        fields_en="; ".join(english.get(fold(field), field) for field in row.fields),
    )


@cache
def _english_fields() -> dict[str, str]:
    """Folded Indonesian field → English field."""
    return {fold(name_id): name_en for name_en, name_id in field_names().items()}


def identified(claims: Sequence[Said], identity: str, said_id: str) -> list[Said]:
    """The statements, with whom the parties were found to be."""
    return [
        replace(claim, value=identity, said_id=said_id) if claim.fact == Fact.PARTIES else claim for claim in claims
    ]


def signed_as(row: Row) -> str:
    """The name the region bore when it signed, where the row tells it; else the name as written."""
    found = SIGNED_AS.search(row.evidence)
    return (found[1] or found[2]) if found else row.region


def _claims(row: Row, translation: Translation | None, mended: Mapping[str, Mended]) -> Iterator[Said]:
    parties = Said(Fact.PARTIES, said_en=f"{sides(row)}, {row.country or row.alpha2}")
    parties = _from(parties, mended, "indonesian_side", "foreign_side", "country", "iso2")
    if parties.mended is not None:
        parties = replace(parties, mended=replace(parties.mended, written=_sides_as_written(row, mended)))
    yield parties
    if row.form:
        kind = Said(Fact.KIND, row.form_value, said_id=row.form, said_en=row.form)
        yield _from(kind, mended, "coop_type")
    if row.status or row.evidence:
        told = _told(Fact.STATUS, row.status, row.evidence, translation.evidence if translation else None)
        yield _from(told, mended, "status", "evidence")
    remarks = [later for later in row.later if not later.kind]
    for place, remark in enumerate(remarks):
        fact = Fact.VALIDITY if remark.is_about_term else Fact.STATUS
        indonesian = translation.remarks[place] if translation and place < len(translation.remarks) else None
        yield _from(_told(fact, "", remark.said, indonesian), mended, "later_instruments")


def _sides_as_written(row: Row, mended: Mapping[str, Mended]) -> str:
    """Both sides and the country as the table has them, the cells too that nobody set right."""
    cells = {
        "indonesian_side": row.region,
        "foreign_side": row.partner,
        "country": row.country,
        "iso2": "" if row.country else row.alpha2,
    }
    before = {column: mended[column].written if column in mended else cell for column, cell in cells.items()}
    both = " – ".join(before[side] for side in ("indonesian_side", "foreign_side") if before[side])
    return ", ".join(part for part in (both, before["country"] or before["iso2"]) if part)


def _from(said: Said, mended: Mapping[str, Mended], *columns: str) -> Said:
    """The statement that was read from these columns, with what they said before a person set them right."""
    found = [mended[column] for column in columns if column in mended]
    if not found:
        return said
    return replace(said, mended=replace(found[-1], written="; ".join(one.written for one in found if one.written)))


def _told(fact: str, value: str, written: str, indonesian: str | None) -> Said:
    """What is written in one language stands for both; where both are there, each for its own."""
    if indonesian is None:
        return Said(fact, value, said_id=written)
    return Said(fact, value, said_id=indonesian, said_en=written)


def _texts(row: Row, mended: Mapping[str, Mended]) -> Iterator[ReportedText]:
    """The text the row is about first, then the later ones that could be read."""
    carrier = _carrier_of_term(row)
    term = [_from(said, mended, "valid_until") for said in _term(row)]
    if row.instrument_kind:
        kind = Said(Fact.KIND, row.instrument_kind, said_id=row.called, said_en=row.called)
        signed = _from(_dated(row.date), mended, "signed_date", "date_precision")
        claims = [_from(kind, mended, "instrument"), signed, *(term if carrier is None else [])]
        yield ReportedText(row.instrument_kind, row.called, claims)
    for later in row.later:
        if later.kind and later.date:
            words = Said(Fact.SIGNING_DATE, later.date.iso, later.date.precision, later.said, later.said)
            dated = _from(words, mended, "later_instruments")
            yield ReportedText(later.kind, later.called, [dated, *(term if later is carrier else [])])


def _carrier_of_term(row: Row) -> Later | None:
    """The extension whose term the end of validity is; None where it is the row's own text."""
    until = row.until.latest
    extensions = [later for later in row.later if later.kind == InstrumentKind.EXTENSION and later.date]
    fitting = [each for each in extensions if until and each.date and each.date.latest and each.date.latest < until]
    return fitting[-1] if fitting else None


def _term(row: Row) -> list[Said]:
    return [Said(Fact.VALIDITY, row.until.iso, row.until.precision)] if row.until.is_known else []


def _dated(value: VagueDate) -> Said:
    """The date in the form in which dates are compared, and as it was written where that is another."""
    written = value.as_written if value.is_known and value.as_written != value.iso else ""
    return Said(Fact.SIGNING_DATE, value.iso, value.precision, written, written)
