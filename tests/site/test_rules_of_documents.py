"""What is written for people stays true where it can be looked up: links lead somewhere, every setting is named."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
VARIABLE = re.compile(r'"(GERBANG_[A-Z_]+)"')


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    found = LINK.findall(document.read_text(encoding="utf-8"))
    inside = [link for link in found if "://" not in link]
    assert [link for link in inside if not (document.parent / link).exists()] == []


def test_every_setting_is_described_and_no_other() -> None:
    read = set(VARIABLE.findall((PROJECT / "src/gerbang/site/settings.py").read_text(encoding="utf-8")))
    described = set(re.findall(r"^\| `(GERBANG_[A-Z_]+)`", (PROJECT / "docs/settings.md").read_text(), re.MULTILINE))
    assert described == read


def test_the_tables_that_only_grow_are_all_taken_from_the_web_account() -> None:
    migrations = (PROJECT / "src/gerbang").glob("*/migrations/*.py")
    guarded = {table for one in migrations for table in re.findall(r'AppendOnly\("(\w+)"', one.read_text())}
    revoked = re.search(r"REVOKE UPDATE, DELETE ON ([\w,\s]+?)\s+FROM", (PROJECT / "docs/deployment.md").read_text())
    assert revoked is not None
    assert {*(name.strip() for name in revoked[1].split(",")), "ledger_payload"} == guarded
