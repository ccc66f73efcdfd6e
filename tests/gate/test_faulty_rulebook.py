"""A faulty rulebook stops the start, with file, key and reason; so does a detail that no form can ask for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import gerbang
from gerbang.gate.checks import every_rulebook_can_be_used
from gerbang.rulebook import loader

KSDPL = loader.shipped()["id.ksdpl"]


def test_the_shipped_rulebooks_can_all_be_used() -> None:
    assert every_rulebook_can_be_used(None) == []


def test_each_fault_is_named_by_file_key_and_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty() -> object:
        return loader.load_text(KSDPL.text.replace('holder = "council"', 'holder = "nobody"'), "ksdpl.toml")

    monkeypatch.setattr(loader, "shipped", faulty)
    errors = every_rulebook_can_be_used(None)
    assert {error.id for error in errors} == {"gerbang.E010"}
    assert any(error.msg.startswith("ksdpl.toml: stage[council].holder: ") for error in errors)


def test_a_detail_that_no_form_knows_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    text = KSDPL.text.replace('wanted = ["form", ', 'wanted = ["shoe-size", ', 1)
    assert text != KSDPL.text
    odd = loader.Shipped(loader.load_text(text, "ksdpl.toml"), "ksdpl.toml", text, "")
    monkeypatch.setattr(loader, "shipped", lambda: {"id.ksdpl": odd})
    [error] = every_rulebook_can_be_used(None)
    assert error.id == "gerbang.E011"
    assert error.msg.startswith("ksdpl.toml: paper[council-decision].fields: ") and "shoe-size" in error.msg


def test_the_web_application_does_not_start_with_a_faulty_rulebook(tmp_path: Path) -> None:
    copy = tmp_path / "gerbang"
    shutil.copytree(Path(gerbang.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__", "built"))
    book = copy / "rulebook" / "books" / "ksdpl.toml"
    book.write_text(book.read_text(encoding="utf-8").replace("days = 45", 'days = "soon"'), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "GERBANG_STATE": str(tmp_path / "state")}
    ended = subprocess.run(
        [sys.executable, "-c", "import gerbang.site.wsgi"], env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode != 0
    assert "ksdpl.toml: stage[council].clock.days: " in ended.stderr
