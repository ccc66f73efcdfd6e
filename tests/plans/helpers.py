"""Plans and tables as tests need them: rows are typed the way a form or a file brings them."""

from collections.abc import Mapping
from datetime import date

from tests.people import helpers as people
from tests.register.helpers import agreed

from gerbang.people.acting import Acting, Actor
from gerbang.people.models import Account, Body, Right
from gerbang.plans import actions, queries, rows
from gerbang.plans.actions import Approval, Period
from gerbang.plans.merging import Cells, Merged, Typed
from gerbang.plans.models import Plan, PlanVersion
from gerbang.plans.tables import Table
from gerbang.register.models import Tie

THREE_YEARS = Period(date(2026, 1, 1), date(2028, 12, 31))


def officer(*rights: Right) -> Account:
    """Somebody in Bandung's government, who may write and send unless it is said otherwise."""
    return people.working(people.bandung(), *(rights or (Right.PREPARE, Right.SEND)))


def acting(account: Account, right: Right = Right.SEND) -> Acting:
    return Actor(account).acting(right)


def ministry() -> Account:
    return people.working(Body.objects.get(name_id="Pusat Fasilitasi Kerja Sama"), Right.PREPARE, Right.SEND)


def plan(by: Acting | None = None, tie: Tie | None = None, period: Period = THREE_YEARS) -> Plan:
    return actions.open_plan(by=by, tie=tie or agreed(), period=period)


def draft(of: Plan) -> PlanVersion:
    found = queries.draft(Plan.objects.prefetch_related("versions").get(pk=of.pk))
    assert found is not None
    return found


def table(of: Plan, name: str) -> Table:
    return next(one for one in rows.of_plan(draft(of)) if one.name == name)


def base(of: Plan, name: str) -> dict[str, Cells]:
    """A table as a page that is drawn now would carry it."""
    return {row.key: row.cells for row in rows.load(draft(of), table(of, name)).values()}


def new(at: int = 0, **cells: str) -> Typed:
    return Typed(at, "", cells)


def put(
    of: Plan, name: str, *typed: Typed, by: Acting | None = None, seen: Mapping[str, Cells] | None = None
) -> Merged:
    """Types rows into a table; `seen`: the table as the page had it, by default as it is now."""
    drawn = base(of, name) if seen is None else seen
    return actions.edit(by=by, version=draft(of), table=table(of, name), base=drawn, typed=typed)


def changed(of: Plan, name: str, at: int = 0, **cells: str) -> Typed:
    """An existing row, whole as a form posts it, with some of its cells typed over."""
    key, now = list(base(of, name).items())[at]
    return Typed(at, key, {**now, **cells})


def filled(of: Plan) -> Plan:
    """One objective with two activities; only the first is somebody's and has money."""
    put(of, "objectives", new(text_id="Sampah berkurang"))
    put(
        of,
        "activities",
        new(0, objective="1", title="Pelatihan kompos", owner="Dinas Lingkungan Hidup", begins_on="2026-03-01",
            ends_on="2026-05-31", sdg="11.6"),
        new(1, objective="1", title="Kunjungan balasan"),
    )  # fmt: skip
    put(of, "budget", new(activity="1", source="apbd", year="2026", amount="250000000"))
    return of


def approval(on: date = date(2026, 2, 2), by: str = "Wali Kota") -> Approval:
    return Approval(on, by, "050/12/2026")
