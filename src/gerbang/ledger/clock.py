"""Makes time pass: claims due jobs by lock, runs them, and tries failed ones again.

Any number of clocks may run. A job's row is claimed under its lock for a while; a clock that dies gives it back then.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction

from gerbang.ledger import jobs
from gerbang.ledger.jobs import RETRIES
from gerbang.ledger.models import Due

log = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
"""How long a job may take before another clock believes its holder dead and runs it again."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job; `error` is empty when it went well."""

    job: str
    slot: datetime
    error: str = ""


def tick(now: datetime) -> list[Run]:
    """Run every registered job that is due and that no other clock holds."""
    known = set(Due.objects.values_list("job", flat=True))
    missing = [Due(job=name, at=job.slot(now)) for name, job in jobs.registered.items() if name not in known]
    Due.objects.bulk_create(missing, ignore_conflicts=True)
    runs: list[Run] = []
    while claimed := _claim(now, done={run.job for run in runs}):
        runs.append(_run(claimed, now))
    return runs


@transaction.atomic
def _claim(now: datetime, done: set[str]) -> Due | None:
    """Take one due job, or none; the row's lock (PostgreSQL) or the write lock (SQLite) gives it to one clock."""
    due = Due.objects.filter(job__in=set(jobs.registered) - done, at__lte=now).exclude(claimed_until__gt=now)
    due = due.order_by("at", "job")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    found = due.first()
    if found is None:
        return None
    found.claimed_until = now + CLAIM
    found.attempts += 1
    found.save(update_fields=["claimed_until", "attempts"])
    return found


def _run(due: Due, now: datetime) -> Run:
    job = jobs.registered[due.job]
    slot = job.slot(now)
    try:
        job.work(now)
    except Exception as problem:
        log.exception("The job %s failed, attempt %d.", due.job, due.attempts)
        return _failed(due, job, now, f"{type(problem).__name__}: {problem}")
    _release(due, at=slot + job.every, last_ok=now, attempts=0, failed_at=None, error="")
    return Run(due.job, slot)


def _failed(due: Due, job: jobs.Job, now: datetime, error: str) -> Run:
    """Try again later; when the retries are used up, put it on the failed list until its next slot goes well."""
    if due.attempts <= len(RETRIES):
        _release(due, at=now + RETRIES[due.attempts - 1], error=error)
    else:
        _release(due, at=job.slot(now) + job.every, attempts=0, failed_at=due.failed_at or now, error=error)
    return Run(due.job, job.slot(now), error)


def _release(due: Due, **changed: object) -> None:
    """Write the outcome, unless the claim ran out and another clock has the job now."""
    Due.objects.filter(pk=due.pk, claimed_until=due.claimed_until).update(claimed_until=None, **changed)
