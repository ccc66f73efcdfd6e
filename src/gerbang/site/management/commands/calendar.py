"""`gerbang calendar due --from DATE --days N --unit working [--json]`, with the shipped calendar; needs no database."""

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from gerbang.rulebook.calendar import DayState, builtin
from gerbang.rulebook.loader import to_dict
from gerbang.rulebook.schema import UNITS


class Command(BaseCommand):
    help = "Counts days with the shipped calendar and shows every day of the count."
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        due = actions.add_parser("due", help="the last of so many days after a date; that date does not count")
        due.add_argument("--from", dest="start", type=date.fromisoformat, required=True, metavar="YYYY-MM-DD")
        due.add_argument("--days", type=_days, required=True)
        due.add_argument("--unit", choices=UNITS, default="working")
        due.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = builtin().explain(options["start"], options["days"], options["unit"])
        if options["json"]:
            self.stdout.write(json.dumps(to_dict(found), ensure_ascii=False, indent=2))
            return
        for day in found.days:
            self.stdout.write(_line(day))
        for year in found.undecreed:
            self.stderr.write(f"The collective leave of {year} is not known; the date may move.")
        self.stdout.write(f"Due on {found.due_on.isoformat()} (calendar {found.calendar_version})")


def _days(text: str) -> int:
    days = int(text)
    if days < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return days


def _line(day: DayState) -> str:
    number = "" if day.number is None else str(day.number)
    name = day.holiday.name_id if day.holiday else ""
    return f"{day.on.isoformat()}  {number:>4}  {day.state}  {name}".rstrip()
