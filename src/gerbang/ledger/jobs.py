"""The clock's jobs: what runs how often. A room registers its own in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

Work = Callable[[datetime], object]

RETRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=6))
"""How long after each failure a job is tried again; after the last it is on the failed list."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """Runs once in every slot of length `every`. After a sleep it runs once, for the newest slot.

    So a job does whatever is due up to the `now` it is given, and twice does no more than once.
    """

    name: str
    every: timedelta
    work: Work

    def slot(self, now: datetime) -> datetime:
        """When the slot that `now` lies in began. Slots count from 1 January 1970 UTC; a day begins at 07.00 WIB."""
        return now - (now - EPOCH) % self.every


registered: dict[str, Job] = {}


def register(name: str, every: timedelta, work: Work) -> None:
    """Let the clock run `work(now)` once in every `every`."""
    if name in registered:
        raise ValueError(f"A job named {name} is registered already.")
    registered[name] = Job(name, every, work)
