"""`gerbang export cooperations`: the register, or a part of it, in one file."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError

from gerbang.people.acting import Actor
from gerbang.people.models import Body
from gerbang.register import queries
from gerbang.register.export import filters
from gerbang.register.export.readers import PUBLIC, Everything, ReaderIn
from gerbang.register.export.records import one_view, records
from gerbang.register.export.table import TABLES
from gerbang.register.export.writing import FORMATS, write
from gerbang.values import Invalid


class Command(BaseCommand):
    help = "Write the cooperations on the register to a file: what the public sees, unless said otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["cooperations"])
        parser.add_argument("--format", choices=FORMATS, default="csv")
        parser.add_argument(
            "--table",
            choices=TABLES,
            default="cooperations",
            help="of CSV: `cooperations` has a row for each source and is what `gerbang import` takes; "
            "`ties` has a row for each cooperation, with the values in use and codes",
        )
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help=f"may be repeated; keys: {', '.join(filters.READERS)}",
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="default: standard output; XLSX needs a file")
        eyes = parser.add_mutually_exclusive_group()
        eyes.add_argument("--as-public", action="store_true", help="what anybody may see (the default)")
        eyes.add_argument("--body", metavar="REF", help="what a reader in this body sees")
        eyes.add_argument("--all", action="store_true", help="everything on the register")

    def handle(self, *args: Any, **options: Any) -> None:
        made = FORMATS[options["format"]]
        if options["out"] is None and not made.streams:
            raise CommandError(f"{options['format']} needs a file: add --out FILE.{options['format']}")
        actor = _reader(options)
        try:
            chosen = filters.read(options["filter"])
        except Invalid as invalid:
            raise CommandError("\n".join(f"--filter {key}: {why}" for key, why in invalid.problems.items())) from None
        found = records(actor, queries.narrowed(queries.visible_to(actor), chosen))
        with one_view(), _opened(options["out"]) as out:
            writer = made.writer(out, TABLES[options["table"]])
            write(found, [writer])
        self.stderr.write(f"{writer.rows} rows written.")


def _reader(options: dict[str, Any]) -> Actor:
    if options["all"]:
        return Everything()
    if options["body"] is None:
        return PUBLIC
    body = Body.objects.filter(ref=options["body"]).first()
    if body is None:
        raise CommandError(f"There is no body {options['body']!r}. Its ref begins with in-.")
    return ReaderIn(body)


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is there only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        raise CommandError(f"{path} could not be written: {problem.strerror or problem}. Nothing was kept.") from None
    finally:
        beside.unlink(missing_ok=True)
