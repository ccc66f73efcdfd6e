"""How one cell of a plan's table is read and shown. Pure.

A cell has one canonical text, the same in both languages, by which two people's changes are compared; `read` gives it
for what was typed or pasted, `show` gives what a page writes for it. `Wrong` names what cannot be read by a code; the
words for it are found where it is shown.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from gerbang.values.commas import unclear
from gerbang.values.dates import format_day, parse_day

GOALS = 17
TARGET = re.compile(r"(\d{1,2})(?:\.(\d{1,2}|[a-d]))?")
CURRENCY = re.compile(r"[A-Z]{3}")
YEARS = (1950, 2100)
LARGEST = Decimal(10) ** 16
GROUPED = re.compile(r"-?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,4})?")
PLAIN = re.compile(r"-?\d+(?:[.,]\d{1,4})?")


@dataclass
class Wrong(ValueError):
    """What a cell cannot be; `about` fills the sentence that says so."""

    code: str
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most so many characters, on one line or several."""

    most: int = 300
    long: bool = False

    def read(self, written: str) -> str:
        lines = [" ".join(line.split()) for line in written.strip().splitlines()]
        text = ("\n" if self.long else " ").join(lines).strip()
        if "\x00" in text:
            raise Wrong("not-text")
        if len(text) > self.most:
            raise Wrong("too-long", {"length": str(len(text)), "most": str(self.most)})
        return text

    def show(self, canonical: str, language: str) -> str:
        return canonical


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a row of this table or of another."""

    most: int = 999

    def read(self, written: str) -> str:
        text = written.strip().rstrip(".")
        text = text[:-2] if text.endswith((".0", ",0")) else text
        if not text:
            return ""
        if not text.isdecimal() or not 1 <= int(text) <= self.most:
            raise Wrong("not-a-row-number", {"cell": written.strip(), "most": str(self.most)})
        return str(int(text))

    def show(self, canonical: str, language: str) -> str:
        return canonical


@dataclass(frozen=True, slots=True)
class Year:
    def read(self, written: str) -> str:
        text = written.strip()
        if text and not (re.fullmatch(r"[0-9]{4}", text) and YEARS[0] <= int(text) <= YEARS[1]):
            raise Wrong("not-a-year", {"cell": text})
        return text

    def show(self, canonical: str, language: str) -> str:
        return canonical


@dataclass(frozen=True, slots=True)
class Day:
    """A legal date, day first."""

    def read(self, written: str) -> str:
        text = " ".join(written.split())
        if not text:
            return ""
        try:
            return parse_day(text).isoformat()
        except ValueError:
            raise Wrong("not-a-date", {"cell": text}) from None

    def show(self, canonical: str, language: str) -> str:
        return format_day(date.fromisoformat(canonical), language) if canonical else ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as Indonesia writes it, points for thousands and a comma for decimals; of money never below zero.

    Another writing is read where it can mean nothing else: `12.5`, `1,250,000.50`. `10,000` could be ten thousand or
    ten, and is refused with how to write either.
    """

    places: int = 2
    negative: bool = False

    def read(self, written: str) -> str:
        text = re.sub(r"^(?:Rp|IDR)\.?", "", re.sub(r"\s", "", written), flags=re.IGNORECASE)
        if not text or text == "-":
            return ""
        if found := unclear(text, self.places):
            code = "thousands-or-decimals" if found.decimals else "commas-of-thousands"
            raise Wrong(code, {"cell": written.strip(), **asdict(found)})
        value = _decimal(text)
        if value is None or abs(value) >= LARGEST:
            raise Wrong("not-a-number", {"cell": written.strip()})
        if value < 0 and not self.negative:
            raise Wrong("negative", {"cell": written.strip()})
        if value != round(value, self.places):
            raise Wrong("too-precise", {"cell": written.strip(), "places": str(self.places)})
        return plain(value)

    def editable(self, canonical: str, language: str) -> str:
        """As a cell holds it that is typed over: without commas for thousands, which `read` would not take."""
        shown = self.show(canonical, language)
        return shown if language == "id" else shown.replace(",", "")

    def show(self, canonical: str, language: str) -> str:
        if not canonical:
            return ""
        value = Decimal(canonical)
        places = max(0, -int(value.as_tuple().exponent))
        text = f"{value:,.{places}f}"
        if places == 3:  # three digits after a mark would be read as thousands
            text = f"{value:,.4f}"
        return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def _decimal(text: str) -> Decimal | None:
    if found := GROUPED.fullmatch(text):
        mark = found[1]
        whole, _mark, rest = text.replace(mark, "").partition("," if mark == "." else ".")
        return Decimal(f"{whole}.{rest or 0}")
    if PLAIN.fullmatch(text):
        try:
            return Decimal(text.replace(",", "."))
        except InvalidOperation:
            return None
    return None


def plain(value: Decimal) -> str:
    """A decimal as its canonical text: no exponent, no zeros at the end."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


@dataclass(frozen=True, slots=True)
class Currency:
    def read(self, written: str) -> str:
        text = written.strip().upper()
        text = "IDR" if text in ("RP", "RP.") else text
        if text and not CURRENCY.fullmatch(text):
            raise Wrong("not-a-currency", {"cell": written.strip()})
        return text

    def show(self, canonical: str, language: str) -> str:
        return canonical


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of a few; each by its key and by its words in both languages."""

    words: Mapping[str, tuple[str, str]]

    def read(self, written: str) -> str:
        text = " ".join(written.split()).casefold()
        for key, named in self.words.items():
            if text in (key, *(word.casefold() for word in named)):
                return key
        if text:
            known = ", ".join(named[0] for named in self.words.values())
            raise Wrong("not-a-choice", {"cell": written.strip(), "known": known})
        return ""

    def show(self, canonical: str, language: str) -> str:
        return self.words[canonical][0 if language == "id" else 1] if canonical else ""


@dataclass(frozen=True, slots=True)
class Goals:
    """Targets of the sustainable development goals: 11.6, or a goal as a whole, or several."""

    def read(self, written: str) -> str:
        parts = [part for part in re.split(r"[;\s]+|,\s*", written.strip()) if part]
        for part in parts:
            found = TARGET.fullmatch(part)
            if not found or not 1 <= int(found[1]) <= GOALS or found[2] == "0":
                raise Wrong("not-a-goal", {"cell": part})
        return ", ".join(dict.fromkeys(parts))

    def show(self, canonical: str, language: str) -> str:
        return canonical


Kind = Text | Number | Year | Day | Amount | Currency | Choice | Goals


def editable(kind: Kind, canonical: str, language: str) -> str:
    """What stands in a cell that is typed over; `read` takes it as it stands."""
    return kind.editable(canonical, language) if isinstance(kind, Amount) else kind.show(canonical, language)
