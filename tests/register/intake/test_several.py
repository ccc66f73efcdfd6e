"""A row that names several partners loses none of them: each becomes a tie of its own."""

import pytest
from tests.register.intake.making import row, written

from gerbang.access import Conflict
from gerbang.ledger import queries as ledger
from gerbang.register.intake.settling import Settlement, finish, leave_out, settle
from gerbang.register.intake.undoing import foresee, undo
from gerbang.register.models import ImportRow, Tie
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
TOKYO = "iso:JP-13"
KYOTO = "iso:JP-26"


@pytest.fixture
def waiting() -> ImportRow:
    done = written(row(foreign_side="Kyoto dan Tokyo", foreign_level="", country="Japan", iso2="JP"))
    assert done.of is not None
    return done.of.rows.get(outcome="held")


def first(row_: ImportRow) -> ImportRow:
    return settle(by=None, row=row_, settlement=Settlement(place=KYOTO, waits_on=True))


def test_the_row_waits_until_the_last_partner_is_brought_in(waiting: ImportRow) -> None:
    cells = dict(waiting.cells)
    kept = first(waiting)
    assert (kept.outcome, kept.settled_at, kept.tie_id) == ("held", None, None)
    assert kept.cells == cells
    done = settle(by=None, row=kept, settlement=Settlement(place=TOKYO))
    assert (done.outcome, done.settled_at is None) == ("created", False)
    partners = {tie.partners_side[0].partner.subdivision.iso for tie in Tie.objects.all()}
    assert partners == {"JP-26", "JP-13"}
    kinds = [entry.kind for entry in ledger.history(done.of.ref)]
    assert kinds == ["import.written", "import.row-partner-settled", "import.row-settled"]
    with pytest.raises(Conflict):
        settle(by=None, row=done, settlement=Settlement(place=TOKYO))


def test_a_partner_is_brought_in_once(waiting: ImportRow) -> None:
    kept = first(waiting)
    with pytest.raises(Invalid) as found:
        first(kept)
    assert found.value.problems.keys() == {"foreign_side"}
    assert Tie.objects.count() == 1


def test_a_person_says_that_no_partner_is_left(waiting: ImportRow) -> None:
    with pytest.raises(Invalid):
        finish(by=None, row=waiting)
    done = finish(by=None, row=first(waiting))
    assert (done.outcome, done.tie, done.settled_at is None) == ("created", Tie.objects.get(), False)


def test_undoing_takes_back_every_partner(waiting: ImportRow) -> None:
    done = settle(by=None, row=first(waiting), settlement=Settlement(place=TOKYO))
    foreseen = foresee(done.of)
    assert (foreseen.withdrawn, foreseen.kept) == (2, 0)
    assert undo(by=None, of=done.of, reason="Keliru").withdrawn == 2
    assert not Tie.objects.filter(withdrawn_at=None).exists()


@pytest.mark.parametrize("left_out", [True, False])
def test_undoing_takes_back_the_partners_of_a_row_that_waits_or_is_left_out(waiting: ImportRow, left_out: bool) -> None:
    kept = first(waiting)
    if left_out:
        leave_out(by=None, row=kept, reason="Tokyo bukan mitra")
    assert foresee(kept.of).withdrawn == 1
    assert undo(by=None, of=kept.of, reason="Keliru").withdrawn == 1
