"""`gerbang bench pages | register | living | seed | seed-living`: pages against the SQL they need, and data for it."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gerbang.people.models import Account
from gerbang.register.models import Tie
from gerbang.site import benches, living_benches, living_seeding, register_benches, seeding


class Command(BaseCommand):
    help = "Measure pages: time, the ratio to the SQL they need, queries and bytes; make a register to measure with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        pages = what.add_parser("pages", help="every page of the tour")
        pages.add_argument("--runs", type=int, default=20)
        pages.add_argument("--json", action="store_true")
        register = what.add_parser("register", help="questions to the register, against the bare SQL that answers them")
        register.add_argument("--runs", type=int, default=20)
        register.add_argument("--only", default="", metavar="BEGINNING", help="questions whose name begins so")
        register.add_argument(
            "--ties", type=int, default=20_000, help="ties to write to a file, and to bring in and take back"
        )
        register.add_argument("--json", action="store_true")
        living = what.add_parser("living", help="liveliness, the picture of all cooperations, and what is missing")
        living.add_argument("--runs", type=int, default=10)
        living.add_argument("--ties", type=int, default=20_000, help="ties whose liveliness is computed")
        living.add_argument("--json", action="store_true")
        lives = what.add_parser("seed-living", help="give a seeded register made-up plans and what was carried out")
        lives.add_argument("--activities", type=int, default=5, help="of each agreed cooperation")
        lives.add_argument("--readings", type=int, default=10, help="of each agreed cooperation")
        seed = what.add_parser("seed", help="fill an empty database with a made-up national register")
        seed.add_argument("--ties", type=int, required=True)
        seed.add_argument("--entries", type=int, default=10, help="ledger entries of a tie")
        seed.add_argument("--seed", type=int, default=1, help="the same number gives the same register")
        seed.add_argument("--processes", type=int, default=2, help="on PostgreSQL")
        seed.add_argument("--anyway", action="store_true", help="also where ties or accounts are already")

    def handle(self, *args: Any, **options: Any) -> None:
        if options.get("runs", 2) < 2:
            raise CommandError("One run says nothing; give at least --runs 2.")
        try:
            doing = {
                "pages": self._pages,
                "register": self._register,
                "living": self._living,
                "seed": self._seed,
                "seed-living": self._seed_living,
            }
            doing[options["what"]](options)
        except (LookupError, Tie.DoesNotExist, Account.DoesNotExist) as error:
            raise CommandError(
                "This needs a register to measure. Run first: gerbang demonstration, or on a new database of "
                "PostgreSQL: gerbang bench seed --ties 1000000"
            ) from error

    def _seed(self, options: dict[str, Any]) -> None:
        try:
            seeding.seed(
                ties=options["ties"],
                entries=options["entries"],
                seed=options["seed"],
                processes=options["processes"] if connection.vendor == "postgresql" else 1,
                anyway=options["anyway"],
                say=self._say,
            )
        except seeding.NotEmpty as error:
            raise CommandError(
                "This database has cooperations or accounts. Made-up ones would stand among them for ever, because the "
                "ledger does not forget. Use a new database, or give --anyway if everything in this one is for trial."
            ) from error

    def _seed_living(self, options: dict[str, Any]) -> None:
        wanted = living_seeding.Wanted(options["activities"], options["readings"])
        try:
            living_seeding.seed(wanted=wanted, say=self._say)
        except living_seeding.NotPostgresql as error:
            raise CommandError("This is measured on PostgreSQL. Set GERBANG_DATABASE_URL to one.") from error
        except living_seeding.NotEmpty as error:
            raise CommandError("This database has plans already. Use one that only `bench seed` has filled.") from error

    def _living(self, options: dict[str, Any]) -> None:
        recomputed = living_benches.recompute(options["ties"])
        found = living_benches.compare(options["runs"])
        if options["json"]:
            told = {**living_benches.size(), "recompute": [one.as_dict() for one in recomputed]}
            self.stdout.write(json.dumps({**told, "pages": [one.as_dict() for one in found]}, indent=1))
            return
        size = ", ".join(f"{number:,} {name}" for name, number in living_benches.size().items())
        self.stdout.write(f"{size}, on {connection.vendor}")
        for one in recomputed:
            self.stdout.write(living_benches.recomputed_line(one))
        self.stdout.write(benches.compared_table(found))

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _pages(self, options: dict[str, Any]) -> None:
        found = benches.measure(options["runs"])
        if options["json"]:
            self.stdout.write(json.dumps([one.as_dict() for one in found], indent=1))
            return
        self.stdout.write(benches.table(found))
        self.stdout.write(f"\n{options['runs']} runs of each page on {connection.vendor}, in one process.")

    def _register(self, options: dict[str, Any]) -> None:
        found = list(register_benches.compare(options["runs"], options["only"]))
        whole = not options["only"]
        carried = register_benches.carry_out(options["ties"]) if whole else None
        brought = register_benches.bring_in(options["ties"]) if whole and connection.vendor == "postgresql" else None
        if options["json"]:
            told = {"ties": Tie.objects.count(), "questions": [one.as_dict() for one in found]}
            told |= {"export": carried and carried.as_dict(), "import": brought and brought.as_dict()}
            self.stdout.write(json.dumps(told, indent=1))
            return
        self.stdout.write(benches.compared_table(found))
        self.stdout.write(f"\n{options['runs']} runs of each question on {connection.vendor}, in one process.")
        if carried:
            self.stdout.write(register_benches.carried_line(carried))
        if brought:
            self.stdout.write(register_benches.brought_line(brought))
