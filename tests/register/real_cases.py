"""Cases that really happened, as fixtures. What is told follows domain.md (each names the section); nothing is added.

Where a case needs a day that no source gives, the day is a sample and said to be one.
"""

from datetime import date

from tests.register.helpers import region

from gerbang.places import queries as places
from gerbang.places.actions import partner_for
from gerbang.places.models import Country, Partner
from gerbang.register.actions import add_claim, open_tie, sign_instrument
from gerbang.register.models import Instrument, LanguageVersion, Source, Tie
from gerbang.register.reporting import Report, ReportedParty, ReportedText, Said, report_tie
from gerbang.register.sourcing import take_in
from gerbang.values.dates import VagueDate


def place(name: str, alpha2: str, level: str) -> Partner:
    """The partner that governs the place of that name and level."""
    offers = [one for one in places.pick(name, country=alpha2) if one.level == level and one.name == name]
    found = places.place(offers[0].key)
    assert found is not None
    return partner_for(None, place=found)


def papua_signed_as_irian_jaya() -> Tie:
    """C1, RC145: Papua and Yamagata, 9 June 1994; the province was called Irian Jaya then, and has been split since."""
    tie = open_tie(
        by=None,
        kind="ksdpl-sister",
        region=region("Papua"),
        partners=[place("Yamagata", "JP", "first")],
        names_as_signed=["Irian Jaya", "Yamagata"],
    )
    _sign(tie, VagueDate.day(date(1994, 6, 9)))
    return tie


def village_as_a_party() -> Tie:
    """C1, edge cases: the village of Mas (Gianyar) and the town of Misato, which a foreign register counts."""
    said = [Said("signing-date", "2018", "not-later")]
    report = Report(
        origin="case-mas-misato",
        kind="ksdpl-sister",
        phase="agreed",
        parties=[
            ReportedParty("region", "Desa Mas (Gianyar)"),
            ReportedParty("partner", "Misato", country=Country.objects.get(alpha2="JP")),
        ],
        claims=[Said("parties", "Desa Mas (Gianyar) – Misato")],
        texts=[ReportedText("mou", "agreement", said)],
        outside_law=True,
    )
    return report_tie(by=None, report=report, source=_source("Register negara mitra"), confidence="C")


def letter_of_intent_against_memorandum() -> Tie:
    """B15: one side calls the tie of Medan and Milwaukee full, the other a letter of intent."""
    full = _source("Kota Milwaukee", "setiap pasangan yang disetujui dewannya.", "every pair its council approved.")
    report = Report(
        origin="case-medan-milwaukee",
        kind="ksdpl-sister",
        phase="agreed",
        parties=[
            ReportedParty("region", "Kota Medan", region("Kota Medan")),
            ReportedParty("partner", "Milwaukee", place("Milwaukee", "US", "second")),
        ],
        claims=[Said("kind", "sister")],
        texts=[ReportedText("mou", "agreement", [Said("kind", "mou", said_id="MoU", said_en="MoU")])],
    )
    tie = report_tie(by=None, report=report, source=full, confidence="B")
    add_claim(
        by=None,
        source=_source("Kota Medan"),
        fact="kind",
        confidence="B",
        instrument=Instrument.objects.get(tie=tie),
        value="loi",
        said_id="LoI",
        said_en="LoI",
    )
    return tie


def renewed_after_lapsing() -> Tie:
    """B10: Denpasar and Mossel Bay, agreed in November 2019 for three years, renewed ten weeks late. One tie."""
    tie = open_tie(
        by=None, kind="ksdpl-sister", region=region("Kota Denpasar"), partners=[place("Mossel Bay", "ZA", "second")]
    )
    sign_instrument(
        by=None, tie=tie, kind="mou", signed=VagueDate.month(2019, 11), valid_until=date(2022, 11, 22)
    )  # fmt: skip
    sign_instrument(by=None, tie=tie, kind="extension", signed=VagueDate.day(date(2023, 1, 31)))
    return tie


def partner_not_settled() -> Tie:
    """C1, RC014: Bandung and Kawasaki, of which Japan has two."""
    report = Report(
        origin="case-bandung-kawasaki",
        kind="ksdpl-sister",
        phase="agreed",
        parties=[
            ReportedParty("region", "Kota Bandung", region()),
            ReportedParty("partner", "Kawasaki", country=Country.objects.get(alpha2="JP")),
        ],
        claims=[Said("kind", "sister")],
        texts=[ReportedText("mou", "agreement", [Said("signing-date", "2017", "not-later")])],
    )
    return report_tie(by=None, report=report, source=_source("Forum kerja sama"), confidence="B")


def two_language_versions() -> Tie:
    """C1, edge cases: Bali and Hawaii signed two language versions. That they bear two days is a sample."""
    tie = open_tie(
        by=None, kind="ksdpl-sister", region=region("Bali"), partners=[place("Hawaii", "US", "first")]
    )  # fmt: skip
    text = _sign(tie, VagueDate.day(date(2014, 4, 14)))
    LanguageVersion.objects.create(instrument=text, language="en", signed_on=date(2014, 4, 14))
    LanguageVersion.objects.create(instrument=text, language="id", signed_on=date(2014, 4, 17))
    return tie


def city_and_prefecture_of_one_name() -> tuple[Tie, Tie]:
    """C1, edge cases: one name at two levels. East Java's sister is the prefecture of Osaka; the city is another."""
    prefecture = open_tie(
        by=None, kind="ksdpl-sister", region=region("Jawa Timur"), partners=[place("Osaka", "JP", "first")]
    )
    city = open_tie(
        by=None, kind="ksdpl-other", region=region("Kota Surabaya"), partners=[place("Osaka", "JP", "second")]
    )
    _sign(prefecture, VagueDate.year(1984))
    _sign(city, VagueDate.year(1985))
    return prefecture, city


def _sign(tie: Tie, on: VagueDate) -> Instrument:
    return sign_instrument(by=None, tie=tie, kind="mou", signed=on)


def _source(name: str, definition_id: str = "", definition_en: str = "") -> Source:
    made = take_in([Source(name_id=name, kind=Source.Kind.OFFICIAL)])[0]
    made.publisher.definition_id, made.publisher.definition_en = definition_id, definition_en
    made.publisher.save()
    return made
