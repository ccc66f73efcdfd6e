"""What an export wrote, read again."""

import csv
import json
from io import BytesIO, StringIO
from typing import Any

from gerbang.people.acting import Actor
from gerbang.register import queries
from gerbang.register.export.readers import PUBLIC
from gerbang.register.export.records import records
from gerbang.register.export.table import SOURCED, Table
from gerbang.register.export.writing import FORMATS, streamed

Row = dict[str, str]


def taken(form: str, actor: Actor = PUBLIC, table: Table = SOURCED, by: queries.Filters | None = None) -> bytes:
    ties = queries.narrowed(queries.visible_to(actor), by or queries.Filters())
    return b"".join(streamed(records(actor, ties), lambda out: FORMATS[form].writer(out, table)))


def rows(actor: Actor = PUBLIC, table: Table = SOURCED) -> list[Row]:
    return list(csv.DictReader(StringIO(taken("csv", actor, table).decode(), newline="")))


def objects(actor: Actor = PUBLIC) -> list[dict[str, Any]]:
    return [json.loads(line) for line in taken("jsonl", actor).splitlines()]


def book(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    from openpyxl import load_workbook

    opened = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.values) for sheet in opened}
