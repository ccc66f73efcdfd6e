"""Takes indexes that no constraint rests on off tables that are about to be filled, and makes them again."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

SECONDARY = """
SELECT index.relname, pg_get_indexdef(index.oid)
FROM pg_index JOIN pg_class index ON index.oid = indexrelid JOIN pg_class held ON held.oid = indrelid
WHERE held.relname = ANY(%s) AND NOT indisunique AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.oid)
ORDER BY 1
"""


@contextmanager
def without_secondary(tables: Sequence[str], say: Callable[[str], object]) -> Iterator[None]:
    """They are made again whatever happens meanwhile. SQLite keeps them: what is seeded there is small."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(SECONDARY, [list(tables)])
        found = list(cursor.fetchall())
        for name, _definition in found:
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for _name, definition in found:
                cursor.execute(definition)
        say(f"{len(found)} indexes made again in {time.perf_counter() - began:,.1f} s")
