"""Ralat: a wrong step is set right by a further one, and both stay on file."""

from datetime import date

import pytest
from tests.rulebook.cases import Case, at_council

from gerbang.rulebook.standing import StepError


def refused(case: Case) -> tuple[int, str]:
    with pytest.raises(StepError) as caught:
        case.now()
    return caught.value.seq, caught.value.code


def test_a_voided_move_leaves_the_case_where_it_was() -> None:
    case = Case().open().go("explore")
    before = case.now()
    wrong = case.choose("worthwhile")
    case.correct(wrong)
    after = case.now()
    assert (after.stage, after.since, after.visits) == (before.stage, before.since, before.visits)
    assert after.corrected == {wrong.seq: case.steps[-1].seq}
    assert wrong not in after.effective


def test_effects_of_a_voided_signature_fall_away() -> None:
    case = Case().open().go("explore", "worthwhile", "consulted")
    signed = case.choose("sign")
    assert case.now().effects
    case.correct(signed)
    assert case.now().effects == ()


def test_only_the_last_move_can_be_voided() -> None:
    case = Case().open()
    first = case.choose("explore")
    case.go("worthwhile")
    correction = case.correct(first)
    assert refused(case) == (correction.seq, "not-the-last")


def test_moves_can_be_voided_one_after_the_other() -> None:
    case = Case().open()
    first = case.choose("explore")
    second = case.choose("worthwhile")
    case.correct(second)
    case.correct(first)
    found = case.now()
    assert found.stage is not None and found.stage.id == "initiative"


def test_a_paper_can_be_voided_at_any_time() -> None:
    case = Case().open().go("explore", "worthwhile", "consulted")
    given = case.give("support-letter")
    case.go("sign")
    case.correct(given)
    assert "support-letter" not in [one.paper for one in case.now().present]


def test_a_correction_can_itself_be_voided() -> None:
    case = Case().open()
    moved = case.choose("explore")
    correction = case.correct(moved)
    case.correct(correction)
    found = case.now()
    assert found.stage is not None and found.stage.id == "exploration"
    assert found.corrected == {correction.seq: correction.seq + 1}


def test_a_correction_stands_once_the_case_has_moved_on() -> None:
    case = Case().open()
    moved = case.choose("explore")
    correction = case.correct(moved)
    case.go("explore")
    undoing = case.correct(correction)
    assert refused(case) == (undoing.seq, "not-the-last")


def test_nothing_is_voided_twice_and_the_opening_stays() -> None:
    case = Case().open()
    moved = case.choose("explore")
    case.correct(moved)
    again = case.correct(moved)
    assert refused(case) == (again.seq, "already-corrected")
    case = Case().open()
    opening = case.correct(case.steps[0])
    assert refused(case) == (opening.seq, "opening-stays")


def test_an_amended_date_moves_the_entry_into_the_stage() -> None:
    case = Case().open()
    moved = case.choose("explore")
    case.correct(moved, {"happened_on": "2025-01-31"})
    found = case.now()
    assert found.since == date(2025, 1, 31)
    assert found.corrected == {moved.seq: case.steps[-1].seq}


def test_an_amended_receipt_moves_the_deadline_and_says_why() -> None:
    case = at_council()
    letter = case.give("application-letter", received_on=date(2026, 3, 2), on=date(2026, 3, 2))
    correction = case.correct(letter, {"data": {"received_on": "2026-03-03"}})
    due = case.now().due
    assert due is not None
    assert (due.first_on, due.on) == (date(2026, 5, 13), date(2026, 5, 18))
    assert due.causes == (("start-corrected", correction.seq),)


def test_amending_keeps_what_is_not_named() -> None:
    case = Case().open().go("explore", "worthwhile", "consulted", "sign")
    plan = case.give("cooperation-plan")
    case.correct(plan, {"data": {"parts": {"term": "tiga tahun"}}})
    [found] = [one for one in case.now().present if one.paper == "cooperation-plan"]
    assert found.fields["parts"]["term"] == "tiga tahun" and found.fields["parts"]["object"] == "sesuai"


def test_what_cannot_be_amended_is_refused() -> None:
    case = Case().open()
    correction = case.correct(case.steps[0], {"to": "signing"})
    assert refused(case) == (correction.seq, "cannot-amend")
    case = Case().open()
    correction = case.correct(case.steps[0], {"happened_on": "soon"})
    assert refused(case) == (correction.seq, "not-a-date")
