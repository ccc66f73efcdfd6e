"""`gerbang rulebook` and `gerbang calendar`: thin, and without a database."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.rulebook.small import TEXT


def test_a_sound_file_is_named_with_its_digest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "small.toml"
    file.write_text(TEXT)
    call_command("rulebook", "check", str(file))
    assert f"{file}: xx.small house.1, 3 stages, SHA-256 " in capsys.readouterr().out


def test_every_problem_of_every_file_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "small.toml"
    file.write_text(TEXT.replace('number = "1"\n', "", 1).replace('to = "first"', 'to = "frist"', 1))
    with pytest.raises(CommandError) as caught:
        call_command("rulebook", "check", str(file), str(tmp_path / "none.toml"))
    assert caught.value.returncode == 1
    lines = capsys.readouterr().out.splitlines()
    assert f"{file}: stage[first].number: is missing" in lines
    assert f"{tmp_path / 'none.toml'}: file: cannot be read: No such file or directory" in lines


def test_a_rulebook_is_shown_as_lines_or_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("rulebook", "show", "id.ksdpl")
    assert "   6  Persetujuan DPRD" in capsys.readouterr().out
    call_command("rulebook", "show", "id.ksdpl", "--json")
    assert json.loads(capsys.readouterr().out)["stages"][5]["clock"]["days"] == 45


def test_days_are_counted_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("calendar", "due", "--from", "2026-03-02", "--days", "45", "--unit", "working")
    assert "Due on 2026-05-13" in capsys.readouterr().out
    call_command("calendar", "due", "--from", "2027-12-20", "--days", "15", "--json")
    assert json.loads(capsys.readouterr().out)["undecreed"] == [2028]
