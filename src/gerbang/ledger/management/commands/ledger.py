"""`gerbang ledger verify | seal | root | prove | check-receipt`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gerbang.ledger import actions, proofs, queries, receipts, roots
from gerbang.ledger.models import Entry
from gerbang.ledger.receipts import Receipt
from gerbang.ledger.roots import Published
from gerbang.ledger.verify import Report, verify

PROVEN = (
    "Proven: these headers, letter for letter, were in the ledger when that root was published, each in its place; "
    "and by their digests also the entries before them in the stream, and what each of them said."
)
NOT_PROVEN = (
    "Not proven: what an entry says (only its salted digest is here), that it is true, that nothing newer was written, "
    "or who stands behind a ref. The time is that of the office's own clock."
)
NO_ROOTS = (
    "NOT COMPARED with published roots: the file agrees with itself, but whoever makes a file can make its root too. "
    "Fetch the roots from the public page /bukti/akar.jsonl, or take those you kept, and run: "
    "gerbang ledger check-receipt {file} --roots FILE"
)


class Command(BaseCommand):
    help = "Verify or seal the ledger, write its newest root, make receipts of entries and check receipts offline."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("verify", help="look for changed or removed entries; exit 1 when there are any")
        check.add_argument("--deep", action="store_true", help="compare entries with the rows they record, both ways")
        check.add_argument("--root", type=Path, metavar="FILE", help="compare with roots kept outside this database")
        check.add_argument("--json", action="store_true", help="write the report as JSON")
        verbs.add_parser("seal", help="seal what waits and write the new root")
        root = verbs.add_parser("root", help="write the newest root")
        root.add_argument("--out", type=Path, metavar="FILE", help="add it to this file, one root a line")
        prove = verbs.add_parser(
            "prove", help="make the receipt of the newest sealed entry of a stream, or of an entry"
        )
        prove.add_argument("ref", metavar="REF", help="a cooperation (ks-...), another stream, or an entry (en-...)")
        prove.add_argument("--all", action="store_true", help="every sealed entry of the stream")
        prove.add_argument("--roots", type=Path, metavar="FILE", help="end at the newest root of this file")
        prove.add_argument("--out", type=Path, metavar="FILE", help="write it here")
        check = verbs.add_parser("check-receipt", help="check a receipt without a database; exit 1 when it is not good")
        check.add_argument("file", type=Path, metavar="FILE")
        check.add_argument("--roots", type=Path, metavar="FILE", help="the published roots, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {
            "verify": self._verify,
            "seal": self._seal,
            "root": self._root,
            "prove": self._prove,
            "check-receipt": self._check_receipt,
        }
        verbs[options["verb"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        report = verify(deep=options["deep"], outside=_published(options["root"]).values())
        if options["json"]:
            self.stdout.write(json.dumps({"ok": report.ok, **asdict(report)}, indent=2))
        else:
            self._tell(report)
        if not report.ok:
            raise CommandError(
                f"{_faults(len(report.faults))}. Restore from a backup made before them, and find out who."
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
        line = queries.newest_root().line
        if options["out"] is None:
            self.stdout.write(line)
            return
        with options["out"].open("a") as file:
            file.write(line + "\n")

    def _prove(self, options: dict[str, Any]) -> None:
        entries = _sealed(options["ref"], every=options["all"])
        kept = _published(options["roots"])
        try:
            made = proofs.receipt(entries, kept[max(kept)] if kept else None)
        except (proofs.Unsealed, proofs.Unprovable) as problem:
            raise CommandError(str(problem)) from None
        self._say_if_newer(entries[-1], options["ref"])
        if options["out"] is None:
            self.stdout.write(made.text, ending="")
            return
        options["out"].write_text(made.text)
        self.stdout.write(f"{options['out']}: receipt of {_counted(made)}, root of {made.root.size} leaves.")

    def _say_if_newer(self, newest: Entry, ref: str) -> None:
        waiting = queries.head(newest.stream) - newest.seq
        if waiting and ref == newest.stream:
            self.stderr.write(f"{waiting} newer in {ref} not sealed yet: this receipt ends at entry {newest.seq}.")

    def _check_receipt(self, options: dict[str, Any]) -> None:
        """Nothing here may touch the database: whoever checks has none."""
        file = options["file"]
        published = _published(options["roots"])
        try:
            receipt = receipts.read(file.read_bytes())
        except (OSError, receipts.Unreadable) as problem:
            raise CommandError(f"{file} cannot be checked. {problem}") from None
        faults = receipts.check(receipt, published if options["roots"] else None)
        for fault in faults:
            self.stdout.write(str(fault))
        if faults:
            raise CommandError(f"{file} is no good receipt: {_faults(len(faults))}.")
        self._tell_good(file, receipt, published)

    def _tell_good(self, file: Path, receipt: Receipt, published: dict[int, Published]) -> None:
        for entry in receipt.entries:
            self.stdout.write("{stream} {seq}: {kind}, written {at}, entry {ref}".format_map(entry.values))
            self.stdout.write(f"  leaf {entry.leaf_index}, digest {entry.digest}")
        root = receipt.root
        self.stdout.write(f"Root of {root.size} leaves: {root.root_hash}")
        if not published:
            self.stderr.write(NO_ROOTS.format(file=file))
            return
        self.stdout.write(f"{file}: good. The root was published {published[root.size].at or 'without a time'}.")
        self.stdout.write(PROVEN)
        self.stdout.write(NOT_PROVEN)


def _sealed(ref: str, *, every: bool) -> list[Entry]:
    """The entries a receipt is asked for, oldest first."""
    named = Entry.objects.filter(ref=ref)
    found = named if named.exists() else Entry.objects.filter(stream=ref)
    if not found.exists():
        raise CommandError(f"The ledger has no entry and no stream {ref}. Give the ref as it stands on the page.")
    sealed = list(found.filter(sealed__isnull=False).select_related("sealed").order_by("seq"))
    if not sealed:
        raise CommandError(f"{ref} is not sealed yet. Wait for the clock, or run: gerbang ledger seal")
    return sealed if every else sealed[-1:]


def _faults(number: int) -> str:
    return "1 fault" if number == 1 else f"{number} faults"


def _counted(receipt: Receipt) -> str:
    first, last = (receipt.entries[place].values for place in (0, -1))
    span = f"entry {last['seq']}" if first == last else f"entries {first['seq']} to {last['seq']}"
    return f"{span} of {last['stream']}"


def _published(path: Path | None) -> dict[int, Published]:
    if path is None:
        return {}
    try:
        with path.open() as lines:
            return roots.read(lines)
    except (OSError, ValueError) as problem:
        raise CommandError(
            f"{path} holds no roots: {problem}. Write it with: gerbang ledger root --out {path}"
        ) from None
