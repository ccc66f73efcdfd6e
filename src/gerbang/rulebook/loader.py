"""Reads rulebooks strictly: a file is wholly right, or every problem in it is named as `file: key: reason`."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from gerbang.rulebook import parsing, soundness
from gerbang.rulebook.reading import Problem, Problems, RulebookError, Table
from gerbang.rulebook.schema import Rulebook

__all__ = ["Problem", "RulebookError", "Shipped", "books", "digest", "load", "load_text", "shipped", "to_dict"]


@dataclass(frozen=True, slots=True)
class Shipped:
    """A rulebook that comes with Gerbang, with its file's text and SHA-256."""

    book: Rulebook
    file: str
    text: str
    digest: str


def load(path: Path | str) -> Rulebook:
    """Reads a rulebook file. Raises RulebookError with every problem, OSError where the file cannot be read."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise RulebookError([Problem(str(path), f"byte {error.start}", "is not UTF-8")]) from error
    return load_text(text, str(path))


def load_text(text: str, file: str) -> Rulebook:
    """Reads a rulebook from its text; `file` names it in problems. Raises RulebookError."""
    problems = Problems(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError([_syntax_problem(file, text, error)]) from error
    book = parsing.rulebook(Table(values, "", problems))
    soundness.check(book, problems)
    if problems.found:
        raise RulebookError(problems.found)
    return book


def _syntax_problem(file: str, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"\s*\(at (?:line (\d+)[^)]*|end of document)\)", str(error))
    line = found[1] if found and found[1] else str(text.count("\n") + 1)
    reason = str(error)[: found.start()] if found else str(error)
    return Problem(file, f"line {line}", f"is not TOML: {reason}")


def digest(path: Path | str) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


@cache
def shipped() -> Mapping[str, Shipped]:
    """Every rulebook that comes with Gerbang, by id, in order of file name."""
    found: dict[str, Shipped] = {}
    folder = resources.files("gerbang.rulebook") / "books"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            data = file.read_bytes()
            text = data.decode("utf-8")
            book = load_text(text, file.name)
            found[book.id] = Shipped(book, file.name, text, hashlib.sha256(data).hexdigest())
    return found


@cache
def books() -> Mapping[str, Rulebook]:
    """The shipped rulebooks by id."""
    return {book_id: one.book for book_id, one in shipped().items()}


def to_dict(value: object) -> object:
    """A rulebook, or any value of this package, as JSON knows it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: to_dict(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_dict(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [to_dict(inner) for inner in (sorted(value) if isinstance(value, frozenset | set) else value)]
    return value.isoformat() if isinstance(value, date) else value
