"""What holds wherever a case may wander, in every rulebook that comes with Gerbang."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.rulebook.cases import Case
from tests.rulebook.small import TEXT
from tests.rulebook.walk import take, walks

from gerbang.rulebook import loader
from gerbang.rulebook.calendar import Calendar, Holiday
from gerbang.rulebook.schema import Rulebook
from gerbang.rulebook.standing import Standing, project, standing
from gerbang.rulebook.steps import STATE_KINDS

SMALL = loader.load_text(TEXT, "small.toml")
BOOKS = [*loader.books().values(), SMALL]
LATER = date(2060, 1, 1)

every_book = pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.id)
profile = settings(
    derandomize=True, max_examples=25, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def told(found: Standing, *leave_out: str) -> dict[str, Any]:
    return {part.name: getattr(found, part.name) for part in fields(found) if part.name not in leave_out}


def settled(case: Case) -> None:
    """Supplies what people can supply: papers, statements, and facts of the case that a condition accepts."""
    now = case.now()
    unsettled = {one.condition.id: "dinyatakan" for one in now.conditions if one.refuses or one.warns}
    harmless: dict[str, Any] = {
        "signatory-capacity": "definitive",
        "initiative-source": "region",
        "text-as-approved": True,
        "ground": "term",
    }
    facts = {name: value for name, value in harmless.items() if name in case.book.facts}
    case.add("fact", data={"attested": unsettled, "facts": facts})
    for outcome in now.stage.outcomes if now.stage else ():
        case.supply(outcome.id)


@every_book
@profile
@given(data=st.data())
def test_every_case_has_ended_or_somebody_can_move_it(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    if book is SMALL:
        case.facts = {"place": "here"}
    now = case.now()
    if now.state == "paused":
        case.add("resume")
    if now.state in ("running", "paused"):
        settled(case)
        moves = [choice for choice in case.now().choices if choice.kind == "move" and choice.allowed]
        assert moves and all(role in book.roles for choice in moves for role in choice.roles)
        for choice in moves:
            further = replace(case, steps=list(case.steps))
            take(further, choice)
            further.now()


@every_book
@profile
@given(data=st.data())
def test_a_ralat_of_the_last_step_gives_the_standing_before_it(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    last = case.steps[-1]
    if last.kind in ("open", "register", "correct"):
        return
    before = replace(case, steps=case.steps[:-1]).now()
    case.correct(last)
    ignored = ("head", "corrected", "due", "choices")
    after = case.now()
    assert told(after, *ignored) == told(before, *ignored)
    assert [choice.id for choice in after.choices if choice.allowed] == [
        choice.id for choice in before.choices if choice.allowed
    ]
    assert (after.due and after.due.on) == (before.due and before.due.on)


@every_book
@profile
@given(data=st.data())
def test_a_due_date_moves_for_three_causes_only(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    before: Standing | None = None
    for length in range(1, len(case.steps) + 1):
        now = replace(case, steps=case.steps[:length]).now()
        step = case.steps[length - 1]
        if before and before.due and now.due and before.visits[-1].entered_by == now.visits[-1].entered_by:
            if before.due.on != now.due.on:
                statutory = now.due.is_law
                assert step.kind in ("correct", "withdraw-paper") or (step.kind == "resume" and not statutory)
                recorded = (before.due.causes, before.due.start_on, before.due.suspended)
                assert (now.due.causes, now.due.start_on, now.due.suspended) != recorded
            if step.kind in STATE_KINDS and now.due.is_law:
                assert before.due.on == now.due.on
        before = now


@every_book
@profile
@given(data=st.data())
def test_another_calendar_moves_dates_and_nothing_else(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    holiday = Holiday("Libur", "Holiday", "national")
    closed = {date(2025, 1, 1) + timedelta(days=7 * week): holiday for week in range(400)}
    other = replace(case, calendar=Calendar("other", closed, frozenset()))
    assert told(other.now(), "due", "choices") == told(case.now(), "due", "choices")


@every_book
@profile
@given(data=st.data())
def test_today_decides_nothing_but_what_is_overdue(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    now, later = case.now(), case.now(on=LATER)
    assert told(now, "choices") == told(later, "choices")
    assert project(now) == project(later)
    for early, late in zip(now.choices, later.choices, strict=True):
        late_refused = tuple(reason for reason in late.refused if reason.code != "overdue-is-not-approval")
        early_refused = tuple(reason for reason in early.refused if reason.code != "overdue-is-not-approval")
        assert replace(late, refused=late_refused) == replace(early, refused=early_refused)
        assert late.allowed == early.allowed


@every_book
@profile
@given(data=st.data())
def test_folding_again_gives_the_same_standing_and_projection(book: Rulebook, data: st.DataObject) -> None:
    case = data.draw(walks(book))
    first = case.now()
    second = standing(book, tuple(case.steps), dict(case.facts), case.calendar, case.day)
    assert first == second and project(first) == project(second)
