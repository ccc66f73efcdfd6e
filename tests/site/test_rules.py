"""docs/rules.md: every provision with its article, what it may refuse, and a test for each refusal."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from gerbang.rulebook import loader
from gerbang.site import rules_table
from gerbang.site.rules_table import Marker

BOOK = loader.books()["id.ksdpl"]
ROWS = {row.key: row for row in rules_table.rows(BOOK)}
ALL_KINDS = (
    "*/condition/*", "*/paper/*", "*/paper/*/*", "*/stage/*", "*/stage/*/clock", "*/stage/*/need/*",
    "*/stage/*/outcome/*", "*/stage/*/outcome/*/need/*", "*/stage/*/ask/*", "*/stage/*/optional/*",
)  # fmt: skip


def written(project: Path, *patterns: str) -> None:
    """A tree with one test that names these rules."""
    (project / "tests").mkdir()
    (project / "docs").mkdir()
    named = ", ".join(f'"{pattern}"' for pattern in patterns)
    (project / "tests" / "test_it.py").write_text(f"@pytest.mark.rule({named})\ndef test_it() -> None:\n    pass\n")


def test_a_row_cites_its_article_as_officials_do() -> None:
    assert ROWS["id.ksdpl/condition/diplomatic-relations"].places == "Pasal 27 ayat (1) huruf a PP 28/2018"
    assert ROWS["id.ksdpl/condition/no-contact"].places == "Bab X angka 150-151 Permenlu 3/2019"


def test_only_confirmed_regulation_refuses_and_not_where_a_justification_opens_the_way() -> None:
    assert all(row.provision.may_refuse for row in ROWS.values() if row.refuses)
    justified = ROWS["id.ksdpl/condition/equal-level"]
    assert justified.provision.may_refuse and not justified.refuses
    assert not ROWS["id.ksdpl/paper/verification-sheet/relations"].refuses, "the sheet itself is a guideline"


def test_no_key_stands_twice() -> None:
    for book in loader.books().values():
        keys = [row.key for row in rules_table.rows(book)]
        assert len(keys) == len(set(keys))


def test_a_star_stands_for_one_part_of_a_key() -> None:
    clock = Marker("*/stage/*/clock", "tests/test_it.py", "test_it")
    assert clock.names("id.ksdpl/stage/council/clock")
    assert not clock.names("id.ksdpl/stage/council")
    assert not clock.names("id.ksdpl/stage/council/need/clock")


def test_a_refusal_without_a_test_and_a_test_without_a_rule_are_named(tmp_path: Path) -> None:
    written(tmp_path, "id.ksdpl/stage/council", "id.ksdpl/stage/moon")
    faults = rules_table.faults([BOOK], rules_table.markers(tmp_path))
    assert "id.ksdpl/stage/council/clock: may refuse a move and no test holds it" in faults
    assert 'test_it.py::test_it: no rule "id.ksdpl/stage/moon"' in faults
    assert not any(fault.startswith("id.ksdpl/stage/council: ") for fault in faults)


def test_the_page_is_written_and_compared(tmp_path: Path, settings: Any) -> None:
    settings.PROJECT = tmp_path
    written(tmp_path, *ALL_KINDS, "id.ksdpl/stage/council/clock")
    with pytest.raises(CommandError, match="is old"):
        call_command("rules", "--check")
    call_command("rules")
    call_command("rules", "--check")
    page = (tmp_path / "docs" / "rules.md").read_text()
    assert "| `*/stage/*/clock` | `test_it.py::test_it` |" in page
    assert "| `id.ksdpl/stage/council/clock` | each, `test_it.py::test_it` |" in page


def test_a_page_with_an_untested_refusal_does_not_pass(tmp_path: Path, settings: Any) -> None:
    settings.PROJECT = tmp_path
    written(tmp_path)
    with pytest.raises(CommandError, match="no test holds it"):
        call_command("rules")
    with pytest.raises(CommandError, match="no test holds it"):
        call_command("rules", "--check")


def test_every_refusal_of_the_shipped_rulebooks_has_a_test(settings: Any) -> None:
    assert rules_table.faults(loader.books().values(), rules_table.markers(Path(settings.PROJECT))) == []
