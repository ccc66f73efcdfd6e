"""Many rows at once: COPY on PostgreSQL, executemany on SQLite. Constraints and triggers hold as for any insert.

The one place that writes rows past the ORM. Whoever calls it writes the ledger entries of the change, too.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Field, JSONField, Model

Values = tuple[Any, ...]


def reserve(model: type[Model], number: int) -> list[int]:
    """That many primary keys nobody else gets, in rising order.

    PostgreSQL's sequence gives them; on SQLite the write lock of the transaction keeps others from its own table of
    sequences.
    """
    _must_be_atomic()
    if not number:
        return []
    table, key = model._meta.db_table, model._meta.pk
    if key is None:
        raise TypeError(f"{model.__name__} has no primary key.")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(statement, [table, key.column, number])
            return [found for (found,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = int(row[0]) if row else 0
        if row:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last + number, table])
        else:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
    return list(range(last + 1, last + number + 1))


def insert_objects(model: type[Model], objects: Sequence[Model]) -> None:
    """Unsaved objects that have their keys; nothing is sent back and no signal fires."""
    names = [field.attname for field in model._meta.concrete_fields]
    insert(model, names, map(attrgetter(*names), objects))


def insert(model: type[Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Rows as tuples of the named columns (`tie_id`, not `tie`), in the caller's transaction."""
    _must_be_atomic()
    fields = _fields(model, names)
    ready = _adapted(fields, rows)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # The cursor's own wrapper turns the errors of `execute` into Django's, but not those of `copy`.
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in ready:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(ready))  # noqa: S608


def _must_be_atomic() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Many rows are written in the transaction of their change.")


def _fields(model: type[Model], names: Sequence[str]) -> list[Field[Any, Any]]:
    known = {field.attname: field for field in model._meta.concrete_fields}
    return [known[name] for name in names]


def _adapted(fields: Sequence[Field[Any, Any]], rows: Iterable[Values]) -> Iterable[Values]:
    """The values as the driver takes them. PostgreSQL's takes all but JSON as they are."""
    takes_most = connection.vendor == "postgresql"
    adapted = [(place, field) for place, field in enumerate(fields) if isinstance(field, JSONField) or not takes_most]
    return (_adapt(adapted, row) for row in rows) if adapted else rows


def _adapt(adapted: Sequence[tuple[int, Field[Any, Any]]], row: Values) -> Values:
    values = list(row)
    for place, field in adapted:
        values[place] = field.get_db_prep_save(values[place], connection)
    return tuple(values)
