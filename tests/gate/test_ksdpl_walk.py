"""The whole procedure of cooperation with a foreign local government, by five bodies and by one with letters only."""

import pytest
from tests.gate.office import Walk, attest_relations, bandung, begun

from gerbang.gate import history, projection
from gerbang.gate.agreement import steps_agree
from gerbang.gate.models import Waiting
from gerbang.ledger import checks
from gerbang.register.models import Instrument

pytestmark = pytest.mark.django_db

MAIN_LINE = (
    "sign", "submit", "approve", "draft", "submit", "discussed", "approve", "agreed", "delivered", "sign",
    "located", "report-accepted",
)  # fmt: skip


def walk_to_the_end(walk: Walk) -> None:
    walk.take("explore")
    walk.take("worthwhile")
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    for outcome in MAIN_LINE:
        walk.take(outcome)


def test_five_bodies_walk_from_first_idea_to_the_first_report() -> None:
    walk = begun(bandung("council", "home-affairs", "foreign-affairs"))
    walk_to_the_end(walk)
    walk.case.refresh_from_db()
    assert walk.case.state == "closed"
    assert walk.case.unconfirmed == 0
    assert sorted(Instrument.objects.values_list("kind", flat=True)) == ["loi", "mou"]
    assert walk.case.tie.phase == "agreed"


def test_one_regional_account_walks_the_whole_way_with_letters_alone() -> None:
    walk = begun(bandung())
    walk.letters_only = True
    walk_to_the_end(walk)
    walk.case.refresh_from_db()
    assert walk.case.state == "closed"
    assert walk.case.unconfirmed > 0, "what other bodies' letters carry waits for their confirmation"
    assert set(walk.case.waiting.values_list("what", flat=True)) == {Waiting.What.CONFIRM}


def test_the_stored_projection_equals_the_fold_at_every_step() -> None:
    walk = begun(bandung())
    walk.letters_only = True
    walk_to_the_end(walk)
    case = walk.case
    case.refresh_from_db()
    stored = {name: getattr(case, name) for name in projection.COLUMNS}
    projection.fill(case, projection.standing_of(case, walk.day))
    assert {name: getattr(case, name) for name in projection.COLUMNS} == stored


def test_every_step_has_its_ledger_entry_and_no_more() -> None:
    walk = begun(bandung())
    walk.letters_only = True
    walk_to_the_end(walk)
    assert list(steps_agree(checks.recorded("gate.step"))) == []
    assert len(list(checks.recorded("gate.step"))) == len(history.of(walk.case))
