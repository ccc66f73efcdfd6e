"""An import is undone as one, but for ties that somebody has worked on since."""

import pytest
from tests.people.helpers import Right, acting, body
from tests.register.helpers import sign
from tests.register.intake.making import row, written

from gerbang.access import Conflict, Refused
from gerbang.ledger import queries as ledger
from gerbang.people.acting import Actor
from gerbang.register.intake.settling import Settlement, settle
from gerbang.register.intake.undoing import undo
from gerbang.register.models import Import, Tie
from gerbang.register.projection import COLUMNS, project_tie
from gerbang.register.queries import visible_to
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
REASON = "Tabel yang salah"


def brought_in(*rows: dict[str, str]) -> Import:
    done = written(*rows)
    assert done.of is not None
    return done.of


def test_ties_nobody_touched_are_withdrawn() -> None:
    of = brought_in(row(), row(foreign_side="Walvis Bay"), row(signed_date="2019", source_url="https://lain.example/"))
    ties = list(Tie.objects.all())
    done = undo(by=None, of=of, reason=REASON)
    assert (done.withdrawn, done.restored, done.kept) == (2, 0, ())
    of.refresh_from_db()
    assert (of.state, of.undone_reason) == ("undone", REASON)
    assert not visible_to(Actor(None)).exists()
    for tie in ties:
        tie.refresh_from_db()
        assert tie.withdrawn_reason == REASON
        assert not tie.claims.filter(withdrawn_at=None).exists()
        assert [entry.kind for entry in ledger.history(tie.ref)][-1] == "tie.withdrawn"
    assert ledger.history(of.ref).last().kind == "import.undone"  # type: ignore[union-attr]


def test_a_withdrawn_tie_is_described_as_one() -> None:
    of = brought_in(row())
    undo(by=None, of=of, reason=REASON)
    made = Tie.objects.get()
    before = {column: getattr(made, column) for column in COLUMNS if column != "terms"}
    project_tie(made)
    made.refresh_from_db()
    assert {column: getattr(made, column) for column in before} == before
    assert (made.public, made.facets) == (False, "")


def test_a_tie_somebody_worked_on_is_kept_and_named() -> None:
    of = brought_in(row(), row(foreign_side="Walvis Bay"))
    touched = Tie.objects.get(names_id__endswith="Walvis Bay")
    sign(touched)
    done = undo(by=None, of=of, reason=REASON)
    assert done.withdrawn == 1
    [kept] = done.kept
    assert (kept.tie, kept.rows) == (touched, (3,))
    assert [entry.kind for entry in kept.entries] == ["instrument.signed"]
    touched.refresh_from_db()
    assert touched.withdrawn_at is None


def test_what_was_only_added_to_a_tie_is_taken_back() -> None:
    first = brought_in(row(instrument="LoI", signed_date="2018"))
    second = brought_in(row(source_url="https://lain.example/"))
    made = Tie.objects.get()
    assert (made.phase, made.public) == ("agreed", True)
    done = undo(by=None, of=second, reason=REASON)
    assert (done.withdrawn, done.restored, done.kept) == (0, 1, ())
    made.refresh_from_db()
    assert (made.phase, made.public, made.withdrawn_at) == ("intended", False, None)
    assert made.claims.filter(imported_by=second, withdrawn_at=None).count() == 0
    assert made.claims.filter(imported_by=first, withdrawn_at=None).exists()
    # The first import is not touched any more by nobody: the second moved the tie on.
    assert [one.tie for one in undo(by=None, of=first, reason=REASON).kept] == [made]


def test_a_settled_row_is_undone_with_its_import() -> None:
    of = brought_in(row(foreign_side="Charleston", country="", iso2="US"))
    settle(by=None, row=of.rows.get(), settlement=Settlement(place="kota:4574324"))
    assert undo(by=None, of=of, reason=REASON).withdrawn == 1


def test_the_table_can_be_brought_in_again_afterwards() -> None:
    of = brought_in(row())
    undo(by=None, of=of, reason=REASON)
    again = written(row())
    assert (again.new, again.checked.counts["created"]) == (True, 1)
    assert Tie.objects.filter(withdrawn_at=None).count() == 1


def test_undoing_needs_a_reason_and_happens_once() -> None:
    of = brought_in(row())
    with pytest.raises(Invalid):
        undo(by=None, of=of, reason=" ")
    undo(by=None, of=of, reason=REASON)
    with pytest.raises(Conflict):
        undo(by=None, of=of, reason=REASON)


def test_only_its_body_undoes_an_import() -> None:
    done = written(row(), by=acting(body("Pemerintah Kota Bandung"), Right.PREPARE))
    assert done.of is not None
    with pytest.raises(Refused):
        undo(by=acting(body("Pemerintah Kota Surabaya"), Right.PREPARE), of=done.of, reason=REASON)
    centre = acting(body("Pusat Fasilitasi Kerja Sama"), Right.PREPARE)
    assert undo(by=centre, of=done.of, reason=REASON).withdrawn == 1
