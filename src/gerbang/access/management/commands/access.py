"""`gerbang access`: writes docs/access.md, the table of every URL and who may open it, from the declarations."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gerbang.access.overview import markdown

PATH = "docs/access.md"


class Command(BaseCommand):
    help = "Write docs/access.md from what the views declare; with --check only compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if the file does not say what the views declare")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.PROJECT) / PATH
        text = markdown()
        if not options["check"]:
            path.write_text(text, encoding="utf-8")
            self.stdout.write(f"{PATH} written.")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError(
                f"{PATH} is not what the views declare. Run `gerbang access` and look at the difference."
            )
        else:
            self.stdout.write(f"{PATH} says what the views declare.")
