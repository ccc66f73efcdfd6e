"""What the API answers with. The names of fields are part of the promise of v1: they may be added to, never changed."""

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from ninja import Schema
from pydantic import Field

from gerbang.places.models import Level
from gerbang.places.models import Partner as PartnerRow
from gerbang.places.models import Region as RegionRow
from gerbang.register.models import Claim, Fact, InstrumentKind, Phase, Source, TieKind
from gerbang.values.refs import ALPHABET, LENGTH

Item = TypeVar("Item")


def ref(prefix: str) -> str:
    """The form of a public ref, as a regular expression."""
    return f"^{prefix}-[{ALPHABET}]{{{LENGTH}}}$"


# Several rooms call an enumeration "Kind", and a description has one place for each name: these stand as their values.
RegionKind = Annotated[str, Field(json_schema_extra={"enum": list(RegionRow.Kind.values)})]
PartnerKind = Annotated[str, Field(json_schema_extra={"enum": list(PartnerRow.Kind.values)})]
SourceKind = Annotated[str, Field(json_schema_extra={"enum": list(Source.Kind.values)})]
Confidence = Annotated[str, Field(json_schema_extra={"enum": list(Claim.Confidence.values)})]
Precision = Literal["day", "month", "year", "not-later", "unknown"]

TieRef = Annotated[str, Field(pattern=ref("ks"), examples=["ks-7f3k9q2m4x"])]


class Both(Schema):
    """A text in both languages; where no English one is known the Indonesian stands in its place."""

    id: str = Field(examples=["Kota Bandung"])
    en: str = Field(examples=["Bandung City"])


class Vague(Schema):
    """A legal date and how well it is known. `not-later` has no `earliest` and is no date of signing."""

    earliest: date | None = Field(description="The first day it may have been, inclusive.")
    latest: date | None = Field(description="The last day it may have been, inclusive.")
    precision: Precision
    as_written: str = Field(description="The date as the text or the source writes it; may be empty.")


class Page(Schema, Generic[Item]):
    """One page of a list. `next` is given back as `after` for the page that follows; null on the last one."""

    items: list[Item]
    next: str | None = Field(description="The cursor of the following page.")


class Row(Schema):
    """A cooperation in a list."""

    ref: TieRef
    name: Both = Field(description="The names of both sides.")
    kind: TieKind
    phase: Phase | None = Field(description="How far it has come; null for what stands outside PP 28/2018.")
    countries: Both
    signed: Vague = Field(description="When the text it was agreed by was signed.")
    year: int | None = Field(description="The year it was certainly agreed in.")
    fields: Both = Field(description="The fields of cooperation in the words of its texts or sources.")
    areas: list[str] = Field(description="Keys of the closed list of fields; `/facets` gives their names.")
    sdgs: list[int] = Field(description="Numbers of Sustainable Development Goals; `/facets` gives their names.")
    disputed: bool = Field(description="Sources differ on a fact, not decided yet.")
    confirmed_on: date | None = Field(description="When its region last confirmed it.")


class CountryOf(Schema):
    """A country as it stands beside something else."""

    ref: str = Field(pattern=ref("ng"))
    iso3166_1: str = Field(description="ISO 3166-1 alpha-2.", examples=["JP"])
    name: Both


class Identifiers(Schema):
    """How others know a place; null where not known."""

    iso3166_2: str | None = Field(None, description="ISO 3166-2, of a province or a foreign first tier.")
    geonames: int | None = Field(None, description="The id of a city at geonames.org.")
    kemendagri: str | None = Field(None, description="The code of the Ministry of Home Affairs.")


class Party(Schema):
    """A party, as the text names it and as it is today. A held one is known by the name written only."""

    side: Literal["region", "partner"]
    type: Literal["region", "partner", "held"]
    ref: str | None = Field(description="The region (dr-…) or partner (mt-…); null while it is held.")
    kind: str | None = Field(description="provinsi, kabupaten, kota; or government, institution.")
    level: Level | None = Field(description="The tier of a foreign government.")
    name: Both = Field(description="Today's name.")
    name_as_signed: str = Field(description="The name in the text or the source; empty where nothing says.")
    country: CountryOf | None
    identifiers: Identifiers


class Text(Schema):
    """A text of the cooperation. `reported`: known from sources only, not yet filed by its holder."""

    ref: str = Field(pattern=ref("nk"))
    kind: InstrumentKind
    title: Both
    called: str = Field(description="What a source calls it.")
    reported: bool
    signed: Vague
    valid_from: date | None
    valid_until: Vague
    term_months: int | None
    languages: list[str]
    signed_by: list[str] = Field(description="The offices that signed, in the order of the signatures.")


class SourceOf(Schema):
    """Where a statement comes from."""

    name: Both
    kind: SourceKind
    url: str = Field(description="Empty where the source is a paper.")
    published: str = Field(description="A day, a month or a year (ISO 8601); empty where nothing says.")


class Statement(Schema):
    """What one source says of a fact. `value` may be empty: it speaks of the fact without giving a value.

    With `mended_on` it is not in the source's own words: a person set a cell of its table right.
    """

    ref: str = Field(pattern=ref("kt"))
    value: str
    precision: str
    said: Both
    source: SourceOf
    confidence: Confidence = Field(
        description="A own word of a party or an authority, B report by somebody named who is no party, C at second "
        "hand, D doubtful."
    )
    quoted_on: date | None
    mended_on: date | None
    as_written: str = Field(description="What the source's table has, where a person set it right; else empty.")


class FactOf(Schema):
    """A fact with what sources say of it, and the value in use: a person's choice, else the only one.

    Where sources differ and nobody has chosen, it is none; of dates, the month or the year they share. A state
    (`status`) has no value in use: it is its source's word at its date, and no judgement of this register.
    """

    fact: Fact
    instrument: str | None = Field(description="The text it is about; null for the cooperation itself.")
    value: str | None = Field(description="The value in use; null where none is.")
    precision: str | None
    chosen: bool = Field(description="A person chose this value.")
    disputed: bool = Field(
        description="Sources differ, not decided yet; with `chosen`: another value has come since it was chosen."
    )
    why: str = Field(description="Why it was chosen, or left open.")
    statements: list[Statement]


class Record(Schema):
    """The newest entry of the ledger on this cooperation: what a proof is asked for."""

    entry: str = Field(pattern=ref("en"))
    seq: int
    digest: str = Field(description="SHA-256 of the entry's header.")
    at: datetime


class Cooperation(Row):
    """A cooperation with everything the asker may see of it."""

    outside_law: bool = Field(description="A party cannot be one under PP 28/2018: kept, and not counted.")
    parties: list[Party]
    instruments: list[Text]
    facts: list[FactOf]
    record: Record | None


class Region(Schema):
    """A province, a regency or a city of Indonesia."""

    ref: str = Field(pattern=ref("dr"))
    kind: RegionKind
    name: Both
    province: str | None = Field(description="The ref of its province; null for a province.")
    autonomous: bool = Field(description="False for Jakarta's administrative areas, which cannot sign.")
    identifiers: Identifiers
    cooperations: int = Field(description="Cooperations of its own that the asker may see.")


class FormerName(Schema):
    """A name borne before, or otherwise looked for."""

    name: Both
    usage: str
    since: date | None
    until: date | None


class RegionInFull(Region):
    """A region with its other names."""

    latitude: float
    longitude: float
    population: int
    names: list[FormerName]


class Country(Schema):
    """One of the entries of ISO 3166-1."""

    ref: str = Field(pattern=ref("ng"))
    iso3166_1: str = Field(description="Alpha-2.")
    iso3166_1_alpha3: str
    name: Both
    cooperations: int = Field(description="Cooperations with partners there that the asker may see.")


class Partner(Schema):
    """A foreign government at its level, or an institution, with a cooperation that the asker may see."""

    ref: str = Field(pattern=ref("mt"))
    kind: PartnerKind
    level: Level
    name: Both
    country: CountryOf | None
    identifiers: Identifiers


class PartnerInFull(Partner):
    """A partner with its other names and its cooperations."""

    institution_type: str = Field(description="Empty for a government.")
    names: list[FormerName]
    cooperations: int | None = Field(description="Null where there are more than 10,000.")


class Counted(Schema):
    """A value to narrow a list to, with the number of cooperations it would give."""

    value: str = Field(description="What is given to the filter.")
    name: Both
    count: int


class Facets(Schema):
    """How many cooperations a further filter would give, beside the filters chosen."""

    whole: bool = Field(description="False where only the newest 2,000 were counted.")
    region: list[Counted]
    province: list[Counted]
    country: list[Counted]
    kind: list[Counted]
    phase: list[Counted]
    area: list[Counted]
    sdg: list[Counted]
    year: list[Counted]
    dated: int = Field(description="With a full date of signing.")
    disputed: int = Field(description="Sources differ, not decided yet.")
    chosen: int = Field(description="Sources differ, one chosen.")


class Index(Schema):
    """Where everything is; addresses are paths on this site."""

    title: str
    version: str = Field(description="Of this API.")
    openapi: str = Field(description="The description of every operation.")
    docs: str = Field(description="A page for people.")
    collections: dict[str, str]


class Figures(Schema):
    """The figures of the whole register. Contacts and intentions are counted apart and are no cooperations."""

    counted_at: datetime | None = Field(description="As of when they are; what changed since is counted in a minute.")
    cooperations: int = Field(description="Agreed or ended, with a text.")
    dated: int = Field(description="Of these, with a full date of signing.")
    regions: int
    countries: int = Field(description="Sovereign states of partners.")
    territories: int = Field(description="Dependencies, associated states and areas of special status, of partners.")
    contacts: int
    intentions: int
    outside_law: int
    sources: int = Field(description="Sources with an address that anybody can open.")
    sources_without_address: int = Field(description="Reports, letters and tables of bodies.")
    told_by_sources: int = Field(description="Cooperations, contacts and intentions that a source tells of.")
    with_a_party_unmatched: int
    without_a_filed_text: int


class Change(Schema):
    """An entry of the ledger on a cooperation. After `gone` it is no longer there for the asker."""

    index: int = Field(description="The leaf of the sealed entry; leaves have no gaps.")
    ref: TieRef
    kind: str = Field(examples=["claim.added"])
    gone: bool


class Changes(Schema):
    """Changes since a cursor. Ask again with `next` as `after`; while `more`, at once."""

    items: list[Change]
    next: int = Field(
        description="The last leaf read, also where nothing of it concerns the asker; -1 before the first."
    )
    more: bool


class Fault(Schema):
    """One thing that is wrong with a request."""

    where: str = Field(examples=["query.limit"])
    what: str


class Problem(Schema):
    """What went wrong (RFC 9457): `detail` says what, `errors` where, `todo` what to do now."""

    type: str = Field(examples=["urn:gerbang:problem:not-found"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="The address that was asked.")
    errors: list[Fault]
    todo: str
