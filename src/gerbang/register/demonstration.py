"""Loads the project's own compilation of real cooperations, and the workshop report of July 2019 beside it.

The compilation comes in as any other table does; what it leaves open waits for a person. Safe to run again: a table
and a report come in once. What people have changed since stays changed.
"""

import csv
import tomllib
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from gerbang.places.actions import partner_for
from gerbang.places.models import Country
from gerbang.register import finding
from gerbang.register.actions import add_claim
from gerbang.register.compilation import DATA
from gerbang.register.intake import tables
from gerbang.register.intake.actions import write
from gerbang.register.models import Claim, Fact, Import, InstrumentKind, Party, Phase, Publisher, Source, Tie, TieKind
from gerbang.register.reporting import Report, ReportedParty, ReportedText, Said, report_further, report_tie
from gerbang.register.sourcing import take_in
from gerbang.register.statements import Translation
from gerbang.search.folding import tokens

TABLE = "cooperations.csv"


@transaction.atomic
def load() -> int:
    """Adds the ties that are not there yet; returns how many."""
    added = _load_compilation() + _load_workshop()
    _load_counts()
    _load_definitions()
    return added


def _load_compilation() -> int:
    data = (DATA / TABLE).read_bytes()
    if Import.objects.filter(digest=sha256(data).hexdigest(), body=None).exists():
        return 0
    written = write(brought=tables.bring(data=data, filename=TABLE, exact=True, translations=_indonesian()))
    return written.checked.counts["created"]


def _indonesian() -> dict[str, Translation]:
    """The compilation's sentences in Indonesian, by row."""
    with (DATA / "evidence.csv").open(encoding="utf-8", newline="") as file:
        return {cells["id"]: _translation(cells) for cells in csv.DictReader(file)}


def _translation(cells: Mapping[str, str]) -> Translation:
    remarks = tuple(part.strip() for part in cells["remarks_id"].split(";"))
    return Translation(cells["evidence_id"], remarks)


def _load_workshop() -> int:
    """The report's eight pairs beside what is known of them, and its count as a claim of its own."""
    with (DATA / "workshop_2019.toml").open("rb") as file:
        told = tomllib.load(file)
    source = _source(told)
    if Claim.objects.filter(source=source).exists():
        return 0
    added = sum(_pair(pair, told, source) for pair in told["pair"])
    count, named = told["count"], len(told["pair"])
    _add_count(
        source,
        told,
        value=count,
        said_id=f"{count} kerja sama dikukuhkan dengan MoU; {named} di antaranya disebut namanya.",
        said_en=f"{count} arrangements agreed by MoU; {named} of them are named.",
    )
    return added


def _add_count(source: Source, told: Mapping[str, Any], *, value: int, said_id: str, said_en: str) -> None:
    """What a source counts with one country."""
    add_claim(
        by=None,
        source=source,
        fact=Fact.COUNT,
        confidence=told["confidence"],
        value=str(value),
        country=Country.objects.get(alpha2=told["country"]),
        said_id=said_id,
        said_en=said_en,
    )


def _source(told: Mapping[str, Any]) -> Source:
    """The source that a file tells of, which has no address of its own."""
    standing = Source.objects.filter(name_id=told["name_id"], url="").first()
    new = Source(
        name_id=told["name_id"], name_en=told["name_en"], published=told["published"], kind=Source.Kind(told["kind"])
    )
    return standing or take_in([new], told.get("publisher", ""))[0]


def _load_counts() -> None:
    """What other registers count, beside our figure and never in it."""
    with (DATA / "counts.toml").open("rb") as file:
        told = tomllib.load(file)["count"]
    for one in told:
        source = _source(one)
        if not Claim.objects.filter(source=source).exists():
            _add_count(source, one, value=one["value"], said_id=one["id"], said_en=one["en"])


def _load_definitions() -> None:
    """What publishers say they count, where somebody has not written it down already."""
    with (DATA / "definitions.toml").open("rb") as file:
        told = tomllib.load(file)["publisher"]
    for one in told:
        empty = Publisher.objects.filter(name=one["name"], definition_id="")
        empty.update(definition_id=one["id"], definition_en=one["en"])


def _pair(pair: Mapping[str, str], told: Mapping[str, Any], source: Source) -> int:
    """One named pair: claims on the one tie it fits, else a tie of its own. Returns how many ties were added."""
    said_id = f"Disebut sebagai kerja sama yang dikukuhkan dengan MoU: {pair['region']} – {pair['partner']}."
    said_en = f"Named as a cooperation agreed by MoU: {pair['region']} – {pair['partner']}."
    of_tie = [Said(Fact.KIND, "sister")]
    of_text = [Said(Fact.SIGNING_DATE, "", "unknown", said_id, said_en), Said(Fact.KIND, "mou", "", "MoU", "MoU")]
    text = ReportedText(InstrumentKind.MOU, "MoU", of_text)
    fitting = [
        tie for tie in Tie.objects.filter(outside_law=False).prefetch_related("parties__region") if _fits(tie, pair)
    ]
    if len(fitting) == 1:
        _report_beside(fitting[0], of_tie, text, source, told["confidence"])
        return 0
    region, place = finding.region(pair["region"]), finding.place(pair["partner"], pair.get("level", ""))
    if region is None or place is None:
        return 0
    partner = partner_for(by=None, place=place)
    report = Report(
        origin=f"workshop-2019:{pair['region']}-{pair['partner']}",
        kind=TieKind.KSDPL_SISTER,
        phase=Phase.AGREED,
        parties=[
            ReportedParty(Party.Side.REGION, pair["region"], region),
            ReportedParty(Party.Side.PARTNER, pair["partner"], partner),
        ],
        claims=of_tie,
        texts=[text],
    )
    report_tie(by=None, report=report, source=source, confidence=told["confidence"])
    return 1


def _report_beside(tie: Tie, claims: list[Said], text: ReportedText, source: Source, confidence: str) -> None:
    """What the report says of a tie that is known, and of its first cooperation text."""
    first = tie.instruments.filter(kind=text.kind, withdrawn_at=None).order_by("pk").first()
    report_further(
        by=None,
        tie=tie,
        source=source,
        confidence=confidence,
        claims=claims,
        texts=[(first, text)] if first else [],
    )


def _fits(tie: Tie, pair: Mapping[str, str]) -> bool:
    """Whether both names of the pair are in the names of the tie's two sides."""
    regions = [f"{party.name_as_signed} {party.region.name_id if party.region else ''}" for party in tie.regions_side]
    partners = [party.name_as_signed for party in tie.partners_side]
    return _holds(regions, pair["region"]) and _holds(partners, pair["partner"])


def _holds(names: list[str], name: str) -> bool:
    return any(set(tokens(name)) <= set(tokens(written)) for written in names)
