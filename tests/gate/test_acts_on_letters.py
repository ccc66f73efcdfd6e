"""A stage is acted on by the body that holds it, or on the strength of its letter, which it confirms or disputes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.gate.office import Walk, account, act, acting, bandung, correct, offices_of, refusal, registered, waiting

from gerbang.access import Refused
from gerbang.gate import actions
from gerbang.gate.models import Step, Waiting
from gerbang.gate.writing import Happening
from gerbang.people.acting import Acting
from gerbang.people.models import Body, Right
from gerbang.values import Invalid

pytestmark = pytest.mark.django_db


def before_council(*roles: str) -> Walk:
    return registered(bandung(*roles), "council")


def returned(walk: Walk) -> Step:
    """The council's return, entered by the region on its letter."""
    return act(walk, "return", letter=walk.letter("council"))


def confirm(walk: Walk, step: Step, role: str, *, agrees: bool, reason: str = "") -> Step:
    by = walk.offices.by(role)
    return actions.confirm(by=by, case=walk.case, target=step.seq, agrees=agrees, reason=reason, seen=None)


def test_a_body_with_an_account_acts_itself() -> None:
    walk = before_council("council")
    step = act(walk, "return", walk.offices.by("council"))
    assert (step.on_letter, step.acting) == (False, walk.offices.bodies["council"])
    assert walk.position().unconfirmed == ()


def test_another_bodys_act_needs_its_whole_letter() -> None:
    walk = before_council()
    with pytest.raises(Invalid) as caught:
        act(walk, "return")
    assert len(caught.value.problems) == 5
    complete = walk.letter("council")
    empties = {"number": "", "dated_on": None, "received_on": None, "signatory_office": "", "scan": None}
    for name, empty in empties.items():
        with pytest.raises(Invalid) as caught:
            act(walk, "return", letter=replace(complete, **{name: empty}))  # type: ignore[arg-type]
        assert set(caught.value.problems) == {f"letter-{name}"}
    assert walk.position().head == 1


def test_what_stands_on_a_letter_is_unconfirmed_and_waits_for_its_body() -> None:
    walk = before_council("council")
    step = returned(walk)
    assert (step.on_letter, step.acting.kind, step.recorded_by.kind) == (True, "council", "unit")
    assert step.letter is not None and step.letter.number
    assert walk.position().unconfirmed == (step.seq,)
    assert ("council", Waiting.What.CONFIRM) in waiting(walk)


def test_the_ministry_may_record_it_on_the_letter_too() -> None:
    walk = before_council("home-affairs")
    step = act(walk, "return", walk.offices.by("home-affairs"), letter=walk.letter("council"))
    assert (step.on_letter, step.acting.kind, step.recorded_by.kind) == (True, "council", "home-affairs-foreign")


def test_the_body_confirms_once() -> None:
    walk = before_council("council")
    step = returned(walk)
    confirm(walk, step, "council", agrees=True)
    assert walk.position().unconfirmed == ()
    assert ("council", Waiting.What.CONFIRM) not in waiting(walk)
    with pytest.raises(Refused) as caught:
        confirm(walk, step, "council", agrees=False, reason="Ternyata tidak.")
    assert refusal(caught).code == "nothing-to-confirm"


def test_a_dispute_wants_a_reason_and_lands_on_the_ministrys_desk() -> None:
    walk = before_council("council")
    step = returned(walk)
    with pytest.raises(Invalid):
        confirm(walk, step, "council", agrees=False)
    confirm(walk, step, "council", agrees=False, reason="Surat kami menyetujui.")
    walk.case.refresh_from_db()
    assert (walk.case.unconfirmed, walk.case.disputed) == (0, 1)
    assert ("home-affairs-foreign", Waiting.What.SETTLE) in waiting(walk)
    submit = walk.position().choice("submit")
    assert submit is not None and "disputed-step" in [reason.code for reason in submit.warnings]


def disputed() -> tuple[Walk, Step]:
    walk = before_council("council", "home-affairs")
    step = returned(walk)
    confirm(walk, step, "council", agrees=False, reason="Surat kami menyetujui.")
    return walk, step


def test_a_dispute_is_settled_when_the_body_confirms_after_all() -> None:
    walk, step = disputed()
    confirm(walk, step, "council", agrees=True)
    assert walk.position().disputed == ()
    assert Waiting.What.SETTLE not in {what for _kind, what in waiting(walk)}


def test_a_dispute_is_settled_by_the_ministrys_ralat_and_not_by_the_recorders() -> None:
    walk, step = disputed()
    with pytest.raises(Refused) as caught:
        correct(walk, step)
    assert refusal(caught).code == "acted-on"
    correct(walk, step, walk.offices.by("home-affairs"))
    found = walk.position()
    assert found.disputed == () and found.stage is not None and found.stage.id == "council"
    assert waiting(walk) == {("council", Waiting.What.ACT)}


def test_a_disputed_step_that_was_amended_is_put_to_its_body_again() -> None:
    walk, step = disputed()
    correct(walk, step, walk.offices.by("home-affairs"), {"happened_on": date(2025, 3, 20)})
    assert walk.position().disputed == (step.seq,)
    assert ("council", Waiting.What.CONFIRM) in waiting(walk)
    assert Waiting.What.SETTLE not in {what for _kind, what in waiting(walk)}
    confirm(walk, step, "council", agrees=True)
    assert walk.position().disputed == ()


def test_nobody_else_confirms_or_disputes() -> None:
    walk = before_council("council", "home-affairs")
    step = returned(walk)
    for role in ("region", "home-affairs"):
        with pytest.raises(Refused) as caught:
            confirm(walk, step, role, agrees=True)
        assert refusal(caught).code == "not-yours" and refusal(caught).reason
    with pytest.raises(Refused) as caught:
        confirm(walk, walk.case.steps.get(seq=1), "region", agrees=True)
    assert refusal(caught).code == "nothing-to-confirm"


def attempts(walk: Walk, by: Acting) -> list[Callable[[], object]]:
    """Everything somebody might try to write."""
    on, case, letter = Happening(happened_on=walk.day), walk.case, walk.letter("council")
    return [
        lambda: act(walk, "return", by, letter=letter),
        lambda: actions.give_paper(by=by, case=case, paper_id="application-letter", on=on, seen=None, data={}),
        lambda: actions.note(by=by, case=case, text="Catatan", happened_on=walk.day),
        lambda: actions.state_facts(by=by, case=case, values={}, attested={}, seen=None),
        lambda: actions.add_past(by=by, case=case, stage="initiative", on=on, seen=None, data={}),
        lambda: correct(walk, case.steps.get(seq=1), by),
    ]


def test_strangers_are_refused_with_the_reason() -> None:
    walk = before_council()
    surabaya = offices_of("35.78", "council")
    ministry = Body.objects.filter(kind="ministry").order_by("pk")[0]
    for by in (surabaya.by("region"), surabaya.by("council"), acting(account(ministry))):
        for attempt in attempts(walk, by):
            with pytest.raises(Refused) as caught:
                attempt()
            assert refusal(caught).reason
    assert walk.position().head == 1


def test_the_province_reads_and_remarks_and_does_nothing_else() -> None:
    walk = before_council("province")
    by = walk.offices.by("province")
    refused = 0
    for attempt in attempts(walk, by):
        try:
            attempt()
        except Refused:
            refused += 1
    assert refused == 5
    assert [step.kind for step in walk.case.steps.all()] == ["register", "note"]


def test_a_mission_does_not_act_as_its_ministry() -> None:
    walk = registered(bandung(), "partner-discussion")
    mission = Body.objects.get(name_id="KJRI Melbourne")
    with pytest.raises(Refused) as caught:
        act(walk, "not-agreed", acting(account(mission)))
    assert refusal(caught).code == "not-yours"


@pytest.mark.parametrize("right", [Right.READ, Right.PREPARE, Right.CHECK])
def test_whoever_may_not_send_moves_nothing(right: Right) -> None:
    walk = registered(bandung(), "region-decision-council")
    reader = acting(account(walk.offices.bodies["region"], rights=(right,)), right)
    with pytest.raises(Refused) as caught:
        act(walk, "resubmit", reader)
    assert refusal(caught).code == "right-missing" and refusal(caught).reason
    if right == Right.READ:
        with pytest.raises(Refused):
            actions.note(by=reader, case=walk.case, text="Catatan", happened_on=walk.day)


def test_a_case_is_begun_by_its_own_region_only() -> None:
    offices = bandung("council", "home-affairs")
    for role in ("council", "home-affairs"):
        with pytest.raises(Refused) as caught:
            registered(replace(offices, accounts={"region": offices.accounts[role]}), "council")
        assert refusal(caught).code == "not-a-region"
