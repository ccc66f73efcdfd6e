"""Rows of a check that a person sets right or leaves out; then the table is checked again."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.people.acting import Acting
from gerbang.register import importing
from gerbang.register.intake import mending, planning, tables
from gerbang.register.intake.actions import must_be_own
from gerbang.register.intake.cells import plain
from gerbang.register.intake.mending import Cell, Decided, Mending
from gerbang.register.intake.planning import Planner
from gerbang.register.intake.problems import APART
from gerbang.register.intake.workbooks import ERRORS
from gerbang.register.models import Import, ImportJob, ImportRow
from gerbang.values import Invalid

LOST = "broken-row"
"""Behind such a row nothing could be read: to decide on it would hide the rows that follow."""


def may_decide(of: Import, row: ImportRow) -> bool:
    """Whether something may be decided of the row: it is refused, or something was decided before."""
    if of.state != Import.State.CHECKED or any(problem["code"] == LOST for problem in row.problems):
        return False
    return row.outcome == ImportRow.Outcome.REFUSED or str(row.number) in of.mended


@transaction.atomic
def set_right(*, by: Acting, of: Import, row: ImportRow, cells: Mapping[str, str], seen: int | None) -> ImportJob:
    """Keeps how cells of a refused row should read, and orders the next check.

    Raises Invalid, by column, with what would refuse the row still; nothing is changed then. Cells typed as the table
    has them undo what was decided before.
    """
    of, row = _decidable(by, of, row, seen)
    earlier = mending.all_of(of.mended).get(row.number)
    every = _is_apart(row) or (earlier is not None and earlier.is_of_broken)
    typed = {column: cell for column, cell in plain(cells).items() if column in cells}
    decided = mending.set_right(row.cells, typed, earlier, Decided.now(by, timezone.now()), every=every)
    _must_be_readable(by, of, row, decided)
    return _decide(by, of, row, decided if decided.cells else None, seen)


@transaction.atomic
def leave_out(*, by: Acting, of: Import, row: ImportRow, reason: str, seen: int | None) -> ImportJob:
    """Keeps that a refused row is not brought in, with the reason, and orders the next check."""
    of, row = _decidable(by, of, row, seen)
    if not reason.strip():
        raise Invalid({"reason": _("Say why the row is left out.")})
    decided = Decided.now(by, timezone.now())
    cells = _cells_so_far(of, row, decided)
    return _decide(by, of, row, Mending(cells, reason.strip(), decided), seen)


def _decidable(by: Acting, of: Import, row: ImportRow, seen: int | None) -> tuple[Import, ImportRow]:
    """The import under lock, with the row as the newest check has it."""
    locked = importing.locked(of)
    must_be_own(by, locked)
    found = locked.rows.filter(number=row.number).first()
    if found is None or not may_decide(locked, found) or (seen is not None and locked.checks != seen):
        raise Conflict(locked.ref, locked.checks, seen)
    return locked, found


def _cells_so_far(of: Import, row: ImportRow, decided: Decided) -> Mapping[str, Cell]:
    """What was set right in the row before it is left out; of one that could not be taken apart, every cell."""
    earlier = mending.all_of(of.mended).get(row.number)
    if _is_apart(row):
        return mending.set_right(row.cells, row.cells, earlier, decided, every=True).cells
    return earlier.cells if earlier else {}


def _is_apart(row: ImportRow) -> bool:
    return any(problem["code"] in APART for problem in row.problems)


def _must_be_readable(by: Acting, of: Import, row: ImportRow, decided: Mending) -> None:
    wrong = {column: _("This is an error of the workbook. Type what the cell should say.")
             for column, cell in decided.cells.items() if cell.after in ERRORS}  # fmt: skip
    planner = Planner(tables.source_of(of.body, of.filename), tables.own_regions(by))
    planned = planner.batch([planning.read(row.number, row.cells, decided)])[0]
    wrong |= {problem.column: problem.text for problem in reversed(planned.problems) if not problem.holds}
    if wrong:
        raise Invalid(wrong)


def _decide(by: Acting, of: Import, row: ImportRow, decided: Mending | None, seen: int | None) -> ImportJob:
    kept = {number: one for number, one in of.mended.items() if number != str(row.number)}
    of.mended = kept | ({str(row.number): decided.kept()} if decided else {})
    of.save(update_fields=["mended"])
    return importing.order(by=by, of=of, kind=ImportJob.Kind.CHECK, seen=seen)
