"""`gerbang bench pages [--json] [--runs N]`: pages of the demonstration against the SQL they need."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gerbang.people.models import Account
from gerbang.register.models import Tie
from gerbang.site import benches


class Command(BaseCommand):
    help = "Measure pages of the demonstration: time, the ratio to their own SQL, queries and bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        pages = what.add_parser("pages", help="every page of the tour")
        pages.add_argument("--runs", type=int, default=20)
        pages.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["runs"] < 2:
            raise CommandError("One run says nothing; give at least --runs 2.")
        try:
            found = benches.measure(options["runs"])
        except (LookupError, Tie.DoesNotExist, Account.DoesNotExist) as error:
            raise CommandError("This needs the demonstration. Run first: gerbang demonstration") from error
        if options["json"]:
            self.stdout.write(json.dumps([one.as_dict() for one in found], indent=1))
            return
        self.stdout.write(benches.table(found))
        self.stdout.write(f"\n{options['runs']} runs of each page on {connection.vendor}, in one process.")
