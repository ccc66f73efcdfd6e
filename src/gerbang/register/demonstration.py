"""Loads the project's own compilation of real cooperations, and the workshop report of July 2019 beside it.

Safe to run again: a tie is known by its row, the report by its source. What people have changed since stays changed.
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from gerbang.people.acting import Acting
from gerbang.places.actions import partner_for
from gerbang.places.models import Country, Partner
from gerbang.register import finding
from gerbang.register.actions import add_claim
from gerbang.register.compilation import DATA, Later, Row, field_names, published, rows, site
from gerbang.register.models import Claim, Fact, InstrumentKind, Party, Phase, Source, Tie, TieKind
from gerbang.register.reporting import Report, ReportedParty, ReportedText, Said, report_claims, report_tie
from gerbang.search.folding import tokens
from gerbang.values import Invalid
from gerbang.values.dates import VagueDate

SIGNED_AS = re.compile(r"signed as ([A-Z]\w+(?: [A-Z]\w+)*)")
SOURCE_KINDS = {
    "A": Source.Kind.OFFICIAL,
    "B": Source.Kind.PRESS,
    "C": Source.Kind.SECONDARY,
    "D": Source.Kind.DOUBTFUL,
}

Texts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def load(by: Acting | None = None) -> int:
    """Adds the ties that are not there yet; returns how many."""
    known = set(Tie.objects.exclude(origin="").values_list("origin", flat=True))
    countries = {country.alpha2: country for country in Country.objects.all()}
    fields, texts = field_names(), _indonesian()
    added = 0
    for row in rows():
        if row.id not in known:
            report = _report(row, countries, fields, texts.get(row.id, {}), by)
            report_tie(by=by, report=report, source=_source(row), confidence=row.confidence)
            added += 1
    added += _load_workshop(by)
    _load_definitions()
    return added


def _indonesian() -> Texts:
    """The compilation's sentences in Indonesian, by row."""
    with (DATA / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return {cells["id"]: cells for cells in csv.DictReader(file)}


def _source(row: Row) -> Source:
    source, _made = Source.objects.get_or_create(
        url=row.url,
        defaults={"name_id": site(row.url), "published": published(row.url), "kind": SOURCE_KINDS[row.confidence]},
    )
    return source


def _report(
    row: Row, countries: Mapping[str, Country], fields: Mapping[str, str], texts: Mapping[str, str], by: Acting | None
) -> Report:
    parties = [] if row.is_village else _parties(row, countries, by)
    return Report(
        origin=row.id,
        kind=row.tie_kind,
        phase=row.phase,
        parties=parties,
        claims=list(_claims(row, parties, texts, countries.get(row.alpha2))),
        texts=list(_texts(row)),
        outside_law=row.is_village,
        fields_id="; ".join(fields[field] for field in row.fields),
        fields_en="; ".join(row.fields),
    )


def _parties(row: Row, countries: Mapping[str, Country], by: Acting | None) -> list[ReportedParty]:
    signed_as = SIGNED_AS.search(row.evidence)
    region = finding.region(row.region, row.region_level)
    partner = _partner(row.partner, row.partner_level, row.alpha2, by)
    return [
        ReportedParty(Party.Side.REGION, signed_as[1] if signed_as else row.region, region),
        ReportedParty(Party.Side.PARTNER, row.partner, partner, countries.get(row.alpha2)),
    ]


def _partner(written: str, level: str, alpha2: str, by: Acting | None) -> Partner | None:
    """The partner a name means; None, and so held, where that is not certain or the place has no government."""
    place = finding.place(written, level, alpha2)
    if place is None:
        return None
    try:
        return partner_for(by=by, place=place)
    except Invalid:
        return None


def _claims(
    row: Row, parties: list[ReportedParty], texts: Mapping[str, str], country: Country | None
) -> Iterator[Said]:
    """What the source says of the tie itself."""
    sides = f"{row.region} – {row.partner}"
    identity = "+".join(party.place.ref if party.place else party.written for party in parties)
    country_id = country.name_id if country else row.country
    yield Said(Fact.PARTIES, identity or sides, said_id=f"{sides}, {country_id}", said_en=f"{sides}, {row.country}")
    yield Said(Fact.KIND, row.form_value)
    if row.status or row.evidence:
        yield Said(Fact.STATUS, row.status, said_id=texts.get("evidence_id", ""), said_en=row.evidence)
    remarks = [later for later in row.later if not later.kind]
    translated = [part.strip() for part in texts.get("remarks_id", "").split(";")]
    for remark, indonesian in zip(remarks, translated, strict=False):
        fact = Fact.VALIDITY if remark.is_about_term else Fact.STATUS
        yield Said(fact, said_id=indonesian, said_en=remark.said)


def _texts(row: Row) -> Iterator[ReportedText]:
    """The text the row is about first, then the later ones that could be read."""
    carrier = _carrier_of_term(row)
    if row.instrument_kind:
        claims = [Said(Fact.KIND, row.instrument_kind, said_id=row.called, said_en=row.called), _dated(row.date)]
        yield ReportedText(row.instrument_kind, row.called, claims + (_term(row) if carrier is None else []))
    for later in row.later:
        if later.kind and later.date:
            term = _term(row) if later is carrier else []
            yield ReportedText(later.kind, _called(later), [_dated(later.date), *term])


def _called(later: Later) -> str:
    """The name a further text goes by, where its kind alone would not tell it from others."""
    return later.said.rsplit(" ", 1)[0] if later.kind == InstrumentKind.ARRANGEMENT and later.said[-1].isdigit() else ""


def _carrier_of_term(row: Row) -> Later | None:
    """The extension whose term the end of validity is; None where it is the row's own text."""
    until = VagueDate.parse(row.valid_until).latest if row.valid_until else None
    extensions = [later for later in row.later if later.kind == InstrumentKind.EXTENSION and later.date]
    fitting = [each for each in extensions if until and each.date and each.date.latest and each.date.latest < until]
    return fitting[-1] if fitting else None


def _term(row: Row) -> list[Said]:
    if not row.valid_until:
        return []
    return [Said(Fact.VALIDITY, row.valid_until, VagueDate.parse(row.valid_until).precision)]


def _dated(value: VagueDate) -> Said:
    text = value.as_written if value.is_known else ""
    return Said(Fact.SIGNING_DATE, text, value.precision)


def _load_workshop(by: Acting | None) -> int:
    """The report's eight pairs beside what is known of them, and its count as a claim of its own."""
    with (DATA / "workshop_2019.toml").open("rb") as file:
        told = tomllib.load(file)
    source, _made = Source.objects.get_or_create(
        name_id=told["name_id"],
        url="",
        defaults={"name_en": told["name_en"], "published": told["published"], "kind": Source.Kind.PAPER},
    )
    if Claim.objects.filter(source=source).exists():
        return 0
    added = sum(_pair(pair, told, source, by) for pair in told["pair"])
    add_claim(
        by=by,
        source=source,
        fact=Fact.COUNT,
        confidence=told["confidence"],
        value=str(told["count"]),
        said_id=f"{told['count']} kerja sama dikukuhkan dengan MoU; {len(told['pair'])} di antaranya disebut namanya.",
        said_en=f"{told['count']} arrangements agreed by MoU; {len(told['pair'])} of them are named.",
    )
    return added


def _load_definitions() -> None:
    """What sources say they count, where somebody has not written it down already."""
    with (DATA / "definitions.toml").open("rb") as file:
        told = tomllib.load(file)["source"]
    for one in told:
        own = Q(url__contains=f"//{one['site']}/") | Q(url__contains=f".{one['site']}/") if "site" in one else Q(url="")
        named = Q(name_id=one["name"]) if "name" in one else Q()
        empty = Source.objects.filter(own & named, definition_id="")
        empty.update(definition_id=one["id"], definition_en=one["en"])


def _pair(pair: Mapping[str, str], told: Mapping[str, Any], source: Source, by: Acting | None) -> int:
    """One named pair: claims on the one tie it fits, else a tie of its own. Returns how many ties were added."""
    said_id = f"Disebut sebagai kerja sama yang dikukuhkan dengan MoU: {pair['region']} – {pair['partner']}."
    said_en = f"Named as a cooperation agreed by MoU: {pair['region']} – {pair['partner']}."
    of_tie = [Said(Fact.KIND, "sister")]
    of_text = [Said(Fact.SIGNING_DATE, "", "unknown", said_id, said_en), Said(Fact.KIND, "mou", "", "MoU", "MoU")]
    fitting = [
        tie for tie in Tie.objects.filter(outside_law=False).prefetch_related("parties__region") if _fits(tie, pair)
    ]
    if len(fitting) == 1:
        report_claims(
            by=by, tie=fitting[0], source=source, confidence=told["confidence"], claims=of_tie, about_text=of_text
        )
        return 0
    region = finding.region(pair["region"])
    partner = _partner(pair["partner"], pair.get("level", ""), "", by)
    report = Report(
        origin=f"workshop-2019:{pair['region']}-{pair['partner']}",
        kind=TieKind.KSDPL_SISTER,
        phase=Phase.AGREED,
        parties=[
            ReportedParty(Party.Side.REGION, pair["region"], region),
            ReportedParty(Party.Side.PARTNER, pair["partner"], partner),
        ],
        claims=of_tie,
        texts=[ReportedText(InstrumentKind.MOU, "MoU", of_text)],
    )
    report_tie(by=by, report=report, source=source, confidence=told["confidence"])
    return 1


def _fits(tie: Tie, pair: Mapping[str, str]) -> bool:
    """Whether both names of the pair are in the names of the tie's two sides."""
    regions = [f"{party.name_as_signed} {party.region.name_id if party.region else ''}" for party in tie.regions_side]
    partners = [party.name_as_signed for party in tie.partners_side]
    return _holds(regions, pair["region"]) and _holds(partners, pair["partner"])


def _holds(names: list[str], name: str) -> bool:
    return any(set(tokens(name)) <= set(tokens(written)) for written in names)
