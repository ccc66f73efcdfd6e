"""`gerbang rulebook check FILE...` and `gerbang rulebook show ID [--json]`. Needs no database."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gerbang.pages.articles import article
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Basis, Provision, Rulebook, Stage


class Command(BaseCommand):
    help = "Checks a rulebook file, or shows a rulebook that comes with Gerbang."
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="name every problem of a file as file: key: reason")
        check.add_argument("files", nargs="+", metavar="FILE")
        show = actions.add_parser("show", help="list the stages of a shipped rulebook")
        show.add_argument("id", choices=list(loader.books()))
        show.add_argument("--json", action="store_true", help="the whole rulebook as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "check":
            self._check(options["files"])
        else:
            self._show(loader.books()[options["id"]], as_json=options["json"])

    def _check(self, files: Sequence[str]) -> None:
        wrong = [line for file in files for line in self._problems(file)]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} problem(s)", returncode=1)

    def _problems(self, file: str) -> list[str]:
        try:
            book = loader.load(file)
        except loader.RulebookError as error:
            return [str(problem) for problem in error.problems]
        except OSError as error:
            return [f"{file}: file: cannot be read: {error.strerror}"]
        self.stdout.write(f"{file}: {book.id} {book.version}, {len(book.stages)} stages, SHA-256 {loader.digest(file)}")
        return []

    def _show(self, book: Rulebook, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(loader.to_dict(book), ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{book.id} {book.version}: {book.name.id}")
        for stage in book.stages:
            self.stdout.write(_line(book, stage))


def _line(book: Rulebook, stage: Stage) -> str:
    ways = ", ".join(f"{outcome.id} → {outcome.to}" for outcome in stage.outcomes)
    holder = book.roles[stage.holder].name.id
    return f"{stage.number:>4}  {stage.name.id} ({holder}) [{_provision(book, stage.provision)}]: {ways}"


def _provision(book: Rulebook, provision: Provision) -> str:
    places = "; ".join(_place(book, basis) for basis in provision.basis)
    return ", ".join(part for part in (provision.nature, provision.sure, places) if part)


def _place(book: Rulebook, basis: Basis) -> str:
    return article(basis.at, "id", book.sources[basis.source].name.id)
