"""The four tables of a plan and their columns. Pure; the words of a column are data, in both languages.

The same description serves the page, the workbook and what is pasted, so that a table that goes out can come in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gerbang.plans.cells import Amount, Choice, Currency, Day, Goals, Kind, Number, Text, Year

TableName = Literal["objectives", "activities", "budget", "indicators"]
TARGET_PREFIX = "target-"
MOST_ROWS = 200
MOST_YEARS = 15
"""Target columns a table shows; a longer plan has them for its first years."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `wide` says how much room its cell wants: 1 (a number) to 4 (sentences)."""

    name: str
    label_id: str
    label_en: str
    kind: Kind
    wide: int = 2
    required: bool = False

    def label(self, language: str) -> str:
        return self.label_id if language == "id" else self.label_en


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its columns; `path` is its name in an address."""

    name: TableName
    path: str
    label_id: str
    label_en: str
    columns: tuple[Column, ...]

    def label(self, language: str) -> str:
        return self.label_id if language == "id" else self.label_en

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


SOURCES = Choice(
    {
        "apbd": ("APBD", "Regional budget (APBD)"),
        "partner": ("Mitra", "Partner"),
        "donor": ("Donor", "Donor"),
        "other": ("Lainnya", "Other"),
    }
)
DIRECTIONS = Choice({"up": ("Naik", "Up"), "down": ("Turun", "Down"), "keep": ("Tetap", "Keep")})

OBJECTIVES = Table(
    "objectives",
    "tujuan",
    "Tujuan",
    "Objectives",
    (
        Column("number", "No.", "No.", Number(), 1),
        Column("text_id", "Tujuan", "Objective (Indonesian)", Text(10_000, long=True), 4, required=True),
        Column("text_en", "Tujuan (bahasa Inggris)", "Objective (English)", Text(10_000, long=True), 4),
    ),
)
ACTIVITIES = Table(
    "activities",
    "kegiatan",
    "Kegiatan",
    "Activities",
    (
        Column("number", "No.", "No.", Number(), 1),
        Column("objective", "No. tujuan", "Objective no.", Number(), 1),
        Column("title", "Kegiatan", "Activity", Text(300), 4, required=True),
        Column("owner", "Perangkat Daerah", "Regional office", Text(200), 3),
        Column("counterpart", "Pihak mitra", "Partner's counterpart", Text(200), 3),
        Column("begins_on", "Mulai", "Begins", Day(), 2),
        Column("ends_on", "Selesai", "Ends", Day(), 2),
        Column("place", "Tempat", "Place", Text(200), 2),
        Column("output", "Keluaran", "Output", Text(1000), 3),
        Column("sdg", "Target SDG", "SDG target", Goals(), 1),
        Column("rpjmd", "Acuan RPJMD", "RPJMD reference", Text(200), 2),
        Column("programme", "Program/Kegiatan/Subkegiatan (DPA)", "Programme/Activity (DPA)", Text(300), 3),
        Column("note", "Catatan", "Note", Text(2000), 3),
    ),
)
BUDGET = Table(
    "budget",
    "anggaran",
    "Anggaran",
    "Budget",
    (
        Column("activity", "No. kegiatan", "Activity no.", Number(), 1),
        Column("source", "Sumber dana", "Source of money", SOURCES, 2, required=True),
        Column("year", "Tahun", "Year", Year(), 1),
        Column("amount", "Jumlah", "Amount", Amount(), 2),
        Column("currency", "Mata uang", "Currency", Currency(), 1),
        Column("note", "Catatan", "Note", Text(300), 3),
    ),
)
_INDICATORS = (
    Column("activity", "No. kegiatan", "Activity no.", Number(), 1),
    Column("name", "Indikator", "Indicator", Text(300), 4, required=True),
    Column("unit", "Satuan", "Unit", Text(60), 2),
    Column("direction", "Arah", "Direction", DIRECTIONS, 1),
    Column("baseline", "Nilai awal", "Baseline", Amount(4, negative=True), 2),
    Column("baseline_on", "Tanggal nilai awal", "Date of baseline", Day(), 2),
    Column("disaggregation", "Pilahan", "Disaggregation", Text(200), 2),
    Column("evidence", "Bukti yang diminta", "Evidence asked", Text(300), 3),
    Column("note", "Catatan", "Note", Text(2000), 3),
)


def indicators(years: Sequence[int]) -> Table:
    """The table of indicators, with a column for the target of each year."""
    first, rest = _INDICATORS[:6], _INDICATORS[6:]
    targets = tuple(
        Column(f"{TARGET_PREFIX}{year}", f"Target {year}", f"Target {year}", Amount(4, negative=True), 1)
        for year in years[:MOST_YEARS]
    )
    return Table("indicators", "indikator", "Indikator", "Indicators", (*first, *targets, *rest))


def every(years: Sequence[int]) -> tuple[Table, ...]:
    """All tables in the order in which one refers to another."""
    return OBJECTIVES, ACTIVITIES, BUDGET, indicators(years)
