"""`gerbang clock`: makes time pass until it is told to stop."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from gerbang.ledger import clock, queries

PAUSE_SECONDS = 5


class Command(BaseCommand):
    help = "Run due jobs (seals, reminders, sweeping) as they become due; several clocks may run at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now and stop")
        parser.add_argument("--status", action="store_true", help="say when a job last ran and which failed (exit 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["status"]:
            self._status()
            return
        if options["once"]:
            self._tick()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: stop.set())
        while not stop.is_set():
            self._try_tick()
            stop.wait(PAUSE_SECONDS)

    def _status(self) -> None:
        last = queries.clock_last_ran()
        self.stdout.write(f"last run: {last.isoformat() if last else 'never'}")
        failed = list(queries.failed_jobs())
        for due in failed:
            self.stdout.write(f"failed: {due.job}: {due.error}")
        if failed:
            raise CommandError(f"{len(failed)} job(s) have failed; they run again when their cause is gone.")

    def _try_tick(self) -> None:
        """A database that is away for a while does not end the clock."""
        close_old_connections()
        try:
            self._tick()
        except OperationalError as problem:
            self.stderr.write(f"The database does not answer: {problem}")

    def _tick(self) -> None:
        for run in clock.tick(timezone.now()):
            self.stdout.write(f"{run.job}: {run.error or 'done'}")
