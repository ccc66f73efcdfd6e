"""How a row of a checked table was read: each cell beside what it was taken for, and what the row would add."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gerbang.people.acting import Actor
from gerbang.places import queries as places
from gerbang.register import partner_picking as picking
from gerbang.register import queries
from gerbang.register.compilation import Later, Row, field_names
from gerbang.register.import_words import LABELS
from gerbang.register.intake import mending, planning, tables, writing
from gerbang.register.intake.planning import Planned, Planner
from gerbang.register.intake.problems import APART, JOINS, SAME_AS
from gerbang.register.models import Claim, Import, ImportRow, InstrumentKind, Phase, Tie, TieKind
from gerbang.register.reporting import ReportedText, Said
from gerbang.register.statements import told_sides
from gerbang.register.wording import FORMS, PRECISIONS, STATES, fact_in_words, value_in_words, words_of
from gerbang.values.dates import VagueDate, format_vague
from gerbang.values.language import active, pick


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as the table has it, what it was read as, and what there is to say of that."""

    label: str
    written: str
    read: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """A statement that the row would put beside those that are there: its fact, its value, its words."""

    fact: str
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as it is read today. `tie`: the one on the register it belongs to, if the reader may see it.

    `joins`: the earlier row of the table that begins its tie. `outcome` may be another than at the check.
    """

    outcome: str
    cells: Sequence[Cell]
    tie: Tie | None
    joins: int | None
    adds: Sequence[Addition]


def reading(actor: Actor, of: Import, row: ImportRow) -> Reading | None:
    """The row read anew, as the check did; None of a row that is left out, or could not be taken apart."""
    broken = any(kept["code"] in APART for kept in row.problems)
    if row.outcome == ImportRow.Outcome.DROPPED or broken or not row.cells:
        return None
    planned = _planned(of, row)
    if planned.row is None:
        return None
    known = planned.tie.ref if planned.tie else ""
    return Reading(
        outcome=planned.outcome,
        cells=[cell for cell in _cells(of, planned, planned.row) if cell.written or cell.read],
        tie=queries.visible_to(actor).filter(ref=known).first() if known else None,
        joins=planned.joins,
        adds=list(_additions(planned)),
    )


def _planned(of: Import, row: ImportRow) -> Planned:
    """The row, planned after the rows of its table that tell of the same tie."""
    decided = mending.all_of(of.mended)
    rows = [*_before(of, row), row]
    planner = Planner(tables.source_of(of.body, of.filename))
    return planner.batch([planning.read(one.number, one.cells, decided.get(one.number)) for one in rows])[-1]


def _before(of: Import, row: ImportRow) -> list[ImportRow]:
    """The row that begins the tie, and those between that add to it."""
    first = _joined(row)
    if first is None:
        return []
    found = of.rows.filter(number__gte=first, number__lt=row.number).exclude(cells={})
    return [one for one in found if one.number == first or _joined(one) == first]


def _joined(row: ImportRow) -> int | None:
    return next((int(kept["cell"]) for kept in row.problems if kept["code"] in (JOINS, SAME_AS)), None)


def _cells(of: Import, one: Planned, row: Row) -> Iterator[Cell]:
    yield _region(one)
    yield _partner(one)
    yield Cell(_label("country"), _cell(one, "country", "iso2"), one.country.name if one.country else "")
    form = FORMS.get(row.form_value, row.form) if row.form else ""
    yield Cell(_label("coop_type"), _cell(one, "coop_type"), str(form), str(TieKind(row.tie_kind).label))
    yield Cell(_label("instrument"), _cell(one, "instrument"), _text(row), str(Phase(row.phase).label))
    yield _date("signed_date", _cell(one, "signed_date", "date_precision"), row.date)
    yield Cell(_label("later_instruments"), _cell(one, "later_instruments"), "; ".join(map(_later, row.later)))
    yield _date("valid_until", _cell(one, "valid_until"), row.until)
    yield Cell(_label("fields"), _cell(one, "fields"), "; ".join(_field(name) for name in row.fields))
    state = STATES.get(row.status, _("in the source's own words")) if row.status else ""
    yield Cell(_label("status"), _cell(one, "status"), str(state))
    yield Cell(_label("evidence"), _cell(one, "evidence"), _("as it stands there") if row.evidence else "")
    yield Cell(_label("source_url"), _cell(one, "source_url"), one.source, _("This table") if one.is_own else "")
    sure = Claim.Confidence(writing.confidence(one, of)).label
    yield Cell(_label("confidence"), _cell(one, "confidence"), str(capfirst(sure)))


def _region(one: Planned) -> Cell:
    written = _cell(one, "indonesian_side", "indonesian_level")
    if one.region is None:
        return Cell(_label("indonesian_side"), written, "", _("No region was found for it."))
    province = one.region.province
    return Cell(_label("indonesian_side"), written, one.region.name, province.name if province else "")


def _partner(one: Planned) -> Cell:
    written = _cell(one, "foreign_side", "foreign_level")
    found = picking.find_government(places.place_key(one.place)) if one.place is not None else None
    if found is None:
        return Cell(_label("foreign_side"), written, "", _("No government was found for it."))
    return Cell(_label("foreign_side"), written, found.label, found.detail)


def _text(row: Row) -> str:
    """The kind of text, or that there is none yet."""
    return str(InstrumentKind(row.instrument_kind).label) if row.instrument_kind else _("no text yet")


def _date(column: str, written: str, value: VagueDate) -> Cell:
    said = format_vague(value, active())
    return Cell(_label(column), written, said if written else "", str(PRECISIONS[value.precision]) if written else "")


def _later(later: Later) -> str:
    if not later.kind or later.date is None:
        return _("“%(words)s” as a remark") % {"words": later.said}
    return f"{InstrumentKind(later.kind).label}: {format_vague(later.date, active())} (“{later.said}”)"


def _field(name: str) -> str:
    return pick(id=field_names().get(name, name), en=name)


def _cell(one: Planned, *columns: str) -> str:
    """What the cells say, each in quotation marks, so that nobody takes them for what they were read as."""
    return ", ".join(f"“{one.cells[column]}”" for column in columns if one.cells.get(column))


def _label(column: str) -> str:
    return str(LABELS[column])


def _additions(one: Planned) -> Iterator[Addition]:
    if one.further is None or one.row is None:
        return
    for said in one.further.claims:
        yield _addition(said, parties=told_sides(one.row, one.country))
    for known, text in one.further.texts:
        for said in text.claims:
            yield _addition(said, text=text, new=known is None)


def _addition(said: Said, *, parties: str = "", text: ReportedText | None = None, new: bool = False) -> Addition:
    claim = Claim(fact=said.fact, value=said.value, precision=said.precision)
    claim.said_id, claim.said_en = said.said_id or parties, said.said_en or parties
    if text is None:
        return Addition(fact_in_words(said.fact, None), value_in_words(claim), words_of(claim))
    title = str(InstrumentKind(text.kind).label)
    told = _("%(text)s (a further text)") % {"text": title} if new else title
    fact = f"{fact_in_words(said.fact, None)}: {told}"
    value = title if said.fact == "kind" else value_in_words(claim)
    return Addition(fact, value, words_of(claim))
