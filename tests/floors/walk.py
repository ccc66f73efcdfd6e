"""References between rooms that import-linter cannot see: foreign keys, templates and URL names.

The floors themselves are written down once, in the contract for import-linter in pyproject.toml.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, URLResolver

TEMPLATE_TAG = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
URL_TAG = re.compile(r"""{%-?\s*url\s+["']([^"']+)["']""")
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}


@dataclass(frozen=True)
class Reference:
    """Something in `room` that names something of `target`."""

    room: str
    target: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what} is of the room {self.target}, which {self.room} may not know"


def floors(pyproject: Path) -> dict[str, int]:
    """Room → floor; a higher number is a higher floor."""
    contracts = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return {
        room.strip().removeprefix("gerbang."): floor
        for floor, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def forbidden(references: Iterable[Reference], table: Mapping[str, int]) -> list[str]:
    """What does not go down: upward and sideways references, each told with its place."""
    return sorted(
        str(reference)
        for reference in references
        if reference.room != reference.target and table[reference.target] >= table[reference.room]
    )


def room_of(module: str) -> str | None:
    head, _dot, rest = module.partition(".")
    return rest.partition(".")[0] or None if head == "gerbang" else None


# --- Foreign keys ---


def of_models(models: Iterable[type[Model]]) -> Iterator[Reference]:
    for model in models:
        room = room_of(model.__module__)
        if room is None:
            continue
        for field in (*model._meta.fields, *model._meta.many_to_many):
            remote: Any = getattr(field.remote_field, "model", None)
            target = room_of(remote.__module__) if remote else None
            if target:
                yield Reference(room, target, model._meta.label, f"{field.name} → {remote._meta.label}")


# --- Templates ---


def templates(package: Path) -> dict[str, tuple[str, Path]]:
    """Template name → the room it lies in, and its file."""
    return {
        str(path.relative_to(folder)): (folder.parent.name, path)
        for folder in sorted(package.glob("*/templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def of_templates(package: Path) -> Iterator[Reference]:
    known = templates(package)
    for name, (room, path) in known.items():
        for wanted in TEMPLATE_TAG.findall(path.read_text(encoding="utf-8")):
            if wanted in known:
                yield Reference(room, known[wanted][0], name, wanted)


# --- URL names ---


def url_names(patterns: Iterable[Any], room: str | None = None, namespace: str = "") -> Iterator[tuple[str, str]]:
    """Every URL name with the room whose URL configuration declares it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            module = getattr(pattern.urlconf_name, "__name__", pattern.urlconf_name)
            inside = room_of(module) if isinstance(module, str) else room
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from url_names(pattern.url_patterns, inside, inner)
        elif isinstance(pattern, URLPattern) and pattern.name and room:
            yield f"{namespace}{pattern.name}", room


def of_url_names(package: Path, owners: Mapping[str, str]) -> Iterator[Reference]:
    for name, (room, path) in templates(package).items():
        for wanted in URL_TAG.findall(path.read_text(encoding="utf-8")):
            if wanted in owners:
                yield Reference(room, owners[wanted], name, wanted)
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if len(inside.parts) < 2:
            continue
        for line, wanted in reversed_names(path.read_text(encoding="utf-8")):
            if wanted in owners:
                yield Reference(inside.parts[0], owners[wanted], f"{inside}:{line}", wanted)


def reversed_names(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in REVERSING:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield node.lineno, first.value


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
