"""A cooperation that two sources tell of differently, and accounts of every kind, for tests of settling."""

from datetime import date

from tests.people.helpers import Right, account, bandung, body, working
from tests.register.helpers import region, source

from gerbang.people.acting import Acting, Actor
from gerbang.people.actions import grant
from gerbang.people.models import Account, Body
from gerbang.places.actions import partner_for
from gerbang.places.models import City, Partner
from gerbang.register.actions import add_claim
from gerbang.register.models import Claim, Fact, Instrument, Source, Tie
from gerbang.register.reporting import Report, ReportedParty, ReportedText, Said, report_tie

CENTRE = "Pusat Fasilitasi Kerja Sama"
WRITING = (Right.PREPARE, Right.CHECK, Right.SEND)


def place(name: str, alpha2: str = "JP") -> Partner:
    """The partner that governs a city of the reference data."""
    return partner_for(None, place=City.objects.filter(name=name, country__alpha2=alpha2).order_by("-population")[0])


def told(
    of: str = "Kota Bandung",
    with_: str = "Kitakyushu",
    on: str = "2012",
    precision: str = "not-later",
    *,
    held: bool = False,
    origin: str = "baris-1",
    kind: str = "mou",
) -> Tie:
    """A cooperation one source tells of, with its text."""
    partner = None if held else place(with_)
    parties = [
        ReportedParty("region", of, region(of)),
        ReportedParty("partner", with_, partner, partner.country if partner else None),
    ]
    identity = "+".join(party.place.ref if party.place else party.written for party in parties)
    said = [Said(Fact.SIGNING_DATE, on, precision), Said(Fact.KIND, kind, "", "MoU", "MoU")]
    report = Report(
        origin=origin,
        kind="ksdpl-sister",
        phase="agreed",
        parties=parties,
        claims=[Said(Fact.PARTIES, identity, "", f"{of} – {with_}", f"{of} – {with_}"), Said(Fact.KIND, "sister")],
        texts=[ReportedText(kind, "MoU", said)],
    )
    made = report_tie(by=None, report=report, source=source(f"Sumber pertama {origin}"), confidence="B")
    return Tie.objects.get(pk=made.pk)


def text_of(tie: Tie) -> Instrument:
    return tie.instruments.get()


def second(tie: Tie, value: str = "2013-05-17", precision: str = "day", of: Source | None = None) -> Claim:
    """What another source says of the date of signing."""
    return add_claim(
        by=None,
        source=of or source("Sumber kedua"),
        fact=Fact.SIGNING_DATE,
        confidence="A",
        instrument=text_of(tie),
        value=value,
        precision=precision,
    )


def disputed() -> Tie:
    tie = told()
    second(tie)
    return again(tie)


def again(tie: Tie) -> Tie:
    return Tie.objects.get(pk=tie.pk)


def officer(of: Body | None = None, right: Right = Right.SEND) -> Acting:
    return Actor(working(of or bandung(), right, email=f"{(of or bandung()).ref}-{right}@peran.example")).acting(right)


def writer(of: Body | None = None, email: str = "petugas@daerah.example") -> Account:
    """An account with every right an officer has."""
    made = account(email, "Petugas")
    for right in WRITING:
        grant(by=None, account=made, body=of or bandung(), right=right, since=date(2020, 1, 1))
    return made


def national() -> Acting:
    return officer(body(CENTRE))
