"""Reads the rows of `data/cooperations.csv`. Pure: what a row says, and nothing that it does not say."""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gerbang.search.folding import fold
from gerbang.values.dates import VagueDate

DATA = Path(__file__).parent / "data"

AGREED, INTENDED, CONTACT = "agreed", "intended", "idea"
NOT_YET_AGREED = {
    "loi": INTENDED,
    "letter of intent": INTENDED,
    "pernyataan kehendak": INTENDED,
    "intention": INTENDED,
    "mou stage": INTENDED,
    "exploring": CONTACT,
    "penjajakan": CONTACT,
}
"""Words for a text that is no agreement; any other word of the column names a text that was agreed."""
INSTRUMENT_KINDS = {
    "loi": "loi",
    "letter of intent": "loi",
    "pernyataan kehendak": "loi",
    "intention": "loi",
    "exploring": "",
    "penjajakan": "",
    "mou stage": "",
    "renewal": "extension",
    "extension": "extension",
    "perpanjangan": "extension",
    "amendment": "amendment",
    "amandemen": "amendment",
    "adendum": "amendment",
    "arrangement": "arrangement",
    "implementing arrangement": "arrangement",
    "pks": "pks",
    "perjanjian kerja sama": "pks",
    "joint declaration": "declaration",
}
"""Words for kinds of text; any other word names the text by which the cooperation was agreed."""
FORMS = {
    "sister": "sister",
    "sister city": "sister",
    "sister province": "sister",
    "sister regency": "sister",
    "twin city": "sister",
    "kota kembar": "sister",
    "kabupaten kembar": "sister",
    "provinsi kembar": "sister",
    "kota bersaudara": "sister",
    "kabupaten bersaudara": "sister",
    "provinsi bersaudara": "sister",
    "green sister city": "green-sister-city",
    "technical cooperation": "technical-cooperation",
    "kerja sama teknik": "technical-cooperation",
    "kerja sama teknis": "technical-cooperation",
    "friendship": "friendship",
    "friendship city": "friendship",
    "persahabatan": "friendship",
    "kota persahabatan": "friendship",
    "other": "other",
    "other cooperation": "other",
    "lain": "other",
    "lainnya": "other",
    "lain lain": "other",
    "kerja sama lain": "other",
    "kerja sama lainnya": "other",
}
"""Words for forms of cooperation, folded, and the value by which sources are compared."""
SISTER = re.compile(r"\b(?:sister|kembar|bersaudara)\b")

LATER = (
    (re.compile(r"^LoI (\d{4}(?:-\d\d){0,2})(?: \([a-z]+\))?$"), "loi"),
    (re.compile(r"^renewed (\d{4}(?:-\d\d){0,2})(?: for [a-z]+ years| then .*)?$"), "extension"),
    (re.compile(r"^renewed \d{4}-\d\d-\d\d \w+ / (\d{4}-\d\d-\d\d) \w+$"), "extension"),
    (re.compile(r"^amended and signed in \w+ (\d{4}(?:-\d\d){0,2})$"), "amendment"),
    (re.compile(r"^joint (?:declaration|statement) (\d{4}(?:-\d\d){0,2})$"), "declaration"),
    (re.compile(r"^Mo[AU](?: [A-Za-z ]+)? (\d{4}(?:-\d\d){0,2})$"), "arrangement"),
    (re.compile(r"^(?:accord|basic agreement) (\d{4}(?:-\d\d){0,2})\b"), "arrangement"),
)
"""Later texts that can be read: what they are and when. Where both signed apart, the later signature dates the text;
the words are kept whole beside the date, with the earlier day in them.
"""
NAMED = 120
"""The longest name a text can go by."""
ABOUT_TERM = re.compile(r"\b(?:renew\w*|term|continu\w+|stopped|five years)\b")


@dataclass(frozen=True, slots=True)
class Later:
    """One further text or remark. Without a kind it could not be read and stays a remark.

    `said`: its words, whole. `called`: the name in them, where the kind alone would not tell the text from others.
    """

    said: str
    kind: str = ""
    date: VagueDate | None = None
    called: str = ""

    @property
    def is_about_term(self) -> bool:
        return bool(ABOUT_TERM.search(self.said))


@dataclass(frozen=True, slots=True)
class Row:
    """One row, read."""

    id: str
    region: str
    region_level: str
    partner: str
    partner_level: str
    country: str
    alpha2: str
    form: str
    called: str
    date: VagueDate
    later: tuple[Later, ...]
    until: VagueDate
    fields: tuple[str, ...]
    status: str
    evidence: str
    url: str
    confidence: str

    @property
    def is_village(self) -> bool:
        """A village is no region in the sense of PP 28/2018 and can be no party."""
        return self.region_level == "desa"

    @property
    def phase(self) -> str:
        return NOT_YET_AGREED.get(self.called.casefold(), AGREED)

    @property
    def tie_kind(self) -> str:
        return "ksdpl-sister" if SISTER.search(fold(self.form)) else "ksdpl-other"

    @property
    def instrument_kind(self) -> str:
        """The text the row is about; a contact and a draft have none."""
        return INSTRUMENT_KINDS.get(self.called.casefold(), "mou")

    @property
    def form_value(self) -> str:
        """What is compared between sources: sister of a city or of a province is the same form."""
        return form_value(self.form)


def knows_form(form: str) -> bool:
    """Whether a table's word for a form of cooperation is one that is known."""
    folded = _folded(form)
    return folded in FORMS or SISTER.search(folded) is not None


def form_value(form: str) -> str:
    """By what a table's word for a form is compared with the words of others."""
    folded = _folded(form)
    return FORMS.get(folded, folded.replace(" ", "-"))


def _folded(form: str) -> str:
    return fold(form).replace("kerjasama", "kerja sama")


def rows() -> Iterator[Row]:
    """The rows of the compilation. Read as text throughout: `NA` is a country."""
    with (DATA / "cooperations.csv").open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            yield read(cells)


def read(cells: Mapping[str, str]) -> Row:
    """One row from its cells."""
    return Row(
        id=cells["id"],
        region=cells["indonesian_side"],
        region_level=cells["indonesian_level"],
        partner=cells["foreign_side"],
        partner_level=cells["foreign_level"],
        country=cells["country"],
        alpha2=cells["iso2"],
        form=cells["coop_type"],
        called=cells["instrument"],
        date=dated(cells["signed_date"], cells["date_precision"]),
        later=tuple(read_later(part) for part in _parts(cells["later_instruments"])),
        until=VagueDate.read(cells["valid_until"]),
        fields=tuple(_parts(cells["fields"])),
        status="" if cells["status"].casefold() in ("unknown", "tidak diketahui") else cells["status"],
        evidence=cells["evidence"],
        url=cells["source_url"],
        confidence=cells["confidence"],
    )


def dated(text: str, precision: str) -> VagueDate:
    """A cell with its precision; "by 2012" says that it existed by the end of 2012 and never when it was signed."""
    if not text.strip() or precision == "unknown":
        return VagueDate.unknown()
    read = VagueDate.read(text)
    if precision != "by" or read.latest is None:
        return read
    return VagueDate.not_later(read.latest, text.strip())


def published(url: str) -> str:
    """The day or month in the address of a news page: `.../2018/12/...` → `2018-12`; empty where there is none."""
    found = re.search(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?/", url)
    return "-".join(part for part in found.groups() if part) if found else ""


def site(url: str) -> str:
    """The name of the site a page is on."""
    return re.sub(r"^www\.", "", url.split("/")[2].casefold())


@cache
def field_names() -> dict[str, str]:
    """English field → Indonesian field."""
    with (DATA / "fields.csv").open(encoding="utf-8", newline="") as file:
        return {cells["en"]: cells["id"] for cells in csv.DictReader(file)}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def read_later(said: str) -> Later:
    """One part of the column of later texts: a text with its date, or words."""
    for pattern, kind in LATER:
        if found := pattern.search(said):
            name = said[: found.start(1)].strip() if kind == "arrangement" else ""
            with suppress(ValueError):
                return Later(said, kind, VagueDate.parse(found[1]), name if len(name) <= NAMED else "")
    return Later(said)
