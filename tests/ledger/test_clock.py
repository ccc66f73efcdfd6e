"""Due jobs run once in their slot, by one clock, are tried again when they fail, and end on a visible list."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from time import sleep
from typing import Any

import pytest
from django.core.management import call_command
from tests.ledger.helpers import at_once

from gerbang.ledger import clock, jobs, queries
from gerbang.ledger.models import Due

NOON = datetime(2026, 3, 4, 12, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def only_test_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "registered", {})


class Work:
    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.ran: list[datetime] = []

    def __call__(self, now: datetime) -> None:
        self.ran.append(now)
        if len(self.ran) <= self.failures:
            raise RuntimeError("no paper")


@pytest.mark.django_db
def test_once_in_a_slot() -> None:
    work = Work()
    jobs.register("test.job", MINUTE, work)
    times = [NOON, NOON + timedelta(seconds=20), NOON + timedelta(seconds=40)]
    for now in times:
        clock.tick(now)
    assert work.ran == [times[0], times[2]]
    assert queries.clock_last_ran() == times[2]


@pytest.mark.django_db
def test_after_a_sleep_it_runs_once_and_then_on() -> None:
    work = Work()
    jobs.register("test.job", MINUTE, work)
    for now in (NOON, NOON + timedelta(days=3), NOON + timedelta(days=3, minutes=1)):
        clock.tick(now)
    assert len(work.ran) == 3
    assert Due.objects.get(job="test.job").at == datetime(2026, 3, 7, 12, 2, tzinfo=UTC)


@pytest.mark.django_db
def test_a_clock_set_back_runs_nothing_twice() -> None:
    work = Work()
    jobs.register("test.job", MINUTE, work)
    clock.tick(NOON)
    clock.tick(NOON - timedelta(hours=1))
    assert len(work.ran) == 1


@pytest.mark.django_db
def test_a_daily_slot_begins_at_seven_in_western_indonesia() -> None:
    job = jobs.Job("test.job", timedelta(days=1), Work())
    assert job.slot(NOON) == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_it_is_tried_again_after_1_5_30_minutes_and_6_hours() -> None:
    work = Work(failures=5)
    jobs.register("test.job", timedelta(days=1), work)
    now = NOON
    clock.tick(now)
    for wait in (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6)):
        assert not queries.failed_jobs().exists()
        clock.tick(now + wait - timedelta(seconds=1))
        now += wait
        clock.tick(now)
    assert len(work.ran) == 5
    failed = queries.failed_jobs().get()
    assert (failed.job, failed.failed_at, failed.error) == ("test.job", now, "RuntimeError: no paper")
    clock.tick(now + timedelta(days=1))
    assert len(work.ran) == 6
    assert not queries.failed_jobs().exists()


@pytest.mark.django_db
def test_one_failing_job_does_not_hold_up_the_others() -> None:
    bad, good = Work(failures=9), Work()
    jobs.register("test.bad", MINUTE, bad)
    jobs.register("test.good", MINUTE, good)
    runs = clock.tick(NOON)
    assert {run.job: run.error for run in runs} == {"test.bad": "RuntimeError: no paper", "test.good": ""}


def test_two_clocks_run_it_once(own_database: Any) -> None:
    ran: list[datetime] = []

    def slowly(now: datetime) -> None:
        ran.append(now)
        sleep(0.3)

    for number in range(3):
        jobs.register(f"test.job{number}", MINUTE, slowly)
    results = at_once(4, lambda number: clock.tick(NOON))
    assert [problem for problem in results if isinstance(problem, Exception)] == []
    assert sorted(run.job for runs in results for run in runs) == ["test.job0", "test.job1", "test.job2"]
    assert len(ran) == 3


@pytest.mark.django_db
def test_a_job_of_a_clock_that_died_is_taken_over() -> None:
    work = Work()
    jobs.register("test.job", MINUTE, work)
    Due.objects.create(job="test.job", at=NOON, claimed_until=NOON + clock.CLAIM, attempts=1)
    clock.tick(NOON + MINUTE)
    assert work.ran == []
    clock.tick(NOON + clock.CLAIM)
    assert len(work.ran) == 1


@pytest.mark.django_db
def test_a_job_that_kills_its_clock_each_time_is_on_the_failed_list() -> None:
    Due.objects.create(job="test.job", at=NOON, attempts=len(jobs.RETRIES) + 1)
    assert queries.failed_jobs().get().job == "test.job"


@pytest.mark.django_db
def test_whoever_lost_its_claim_does_not_write_the_outcome() -> None:
    def lose(now: datetime) -> None:
        Due.objects.filter(job="test.job").update(claimed_until=now + 2 * clock.CLAIM)

    jobs.register("test.job", MINUTE, lose)
    clock.tick(NOON)
    assert Due.objects.get(job="test.job").last_ok is None


def test_a_name_is_registered_once() -> None:
    jobs.register("test.job", MINUTE, Work())
    with pytest.raises(ValueError, match="already"):
        jobs.register("test.job", MINUTE, Work())


@pytest.mark.django_db
def test_the_command_once() -> None:
    jobs.register("test.job", MINUTE, Work())
    out = StringIO()
    call_command("clock", once=True, stdout=out)
    assert out.getvalue() == "test.job: done\n"


def test_the_command_runs_until_it_is_told_to_stop(own_database: Any) -> None:
    """The real jobs, in a process of their own."""
    command = [sys.executable, "-u", "-m", "gerbang.site.command", "clock"]
    with subprocess.Popen(command, env=own_database.environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        assert "ledger.seal: done\n" in lines
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert Due.objects.get(job="ledger.seal").last_ok is not None
