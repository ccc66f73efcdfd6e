"""Legal dates as people know them: a day, a month, a year, "not later than", or not known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", "not-later", "unknown"]

MONTHS = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli",
           "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December"),
}  # fmt: skip
MONTH_NUMBERS = {name.casefold(): number for names in MONTHS.values() for number, name in enumerate(names, 1)} | {
    name.casefold(): number
    for name, number in {
        "Jan": 1, "Feb": 2, "Peb": 2, "Pebruari": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7, "Agu": 8, "Agt": 8,
        "Ags": 8, "Aug": 8, "Sep": 9, "Sept": 9, "Okt": 10, "Oct": 10, "Nov": 11, "Nop": 11, "Nopember": 11,
        "Des": 12, "Dec": 12,
    }.items()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate((
        "senin sen monday mon", "selasa sel tuesday tue tues", "rabu rab wednesday wed", "kamis kam thursday thu thurs",
        "jumat jum friday fri", "sabtu sab saturday sat", "minggu min ahad sunday sun",
    ))
    for name in names.split()
}  # fmt: skip
LEAD = re.compile(r"(?:(?P<place>[^\W\d][^\d,]*),\s*)?(?:(?P<weekday>[^\W\d]+['’`ʼ]?[^\W\d]*)(?:,\s*|\s+))?(?=\d)")
"""What stands before a day: a place, a weekday, or both (`Jakarta, Rabu, 3 Maret 2021`)."""

NOT_LATER = re.compile(
    r"(?:tidak lebih lambat dari|paling lambat|selambat-lambatnya|not later than|by)\s+(.+)", re.IGNORECASE
)
UNKNOWN_WORDS = {"belum diketahui", "tidak diketahui", "not known", "unknown"}


class WrongWeekday(ValueError):
    """A date that gives a weekday which that day was not; `on` is the day it gives."""

    def __init__(self, text: str, on: date) -> None:
        self.on = on
        super().__init__(f"not that weekday: {text!r}")


@dataclass(frozen=True, slots=True)
class VagueDate:
    """A legal date and how well it is known.

    `earliest` and `latest` bound it (both inclusive); "not-later" has no earliest and is never a signing date.
    """

    earliest: date | None
    latest: date | None
    precision: Precision
    as_written: str = ""

    @classmethod
    def day(cls, on: date, as_written: str = "") -> "VagueDate":
        return cls(on, on, "day", as_written)

    @classmethod
    def month(cls, year: int, month: int, as_written: str = "") -> "VagueDate":
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month", as_written)

    @classmethod
    def year(cls, year: int, as_written: str = "") -> "VagueDate":
        return cls(date(year, 1, 1), date(year, 12, 31), "year", as_written)

    @classmethod
    def not_later(cls, latest: date, as_written: str = "") -> "VagueDate":
        return cls(None, latest, "not-later", as_written)

    @classmethod
    def unknown(cls, as_written: str = "") -> "VagueDate":
        return cls(None, None, "unknown", as_written)

    @classmethod
    def parse(cls, text: str) -> "VagueDate":
        """Reads "2019-07-10", "10-07-2019" (day first), "10 Juli 2019", "Rabu, 10 Juli 2019", "Juli 2019", "2019".

        Raises ValueError with the text when it is none of these, WrongWeekday where the weekday is another.
        """
        written = " ".join(text.split())
        if not written:
            return cls.unknown()
        if re.fullmatch(r"\d{4}", written):
            return cls.year(int(written), written)
        if found := re.fullmatch(r"(\d{4})-(\d{1,2})", written):
            return cls.month(int(found[1]), int(found[2]), written)
        if (found := re.fullmatch(r"([^\W\d]+)\.? (\d{4})", written)) and found[1].casefold() in MONTH_NUMBERS:
            return cls.month(int(found[2]), MONTH_NUMBERS[found[1].casefold()], written)
        return cls.day(parse_day(written), written)

    @classmethod
    def read(cls, text: str) -> "VagueDate":
        """The same as `parse`, and "not later than 2012", "paling lambat 2012", "belum diketahui"."""
        written = " ".join(text.split())
        if written.casefold() in UNKNOWN_WORDS:
            return cls.unknown(written)
        found = NOT_LATER.fullmatch(written)
        if found is None:
            return cls.parse(written)
        latest = cls.parse(found[1]).latest
        if latest is None:
            raise ValueError(f"not a date: {text!r}")
        return cls.not_later(latest, written)

    @property
    def iso(self) -> str:
        """As it is kept and compared: `2019-07-10`, `2019-07` or `2019`, whatever was written; empty if not known.

        Of "not later" the shortest that has the same end.
        """
        if self.latest is None:
            return ""
        whole = self.latest.isoformat()
        if self.precision == "year" or (self.precision == "not-later" and whole.endswith("-12-31")):
            return whole[:4]
        ends_month = self.latest.day == monthrange(self.latest.year, self.latest.month)[1]
        if self.precision == "month" or (self.precision == "not-later" and ends_month):
            return whole[:7]
        return whole

    @property
    def is_known(self) -> bool:
        return self.precision != "unknown"

    def certainly_in(self, year: int) -> bool:
        """Whether the date is certainly inside that year."""
        return self.earliest is not None and self.latest is not None and self.earliest.year == self.latest.year == year


def parse_day(text: str) -> date:
    """One full day as officials type it: ISO, day-month-year with - / or ., or with the month's name.

    A weekday, a place or both may stand before it. Raises ValueError naming the text when it is not one.
    """
    written = " ".join(text.split())
    lead = LEAD.match(written)
    weekday = _weekday(written, lead)
    on = _day(written[lead.end() :] if lead else written)
    if on is None:
        raise ValueError(f"not a date: {text!r}")
    if weekday is not None and on.weekday() != weekday:
        raise WrongWeekday(text, on)
    return on


def _weekday(written: str, lead: re.Match[str] | None) -> int | None:
    """The weekday before a day; what else stands there can only be a place and has a comma behind it."""
    if lead is None or not lead.group():
        return None
    place, word = lead["place"], lead["weekday"]
    if word is None:
        return WEEKDAYS.get(_plain_word(place))
    if _plain_word(word) in WEEKDAYS:
        return WEEKDAYS[_plain_word(word)]
    raise ValueError(f"not a date: {written!r}")


def _plain_word(word: str) -> str:
    return re.sub(r"['’`ʼ\s]", "", word).casefold()


def _day(written: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", written):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", written):
        return date(int(found[3]), int(found[2]), int(found[1]))
    found = re.fullmatch(r"(\d{1,2})[- ]([^\W\d_]+)\.?[- ](\d{4})", written)
    if found and found[2].casefold() in MONTH_NUMBERS:
        return date(int(found[3]), MONTH_NUMBERS[found[2].casefold()], int(found[1]))
    return None


def months_after(on: date, months: int) -> date:
    """The same day so many months later; the last of the month where that month is shorter."""
    whole = on.year * 12 + on.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def format_day(on: date, language: str) -> str:
    """`12 Maret 2026`, `12 March 2026`."""
    return f"{on.day} {MONTHS[language][on.month - 1]} {on.year}"


def format_vague(value: VagueDate, language: str) -> str:
    """The date as precisely as it is known, in words that never make it more precise."""
    if value.latest is None:
        return {"id": "belum diketahui", "en": "not known"}[language]
    if value.precision == "day":
        return format_day(value.latest, language)
    if value.precision == "month":
        return f"{MONTHS[language][value.latest.month - 1]} {value.latest.year}"
    if value.precision == "year":
        return str(value.latest.year)
    whole_year = (value.latest.month, value.latest.day) == (12, 31)
    latest = str(value.latest.year) if whole_year else format_day(value.latest, language)
    return {"id": f"tidak lebih lambat dari {latest}", "en": f"not later than {latest}"}[language]
