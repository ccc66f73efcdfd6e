"""A written answer may come after the file has moved on; it is recorded with the stage that asked."""

import pytest
from tests.gate.office import bandung, begun

from gerbang.access import Refused
from gerbang.gate import actions
from gerbang.gate.writing import Happening

pytestmark = pytest.mark.django_db


def test_an_answer_out_from_a_stage_left_behind_can_still_be_recorded() -> None:
    walk = begun(bandung("home-affairs"))
    walk.take("explore")
    walk.take("worthwhile")
    on = Happening(happened_on=walk.day)
    actions.ask(by=walk.by("region"), case=walk.case, ask_id="home-affairs", body=None, on=on, seen=None)
    walk.take("consulted", reason="Menlu belum menjawab.")
    assert walk.case.waiting.filter(what="answer").exists()
    by = walk.offices.by("home-affairs")
    actions.answer(
        by=by, case=walk.case, ask_id="home-affairs", on=Happening(happened_on=walk.day), seen=None,
        data={"summary": "Tidak berkeberatan."}, stage="consultation",
    )  # fmt: skip
    asked = [one for one in walk.position().asked if one.ask == "home-affairs"]
    assert asked[0].answered_on == walk.day
    assert not walk.case.waiting.filter(what="answer").exists()


def test_nobody_answers_what_a_stage_never_asked() -> None:
    walk = begun(bandung("home-affairs"))
    with pytest.raises(Refused):
        actions.answer(
            by=walk.offices.by("home-affairs"), case=walk.case, ask_id="home-affairs",
            on=Happening(happened_on=walk.day), seen=None, data={"summary": "-"}, stage="consultation",
        )  # fmt: skip
