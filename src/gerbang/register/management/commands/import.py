"""`gerbang import cooperations FILE [--dry-run] [--json] [--body REF]`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import override

from gerbang.people.models import Body
from gerbang.register.export.address import base
from gerbang.register.intake import actions, columns, foot, tables
from gerbang.register.intake.planning import Planned
from gerbang.register.intake.problems import Problem, Unreadable
from gerbang.register.intake.tables import Brought, Checked
from gerbang.register.models import ImportRow


class Command(BaseCommand):
    help = "Bring a table of cooperations (CSV or XLSX) into the register: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        table = what.add_parser("cooperations", help="a table with the columns of data/cooperations.csv")
        table.add_argument("file", type=Path, metavar="FILE")
        table.add_argument("--dry-run", action="store_true", help="only say what would be done")
        table.add_argument("--json", action="store_true", help="write counts, problems and held rows as JSON")
        table.add_argument("--body", metavar="REF", help="the body whose table this is")

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):  # as every command speaks, its problems too
            self._bring_in(options)

    def _bring_in(self, options: dict[str, Any]) -> None:
        brought = _brought(options["file"], options["body"])
        done = False
        try:
            if options["dry_run"]:
                checked = tables.check(brought)
            else:
                written = actions.write(brought=brought)
                checked, done = written.checked, written.new
        except actions.NothingWritten as refused:
            checked = refused.checked
        except Unreadable as problem:
            raise CommandError(f"{options['file']}: {problem}") from None
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(checked, done), indent=2, ensure_ascii=False))
        else:
            self._tell(checked, options["dry_run"])
        if checked.is_refused:
            number = checked.counts["refused"]
            raise CommandError(f"{number} {'row' if number == 1 else 'rows'} refused. Nothing was written.")

    def _tell(self, checked: Checked, dry_run: bool) -> None:
        table = checked.brought.table
        if table.others:
            self.stdout.write(f"Sheet {table.sheet}; not read: {', '.join(table.others)}")
        for problem in checked.problems:
            where = f"{problem.column}: " if problem.column else ""
            self.stdout.write(f"Row {problem.row}, {where}{problem.text}")
        if checked.faults:
            self.stdout.write(_about_columns(checked))
        if checked.under:
            self.stdout.write(_under(checked))
        for name, number in checked.counts.items():
            self.stdout.write(f"{name}: {number}")
        if dry_run:
            self.stdout.write("Nothing was written: this was a dry run.")


def _brought(path: Path, body_ref: str | None) -> Brought:
    body = Body.objects.filter(ref=body_ref).first() if body_ref else None
    if body_ref and body is None:
        raise CommandError(f"There is no body {body_ref}.")
    try:
        return tables.bring(data=path.read_bytes(), filename=path.name, exact=True, body=body)
    except OSError as problem:
        raise CommandError(f"{path} cannot be read: {problem.strerror}.") from None
    except Unreadable as problem:
        raise CommandError(f"{path}: {problem}") from None


def _under(checked: Checked) -> str:
    """What stands below the last row and was not read as rows, each line in its words."""
    number = len(checked.under)
    said = ", ".join(f"'{foot.words(line)}'" for line in checked.under)
    verb = "line under the table is no row" if number == 1 else "lines under the table are not rows"
    return f"{number} {verb}: {said}"


def _about_columns(checked: Checked) -> str:
    """Which columns are expected, and where those of another name are assigned."""
    lines = [
        f"Expected columns: {', '.join(columns.COLUMNS)}",
        f"Needed: {', '.join(columns.NEEDED)}, and {' or '.join(columns.COUNTRY)}",
    ]
    if likely := _likely(checked):
        lines.append("By their names: " + ", ".join(f"“{theirs}” is {ours}" for ours, theirs in likely.items()))
    lines.append(f"Rename them, or upload the table where columns are assigned by hand: {_page()}")
    return "\n".join(lines)


def _likely(checked: Checked) -> dict[str, str]:
    """Our column → theirs, of those that only the web page takes by what they are called."""
    guessed = columns.guessed(checked.brought.table.header)
    return {ours: theirs for ours, theirs in guessed.items() if ours not in checked.brought.mapping}


def _page() -> str:
    """Where a table is uploaded, and its columns are assigned."""
    return f"{base()}{reverse('register:imports')}"


def _columns_as_json(checked: Checked) -> dict[str, Any]:
    return {
        "expected": list(columns.COLUMNS),
        "needed": [*columns.NEEDED, list(columns.COUNTRY)],
        "likely": _likely(checked),
        "assigned_at": _page(),
    }


def _as_json(checked: Checked, done: bool) -> dict[str, Any]:
    held = [row for row in checked.rows if row.outcome == ImportRow.Outcome.HELD]
    return {
        **checked.counts,
        "written": done,
        "under": [{"row": line.number, "text": foot.words(line)} for line in checked.under],
        **({"columns": _columns_as_json(checked)} if checked.faults else {}),
        "problems": [_problem(problem) for problem in checked.problems],
        "held_rows": [_held(row) for row in held],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "cell": problem.cell,
        "code": problem.code,
        "outcome": ImportRow.Outcome.HELD if problem.holds else ImportRow.Outcome.REFUSED,
        "text": problem.text,
    }


def _held(row: Planned) -> dict[str, Any]:
    return {
        "row": row.number,
        "cells": dict(row.cells),
        "problems": [problem.code for problem in row.problems],
        "candidates": list(row.candidates),
    }
