"""Whether the committed locks are whole: every version with its hash, nothing from a named host or a path."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)(?: ; .*?)? \\$")
NAME = re.compile(r"^[A-Za-z0-9._-]+")
LOCKS = ("run", "dev", "node")


def faults(project: Path) -> Iterator[str]:
    requirements = project / "requirements"
    pins = {}
    for name in LOCKS:
        lock = requirements / f"{name}.txt"
        yield from _unclean(lock)
        pins[name] = _pins(lock.read_text())
        for wanted in sorted(_wanted(requirements / f"{name}.in") - pins[name].keys()):
            yield f"{lock.name}: {wanted} is wanted but not locked; run `make lock`"
    for package, version in pins["run"].items():
        if pins["dev"].get(package) != version:
            yield f"dev.txt: {package} is not at {version} as in run.txt; run `make lock`"
    yield from _node(project / "package-lock.json")


def _unclean(lock: Path) -> Iterator[str]:
    lines = lock.read_text().splitlines()
    for number, line in enumerate(lines, start=1):
        if not (PIN.match(line) or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line)):
            yield f"{lock.name}:{number}: neither a pinned version nor a hash: {line}"
        elif PIN.match(line) and not (number < len(lines) and lines[number].startswith("    --hash=")):
            yield f"{lock.name}:{number}: no hash follows: {line}"


def _pins(text: str) -> dict[str, str]:
    return {_plain(found[1]): found[2] for line in text.splitlines() if (found := PIN.match(line))}


def _wanted(source: Path) -> set[str]:
    return {
        _plain(found[0]) for line in source.read_text().splitlines() if (found := NAME.match(line)) and line[0] != "-"
    }


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _node(lock: Path) -> Iterator[str]:
    for path, package in json.loads(lock.read_text())["packages"].items():
        if "resolved" in package:
            yield f"{lock.name}: {path} names where it was fetched from; .npmrc asks npm to leave that out"
        if path and "integrity" not in package and not package.get("inBundle"):
            yield f"{lock.name}: {path} has no integrity hash"
