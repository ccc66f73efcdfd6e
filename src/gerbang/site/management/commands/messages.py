"""`gerbang messages`: the interface's words in Indonesian and English."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gerbang.site import catalogues, wording
from gerbang.site.extraction import Unreadable


class Command(BaseCommand):
    help = "Update, check or compile the message catalogues of all rooms (needs no GNU gettext)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("room", nargs="*", help="update only these rooms")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--update", action="store_true", help="take new messages from the sources, drop unused ones")
        what.add_argument("--check", action="store_true", help="fail if a message is missing, unused, fuzzy or wrong")
        what.add_argument("--compile", action="store_true", help="write the files that are read at run time")

    def handle(self, *args: Any, **options: Any) -> None:
        rooms = [catalogues.PACKAGE / room.rpartition(".")[2] for room in settings.ROOMS]
        try:
            if options["update"]:
                for room in rooms:
                    if not options["room"] or room.name in options["room"]:
                        wording.update(room, rooms)
            if options["check"]:
                self._check(list(wording.faults(rooms)))
            else:
                self.stdout.write(f"{catalogues.compile_all()} catalogues compiled.")
        except Unreadable as error:
            raise CommandError(str(error)) from error

    def _check(self, faults: list[str]) -> None:
        if faults:
            hint = "Run `make messages`, then translate what is empty in locale/id/LC_MESSAGES/django.po."
            raise CommandError("\n".join([*faults, f"{len(faults)} messages need attention. {hint}"]))
        self.stdout.write("The catalogues are complete.")
