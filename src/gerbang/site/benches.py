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


@dataclass
class Asked:
    """The statements of one request, as the database got them."""

    statements: list[tuple[str, Any]] = field(default_factory=list)

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
    for _time in range(WARM_UPS):
        body = get(page, browser)
    with listening() as asked:
        get(page, browser)
    took = [_milliseconds(lambda: get(page, browser)) for _time in range(runs)]
    reads = [(sql, params) for sql, params in asked.statements if sql.lstrip().upper().startswith(("SELECT", "WITH"))]
    alone = [_milliseconds(lambda: _read(reads)) for _time in range(runs)]
    return Measured(page.name, median(took), quantiles(took, n=20)[-1], median(alone), len(asked.statements), len(body))


def _read(statements: Sequence[tuple[str, Any]]) -> None:
    """The same questions to the same database, their answers fetched and thrown away."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def _milliseconds(do: Callable[[], object]) -> float:
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
