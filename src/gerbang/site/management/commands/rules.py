"""`gerbang rules [--check]`: docs/rules.md, every provision with its place in law and the tests that hold it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gerbang.rulebook import loader
from gerbang.site import rules_table

PATH = "docs/rules.md"


class Command(BaseCommand):
    help = "Write docs/rules.md from the rulebooks and the tests; with --check only compare."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if the file is old or a refusal has no test")

    def handle(self, *args: Any, **options: Any) -> None:
        project = Path(settings.PROJECT)
        books, found = loader.books(), rules_table.markers(project)
        text = rules_table.markdown(books, found)
        path = project / PATH
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{PATH} written.")
        if faults := rules_table.faults(books.values(), found):
            raise CommandError("\n".join(faults))
        if options["check"]:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                raise CommandError(f"{PATH} is old. Run `gerbang rules` and look at the difference.")
            self.stdout.write(f"{PATH} says what the rulebooks and the tests say.")
