"""What was exported can be brought in again: every row is known, nothing is made anew."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from gerbang.register import demonstration

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_row_of_the_public_register_is_matched(form: str, tmp_path: Path) -> None:
    demonstration.load()
    path = tmp_path / f"daftar.{form}"
    call_command("export", "cooperations", format=form, out=path)
    said = StringIO()
    call_command("import", "cooperations", str(path), dry_run=True, json=True, stdout=said)
    found = json.loads(said.getvalue())
    assert found["problems"] == []
    assert found["matched"] == found["read"] > 50
    assert found["created"] == found["held"] == found["refused"] == 0
