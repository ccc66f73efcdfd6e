"""A table as somebody brings it: opened, its columns mapped, its rows planned one batch after another."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from gerbang.documents.rules import holder
from gerbang.people.acting import Acting
from gerbang.people.models import Body
from gerbang.register.intake import columns, foot, sheets
from gerbang.register.intake.lines import Line
from gerbang.register.intake.mending import Mending
from gerbang.register.intake.planning import Planned, Planner
from gerbang.register.intake.problems import Problem
from gerbang.register.intake.sheets import Table
from gerbang.register.models import ColumnMapping, ImportRow
from gerbang.register.statements import Translation

OUTCOMES = (
    ImportRow.Outcome.CREATED,
    ImportRow.Outcome.MATCHED,
    ImportRow.Outcome.HELD,
    ImportRow.Outcome.REFUSED,
)
UNKNOWN = "unknown-column"
"""A column nobody mapped hides no other problem: the rows are looked at without it."""
KEPT = 5_000
"""Rows that a check gives in full, of those with problems or candidates and of the others each; all are counted."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A table with its columns mapped. `faults` are of the columns: with any of them nothing is brought in, and but for
    unknown columns no row is looked at either.

    `mended`: what a person decided of its rows beforehand, by their numbers.
    """

    table: Table
    filename: str
    digest: str
    mapping: Mapping[str, str]
    unknown: tuple[str, ...]
    left_out: tuple[str, ...]
    faults: tuple[Problem, ...]
    body: Body | None = None
    by: Acting | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
    mended: Mapping[int, Mending] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The table as a source, for rows that name none."""
        return source_of(self.body, self.filename)

    def plan(
        self, progress: Progress | None = None, *, recorded: bool = False, under: list[Line] | None = None
    ) -> Iterator[list[Planned]]:
        """Every row, planned; the same table gives the same again as long as the register stays as it is.

        `recorded`: whoever asks writes each batch before asking for the next. `under` takes the lines below the last
        row once all are read.
        """
        planner = Planner(self.source, own_regions(self.by), recorded, self.translations, self.mended)
        at = columns.places(self.table.header, self.mapping)
        return planner.plan(foot.apart(self.table.rows(), at, [] if under is None else under), at, progress)

    def rows_by_name(self, under: list[Line]) -> Iterator[Line]:
        """The rows as far as they can be told from what stands under them, where columns are not settled yet.

        What a column is called says as much as that, also where its name is not taken for ours.
        """
        header = self.table.header
        at = columns.places(header, {**columns.guessed(header), **self.mapping})
        return foot.apart(self.table.rows(), at, under)


@dataclass(frozen=True, slots=True)
class Checked:
    """What an import would do. `counts` has read, created, matched, held, refused; `adds` further statements,
    `differ` rows that say otherwise than the register.

    `rows`: those held or refused, and new ones that may be on the register already, up to `KEPT` of them; `clear`: the
    first `KEPT` of the others. `under`: the lines below the last row, which are none. `mended`: what was decided of
    rows beforehand.
    """

    brought: Brought
    counts: Mapping[str, int]
    adds: int
    rows: Sequence[Planned]
    faults: Sequence[Problem]
    under: Sequence[Line] = ()
    mended: Mapping[int, Mending] = field(default_factory=dict)
    clear: Sequence[Planned] = ()
    differ: int = 0

    @property
    def is_refused(self) -> bool:
        return self.counts["refused"] > 0 or bool(self.faults)

    @property
    def problems(self) -> list[Problem]:
        """Every problem that is kept, of the columns first, then row after row."""
        return [*self.faults, *(problem for row in self.rows for problem in row.problems)]


def bring(
    *,
    data: bytes,
    filename: str,
    mapping: Mapping[str, str] | None = None,
    left_out: Sequence[str] | None = None,
    exact: bool = False,
    by: Acting | None = None,
    body: Body | None = None,
    translations: Mapping[str, Translation] | None = None,
    mended: Mapping[int, Mending] | None = None,
) -> Brought:
    """Opens a table and maps its columns: as given, else as remembered of the body, else as their names say.

    `exact` takes our own names only. Raises Unreadable for what is no table.
    """
    table = sheets.opened(data, columns.recognised)
    body = holder(by) if by else body
    before = None if exact or mapping is not None else remembered(table.header, body)
    chosen = mapping if mapping is not None else _mapping(table, before, exact)
    if left_out is None:
        left_out = before.left_out if before else ()
    unknown = tuple(name for name in table.header if name and name not in chosen.values() and name not in left_out)
    faults = tuple(columns.checked(table.header, chosen, left_out, table.header_row))
    digest = sha256(data).hexdigest()
    return Brought(
        table=table,
        filename=filename[:200],
        digest=digest,
        mapping=chosen,
        unknown=unknown,
        left_out=tuple(left_out),
        faults=faults,
        body=body,
        by=by,
        translations=translations or {},
        mended=mended or {},
    )


def check(brought: Brought, progress: Progress | None = None) -> Checked:
    """Plans every row and writes nothing. With a fault of the columns every row is refused, whatever else is said."""
    tally = Tally()
    if any(fault.code != UNKNOWN for fault in brought.faults):
        read = sum(1 for _line in brought.rows_by_name(tally.under))
    else:
        for batch in brought.plan(progress, under=tally.under):
            tally.add(batch)
        read = tally.counts["read"]
    if brought.faults:
        counts = {"read": read, "created": 0, "matched": 0, "held": 0, "refused": read}
        return Checked(brought, counts, 0, tally.rows, brought.faults, tally.under, tally.mended)
    return tally.checked(brought)


class Tally:
    """Counts rows by what becomes of them, and keeps those a person should look at."""

    def __init__(self) -> None:
        self.outcomes: Counter[str] = Counter()
        self.adds = 0
        self.differ = 0
        self.rows: list[Planned] = []
        self.clear: list[Planned] = []
        self.under: list[Line] = []
        self.mended: dict[int, Mending] = {}

    def add(self, rows: Sequence[Planned]) -> None:
        for one in rows:
            if one.mending is not None:
                self.mended[one.number] = one.mending
            is_clear = not one.problems and not one.candidates and not one.differs and one.mending is None
            listed = self.clear if is_clear else self.rows
            if one.mending is not None or len(listed) < KEPT:
                listed.append(one)
        self.outcomes.update(str(one.outcome) for one in rows)
        self.differ += sum(bool(one.differs) for one in rows)
        self.adds += sum(one.further is not None and not one.further.is_nothing for one in rows)

    @property
    def counts(self) -> dict[str, int]:
        outcomes = {str(outcome): self.outcomes[str(outcome)] for outcome in OUTCOMES}
        if left_out := self.outcomes[str(ImportRow.Outcome.DROPPED)]:
            outcomes[str(ImportRow.Outcome.DROPPED)] = left_out
        return {"read": sum(self.outcomes.values()), **outcomes}

    def checked(self, brought: Brought) -> Checked:
        return Checked(brought, self.counts, self.adds, self.rows, (), self.under, self.mended, self.clear, self.differ)


def _mapping(table: Table, before: ColumnMapping | None, exact: bool) -> Mapping[str, str]:
    if exact:
        return columns.exact(table.header)
    known = before.mapping.items() if before else ()
    return {ours: theirs for ours, theirs in known if theirs in table.header} or columns.guessed(table.header)


def remembered(header: Sequence[str], body: Body | None) -> ColumnMapping | None:
    """How the body mapped a table with this header the last time, if it ever did."""
    if body is None:
        return None
    return ColumnMapping.objects.filter(body=body, header=columns.fingerprint(header)).first()


def source_of(body: Body | None, filename: str) -> str:
    """The name of a table as a source: a body's tables are one source, which may say a thing only once."""
    return f"Tabel {body.name_id if body else filename}"[:200]


def own_regions(by: Acting | None) -> frozenset[int] | None:
    """The regions whose rows may be brought in: those of the acting government; all for national sight."""
    if by is None or by.body.national_sight:
        return None
    governments = (one for one in by.bodies if one.kind in ("region", "unit"))
    return frozenset(one.region_id for one in governments if one.region_id)
