"""What several tests of the book need."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from django.db import connection, connections, transaction

from gerbang.ledger import actions, append_only
from gerbang.ledger.models import Entry


def write(stream: str = "br-aaaaaaaaaa", number: int = 1, **changed: Any) -> Entry:
    """One entry in a transaction of its own."""
    values: dict[str, Any] = {
        "kind": "test.happened",
        "stream": stream,
        "actor": "ak-aaaaaaaaaa",
        "body": "in-aaaaaaaaaa",
        "payload": {"number": number},
    }
    with transaction.atomic():
        return actions.record(**{**values, **changed})


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Let this many threads, each with its own connection, do it at the same moment; errors are given back."""
    barrier = Barrier(count)

    def one(number: int) -> Any:
        try:
            barrier.wait(30)
            return work(number)
        except Exception as problem:
            return problem
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@contextmanager
def guards_off(*tables: str) -> Iterator[None]:
    """What only the owner of the database can do: take the guards off and put them on again."""
    for table in tables:
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        for name in append_only.trigger_names(connection, table):
            execute(f"DROP TRIGGER {name}{on}")
    yield
    migrations = append_only.MigrationLoader(None).disk_migrations.values()
    for operation in [each for migration in migrations for each in migration.operations]:
        if isinstance(operation, append_only.AppendOnly) and operation.table in tables:
            for statement in operation.statements(connection):
                execute(statement)


@contextmanager
def keys_off() -> Iterator[None]:
    """Take the foreign keys off for a moment, as an owner can; leaves them off on PostgreSQL."""
    if connection.vendor == "sqlite":
        execute("PRAGMA foreign_keys=OFF")
        yield
        execute("PRAGMA foreign_keys=ON")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass, conname FROM pg_constraint WHERE contype = 'f'")
        for table, name in cursor.fetchall():
            if str(table).startswith("ledger_"):
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
