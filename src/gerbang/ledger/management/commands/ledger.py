"""`gerbang ledger verify | seal | root`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gerbang.ledger import actions
from gerbang.ledger.verify import Report, newest_root, read_roots, verify


class Command(BaseCommand):
    help = "Verify or seal the ledger, or write its newest root so that it is kept elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="look for changed or removed entries; exit 1 when there are any")
        check.add_argument("--deep", action="store_true", help="compare entries with the rows they record, both ways")
        check.add_argument("--root", type=Path, metavar="FILE", help="compare with roots kept outside this database")
        check.add_argument("--json", action="store_true", help="write the report as JSON")
        verbs.add_parser("seal", help="seal what waits and write the new root")
        root = verbs.add_parser("root", help="write the newest root")
        root.add_argument("--out", type=Path, metavar="FILE", help="add it to this file, one root a line")

    def handle(self, *args: Any, **options: Any) -> None:
        {"verify": self._verify, "seal": self._seal, "root": self._root}[options["verb"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        report = verify(deep=options["deep"], outside=_outside(options["root"]))
        if options["json"]:
            self.stdout.write(json.dumps({"ok": report.ok, **asdict(report)}, indent=2))
        else:
            self._tell(report)
        if not report.ok:
            raise CommandError(
                f"{len(report.faults)} faults. Restore from a backup made before them, and find out who."
            )

    def _tell(self, report: Report) -> None:
        for fault in report.faults:
            where = f"{fault.stream} {fault.seq}: " if fault.stream else ""
            self.stdout.write(f"{where}{fault.what}")
        self.stdout.write(f"{report.entries} entries, {report.leaves} sealed, root {report.root}")
        for line in report.reach:
            self.stdout.write(line)

    def _seal(self, options: dict[str, Any]) -> None:
        root = actions.seal()
        self.stdout.write(f"Sealed {root.size} entries, root {root.root_hash}" if root else "Nothing waits for a seal.")

    def _root(self, options: dict[str, Any]) -> None:
        line = json.dumps(newest_root())
        if options["out"] is None:
            self.stdout.write(line)
            return
        with options["out"].open("a") as file:
            file.write(line + "\n")


def _outside(path: Path | None) -> list[dict[str, Any]]:
    if path is None:
        return []
    try:
        return read_roots(path.read_text())
    except (OSError, ValueError) as problem:
        raise CommandError(
            f"{path} holds no roots: {problem}. Write it with: gerbang ledger root --out {path}"
        ) from None
