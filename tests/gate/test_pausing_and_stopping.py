"""Ditunda, Lanjutkan, Tidak dilanjutkan: before signing at any stage, and never against a deadline of the law."""

from datetime import date, timedelta

import pytest
from tests.gate.office import act, bandung, refusal, registered, waiting

from gerbang.access import Refused
from gerbang.gate.writing import Happening
from gerbang.rulebook import loader
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db
BOOK = loader.books()["id.ksdpl"]
UNSIGNED = [stage.id for stage in BOOK.stages if stage.id in BOOK.before_signing]


def test_every_stage_before_signing_can_be_paused_resumed_and_stopped() -> None:
    offices = bandung()
    assert len(UNSIGNED) > 12
    for stage in UNSIGNED:
        walk = registered(offices, stage)
        act(walk, "pause")
        walk.case.refresh_from_db()
        assert (walk.case.state, walk.case.stage) == ("paused", stage)
        assert waiting(walk) == set()
        act(walk, "resume")
        walk.case.refresh_from_db()
        assert (walk.case.state, walk.case.stage) == ("running", stage)
        act(walk, "stop")
        walk.case.refresh_from_db()
        assert walk.case.state == "stopped" and waiting(walk) == set()


@pytest.mark.parametrize("stage", ["originals", "implementation"])
@pytest.mark.parametrize("choice", ["pause", "stop"])
def test_a_signed_case_is_neither_paused_nor_stopped(stage: str, choice: str) -> None:
    walk = registered(bandung(), stage)
    with pytest.raises(Refused) as caught:
        act(walk, choice)
    assert refusal(caught).code == "already-signed"


def test_a_pause_never_stops_the_forty_five_days() -> None:
    walk = registered(bandung(), "council")
    walk.give("application-letter")
    walk.case.refresh_from_db()
    due = walk.case.due_on
    act(walk, "pause")
    walk.case.refresh_from_db()
    assert walk.case.due_on == due
    act(walk, "resume", on=Happening(happened_on=walk.day + timedelta(days=90)))
    walk.case.refresh_from_db()
    assert (walk.case.due_on, walk.case.first_due_on) == (due, due)
    found = walk.position()
    assert found.due is not None and found.due.overdue(date(2025, 12, 1))


def test_the_case_is_paused_and_stopped_by_the_region_and_for_a_reason() -> None:
    walk = registered(bandung("council"), "council")
    with pytest.raises(Refused):
        act(walk, "pause", walk.offices.by("council"))
    with pytest.raises(Invalid):
        act(walk, "stop", reason=" ")


def test_a_resting_case_does_not_move() -> None:
    walk = registered(bandung(), "region-decision-council")
    act(walk, "pause")
    with pytest.raises(Refused) as caught:
        act(walk, "resubmit")
    assert refusal(caught).code == "case-paused"
    with pytest.raises(Invalid):
        act(walk, "resume", on=Happening(happened_on=walk.day - timedelta(days=1)))
    act(walk, "stop")
    with pytest.raises(Refused):
        act(walk, "resume")
