"""Strict reading of a TOML table: what is missing, of the wrong type or unknown is written down, never guessed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gerbang.rulebook.schema import Text


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a rulebook file."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class RulebookError(ValueError):
    """A rulebook that cannot be used; `problems` lists all that is wrong with it, one line each in the text."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Problems:
    """Collects what is wrong with one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, key: str, reason: str) -> None:
        self.found.append(Problem(self.file, key, reason))


@dataclass
class Table:
    """One TOML table being read. Each reader returns a harmless stand-in where it writes down a problem."""

    values: Mapping[str, object]
    where: str
    problems: Problems
    used: set[str] = field(default_factory=set)

    def key(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def wrong(self, name: str, reason: str) -> None:
        self.problems.add(self.key(name), reason)

    def has(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, *, required: bool = False) -> object:
        self.used.add(name)
        if required and name not in self.values:
            self.wrong(name, "is missing")
        return self.values.get(name)

    def word(self, name: str, *, among: Sequence[str] = (), default: str | None = None) -> str:
        """A text; required unless it has a default, and one of `among` where that is given."""
        value = self.get(name, required=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str) or not value:
            self.wrong(name, "must be a text that is not empty")
            return default or ""
        if among and value not in among:
            self.wrong(name, f'"{value}" is not one of {", ".join(among)}')
            return default or among[0]
        return value

    def words(self, name: str, *, among: Sequence[str] = ()) -> tuple[str, ...]:
        """A list of texts, empty where absent."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.wrong(name, "must be a list of texts")
            return ()
        for one in value:
            if among and one not in among:
                self.wrong(name, f'"{one}" is not one of {", ".join(among)}')
        return tuple(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(name, "must be true or false")
            return default
        return value

    def count(self, name: str) -> int:
        value = self.get(name, required=True)
        if value is None:
            return 1
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.wrong(name, "must be a whole number from 1")
            return 1
        return value

    def day(self, name: str) -> date:
        value = self.get(name, required=True)
        if type(value) is date:
            return value
        if value is not None:
            self.wrong(name, "must be a date")
        return date.min

    def text(self, name: str, *, required: bool = True) -> Text:
        """A text in both languages: a table with `id` and `en`."""
        table = self.table(name, required=required)
        if table is None:
            return Text("", "")
        read = Text(table.word("id"), table.word("en"))
        table.done()
        return read

    def table(self, name: str, *, required: bool = False) -> "Table | None":
        value = self.get(name, required=required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.wrong(name, "must be a table")
            return None
        return Table(value, self.key(name), self.problems)

    def named_tables(self, name: str) -> dict[str, "Table"]:
        """A table of tables, such as `[sources.pp28]`."""
        outer = self.table(name, required=True)
        if outer is None:
            return {}
        inner = {one: outer.table(one) for one in outer.values}
        return {one: table for one, table in inner.items() if table is not None}

    def tables(self, name: str) -> list["Table"]:
        """A list of tables, each named in problems by its `id` where it has one."""
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(name, "must be a list")
            return []
        return [table for place, one in enumerate(value) if (table := self._entry(name, place, one)) is not None]

    def _entry(self, name: str, place: int, value: object) -> "Table | None":
        if not isinstance(value, dict):
            self.wrong(f"{name}[{place + 1}]", "must be a table")
            return None
        label = value.get("id", value.get("paper"))
        return Table(value, self.key(f"{name}[{label if isinstance(label, str) else place + 1}]"), self.problems)

    def done(self) -> None:
        """Writes down every key that nobody asked for."""
        for name in self.values:
            if name not in self.used:
                self.wrong(name, "is not a key this place knows")
