"""A row that names several partners: each becomes a tie of its own, one after the other, while the row waits."""

from collections.abc import Iterator
from dataclasses import dataclass

from gerbang.register.intake.planning import Planned
from gerbang.register.intake.problems import PARTNER_IN, Problem
from gerbang.register.matching import parts
from gerbang.register.models import Import, ImportRow, Tie

SEVERAL = "partners-several"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """A partner of a row that is on the register: `tie` is the tie's ref, `key` its row, `head` its stream by then."""

    tie: str
    key: int
    head: int
    outcome: str


def names_several(row: ImportRow) -> bool:
    """Whether the row waits because it names several partners."""
    return any(kept["code"] == SEVERAL for kept in row.problems)


def names_more(row: ImportRow) -> bool:
    """Whether the row's cell names more partners than are brought in, the one that is chosen next among them."""
    return len(parts(row.cells.get("foreign_side", ""))) > len(brought_in(row)) + 1


def brought_in(row: ImportRow) -> list[BroughtIn]:
    """The partners of the row that are brought in, in their order; the last one of a closed row is the row's own."""
    told = [kept["about"] for kept in row.problems if kept["code"] == PARTNER_IN]
    return [BroughtIn(one["tie"], int(one["key"]), int(one["head"]), one["outcome"]) for one in told]


def keep(row: ImportRow, planned: Planned) -> None:
    """Keeps with the row what became of one of its partners; its cells stay, for the others."""
    if planned.tie is None or planned.tie.key is None:
        raise ValueError(f"Row {row.number} has no tie.")
    tie = Tie.objects.get(pk=planned.tie.key)
    about = {"tie": tie.ref, "key": str(tie.pk), "head": str(planned.head), "outcome": str(planned.outcome)}
    now = Problem(row.number, "", PARTNER_IN, tie.names_id, about).kept()
    done = len(brought_in(row))
    row.problems = [*row.problems[:done], now, *row.problems[done:]]


def of_import(of: Import) -> Iterator[BroughtIn]:
    """Every partner that was brought in so; such rows have it before all their problems."""
    for row in of.rows.filter(problems__0__code=PARTNER_IN):
        yield from brought_in(row)
