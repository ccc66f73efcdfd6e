"""What waits for whom, in which order, and in which words."""

from datetime import date, datetime

import pytest
from tests.desk.factory import (
    MONDAY,
    actor,
    at_council,
    at_verification,
    confirming,
    consulted,
    council,
    disputed,
    foreign_affairs,
    government,
    ministry,
    opened,
    returned,
    with_target,
)

from gerbang.desk import queries
from gerbang.desk.filters import WatchFilters
from gerbang.desk.lines import TaskLine, task_lines
from gerbang.gate import books
from gerbang.gate.models import Waiting
from gerbang.people.acting import Actor
from gerbang.places.models import Region
from gerbang.rulebook.calendar import builtin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def lines(who: Actor, on: date = MONDAY) -> list[TaskLine]:
    return task_lines(who, list(queries.tasks(who).order_by(*queries.SOONEST_FIRST)), builtin(), on)


def line(who: Actor, on: date = MONDAY) -> TaskLine:
    (only,) = lines(who, on)
    return only


def said(who: Actor) -> str:
    return " ".join(ask.text for ask in line(who).asks)


# --- Order ---


def test_the_soonest_due_comes_first_and_the_undated_last() -> None:
    late = with_target(at_verification("32", "Shanghai", date(2026, 4, 1)), date(2026, 5, 6))
    older = at_verification("33", "Fujian", date(2026, 3, 2))
    soon = with_target(at_verification("34", "Gangwon", date(2026, 4, 20)), date(2026, 4, 29))
    newer = at_verification("35", "Tianjin", date(2026, 3, 3))
    assert [one.case for one in lines(actor(ministry()))] == [soon, late, older, newer]


def test_several_things_asked_of_one_body_are_one_line() -> None:
    case = confirming("33.10", "Nanjing")
    found = line(actor(council("33.10")))
    assert found.case == case
    assert [ask.tag for ask in found.asks] == ["", "Not yet confirmed"]
    assert queries.waiting_count(actor(council("33.10"))) == 1


def test_two_offices_of_one_account_share_its_desk() -> None:
    case = confirming("33.10", "Nanjing")
    both = actor(council("33.10"), ministry())
    assert line(both).case == case
    other = at_verification("32", "Shanghai", date(2026, 4, 1))
    assert {one.case for one in lines(both)} == {case, other}


# --- Who sees what ---


def test_national_sight_does_not_flood_the_desk() -> None:
    at_council("36.71", "Yantai", date(2026, 2, 2))
    mine = at_verification("32", "Gyeongsangbuk-do", date(2026, 4, 8))
    who = actor(ministry())
    assert [one.case for one in lines(who)] == [mine]
    assert queries.waiting_count(who) == 1
    assert queries.watched(who, WatchFilters()).count() == 2


def test_a_province_has_its_own_tasks_and_watches_its_regencies() -> None:
    own = opened("33", "Fujian", "initiative", date(2026, 4, 1)).done()
    below = opened("33.10", "Nanjing", "initiative", date(2026, 4, 1)).done()
    elsewhere = opened("34.71", "Kathmandu", "initiative", date(2026, 4, 1)).done()
    province = actor(government("33"))
    assert [one.case for one in lines(province)] == [own]
    seen = set(queries.watched(province, WatchFilters()))
    assert seen == {own, below} and elsewhere not in seen
    assert set(queries.watched(province, WatchFilters(state="watched"))) == {below}


def test_a_regency_does_not_see_its_province() -> None:
    opened("33", "Fujian", "initiative", date(2026, 4, 1)).done()
    below = opened("33.10", "Nanjing", "initiative", date(2026, 4, 1)).done()
    assert set(queries.watched(actor(government("33.10")), WatchFilters())) == {below}


def test_an_account_without_an_office_has_an_empty_desk() -> None:
    at_verification("32", "Gyeongsangbuk-do", date(2026, 4, 8))
    nobody = actor()
    assert lines(nobody) == [] and queries.waiting_count(nobody) == 0


# --- Dates ---


def test_the_due_day_itself_is_not_past() -> None:
    at_council("36.71", "Yantai", date(2026, 2, 2))
    who = actor(council("36.71"))
    last = line(who, date(2026, 4, 16)).due
    assert (last.on, last.css, last.tag, last.lines[0]) == (date(2026, 4, 16), "soon", "", "Today")
    after = line(who, date(2026, 4, 17)).due
    assert (after.css, after.tag, after.lines[0]) == ("over", "Past the deadline", "1 working day past")


def test_working_days_past_leave_out_weekends() -> None:
    at_council("36.71", "Yantai", date(2026, 2, 2))
    due = line(actor(council("36.71"))).due
    assert due.lines[0] == "7 working days past" and due.lines[1].startswith("Article 30")


@pytest.mark.parametrize(
    ("on", "css"), [(date(2026, 4, 10), ""), (date(2026, 4, 13), "soon"), (date(2026, 4, 16), "soon")]
)
def test_three_working_days_before_it_a_deadline_is_marked(on: date, css: str) -> None:
    at_council("36.71", "Yantai", date(2026, 2, 2))
    assert line(actor(council("36.71")), on).due.css == css


def test_a_target_is_never_called_a_deadline() -> None:
    with_target(at_verification("32", "Shanghai", date(2026, 4, 1)), date(2026, 4, 23))
    due = line(actor(ministry())).due
    assert (due.css, due.tag, due.lines) == (
        "soon",
        "Past the target",
        ("2 working days past", "Internal service target"),
    )


def test_where_no_rule_sets_a_date_it_says_so() -> None:
    at_verification("32", "Shanghai", date(2026, 4, 1))
    due = line(actor(ministry())).due
    assert (due.on, due.css, due.none) == (None, "", "None in the regulation")


def test_a_clock_without_its_letter_has_not_begun() -> None:
    opened("36.71", "Yantai", "council", date(2026, 3, 2)).done()
    assert line(actor(council("36.71"))).due.none == "Starts when the letter is received"


def test_what_somebody_else_must_do_by_a_date_is_not_due_from_me() -> None:
    file = opened("33.10", "Nanjing", "council", date(2026, 2, 2)).done()
    Waiting.objects.filter(case=file).delete()
    Waiting.objects.create(case=file, body=ministry(), what=Waiting.What.SETTLE, since=MONDAY)
    assert line(actor(ministry())).due.none == "None in the regulation"


def test_today_is_today_in_the_zone_of_the_body() -> None:
    """Half past eleven at night in western Indonesia is the next day in the east."""
    now = datetime.fromisoformat("2026-04-16T23:30:00+07:00")
    east = Region.objects.filter(zone="WIT").order_by("code")[0]
    assert actor(government("36.71"), now=now).today == date(2026, 4, 16)
    assert actor(government(east.code), now=now).today == date(2026, 4, 17)


# --- What is asked ---


def test_the_holder_is_told_what_is_missing_first() -> None:
    at_verification("32", "Shanghai", date(2026, 4, 1))
    assert said(actor(ministry())) == (
        "Still missing: Letter submitting the plan to the Minister. 2 more things are missing."
    )


def test_a_sheet_begun_says_how_many_lines_are_empty() -> None:
    file = opened("32", "Shanghai", "verification", date(2026, 4, 1))
    data = {"number": "1", "dated_on": "2026-04-01"}
    file.step("paper", date(2026, 4, 1), government("32"), stage="verification", paper="submission-letter", data=data)
    sheet = {"parts": {"plan-subject": "ya", "plan-aims": "ya"}}
    file.step(
        "paper", date(2026, 4, 2), ministry(), stage="verification", paper="verification-sheet", data=sheet
    ).done()
    every = len(books.read(file.case.book).papers["verification-sheet"].parts)
    wanted = f"Complete: Verification sheet. {every - 2} of {every} lines are empty."
    assert said(actor(ministry())).startswith(wanted)


def test_with_nothing_missing_the_next_step_is_named() -> None:
    opened("33.10", "Nanjing", "initiative", date(2026, 4, 1)).done()
    assert said(actor(government("33.10"))) == "Nothing is missing. Next step: Begin the exploration."


def test_what_only_a_refusal_needs_is_not_missing() -> None:
    at_council("36.71", "Yantai", date(2026, 2, 2))
    assert said(actor(council("36.71"))).count("missing") == 1


def test_an_answer_is_owed_and_others_have_answered() -> None:
    consulted("71.73", "Baguio")
    assert said(actor(ministry())) == (
        "Answer in writing: Consultation with the Minister of Home Affairs. 1 other body has answered."
    )
    assert lines(actor(foreign_affairs())) == []


def test_a_step_on_a_letter_is_to_be_confirmed() -> None:
    confirming("33.10", "Nanjing")
    assert said(actor(council("33.10"))).endswith(
        "Government of Klaten Regency recorded “Decision of the council, or decision or letter of its leadership” "
        "on the strength of letter 170/44/DPRD. Confirm or dispute it."
    )


def test_a_disputed_step_is_the_ministrys_to_settle() -> None:
    disputed("33.10", "Nanjing")
    (ask,) = line(actor(ministry())).asks
    assert (ask.tag_kind, ask.tag) == ("over", "Disputed")
    assert ask.text.startswith("Council secretariat of Klaten Regency disputes “Decision of the council")
    assert ask.text.endswith("recorded by Government of Klaten Regency. Settle it.")


def test_what_was_returned_says_why() -> None:
    returned("51.07", "Cuttack")
    (ask,) = line(actor(government("51.07"))).asks
    assert (ask.tag_kind, ask.tag) == ("soon", "Returned")
    assert ask.text == "Sumber pembiayaan belum jelas. Still missing: Cooperation plan."
