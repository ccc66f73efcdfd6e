"""`gerbang api schema [--check]`: writes docs/api/openapi.json, the description of API v1."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gerbang.api import openapi

PATH = "docs/api/openapi.json"


class Command(BaseCommand):
    help = "Write docs/api/openapi.json from the operations; with --check only compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        schema = what.add_parser("schema", help="the OpenAPI description of v1")
        schema.add_argument("--check", action="store_true", help="fail if the file does not say what the operations do")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.PROJECT) / PATH
        if not options["check"]:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(openapi.text(), encoding="utf-8")
            return
        if not path.exists() or path.read_text(encoding="utf-8") != openapi.text():
            raise CommandError(f"{PATH} is not what the operations say. Run: gerbang api schema")
