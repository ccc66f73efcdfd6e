"""What every row of docs/rules.md refuses at the stage it is about: what the table says, and no more."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest
from tests.rulebook.cases import FACTS, Case, filled

from gerbang.rulebook import loader
from gerbang.rulebook.conditions import asked_facts, evaluate
from gerbang.rulebook.schema import START, Condition, Rulebook, Stage
from gerbang.rulebook.standing import Choice
from gerbang.site.rules_table import Row, rows

BOOKS = loader.books()
ROWS = {row.key: row for book in BOOKS.values() for row in rows(book)}
HARMLESS = {"signatory-capacity": "definitive", "initiative-source": "region", "text-as-approved": True}
BEGAN, MUCH_LATER = date(2025, 2, 3), date(2026, 2, 3)


def every(*kinds: str) -> pytest.MarkDecorator:
    """One test for each row of a kind; a kind is the shape of its key."""
    shapes = [kind.split("/") for kind in kinds]
    keys = [key for key in ROWS if any(_fits(key.split("/"), shape) for shape in shapes)]
    assert keys
    return pytest.mark.parametrize("row", [ROWS[key] for key in keys], ids=keys)


def _fits(parts: list[str], shape: list[str]) -> bool:
    return len(parts) == len(shape) and all(want in ("*", part) for want, part in zip(shape, parts, strict=True))


def book_and_stage(row: Row) -> tuple[Rulebook, Stage]:
    book_id, _stage, stage_id, *_rest = row.key.split("/")
    stage = BOOKS[book_id].stage(stage_id)
    assert stage is not None
    return BOOKS[book_id], stage


def at(book: Rulebook, stage: Stage, *, without: str = "", **facts: Any) -> Case:
    """A case in that stage with every paper it needs but one, and nothing that is only optional."""
    places = FACTS | {name: value for name, value in facts.items() if book.facts[name].by != "case"}
    case = Case(book=book, facts=places)
    case.add("register", stage=stage.id, to=stage.id, on=BEGAN)
    own = {name: value for name, value in (HARMLESS | facts).items() if name in book.facts and name not in places}
    case.add("fact", data={"facts": own})
    needs = [*stage.needs, *(need for outcome in stage.outcomes for need in outcome.needs)]
    for paper in dict.fromkeys(need.paper for need in needs):
        if paper != without:
            case.give(paper)
    return case


def moves(case: Case) -> dict[str, Choice]:
    return {choice.id: choice for choice in case.now().choices if choice.kind == "move"}


def onward(case: Case) -> list[Choice]:
    found = [choice for choice in moves(case).values() if choice.direction == "forward"]
    assert found
    return found


def agree(row: Row, found: Iterable[Choice], code: str) -> None:
    """Each is refused for that one reason, with the provision of the row, exactly if the table says so."""
    for choice in found:
        expected = [(code, row.provision)] if row.refuses else []
        assert [(reason.code, reason.provision) for reason in choice.refused] == expected, choice.id


@pytest.mark.rule("*/stage/*")
@every("*/stage/*")
def test_a_stage_is_skipped_exactly_where_no_confirmed_regulation_demands_it(row: Row) -> None:
    skip = at(*book_and_stage(row)).now().choice("skip")
    if skip is None:
        assert not row.refuses, "beside the line, or the last one"
        return
    agree(row, [skip], "stage-required")


@pytest.mark.rule("*/stage/*/need/*")
@every("*/stage/*/need/*")
def test_a_stage_is_not_left_without_a_paper_that_regulation_demands(row: Row) -> None:
    paper = row.key.rpartition("/")[2]
    case = at(*book_and_stage(row), without=paper)
    agree(row, onward(case), "paper-missing")
    case.give(paper)
    assert all(choice.allowed for choice in onward(case))


@pytest.mark.rule("*/stage/*/outcome/*/need/*")
@every("*/stage/*/outcome/*/need/*")
def test_an_outcome_is_not_recorded_without_the_paper_it_rests_on(row: Row) -> None:
    *_rest, outcome, _need, paper = row.key.split("/")
    case = at(*book_and_stage(row), without=paper)
    agree(row, [moves(case)[outcome]], "paper-missing")
    case.give(paper)
    assert moves(case)[outcome].allowed


@pytest.mark.rule("*/paper/*/*")
@every("*/paper/*/*")
def test_a_paper_with_an_empty_part_counts_only_where_the_part_is_not_demanded(row: Row) -> None:
    book_id, _paper, paper_id, part = row.key.split("/")
    book = BOOKS[book_id]
    needing = [stage for stage in book.stages if paper_id in [one.paper for one in (*stage.needs, *stage.optional)]]
    assert needing, "every paper with parts belongs to a stage"
    for stage in needing:
        case = at(book, stage, without=paper_id)
        data = filled(book.papers[paper_id])
        case.add("paper", paper=paper_id, data=data | {"parts": data["parts"] | {part: " "}})
        for choice in onward(case):
            assert [reason.params["empty"] for reason in choice.refused] == ([(part,)] if row.refuses else [])


@pytest.mark.rule("*/paper/*/*")
def test_a_part_refuses_only_where_its_own_provision_may() -> None:
    assert [row.key for row in ROWS.values() if row.refuses and not row.provision.may_refuse] == []


@pytest.mark.rule("*/stage/*/clock")
@every("*/stage/*/clock")
def test_a_deadline_that_has_passed_is_no_decision(row: Row) -> None:
    book, stage = book_and_stage(row)
    assert stage.clock is not None
    for outcome in stage.outcomes:
        if outcome.direction == "forward":
            case = at(book, stage, without=outcome.needs[0].paper)
            now = case.now(on=MUCH_LATER)
            assert now.due is not None and now.due.overdue(MUCH_LATER)
            choice = now.choice(outcome.id)
            assert choice is not None
            named = [reason.provision for reason in choice.refused if reason.code == "overdue-is-not-approval"]
            assert named == ([row.provision] if row.refuses else [])
            assert choice.wants_reason or not choice.allowed


def of_condition(row: Row) -> tuple[Rulebook, Condition, Stage]:
    """The condition, and the stage from which on it counts."""
    book_id, _condition, condition_id = row.key.split("/")
    book = BOOKS[book_id]
    condition = book.conditions[condition_id]
    return book, condition, book.stages[0 if condition.since == START else book.position(condition.since)]


def failing(book: Rulebook, condition: Condition) -> dict[str, Any]:
    """Facts with values that the condition does not accept; where one alone does not settle it, all it asks about."""
    asked = [book.facts[name] for name in dict.fromkeys(one.fact for one in asked_facts(condition.test))]
    choices = [[(fact.id, value) for value in fact.values or (True, False)] for fact in asked]
    for found in [*([pair] for pairs in choices for pair in pairs), *product(*choices)]:
        if evaluate(condition.test, FACTS | HARMLESS | dict(found)) is False:
            return dict(found)
    raise AssertionError(f"nothing fails {condition.id}")


@pytest.mark.rule("*/condition/*")
@every("*/condition/*")
def test_a_condition_that_fails_refuses_from_its_stage_on_and_not_before(row: Row) -> None:
    book, condition, since = of_condition(row)
    facts = failing(book, condition)
    agree(row, onward(at(book, since, **facts)), "condition-fails")
    for earlier in book.stages[: book.position(since.id)]:
        assert all(not choice.refused for choice in moves(at(book, earlier, **facts)).values())


@pytest.mark.rule("*/condition/*")
@every("*/condition/*")
def test_a_condition_nobody_can_judge_refuses_only_where_the_case_must_state_it(row: Row) -> None:
    book, condition, since = of_condition(row)
    nothing_known = {asked.fact: None for asked in asked_facts(condition.test)}
    stated = condition.provision.may_refuse and condition.on_unknown in ("attest", "block")
    for choice in onward(at(book, since, **nothing_known)):
        expected = [("condition-unknown", row.provision)] if stated else []
        assert [(reason.code, reason.provision) for reason in choice.refused] == expected
        assert stated or choice.wants_reason


@pytest.mark.rule("*/condition/*")
@every("*/condition/*")
def test_a_condition_whose_text_nobody_read_would_only_warn(row: Row) -> None:
    book, condition, since = of_condition(row)
    recalled = replace(condition, provision=replace(condition.provision, nature="regulation", sure="recalled"))
    unread = replace(book, conditions={**book.conditions, condition.id: recalled})
    for choice in onward(at(unread, since, **failing(book, condition))):
        assert choice.allowed and recalled.provision in [reason.provision for reason in choice.warnings]


@pytest.mark.rule("*/stage/*/outcome/*", "*/stage/*/optional/*", "*/stage/*/ask/*")
@every("*/stage/*/outcome/*")
def test_with_what_is_needed_every_outcome_is_open_whoever_is_silent(row: Row) -> None:
    """Nothing optional was given and nobody asked has answered."""
    case = at(*book_and_stage(row))
    outcome = row.key.rpartition("/")[2]
    choice = moves(case)[outcome]
    assert not row.refuses and choice.allowed and choice.provision == row.provision
    further = replace(case, steps=list(case.steps))
    further.add("move", outcome=outcome, to=choice.to)
    assert further.now().effective[-1].outcome == outcome
