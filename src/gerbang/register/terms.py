"""The column a tie is found by: a set of tokens, asked with one indexed condition on either database.

PostgreSQL keeps it as a `tsvector` under a GIN index. SQLite keeps the text, and beside it a full-text table (FTS5)
that `rewrite` feeds in the same transaction.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup

from gerbang.search.querying import Query, as_fts5, as_tsquery

FTS = "register_tie_terms"
"""The full-text table on SQLite; its `rowid` is the key of the tie."""


class TermsColumn(models.TextField[str, str]):
    """Tokens with a space between them, in any order; the order is not kept."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_lookup(self, lookup_name: str) -> Any:
        return Matches if lookup_name == Matches.lookup_name else super().get_lookup(lookup_name)


class Matches(Lookup):
    """`terms__matches=query`: the tie has a token of every group of the query (`gerbang.search.querying.Query`)."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str, ...]]:
        query: Query = value
        return "%s", (as_tsquery(query) if connection.vendor == "postgresql" else as_fts5(query),)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        _given, query = self.process_rhs(compiler, connection)
        return f"{column} @@ %s::tsquery", (*before, *query)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        _given, query = self.process_rhs(compiler, connection)
        key = column.replace('"terms"', '"id"')
        return f'{key} IN (SELECT rowid FROM "{FTS}" WHERE "{FTS}" MATCH %s)', (*before, *query)  # noqa: S608


def rewrite(terms: Iterable[tuple[int, str]]) -> None:
    """Puts the tokens of ties, by key, into the full-text table; PostgreSQL indexes the column by itself."""
    if connection.vendor != "sqlite":
        return
    rows: Sequence[tuple[int, str]] = list(terms)
    with connection.cursor() as cursor:
        cursor.executemany(f'DELETE FROM "{FTS}" WHERE rowid = %s', [(key,) for key, _text in rows])  # noqa: S608
        cursor.executemany(f'INSERT INTO "{FTS}" (rowid, terms) VALUES (%s, %s)', rows)  # noqa: S608
