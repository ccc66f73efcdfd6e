"""The check of the committed locks: this tree passes, and what it is there to find is found."""

import importlib.util
import json
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from tests.template import PROJECT


@pytest.fixture(scope="module")
def locks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("locks", PROJECT / "tools" / "locks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    shutil.copy(PROJECT / "package-lock.json", tmp_path)
    return tmp_path


def test_this_trees_locks_are_whole(locks: ModuleType) -> None:
    assert list(locks.faults(PROJECT)) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("--index-url https://packages.example/simple", "neither a pinned version nor a hash"),
        ("thing @ file:///home/me/thing.whl", "neither a pinned version nor a hash"),
        ("thing==1.0", "neither a pinned version nor a hash"),
        ("thing==1.0 \\", "no hash follows"),
    ],
)
def test_a_host_a_path_or_a_missing_hash_is_found(locks: ModuleType, tree: Path, line: str, fault: str) -> None:
    lock = tree / "requirements" / "run.txt"
    lock.write_text(f"{lock.read_text()}{line}\n")
    assert any(fault in found for found in locks.faults(tree))


def test_a_wanted_package_that_is_not_locked_is_found(locks: ModuleType, tree: Path) -> None:
    source = tree / "requirements" / "run.in"
    source.write_text(f"{source.read_text()}gazetteer>=2\n")
    assert "run.txt: gazetteer is wanted but not locked; run `make lock`" in set(locks.faults(tree))


def test_two_locks_with_different_versions_are_found(locks: ModuleType, tree: Path) -> None:
    lock = tree / "requirements" / "dev.txt"
    lock.write_text(lock.read_text().replace("\ndjango==", "\ndjango==0."))
    assert any("django is not at" in found for found in locks.faults(tree))


def test_an_address_in_the_node_lock_is_found(locks: ModuleType, tree: Path) -> None:
    lock = tree / "package-lock.json"
    content = json.loads(lock.read_text())
    content["packages"]["node_modules/esbuild"]["resolved"] = "https://packages.example/esbuild.tgz"
    lock.write_text(json.dumps(content))
    assert any("node_modules/esbuild names where it was fetched from" in found for found in locks.faults(tree))
