"""docs/access.md says what the views declare."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gerbang.access.checks import views
from gerbang.access.overview import markdown


def test_every_url_has_its_line() -> None:
    text = markdown()
    assert "nothing declared" not in text
    for address in views():
        assert f"| {address.name} |" in text
    assert "| `/masuk/` | account_login | anyone |" in text
    assert "| `/instansi/anggota/` | people_members | Administrators of some body (`administers`) |" in text


def test_the_check_notices_a_difference(settings, tmp_path: Path) -> None:
    settings.PROJECT = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError):
        call_command("access", "--check")
    call_command("access")
    call_command("access", "--check")
    (tmp_path / "docs" / "access.md").write_text("something else")
    with pytest.raises(CommandError):
        call_command("access", "--check")
