"""What can be wrong with a table or a row: a code and what it is about. The words are found when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

REFUSING = {
    "missing": _("This cell is empty. A row needs both sides and the country of the partner."),
    "not-a-date": _(
        "“%(cell)s” cannot be read as a date. Write the day first, for example 10 Juli 2019 or 10-07-2019; "
        "or only the month, or only the year."
    ),
    "no-such-day": _("“%(cell)s” is no day of the calendar. Look up the date in the text."),
    "precision-word": _("“%(cell)s” is no precision. Write day, month, year, by or unknown, or leave the cell empty."),
    "precision-differs": _(
        "The date “%(date)s” is not of the precision “%(cell)s”. Set one of the two right, or leave this cell empty."
    ),
    "level-word": _("“%(cell)s” is no level. Write provinsi, kabupaten, kota or desa, or leave the cell empty."),
    "confidence-word": _("“%(cell)s” is no confidence. Write A, B, C or D, or leave the cell empty."),
    "country-code": _("“%(cell)s” is no country code of ISO 3166. Write two letters, for example JP."),
    "not-abroad": _("The partner of this table is a government abroad. Leave out cooperation within Indonesia."),
    "address": _("“%(cell)s” is no address of a page. Write it whole, beginning with https:// or http://."),
    "too-long": _("This cell is too long: %(length)s characters. Use %(limit)s or fewer."),
    "not-text": _("This cell holds characters that are no text. Type it again."),
    "no-value": _(
        "Cell %(where)s holds a formula without a value. Open and save the table in Excel, or type the value."
    ),
    "error-value": _("Cell %(where)s shows the error %(cell)s. Set its formula right, or type the value."),
    "undecodable": _("This row holds bytes that are no text in %(encoding)s. Save the table anew as CSV UTF-8."),
    "broken-row": _("This row cannot be taken apart: a quotation mark is not closed or stands inside a cell."),
    "surplus": _("This row has more cells than the header. A delimiter inside a cell needs quotation marks around it."),
    "not-yours": _("Your body may bring in only rows in which it is the Indonesian side."),
    "unknown-column": _("The column “%(cell)s” is not known. Rename it, or take it out of the table."),
    "missing-column": _("The column “%(cell)s” is missing."),
    "double-column": _("The column “%(cell)s” is there more than once."),
}
"""With one of these nothing of the table is written."""
APART = ("no-value", "error-value", "undecodable", "surplus")
"""Refusals of a whole row, whose cells may not be what they seem."""
HOLDING = {
    "wrong-weekday": _(
        "“%(cell)s” contradicts itself: that date was another day of the week. Look up the date in the text."
    ),
    "ends-early": _(
        "By this row it ended on %(cell)s, before it was signed on %(date)s. Look up both dates in the text."
    ),
    "country-differs": _("The country “%(cell)s” and the code %(code)s are two countries. Choose the right one."),
    "country-unknown": _("No country is called “%(cell)s”. Write its code beside it, or choose the partner yourself."),
    "kind-unknown": _(
        "The form of cooperation “%(cell)s” is not known. Known are sister city or province, green sister city, "
        "technical cooperation, friendship, and other. Choose the one that is meant."
    ),
    "region-unknown": _("No region is called “%(cell)s”. Choose the region that is meant."),
    "region-ambiguous": _("Several regions are called “%(cell)s”. Choose the one that is meant."),
    "region-administrative": _("“%(cell)s” is an administrative area and can be no party. Choose the region that is."),
    "partner-unknown": _("No government called “%(cell)s” is on the list. Choose it, or add it as a new partner."),
    "partner-ambiguous": _("Several places are called “%(cell)s”. Choose the one that is meant."),
    "partners-several": _("“%(cell)s” names several partners. Choose one after the other: each becomes a cooperation."),
    "partner-unnamed": _("The source does not name the partner. Choose it if you know it, or leave the row out."),
    "partner-no-government": _("“%(cell)s” has no government that could be a partner. Choose one."),
    "tie-unknown": _("There is no such cooperation with one region and one partner. Choose another."),
    "said-otherwise": _(
        "The same source has said “%(before)s” before, and now says “%(cell)s”. Decide which one it is."
    ),
}
"""With one of these a row waits for a person; the others are written."""
LEFT_OUT = "left-out"
JOINS = "joins-row"
PARTNER_IN = "partner-in"
"""One of the partners that a row names is brought in; `about` has its tie. It stands before what is wrong."""
SAME_AS = "same-as-row"
DIFFERS = "differs"
"""The register has another value of the fact; `cell` is that value, `about` has the fact and the precision."""
REMARKS = {
    LEFT_OUT: _("Left out: %(cell)s"),
    PARTNER_IN: _("Brought in from this row already: %(cell)s"),
    JOINS: _("It belongs to the cooperation that row %(cell)s of the same table begins."),
    SAME_AS: _("The same as row %(cell)s of this table."),
    DIFFERS: _("Differs from the register: %(cell)s"),
}
"""What there is to say of a row that is no fault of it."""
TEXTS = REFUSING | HOLDING | REMARKS


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell; `row` counts as the table does, and is the header's for a problem of a column."""

    row: int
    column: str
    code: str
    cell: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether the row waits for a person; else it is refused."""
        return self.code in HOLDING

    @property
    def text(self) -> str:
        """What is wrong and what to do, in the active language."""
        return str(TEXTS[self.code]) % {"cell": self.cell, **self.about}

    def kept(self) -> dict[str, object]:
        """As it is kept with a row; in no language."""
        return {"column": self.column, "code": self.code, "cell": self.cell, "about": dict(self.about)}

    @classmethod
    def of(cls, row: int, kept: Mapping[str, Any]) -> "Problem":
        """A problem as it was kept."""
        return cls(row, kept["column"], kept["code"], kept["cell"], kept.get("about") or {})


UNREADABLE = {
    "empty": _("The file is empty."),
    "too-large": _("The file is larger than %(limit)s MB. Divide it into several."),
    "unpacks-too-large": _("The workbook would unpack to more than %(limit)s MB. It was not opened."),
    "too-many-rows": _("The table has more than %(limit)s rows. Divide it into several."),
    "too-many-columns": _("The table has more than %(limit)s columns. It needs at most 18."),
    "encrypted": _("The workbook is protected by a password. Save it without one."),
    "old-excel": _("This is a workbook of Excel 97-2003 (.xls). Save it as .xlsx or as CSV UTF-8."),
    "web-page": _("This is a web page, whatever its name says. Open it in Excel and save it as .xlsx."),
    "not-a-workbook": _("The file is no workbook that can be read. Save it anew as .xlsx or as CSV UTF-8."),
    "not-a-table": _("The file is neither a CSV nor an XLSX table."),
    "broken-text": _("The bytes from row %(row)s on are no text in %(encoding)s. Save the table anew as CSV UTF-8."),
    "no-header": _("No row was found that names columns. Write the names of the columns in the first row."),
}


class Unreadable(ValueError):
    """A file that is no table that could be read; nothing of it was."""

    def __init__(self, code: str, **about: object) -> None:
        self.code, self.about = code, about
        super().__init__(code)

    @property
    def text(self) -> str:
        return str(UNREADABLE[self.code]) % self.about

    def __str__(self) -> str:
        return self.text
