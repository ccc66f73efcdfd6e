"""The foreign chain from first idea to first report, as PP 28/2018 and the offices have it."""

from datetime import date

import pytest
from tests.rulebook.cases import KSDPL, TO_COUNCIL, TO_SIGNING, Case, at_council


def test_the_stages_are_named_and_numbered_as_offices_know_them() -> None:
    line = [stage.number for stage in KSDPL.stages if stage.line]
    assert line == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "12a", "13", "14", "15"]
    assert [stage.number for stage in KSDPL.stages if not stage.line] == ["6a", "7a", "11a"]


def test_a_case_goes_from_the_first_idea_to_the_first_report() -> None:
    case = Case().open().go(*TO_SIGNING, "sign", "located", "report-accepted")
    found = case.now()
    assert found.state == "closed"
    assert [effect.effect for effect in found.effects] == [
        "instrument.sign:loi", "tie.intended", "plan.adopt", "instrument.sign:mou", "tie.in_force", "paper.archive",
        "case.close",
    ]  # fmt: skip
    assert all(visit.left_on for visit in found.visits)


@pytest.mark.rule("id.ksdpl/stage/council/need/application-letter", "id.ksdpl/stage/council/clock")
def test_the_council_stage_asks_for_its_letter_and_counts_from_its_receipt() -> None:
    case = at_council()
    assert case.now().due is None
    case.give("application-letter", received_on=date(2026, 3, 2), received_proof="cap agenda", on=date(2026, 3, 2))
    due = case.now().due
    assert due is not None
    assert (due.on, due.first_on, due.start_proof) == (date(2026, 5, 13), date(2026, 5, 13), "cap agenda")
    assert due.is_law and not due.overdue(date(2026, 5, 13)) and due.overdue(date(2026, 5, 14))


@pytest.mark.rule("id.ksdpl/stage/council/clock", "id.ksdpl/stage/council/outcome/approve/need/council-decision")
def test_overdue_never_means_approval() -> None:
    case = at_council()
    case.give("application-letter", received_on=date(2026, 3, 2), on=date(2026, 3, 2))
    choice = case.now(on=date(2026, 6, 1)).choice("approve")
    assert choice is not None and not choice.allowed
    assert [reason.code for reason in choice.refused] == ["paper-missing", "overdue-is-not-approval"]
    assert choice.refused[1].provision is not None and choice.refused[1].provision.basis[0].at == "30(4)"
    case.give("council-decision")
    late = case.now(on=date(2026, 6, 1)).choice("approve")
    assert late is not None and late.allowed


@pytest.mark.rule("id.ksdpl/paper/cooperation-plan/funding")
def test_one_empty_part_of_the_plan_keeps_it_from_the_council() -> None:
    case = Case().open().go("explore", "worthwhile", "consulted", "sign")
    parts = {part.id: "isi" for part in KSDPL.papers["cooperation-plan"].parts}
    case.give("cooperation-plan", parts=parts | {"funding": " "})
    choice = case.now().choice("submit")
    assert choice is not None and not choice.allowed
    assert choice.refused[0].code == "paper-incomplete" and choice.refused[0].params["empty"] == ("funding",)
    case.add("paper", paper="cooperation-plan", data={"parts": {"funding": "APBD"}})
    filled = case.now().choice("submit")
    assert filled is not None and filled.allowed


@pytest.mark.rule("id.ksdpl/stage/council")
def test_the_council_cannot_be_skipped_and_the_article_says_so() -> None:
    choice = at_council().now().choice("skip")
    assert choice is not None and not choice.allowed
    assert choice.refused[0].code == "stage-required"
    assert choice.refused[0].provision is not None and choice.refused[0].provision.basis[0].at == "30(1)"


@pytest.mark.rule("id.ksdpl/stage/originals")
def test_the_originals_can_be_skipped_with_a_reason() -> None:
    case = Case().open().go(*TO_SIGNING, "sign")
    choice = case.now().choice("skip")
    assert choice is not None and choice.allowed and choice.wants_reason and choice.to == "implementation"


@pytest.mark.rule("id.ksdpl/stage/consultation/ask/*")
def test_silence_of_those_consulted_warns_and_never_blocks() -> None:
    case = Case().open().go("explore", "worthwhile")
    choice = case.now().choice("consulted")
    assert choice is not None and choice.allowed
    assert [reason.params["ask"] for reason in choice.warnings] == ["home-affairs", "foreign-affairs"]
    case.add("ask", ask="home-affairs", data={"body": "in-1"})
    case.add("answer", ask="home-affairs", acting="in-1")
    case.add("answer", ask="foreign-affairs", acting="in-2")
    after = case.now()
    recorded = after.choice("consulted")
    assert recorded is not None and recorded.warnings == ()
    assert [(asked.ask, asked.asked_on is None) for asked in after.asked] == [
        ("home-affairs", False),
        ("foreign-affairs", True),
    ]


@pytest.mark.rule("id.ksdpl/stage/council/clock")
def test_after_a_return_the_new_letter_starts_a_new_count() -> None:
    case = at_council()
    case.give("application-letter", received_on=date(2026, 1, 12), on=date(2026, 1, 12))
    case.choose("return")
    case.choose("submit")
    found = case.now()
    assert found.stage is not None and (found.stage.id, found.visits[-1].nth, found.due) == ("council", 2, None)
    case.give("application-letter", received_on=date(2026, 3, 2), on=date(2026, 3, 2))
    due = case.now().due
    assert due is not None and due.on == date(2026, 5, 13)


@pytest.mark.rule("id.ksdpl/stage/council/outcome/not-approved")
def test_a_refusal_of_the_council_lets_the_region_decide() -> None:
    case = at_council().go("not-approved")
    found = case.now()
    assert found.state == "running" and found.holder == "region"
    assert {choice.id for choice in found.choices if choice.kind == "move"} == {"resubmit", "discontinue"}
    assert case.go("discontinue").now().state == "stopped"


@pytest.mark.rule("id.ksdpl/stage/plan-improvement/outcome/*")
def test_after_improving_the_plan_both_ways_are_open_with_a_reason() -> None:
    case = at_council().go("approve", "improve")
    found = case.now()
    ways = {choice.id: (choice.to, choice.reason, choice.provision.nature) for choice in found.choices}
    assert ways["resubmit"] == ("verification", True, "house")
    assert ways["council-again"] == ("council", True, "house")


@pytest.mark.rule("id.ksdpl/stage/full-powers")
def test_full_powers_are_a_stage_only_where_they_are_asked_for() -> None:
    case = Case().open().go(*TO_SIGNING[:-1])
    case.add("fact", data={"facts": {"full-powers-asked": True}})
    case.go("delivered")
    found = case.now()
    assert found.stage is not None and found.stage.number == "12a"
    issued = found.choice("issued")
    assert issued is not None and issued.allowed, "sources conflict, so nothing is refused"


@pytest.mark.rule("id.ksdpl/stage/confirmation/outcome/delivered/need/confirmation-to-region")
def test_signing_opens_with_the_second_receipt() -> None:
    case = Case().open().go(*TO_SIGNING[:-1])
    case.give("confirmation-to-minister")
    choice = case.now().choice("delivered")
    assert choice is not None and [reason.params["paper"] for reason in choice.refused] == ["confirmation-to-region"]


@pytest.mark.rule(
    "id.ksdpl/stage/partner-discussion/outcome/counter-editorial",
    "id.ksdpl/stage/partner-discussion/outcome/counter-substantial",
)
def test_counter_drafts_stay_or_go_back_to_the_ministries() -> None:
    case = Case().open().go(*TO_COUNCIL, "approve", "draft", "submit", "discussed", "approve", "counter-editorial")
    found = case.now()
    assert found.stage is not None and (found.stage.id, found.visits[-1].nth) == ("partner-discussion", 1)
    found = case.go("counter-substantial").now()
    assert found.stage is not None and (found.stage.id, found.visits[-1].returned) == ("inter-ministry", True)


def test_a_signed_case_can_neither_rest_nor_stop() -> None:
    found = Case().open().go(*TO_SIGNING, "sign").now()
    for move in ("pause", "stop"):
        choice = found.choice(move)
        assert choice is not None and [reason.code for reason in choice.refused] == ["already-signed"]
