"""What a person decides of a row that waits: whom it means, which cell was wrong, or that it is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from gerbang.access import Conflict
from gerbang.people.acting import Acting
from gerbang.places.actions import add_partner
from gerbang.places.models import Country
from gerbang.places.queries import place_key
from gerbang.register.actions import withdraw_claim
from gerbang.register.intake import mending, planning, several, tables
from gerbang.register.intake.actions import must_be_own, record_import
from gerbang.register.intake.cells import plain
from gerbang.register.intake.mending import Decided, Mending
from gerbang.register.intake.planning import Planned, Planner
from gerbang.register.intake.problems import LEFT_OUT, Problem
from gerbang.register.intake.writing import Writer
from gerbang.register.models import Claim, Import, ImportRow
from gerbang.values import Invalid


@dataclass(frozen=True, slots=True)
class NewPartner:
    """A government that no list knows; `country` is a code of two letters, `level` one of `places.Level`."""

    name_id: str
    country: str
    level: str
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's decision on a row; each part only where it is needed.

    `cells`: our column → what it should say. `region`: ref of the region, `place`: key of the place (`iso:JP-26`),
    `partner`: a new one, `tie`: ref of the tie the row belongs to. `corrected`: its source's former word is withdrawn.
    `waits_on`: the row names further partners, and waits for them.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    place: str = ""
    partner: NewPartner | None = None
    tie: str = ""
    corrected: bool = False
    waits_on: bool = False


@transaction.atomic
def settle(*, by: Acting | None, row: ImportRow, settlement: Settlement) -> ImportRow:
    """Brings a waiting row in as a person decided.

    Raises Invalid, by column, with what is still in the way; nothing is changed then.
    """
    row = _waiting(by, row)
    earlier = mending.all_of(row.of.mended).get(row.number, Mending())
    set_right = _set_right(by, row, settlement, earlier)
    choice = _choice(by, settlement)
    planner = Planner(tables.source_of(row.of.body, row.of.filename), tables.own_regions(by))
    planned = _planned(planner, row, set_right, choice)
    while settlement.corrected and _withdraw_former(by, planned):
        planner.seen.clear()
        planned = _planned(planner, row, set_right, choice)
    if planned.problems:
        raise Invalid(_told(planned.problems))
    if planned.tie and planned.tie.ref and planned.tie.ref in {one.tie for one in several.brought_in(row)}:
        raise Invalid({"foreign_side": _("This partner is brought in from this row already. Choose another.")})
    Writer(by, row.of).put([planned])
    told = {"tie": planned.tie.ref if planned.tie else "", "outcome": planned.outcome}
    if settlement.waits_on and planned.tie:
        several.keep(row, planned)
        row.save()
        record_import(by, "import.row-partner-settled", row.of, {"row": row.number, **told})
        return row
    row.outcome, row.cells = planned.outcome, dict(planned.cells)
    row.tie_id, row.head = (planned.tie.key, planned.head) if planned.tie else (None, 0)
    now = Mending({column: cell for column, cell in set_right.cells.items() if earlier.cells.get(column) != cell})
    _close(by, row, "import.row-settled", {**told, **mending.in_ledger({row.number: now})})
    return row


@transaction.atomic
def finish(*, by: Acting | None, row: ImportRow) -> ImportRow:
    """Closes a row of which some partners are brought in and nobody waits for another."""
    row = _waiting(by, row)
    brought = several.brought_in(row)
    if not brought:
        raise Invalid({"foreign_side": _("No partner of this row is brought in yet.")})
    last = brought[-1]
    row.outcome, row.tie_id, row.head = last.outcome, last.key, last.head
    _close(by, row, "import.row-settled", {"tie": last.tie, "outcome": last.outcome})
    return row


@transaction.atomic
def leave_out(*, by: Acting | None, row: ImportRow, reason: str) -> ImportRow:
    """A waiting row that is not brought in, with the reason."""
    row = _waiting(by, row)
    if not reason.strip():
        raise Invalid({"reason": _("Say why the row is left out.")})
    row.outcome = ImportRow.Outcome.DROPPED
    row.problems = [*row.problems, Problem(row.number, "", LEFT_OUT, reason.strip()).kept()]
    _close(by, row, "import.row-left-out", {"reason": reason.strip()})
    return row


def _waiting(by: Acting | None, row: ImportRow) -> ImportRow:
    """The row under lock; somebody else may have settled it, or undone the import."""
    locked = ImportRow.objects.select_for_update(of=("self",)).select_related("of__body").get(pk=row.pk)
    must_be_own(by, locked.of)
    if locked.outcome != ImportRow.Outcome.HELD or locked.of.state != Import.State.WRITTEN:
        raise Conflict(locked.of.ref, 0, None)
    return locked


def _choice(by: Acting | None, settlement: Settlement) -> dict[str, str]:
    place = settlement.place
    if settlement.partner is not None:
        new = settlement.partner
        country = Country.objects.filter(alpha2=new.country).first()
        made = add_partner(by, name_id=new.name_id, name_en=new.name_en, country=country, level=new.level)
        place = place_key(made)
    named = {"region": settlement.region, "place": place, "tie": settlement.tie}
    return {name: value for name, value in named.items() if value}


def _set_right(by: Acting | None, row: ImportRow, settlement: Settlement, earlier: Mending) -> Mending:
    """The cells that are other than in the table, those too that were set right before the table was brought in."""
    typed = {column: cell for column, cell in plain(settlement.cells).items() if column in settlement.cells}
    return mending.set_right(row.cells, typed, earlier, Decided.now(by, timezone.now()))


def _planned(planner: Planner, row: ImportRow, set_right: Mending, choice: Mapping[str, str]) -> Planned:
    return planner.batch([planning.read(row.number, row.cells, set_right)], choice)[0]


def _withdraw_former(by: Acting | None, planned: Planned) -> bool:
    """Withdraws what the row's source said before and now says otherwise; false where that is not what holds it."""
    found = [problem for problem in planned.problems if problem.code == "said-otherwise"]
    if not found or planned.tie is None:
        return False
    former = Claim.objects.filter(
        tie=planned.tie.key, fact=found[0].about["fact"], value=found[0].about["before"], withdrawn_at=None
    )
    claims = list(former.filter(Q(source__url=planned.source) | Q(source__url="", source__name_id=planned.source)))
    for claim in claims:
        withdraw_claim(by=by, claim=claim, reason=_("Its source now says otherwise."))
    return bool(claims)


def _told(problems: list[Problem]) -> dict[str, str]:
    return {problem.column: problem.text for problem in reversed(problems)}


def _close(by: Acting | None, row: ImportRow, kind: str, payload: Mapping[str, object]) -> None:
    row.settled_at, row.settled_by = timezone.now(), by.account.ref if by else ""
    row.save()
    record_import(by, kind, row.of, {"row": row.number, **payload})
