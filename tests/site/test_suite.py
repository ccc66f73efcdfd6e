"""What `make test` says at its end: counts over all parts, and never silence about what was not covered."""

import importlib.util
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest
from tests.template import PROJECT

REPORT = """<testsuites><testsuite>
<testcase classname="tests.gate" name="moves"/>
<testcase classname="tests.gate" name="truncates"><skipped/></testcase>
<testcase classname="tests.gate" name="breaks"><failure/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def suite() -> Iterator[ModuleType]:
    loader = SourceFileLoader("make_test", str(PROJECT / "tools" / "test"))
    spec = importlib.util.spec_from_loader("make_test", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_test"] = module
    loader.exec_module(module)
    yield module
    del sys.modules["make_test"]


def part(suite: ModuleType, name: str) -> object:
    return suite.Part(name, 1, ("gate",))


def test_a_report_is_read(suite: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    result = suite.read(part(suite, "database"), tmp_path / "report.xml", 1.0, 1)
    assert (result.passed, result.failed, result.skipped) == ({"tests.gate.moves"}, 1, {"tests.gate.truncates"})


def test_a_run_that_broke_without_a_report_is_a_failure(suite: ModuleType, tmp_path: Path) -> None:
    assert suite.read(part(suite, "database"), tmp_path / "none.xml", 1.0, 3).failed == 1


def test_a_run_that_broke_after_passing_tests_is_a_failure(suite: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text('<testsuite><testcase classname="a" name="b"/></testsuite>')
    assert suite.read(part(suite, "database"), tmp_path / "report.xml", 1.0, 2).failed == 1


def test_a_missing_part_is_named_and_fails_only_in_ci(
    suite: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = [
        suite.Result(part(suite, "pure"), passed=frozenset({"a", "b"})),
        suite.Result(part(suite, "browser"), missing="no Chromium was found"),
    ]
    monkeypatch.setattr(suite, "STRICT", False)
    assert suite.tell(results) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-3:] == ["Covered: pure", "Not covered: browser (no Chromium was found)", "2 passed, 0 failed"]
    monkeypatch.setattr(suite, "STRICT", True)
    assert suite.tell(results) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 1 failed"


def test_a_skip_counts_as_missing_only_when_no_other_part_passed_it(
    suite: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    suite.tell(
        [
            suite.Result(part(suite, "SQLite"), passed=frozenset({"a"}), skipped=frozenset({"truncates", "never"})),
            suite.Result(part(suite, "PostgreSQL"), passed=frozenset({"a", "truncates"}), skipped=frozenset({"never"})),
        ]
    )
    assert "Not covered: never (skipped)\n" in capsys.readouterr().out
