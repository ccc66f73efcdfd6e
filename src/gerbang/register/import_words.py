"""Imports in words: our columns, what becomes of rows, and a row beside the cooperation it may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gerbang.pages import formatting
from gerbang.pages.forms import Option
from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.people.queries import bodies_named
from gerbang.places import kinds
from gerbang.places import queries as places
from gerbang.places.models import City, Region, Subdivision
from gerbang.register import partner_picking as picking
from gerbang.register import queries
from gerbang.register.facts import place_of
from gerbang.register.intake.mending import Cell, Mending
from gerbang.register.intake.problems import DIFFERS, JOINS, PARTNER_IN, SAME_AS, Problem
from gerbang.register.mending import may_decide
from gerbang.register.models import Claim, Import, ImportRow, Tie
from gerbang.register.wording import fact_in_words, value_in_words, words_of

LABELS = {
    "id": gettext_lazy("Number in the table"),
    "indonesian_side": gettext_lazy("Region of Indonesia"),
    "indonesian_level": gettext_lazy("Level of the region"),
    "foreign_side": gettext_lazy("Partner abroad"),
    "foreign_level": gettext_lazy("Level of the partner"),
    "country": gettext_lazy("Country of the partner"),
    "iso2": gettext_lazy("Country code (ISO 3166)"),
    "coop_type": pgettext_lazy("column of a table", "Form of cooperation"),
    "instrument": gettext_lazy("Text that was signed"),
    "signed_date": pgettext_lazy("column of a table", "Date of signing"),
    "date_precision": gettext_lazy("Precision of the date"),
    "later_instruments": gettext_lazy("Later texts"),
    "valid_until": pgettext_lazy("column of a table", "Valid until"),
    "fields": pgettext_lazy("column of a table", "Fields of cooperation"),
    "status": gettext_lazy("State, in the source's words"),
    "evidence": gettext_lazy("What the source says, open to everybody"),
    "source_url": gettext_lazy("Address of the source"),
    "confidence": gettext_lazy("Reliability (A to D)"),
}
EXAMPLES = {
    "id": "RC001",
    "indonesian_side": "Kota Bandung",
    "indonesian_level": "kota",
    "foreign_side": "Melbourne",
    "foreign_level": "city",
    "country": "Australia",
    "iso2": "AU",
    "coop_type": "sister city",
    "instrument": "MoU",
    "signed_date": "17 Mei 2024",
    "date_precision": "day",
    "later_instruments": "renewed 2029",
    "valid_until": "2029-05-17",
    "fields": "Pendidikan; Pariwisata",
    "status": "active",
    "evidence": "JDIH, No. 12/2024",
    "source_url": "https://…",
    "confidence": "A",
}
NOTICED = (PARTNER_IN, JOINS, SAME_AS, DIFFERS)
DELIMITERS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}


def label_of(column: str, mapping: Mapping[str, str]) -> str:
    """A column as the person knows it: by their own name where the table has it."""
    theirs = mapping.get(column, column)
    return theirs if theirs != column else str(LABELS.get(column, column))


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong with a cell, as a page lists it."""

    column: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A cooperation on the register that a row may be, with what is compared."""

    tie: Tie
    texts: Sequence[str]
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class Remaining:
    """A statement of an import that stands on a cooperation; `place` names its fact in the address."""

    fact: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that a person set right before the table was brought in."""

    column: str
    before: str
    after: str
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of an import as a page lists it."""

    row: ImportRow
    told: Sequence[Told]
    beside: Sequence[Beside]
    changes: Sequence[Change] = ()
    may_decide: bool = False

    @property
    def name(self) -> str:
        """Both sides as the row writes them, or the cooperation it became."""
        if self.row.tie is not None:
            return self.row.tie.name
        cells = self.row.cells
        return " – ".join(part for part in (cells.get("indonesian_side"), cells.get("foreign_side")) if part)

    @property
    def notices(self) -> list[str]:
        return notices(self.row)

    @property
    def is_new(self) -> bool:
        return self.row.outcome == ImportRow.Outcome.CREATED

    @property
    def waits(self) -> bool:
        return self.row.outcome == ImportRow.Outcome.HELD and self.row.settled_at is None


def lines(actor: Actor, of: Import, rows: Sequence[ImportRow]) -> list[Line]:
    """Rows with their problems in words and the cooperations they may be, all looked up at once."""
    refs = {ref for row in rows for ref in row.candidates if ref.startswith("ks-")}
    known = {tie.ref: beside(tie) for tie in _ties(actor, refs)}
    changed = changes(of, [row.number for row in rows])
    return [
        Line(
            row=row,
            told=told(of, row),
            beside=[known[ref] for ref in row.candidates if ref in known],
            changes=changed.get(row.number, ()),
            may_decide=may_decide(of, row),
        )
        for row in rows
    ]


def changes(of: Import, numbers: Iterable[int]) -> dict[int, list[Change]]:
    """By row, what was set right before the table was brought in."""
    found = {one: Mending.of(of.mended[str(one)]).changed for one in numbers if str(one) in of.mended}
    refs = {cell.decided.body for changed in found.values() for cell in changed.values()}
    bodies = bodies_named(refs) if refs else {}
    return {
        number: [_change(of, column, cell, bodies) for column, cell in changed.items()]
        for number, changed in found.items()
    }


def _change(of: Import, column: str, cell: Cell, bodies: Mapping[str, Body]) -> Change:
    body = bodies.get(cell.decided.body)
    on = formatting.day(cell.decided.at)
    return Change(label_of(column, of.mapping), cell.before, cell.after, body.name if body else "", on)


def remaining(claim: Claim) -> Remaining:
    value = value_in_words(claim) or words_of(claim)
    return Remaining(fact_in_words(claim.fact, claim.instrument), value, place_of(claim.fact, claim.instrument))


def stated(of: Import, row: ImportRow) -> list[Remaining]:
    """What the import says of the cooperation that the row became, or belongs to, as far as it still stands."""
    if row.tie_id is None:
        return []
    claims = of.claims.filter(tie=row.tie_id, withdrawn_at=None).select_related("instrument")
    return [remaining(claim) for claim in claims]


def told(of: Import, row: ImportRow) -> list[Told]:
    """What is wrong with a row, or why it was left out; nothing of a row that is settled."""
    if row.outcome in (ImportRow.Outcome.CREATED, ImportRow.Outcome.MATCHED):
        return []
    problems = [Problem.of(row.number, kept) for kept in row.problems]
    return [Told(label_of(one.column, of.mapping) if one.column else "", one.text, one.cell) for one in problems]


def notices(row: ImportRow) -> list[str]:
    """What there is to say of a row that is new or belongs to a cooperation, and is no fault of it."""
    if row.outcome not in (ImportRow.Outcome.CREATED, ImportRow.Outcome.MATCHED):
        return []
    told = [Problem.of(row.number, kept) for kept in row.problems if kept["code"] in NOTICED]
    return [_difference(one) if one.code == DIFFERS else one.text for one in told]


def _difference(problem: Problem) -> str:
    """What the register says of the fact, in words."""
    claim = Claim(fact=problem.about["fact"], value=problem.cell, precision=problem.about["precision"])
    said = f"{fact_in_words(claim.fact, None)}: {value_in_words(claim)}"
    return replace(problem, cell=said).text


def faults(of: Import) -> list[Told]:
    """What is wrong with the columns of a table."""
    found = [Problem.of(kept["row"], kept) for kept in of.reading.get("faults", [])]
    return [Told(label_of(one.column, of.mapping), _fault(one), one.cell) for one in found]


def _fault(problem: Problem) -> str:
    """Our own columns by their names for people."""
    if problem.code == "missing-column" and problem.cell in LABELS:
        return str(_("No column of the table is “%(column)s”. Choose one.") % {"column": LABELS[problem.cell]})
    if problem.code == "unknown-column":
        return _("The column “%(name)s” is not known. Choose its place below, or leave it out.") % {
            "name": problem.cell
        }
    return problem.text


def _ties(actor: Actor, refs: set[str]) -> list[Tie]:
    found = queries.visible_to(actor).filter(ref__in=refs)
    return list(found.prefetch_related("instruments", "claims__source"))


def beside(tie: Tie) -> Beside:
    """A tie with its texts and sources."""
    texts = [f"{text.title}: {text.signed_text}" for text in tie.instruments.all() if text.withdrawn_at is None]
    sources = {claim.source.name: None for claim in tie.claims.all() if claim.withdrawn_at is None}
    return Beside(tie, texts, list(sources))


def offered_ties(actor: Actor, row: ImportRow) -> list[Beside]:
    return [beside(tie) for tie in _ties(actor, {ref for ref in row.candidates if ref.startswith("ks-")})]


def offered_regions(row: ImportRow) -> list[Option]:
    """Regions the row may mean, each with what tells it from its namesakes."""
    refs = [ref for ref in row.candidates if ref.startswith("dr-")]
    found = Region.objects.select_related("province").filter(ref__in=refs)
    return [Option(one.ref, one.name, one.province.name if one.province else one.code) for one in found]


def offered_places(row: ImportRow) -> list[Option]:
    """Governments the row may mean, with its country: a city with level and first tier, another with its own type."""
    keys = [key for key in row.candidates if ":" in key]
    return [option for key in keys if (option := _place(key)) is not None]


def _place(key: str) -> Option | None:
    option = picking.find_government(key)
    place = places.place(key)
    if option is not None and isinstance(place, Subdivision):
        return Option(option.value, option.label, f"{kinds.label(place.type)} · {place.country.name}")
    if option is None or not isinstance(place, City) or place.admin1 is None:
        return option
    return Option(option.value, option.label, f"{option.detail} · {place.admin1.name}")
