"""How long pages take, beside the SQL they need. Figures for reading: never a test, for machines are noisy."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.test import Client

from gerbang.site.tour import Page, Visitors, pages

WARM_UPS = 2

Statement = tuple[str, Any]
"""SQL and its values."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One page: milliseconds of the page and of its own SQL alone, queries, and bytes as sent (compressed)."""

    page: str
    median_ms: float
    p95_ms: float
    sql_ms: float
    queries: int
    bytes: int

    @property
    def ratio(self) -> float | None:
        """How many times its own SQL the page takes; None for a page that asks the database nothing."""
        return self.median_ms / self.sql_ms if self.queries else None

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


@dataclass(frozen=True, slots=True)
class Compared:
    """The same beside the bare SQL: the least, written by hand, that answers the page's question."""

    who: str
    page: Measured
    bare_ms: float

    @property
    def ratio(self) -> float:
        return self.page.median_ms / self.bare_ms

    def as_dict(self) -> dict[str, Any]:
        page = self.page.as_dict()
        return {"who": self.who, **page, "own_ratio": page["ratio"], "bare_ms": self.bare_ms, "ratio": self.ratio}


@dataclass
class Asked:
    """The statements of one request, as the database got them."""

    statements: list[Statement] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not many:
            self.statements.append((sql, params))
        return execute(sql, params, many, context)


@contextmanager
def listening() -> Iterator[Asked]:
    """Writes down what the database is asked meanwhile."""
    asked = Asked()
    with connection.execute_wrapper(asked):
        yield asked


class Unexpected(RuntimeError):
    """A page of the tour that does not answer with 200."""


def measure(runs: int) -> list[Measured]:
    """Every page of the tour, so many times."""
    with Visitors() as visitors:
        return [_measured(page, visitors.browser(page.role), runs) for page in pages()]


def queries_of(page: Page, browser: Client) -> int:
    """How many statements the page needs once whatever is kept in memory is there."""
    get(page, browser)
    with listening() as asked:
        get(page, browser)
    return len(asked.statements)


def get(page: Page, browser: Client) -> bytes:
    """The page as it is sent."""
    answer = browser.get(page.address)
    if answer.status_code != 200:
        raise Unexpected(f"{page.name} ({page.address}) answers {answer.status_code}")
    return bytes(answer.content)


def _measured(page: Page, browser: Client, runs: int) -> Measured:
    measured, _bare = timed(page, browser, runs, ())
    return measured


def timed(page: Page, browser: Client, runs: int, bare: Sequence[Statement]) -> tuple[Measured, float]:
    """The page and the median of the bare statements, run by turns so that both suffer the same noise."""
    for _time in range(WARM_UPS):
        body = get(page, browser)
        _read(bare)
    with listening() as asked:
        get(page, browser)
    reads = [(sql, params) for sql, params in asked.statements if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
    took, alone, least = [], [], []
    for _time in range(runs):
        took.append(milliseconds(lambda: get(page, browser)))
        alone.append(milliseconds(lambda: _read(reads)))
        least.append(milliseconds(lambda: _read(bare)))
    p95 = quantiles(took, n=20)[-1]
    return Measured(page.name, median(took), p95, median(alone), len(asked.statements), len(body)), median(least)


def _read(statements: Sequence[Statement]) -> None:
    """The same questions to the same database, their answers fetched and thrown away."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def milliseconds(do: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def table(found: Sequence[Measured]) -> str:
    """For reading, and as it stands in docs/performance.md."""
    lines = ["| Page | Median ms | p95 ms | SQL alone ms | Ratio | Queries | Bytes |", "|---|--:|--:|--:|--:|--:|--:|"]
    for one in found:
        ratio = "–" if one.ratio is None else f"{one.ratio:.1f}"
        times = f"{one.median_ms:.1f} | {one.p95_ms:.1f} | {one.sql_ms:.2f}"
        lines.append(f"| {one.page} | {times} | {ratio} | {one.queries} | {one.bytes:,} |")
    return "\n".join(lines)


def compared_table(found: Sequence[Compared]) -> str:
    """The same with the bare SQL, for the register at size."""
    lines = [
        "| Question | Who | Median ms | p95 ms | Bare SQL ms | Ratio | Own SQL ms | Queries | Bytes |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for one in found:
        page = one.page
        times = f"{page.median_ms:.1f} | {page.p95_ms:.1f} | {one.bare_ms:.1f} | {one.ratio:.1f} | {page.sql_ms:.1f}"
        lines.append(f"| {page.page} | {one.who} | {times} | {page.queries} | {page.bytes:,} |")
    return "\n".join(lines)
