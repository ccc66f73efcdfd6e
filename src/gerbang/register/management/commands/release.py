"""`gerbang release`: publishes a copy of the whole public register, as the clock does once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gerbang.register.export import release


class Command(BaseCommand):
    help = "Publish a copy of the whole public register: tables, JSON Lines, JSON-LD, with descriptions and checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-due", action="store_true", help="only if a cooperation changed since the newest one")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            made = release.due(now) if options["if_due"] else release.make(now)
        except OSError as problem:
            reason = problem.strerror or str(problem)
            raise CommandError(f"No release was made: {reason} ({release.folder()}). Nothing was kept.") from None
        if made is None:
            self.stdout.write("Nothing has changed since the newest release.")
            return
        self.stdout.write(f"{made.version}: {made.ties} cooperations, ledger at {made.leaves} entries.")
        for name, file in made.files.items():
            self.stdout.write(f"{file['sha256']}  {name} ({file['bytes']:,} bytes)")
