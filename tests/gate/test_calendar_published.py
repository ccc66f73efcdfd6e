"""A calendar is published: every open clock is counted anew in one job, and each date that moves is on record."""

import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from tests.gate.office import Walk, act, agrees, bandung, begun, registered

from gerbang.gate import actions, recounting
from gerbang.gate.tasks import recount_clocks
from gerbang.gate.writing import Happening
from gerbang.ledger.models import Entry
from gerbang.ledger.verify import verify
from gerbang.places import actions as places
from gerbang.places import queries as places_queries
from gerbang.places.models import CalendarVersion
from gerbang.rulebook.calendar import Holiday

HOLIDAY = Holiday("Cuti bersama uji", "Collective leave", "collective-leave")


def publish(*days: date) -> CalendarVersion:
    return places.publish_calendar(None, decree="SKB uji", years=[2025], days=dict.fromkeys(days, HOLIDAY))


def waiting_for_the_council(received: date) -> Walk:
    walk = registered(bandung(), "council")
    walk.give("application-letter", on=received)
    walk.case.refresh_from_db()
    return walk


def run_queued() -> list[int]:
    """What the worker does: every job in the queue, once."""
    queued = DBTaskResult.objects.order_by("enqueued_at")
    return [recount_clocks.func(*job.args_kwargs["args"]) for job in queued]


@pytest.mark.django_db
def test_publishing_queues_the_job_in_its_own_transaction() -> None:
    publish(date(2025, 4, 2))
    job = DBTaskResult.objects.get()
    entry = Entry.objects.get(kind="calendar.published")
    assert job.args_kwargs == {"args": [entry.ref], "kwargs": {}}
    assert job.task_path == "gerbang.gate.tasks.recount_clocks"


@pytest.mark.django_db
def test_open_clocks_move_and_say_from_where_to_where_and_why() -> None:
    publish(date(2025, 8, 18))
    walk = waiting_for_the_council(date(2025, 3, 6))
    before, counted_by = walk.case.due_on, walk.case.calendar_version
    assert before is not None
    publish(date(2025, 4, 2), date(2025, 4, 3), date(2025, 8, 18))
    assert sum(run_queued()) == 1
    walk.case.refresh_from_db()
    newest = places_queries.calendar()
    assert walk.case.due_on is not None and walk.case.due_on > before
    assert (walk.case.calendar_version, counted_by) == (newest.version, "published-1")
    assert walk.case.waiting.get(what="act").due_on == walk.case.due_on
    [moved] = recounting.moves_of(walk.case)
    assert (moved.before, moved.after) == (before, walk.case.due_on)
    assert (moved.stage, moved.calendar_before, moved.calendar_after) == ("council", counted_by, newest.version)
    entry = Entry.objects.get(kind="gate.due-moved")
    assert (entry.stream, entry.actor) == (walk.case.ref, "")
    assert agrees(walk.case) and verify(deep=True).ok


@pytest.mark.django_db
def test_a_date_that_stays_is_counted_by_the_new_calendar_and_not_recorded() -> None:
    publish(date(2025, 8, 18))
    walk = waiting_for_the_council(date(2025, 3, 6))
    due_on = walk.case.due_on
    publish(date(2025, 8, 18), date(2025, 12, 1))
    run_queued()
    walk.case.refresh_from_db()
    assert (walk.case.due_on, walk.case.calendar_version) == (due_on, "published-2")
    assert recounting.moves_of(walk.case) == []


@pytest.mark.django_db
def test_the_job_may_run_again_and_later_jobs_change_nothing() -> None:
    publish(date(2025, 8, 18))
    waiting_for_the_council(date(2025, 3, 6))
    publish(date(2025, 4, 2))
    publish(date(2025, 4, 2), date(2025, 4, 3))
    assert run_queued() == [1, 0, 0], "whichever job runs first counts with the newest calendar"
    assert run_queued() == [0, 0, 0]


@pytest.mark.django_db
def test_cases_without_a_clock_and_ended_ones_are_left_alone() -> None:
    publish(date(2025, 8, 18))
    idle, stopped = begun(bandung()), waiting_for_the_council(date(2025, 3, 6))
    act(stopped, "stop", on=Happening(happened_on=stopped.day))
    publish(date(2025, 4, 2))
    assert run_queued() == [0, 0]
    for walk in (idle, stopped):
        assert agrees(walk.case) and recounting.moves_of(walk.case) == []


@pytest.mark.django_db
def test_a_step_before_the_job_records_the_move_first() -> None:
    publish(date(2025, 8, 18))
    walk = waiting_for_the_council(date(2025, 3, 6))
    before = walk.case.due_on
    publish(date(2025, 4, 2))
    actions.note(by=walk.by("region"), case=walk.case, text="Masa reses.", happened_on=walk.day)
    walk.case.refresh_from_db()
    [moved] = recounting.moves_of(walk.case)
    assert (moved.before, moved.after) == (before, walk.case.due_on)
    kinds = list(Entry.objects.filter(stream=walk.case.ref).order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["gate.due-moved", "gate.step.note"]
    assert run_queued() == [0, 0]


def test_the_worker_does_it(own_database: Any) -> None:
    publish(date(2025, 8, 18))
    walk = waiting_for_the_council(date(2025, 3, 6))
    before = walk.case.due_on
    publish(date(2025, 4, 2))
    done = subprocess.run(
        [sys.executable, "-m", "django", "db_worker", "--batch", "--no-startup-delay"],
        env={**own_database.environment, "DJANGO_SETTINGS_MODULE": "gerbang.site.settings"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    walk.case.refresh_from_db()
    [moved] = recounting.moves_of(walk.case)
    assert (moved.before, moved.after) == (before, walk.case.due_on)
    assert agrees(walk.case)
