"""What a list of steps says, and which lists say nothing a rulebook allows."""

from datetime import date
from typing import Any

import pytest
from tests.rulebook.cases import KSDPL, Case, at_council
from tests.rulebook.small import TEXT

from gerbang.rulebook import loader
from gerbang.rulebook.calendar import builtin
from gerbang.rulebook.standing import StepError, project, standing
from gerbang.rulebook.steps import Step

SMALL = loader.load_text(TEXT, "small.toml")
DAY = date(2026, 3, 2)


def test_a_running_case_can_be_registered_at_any_stage() -> None:
    case = Case()
    case.add("register", stage="signing", to="signing", on=date(2020, 5, 4))
    found = case.now()
    assert found.stage is not None and (found.stage.id, found.since) == ("signing", date(2020, 5, 4))
    assert [visit.stage for visit in found.visits if visit.undocumented][:2] == ["initiative", "exploration"]
    assert all(visit.held_days(DAY) is None for visit in found.visits[:-1])
    assert case.go("sign").now().effects, "earlier stages are never demanded for going on"


def test_earlier_steps_are_added_afterwards_and_move_nothing() -> None:
    case = Case()
    case.add("register", stage="verification", to="verification", on=date(2020, 5, 4))
    before = case.now()
    data = {"entered_on": "2019-05-01", "parts": {"term": "3 tahun"}}
    case.add("past", stage="cooperation-plan", paper="cooperation-plan", on=date(2019, 6, 1), data=data)
    case.add("past", stage="exploration", on=date(2019, 1, 1), data={"no_document": True})
    after = case.now()
    assert (after.stage, after.since) == (before.stage, before.since)
    visits = {visit.stage: visit for visit in after.visits}
    assert visits["cooperation-plan"].held_days(DAY) == 31 and not visits["cooperation-plan"].undocumented
    assert visits["exploration"].undocumented and visits["exploration"].left_on == date(2019, 1, 1)
    assert [one.paper for one in after.present] == ["cooperation-plan"]


def test_a_voided_registration_leaves_no_stage_until_the_next() -> None:
    case = Case()
    case.correct(case.add("register", stage="signing", to="signing"))
    found = case.now()
    assert (found.state, found.stage, found.choices) == ("closed", None, ())
    case.add("register", stage="council", to="council")
    again = case.now().stage
    assert again is not None and again.id == "council"


def test_what_was_entered_under_a_voided_registration_passes_to_the_next() -> None:
    case = Case()
    registered = case.add("register", stage="signing", to="signing")
    case.give("cooperation-plan")
    case.add("note", data={"text": "catatan"})
    case.correct(registered)
    assert case.now().present == ()
    case.add("register", stage="council", to="council")
    assert [one.paper for one in case.now().present] == ["cooperation-plan"]


def test_a_pause_keeps_the_stage_and_never_stops_a_regulations_clock() -> None:
    case = at_council()
    case.give("application-letter", received_on=DAY, on=DAY)
    case.add("pause", data={"reason": "menunggu anggaran"})
    paused = case.now()
    assert paused.state == "paused" and paused.due is not None and paused.due.on == date(2026, 5, 13)
    assert [choice.id for choice in paused.choices if choice.allowed] == ["resume", "stop", "correct"]
    case.add("resume", on=date(2026, 4, 1))
    resumed = case.now()
    assert resumed.state == "running" and resumed.due is not None and resumed.due.on == date(2026, 5, 13)
    assert resumed.pauses[0].until == date(2026, 4, 1)


def test_a_pause_moves_a_target_of_the_house_and_says_so() -> None:
    case = Case(book=SMALL, facts={"place": "here"}).open().go("go")
    case.give("request", received_on=DAY, on=DAY)
    first = case.now().due
    assert first is not None and not first.is_law and first.on == date(2026, 3, 16)
    pause = case.add("pause", on=date(2026, 3, 4))
    case.add("resume", on=date(2026, 3, 6))
    moved = case.now().due
    assert moved is not None and (moved.first_on, moved.on) == (date(2026, 3, 16), date(2026, 3, 25))
    assert moved.causes == (("paused", pause.seq),)
    assert moved.explain(builtin()).due_on == moved.on


def test_giving_a_paper_again_moves_no_deadline() -> None:
    case = at_council()
    case.give("application-letter", received_on=DAY, on=DAY)
    case.give("application-letter", received_on=date(2026, 3, 9))
    due = case.now().due
    assert due is not None and due.on == date(2026, 5, 13) and due.causes == ()


def test_a_withdrawn_letter_gives_way_to_the_next() -> None:
    case = at_council()
    wrong = case.give("application-letter", received_on=DAY, on=DAY)
    withdrawal = case.add("withdraw-paper", target=wrong.seq)
    assert case.now().due is None
    case.give("application-letter", received_on=date(2026, 3, 3))
    due = case.now().due
    assert due is not None and due.causes == (("start-corrected", withdrawal.seq),)
    assert due.first_on == date(2026, 5, 13)


def test_a_step_on_a_letter_waits_for_the_body_to_confirm_or_dispute_it() -> None:
    case = at_council()
    case.supply("approve")
    taken = case.choose("approve", on_letter=True, acting="in-council")
    assert case.now().unconfirmed == (taken.seq,)
    case.add("dispute", target=taken.seq, data={"reason": "bukan surat kami"})
    disputed = case.now()
    assert (disputed.unconfirmed, disputed.disputed) == ((), (taken.seq,))
    case.supply("draft")
    warned = case.now().choice("draft")
    assert warned is not None and "disputed-step" in [reason.code for reason in warned.warnings]
    case.add("confirm", target=taken.seq)
    assert case.now().disputed == ()


def test_an_answer_belongs_to_the_body_that_was_asked() -> None:
    case = Case().open().go("explore", "worthwhile", "consulted", "sign", "submit", "approve", "draft", "submit")
    case.add("ask", ask="ministries", data={"body": "in-a"})
    case.add("ask", ask="ministries", data={"body": "in-b"})
    case.add("answer", ask="ministries", acting="in-b")
    answered = {asked.body: asked.answered_on for asked in case.now().asked if asked.ask == "ministries"}
    assert answered["in-a"] is None and answered["in-b"] is not None


def test_a_conditional_stage_is_passed_where_its_fact_does_not_hold() -> None:
    plain = Case(book=SMALL).open().go("go").now().stage
    asked = Case(book=SMALL).open(ready=True).go("go").now().stage
    assert plain is not None and plain.id == "second"
    assert asked is not None and asked.id == "extra"


def test_the_projection_holds_dates_and_no_judgement() -> None:
    case = at_council()
    case.give("application-letter", received_on=DAY, on=DAY)
    found = project(case.now(on=date(2027, 1, 1)))
    assert (found.state, found.stage, found.holder) == ("running", "council", "council")
    assert (found.due_on, found.due_is_law, found.calendar_version) == (date(2026, 5, 13), True, "builtin-1")
    assert found.head == len(case.steps) and not found.returned
    assert project(case.go("return").now()).returned


WRONG: dict[str, tuple[list[dict[str, Any]], str]] = {
    "nothing was opened": ([{"kind": "move", "outcome": "explore"}], "not-begun"),
    "opened twice": ([{"kind": "open"}, {"kind": "open"}], "already-begun"),
    "opened in the middle": ([{"kind": "open", "stage": "council"}], "not-the-first-stage"),
    "registered nowhere": ([{"kind": "register", "to": "moon"}], "no-such-stage"),
    "an outcome of another stage": ([{"kind": "open"}, {"kind": "move", "outcome": "approve"}], "no-such-outcome"),
    "a move made in another stage": (
        [{"kind": "open"}, {"kind": "move", "outcome": "explore", "stage": "council"}], "not-in-this-stage"),
    "an outcome leading elsewhere": (
        [{"kind": "open"}, {"kind": "move", "outcome": "explore", "to": "signing"}], "leads-elsewhere"),
    "a skip leading elsewhere": ([{"kind": "open"}, {"kind": "skip", "to": "signing"}], "leads-elsewhere"),
    "a move while paused": (
        [{"kind": "open"}, {"kind": "pause"}, {"kind": "move", "outcome": "explore"}], "case-paused"),
    "a move after the stop": (
        [{"kind": "open"}, {"kind": "stop"}, {"kind": "move", "outcome": "explore"}], "case-stopped"),
    "resumed without a pause": ([{"kind": "open"}, {"kind": "resume"}], "not-paused"),
    "stopped twice": ([{"kind": "open"}, {"kind": "stop"}, {"kind": "stop"}], "case-stopped"),
    "a paper nobody knows": ([{"kind": "open"}, {"kind": "paper", "paper": "poem"}], "no-such-paper"),
    "an ask nobody knows": ([{"kind": "open"}, {"kind": "ask", "ask": "king"}], "no-such-ask"),
    "a fact of places": (
        [{"kind": "fact", "data": {"facts": {"country.policy": "normal"}}}], "not-begun"),
    "a fact the case does not record": (
        [{"kind": "open", "data": {"facts": {"country.policy": "normal"}}}], "not-a-fact-of-the-case"),
    "a value the fact does not have": (
        [{"kind": "open", "data": {"facts": {"initiative-source": "brother"}}}], "no-such-value"),
    "a condition nobody knows": (
        [{"kind": "open", "data": {"attested": {"weather": "fine"}}}], "no-such-condition"),
    "a past that is not past": ([{"kind": "open"}, {"kind": "past", "stage": "signing"}], "not-an-earlier-stage"),
    "a kind nobody knows": ([{"kind": "dance"}], "unknown-kind"),
    "a correction of nothing": ([{"kind": "open"}, {"kind": "correct", "target": 9}], "no-such-target"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_list_the_rulebook_does_not_allow_is_refused_by_step(what: str) -> None:
    steps, code = WRONG[what]
    listed = [Step(seq=place + 1, happened_on=DAY, **values) for place, values in enumerate(steps)]
    with pytest.raises(StepError) as caught:
        standing(KSDPL, listed, {}, builtin(), DAY)
    assert (caught.value.seq, caught.value.code) == (len(listed), code)


def test_steps_out_of_order_are_refused() -> None:
    steps = [Step(seq=2, kind="open", happened_on=DAY), Step(seq=1, kind="note", happened_on=DAY)]
    with pytest.raises(StepError, match="out-of-order"):
        standing(KSDPL, steps, {}, builtin(), DAY)


def test_no_steps_are_a_case_that_is_not_there() -> None:
    found = standing(KSDPL, [], {}, builtin(), DAY)
    assert (found.state, found.stage, found.head) == ("closed", None, 0)
