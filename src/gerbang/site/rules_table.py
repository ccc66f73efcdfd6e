"""The table of docs/rules.md: every provision of the shipped rulebooks, its place in law, and the tests that hold it.

A test names the rules it holds with `@pytest.mark.rule("id.ksdpl/stage/council/clock", ...)`; `*` stands for one part
of a key. The tests are read, not run.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gerbang.pages.articles import article
from gerbang.rulebook.schema import Condition, Need, Outcome, Paper, Provision, Rulebook, Stage

HEAD = """# Rules

Written by `gerbang rules` from the rulebooks and the tests; `make check` compares. One row for every provision of every
rulebook in `src/gerbang/rulebook/books/`.

- **Nature**: where it comes from. Only *regulation, confirmed* may refuse a move; everything else warns, and the
  official goes on with a recorded reason. *Recalled* has not been compared with the text of the regulation,
  *conflicting* means that sources differ.
- **Refuses**: `yes` where a move can be refused by this row. A paper refuses through the need that names it, and the
  parts of such a paper with it. An ask and an outcome never refuse.
- **Key**: where it stands in the rulebook, and what a test names it by.
- **Tests**: those that hold it; *each* stands for the tests that run once for each row of its kind and are listed
  below. A row that may refuse and has no test is an error of `gerbang rules --check`.

## Tests of each row of a kind

| Key | Test |
|---|---|
"""
COLUMNS = "| Rule | Place | Nature | Refuses | Key | Tests |\n|---|---|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One provision. `refuses` says whether a move can be refused by it."""

    key: str
    name: str
    provision: Provision
    places: str
    refuses: bool


@dataclass(frozen=True, slots=True)
class Marker:
    """A test that names a rule, or a kind of rule by a key with `*` in it."""

    pattern: str
    file: str
    test: str

    def names(self, key: str) -> bool:
        parts, asked = key.split("/"), self.pattern.split("/")
        return len(parts) == len(asked) and all(want in ("*", part) for want, part in zip(asked, parts, strict=True))

    @property
    def of_a_kind(self) -> bool:
        """Whether it runs for the rows of a kind in every rulebook."""
        return self.pattern.startswith("*/")

    @property
    def label(self) -> str:
        return f"{self.file.removeprefix('tests/')}::{self.test}"


def rows(book: Rulebook) -> Iterator[Row]:
    """Every provision of a rulebook, in the order of its file."""
    demanded = {need.paper for need in _needs(book) if need.provision.may_refuse}
    for condition in book.conditions.values():
        yield _row(book, f"condition/{condition.id}", condition.name.id, condition.provision, _may_fail(condition))
    for paper in book.papers.values():
        yield from _paper(book, paper, refuses=paper.id in demanded)
    for stage in book.stages:
        yield from _stage(book, stage)


def _needs(book: Rulebook) -> Iterator[Need]:
    for stage in book.stages:
        yield from stage.needs
        for outcome in stage.outcomes:
            yield from outcome.needs


def _may_fail(condition: Condition) -> bool:
    """Whether a failing or unknown condition refuses, as `needing` judges it: a justification opens the way."""
    stands = condition.override == "none" or condition.on_unknown in ("attest", "block")
    return condition.provision.may_refuse and stands


def _row(book: Rulebook, where: str, name: str, provision: Provision, refuses: bool) -> Row:
    places = "; ".join(article(basis.at, "id", book.sources[basis.source].name.id) for basis in provision.basis)
    return Row(f"{book.id}/{where}", name, provision, places, refuses)


def _paper(book: Rulebook, paper: Paper, *, refuses: bool) -> Iterator[Row]:
    yield _row(book, f"paper/{paper.id}", paper.name.id, paper.provision, False)
    for part in paper.parts:
        name = f"{paper.name.id}: {part.name.id}"
        yield _row(book, f"paper/{paper.id}/{part.id}", name, part.provision, refuses)


def _stage(book: Rulebook, stage: Stage) -> Iterator[Row]:
    where = f"stage/{stage.id}"
    skippable = stage.line and next(book.following(stage.id), None) is not None
    yield _row(book, where, stage.name.id, stage.provision, stage.provision.may_refuse and skippable)
    yield from _needed(book, stage, f"{where}/need", stage.needs)
    for optional in stage.optional:
        name = f"{stage.name.id}: {book.papers[optional.paper].name.id}"
        yield _row(book, f"{where}/optional/{optional.paper}", name, optional.provision, False)
    if stage.clock:
        name = f"{stage.name.id}: {stage.clock.days} {'hari kerja' if stage.clock.unit == 'working' else 'hari'}"
        yield _row(book, f"{where}/clock", name, stage.clock.provision, stage.clock.provision.may_refuse)
    for ask in stage.asks:
        yield _row(book, f"{where}/ask/{ask.id}", f"{stage.name.id}: {ask.name.id}", ask.provision, False)
    for outcome in stage.outcomes:
        yield from _outcome(book, stage, outcome)


def _outcome(book: Rulebook, stage: Stage, outcome: Outcome) -> Iterator[Row]:
    where = f"stage/{stage.id}/outcome/{outcome.id}"
    yield _row(book, where, f"{stage.name.id}: {outcome.name.id}", outcome.provision, False)
    yield from _needed(book, stage, f"{where}/need", outcome.needs)


def _needed(book: Rulebook, stage: Stage, where: str, needs: Iterable[Need]) -> Iterator[Row]:
    for need in needs:
        name = f"{stage.name.id}: {book.papers[need.paper].name.id}"
        yield _row(book, f"{where}/{need.paper}", name, need.provision, need.provision.may_refuse)


def markers(project: Path) -> list[Marker]:
    """Every rule a test of this tree names, in order of file and test."""
    files = sorted((project / "tests").rglob("test_*.py"))
    return [marker for file in files for marker in _markers(file, str(file.relative_to(project)))]


def _markers(file: Path, name: str) -> Iterator[Marker]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.rule":
                    for pattern in decorator.args:
                        yield Marker(str(ast.literal_eval(pattern)), name, node.name)


def faults(books: Iterable[Rulebook], found: Sequence[Marker]) -> list[str]:
    """Rows that may refuse and have no test, and tests that name what no rulebook has."""
    every = [row for book in books for row in rows(book)]
    untested = [row.key for row in every if row.refuses and not any(marker.names(row.key) for marker in found)]
    astray = [marker for marker in found if not any(marker.names(row.key) for row in every)]
    return [
        *(f"{key}: may refuse a move and no test holds it" for key in untested),
        *(f'{marker.label}: no rule "{marker.pattern}"' for marker in astray),
    ]


def markdown(books: Mapping[str, Rulebook], found: Sequence[Marker]) -> str:
    """The whole page."""
    each = sorted((marker.pattern, marker.label) for marker in found if marker.of_a_kind)
    listed = "".join(f"| `{pattern}` | `{label}` |\n" for pattern, label in each)
    return HEAD + listed + "".join(_section(book, found) for book in books.values())


def _section(book: Rulebook, found: Sequence[Marker]) -> str:
    every = list(rows(book))
    refusing = sum(row.refuses for row in every)
    head = f"\n## {book.id} {book.version}: {book.name.id}\n\n"
    lines = "".join(_line(row, [marker for marker in found if marker.names(row.key)]) for row in every)
    return f"{head}{len(every)} provisions, {refusing} of which may refuse.\n\n{COLUMNS}{lines}"


def _line(row: Row, found: Sequence[Marker]) -> str:
    nature = ", ".join(part for part in (row.provision.nature, row.provision.sure) if part)
    held = dict.fromkeys("each" if marker.of_a_kind else f"`{marker.label}`" for marker in found)
    cells = (row.name, row.places, nature, "yes" if row.refuses else "", f"`{row.key}`", ", ".join(held))
    return f"| {' | '.join(cells)} |\n"
