"""The door upwards: a higher room's job that follows a kind of entry. Registered in `AppConfig.ready()`.

The job is queued in the transaction that writes the entry, so the worker sees it after the commit and never without it.
It is given the entry's ref and may be run more than once: it must be idempotent by it.
"""

from typing import Protocol


class Job(Protocol):
    """A task of django-tasks that takes an entry's ref."""

    def enqueue(self, ref: str) -> object: ...


_registered: dict[str, list[Job]] = {}


def subscribe(kind: str, job: Job) -> None:
    """Let `job` run after every entry of this kind."""
    jobs = _registered.setdefault(kind, [])
    if job not in jobs:
        jobs.append(job)


def queue(kind: str, ref: str) -> None:
    """Queues the jobs that follow an entry, in the caller's transaction."""
    for job in _registered.get(kind, ()):
        job.enqueue(ref)
