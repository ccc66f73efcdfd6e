"""Tables that only grow: a migration operation whose triggers refuse UPDATE, DELETE, TRUNCATE and REPLACE.

PostgreSQL: row triggers for UPDATE and DELETE, a statement trigger for TRUNCATE. SQLite: triggers for UPDATE and
DELETE, and one for INSERT that refuses a key already there, because REPLACE deletes the old row without firing
DELETE triggers unless `recursive_triggers` is on (sqlite.org/lang_conflict.html), which another program may leave off.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SUFFIXES = {
    "postgresql": ("only_grows", "no_truncate"),
    "sqlite": ("no_update", "no_delete", "no_replace"),
}


class AppendOnly(Operation):
    """`AppendOnly("gate_step")` after the table's CreateModel. Repeat it after any operation that rebuilds the table.

    `delete_when` is an SQL condition on OLD under which a row may still be deleted; without it, never.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, *, delete_when: str = "") -> None:
        self.table = table
        self.delete_when = delete_when

    def deconstruct(self) -> tuple[str, list[str], dict[str, str]]:
        return type(self).__name__, [self.table], {"delete_when": self.delete_when} if self.delete_when else {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for statement in self.statements(schema_editor.connection):
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        connection = schema_editor.connection
        on = f' ON "{self.table}"' if connection.vendor == "postgresql" else ""
        for name in trigger_names(connection, self.table):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', params=None)

    def describe(self) -> str:
        return f"Refuse changes of rows in {self.table}"

    def statements(self, connection: BaseDatabaseWrapper) -> list[str]:
        """The statements that put the guard on, for this database; none of them minds being run again."""
        if connection.vendor == "postgresql":
            return self._postgresql()
        return self._sqlite(list(_unique_keys(connection, self.table)))

    def _postgresql(self) -> list[str]:
        table, function = self.table, f"{self.table}_only_grows"
        allowed = f"IF TG_OP = 'DELETE' AND ({self.delete_when}) THEN RETURN OLD; END IF;" if self.delete_when else ""
        return [
            f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN '
            f"IF TG_OP = 'TRUNCATE' THEN RAISE EXCEPTION '{table} only grows: TRUNCATE is refused' "
            f"USING ERRCODE = 'restrict_violation'; END IF; {allowed} "
            f"RAISE EXCEPTION '{table} only grows: % is refused', TG_OP USING ERRCODE = 'restrict_violation'; "
            "END $guard$",
            f'CREATE OR REPLACE TRIGGER "{table}_only_grows" BEFORE UPDATE OR DELETE ON "{table}" '
            f'FOR EACH ROW EXECUTE FUNCTION "{function}"()',
            f'CREATE OR REPLACE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
            f'FOR EACH STATEMENT EXECUTE FUNCTION "{function}"()',
        ]

    def _sqlite(self, keys: list[list[str]]) -> list[str]:
        table = self.table
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} only grows: {{}} is refused'); END"
        same = (" AND ".join(f'"{name}" = NEW."{name}"' for name in key) for key in keys)
        there = " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" WHERE {key})' for key in same)  # noqa: S608 - names from the schema
        unless = f"WHEN NOT ({self.delete_when}) " if self.delete_when else ""
        triggers = {
            "no_update": f'BEFORE UPDATE ON "{table}" {refuse.format("UPDATE")}',
            "no_delete": f'BEFORE DELETE ON "{table}" {unless}{refuse.format("DELETE")}',
            "no_replace": f'BEFORE INSERT ON "{table}" WHEN {there} {refuse.format("a key already there")}',
        }
        return [
            statement
            for name, rest in triggers.items()
            for statement in (
                f'DROP TRIGGER IF EXISTS "{table}_{name}"',
                f'CREATE TRIGGER "{table}_{name}" {rest}',
            )
        ]


def _unique_keys(connection: BaseDatabaseWrapper, table: str) -> Iterator[list[str]]:
    """The columns of each key that REPLACE could resolve by deleting a row."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table)
    for constraint in constraints.values():
        if constraint["unique"] or constraint["primary_key"]:
            yield constraint["columns"]


def trigger_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [f"{table}_{suffix}" for suffix in SUFFIXES[connection.vendor]]


def guarded_tables() -> list[str]:
    """Every table that some room's migrations declare to be append-only."""
    migrations = MigrationLoader(None).disk_migrations.values()
    operations = [operation for migration in migrations for operation in migration.operations]
    return sorted({operation.table for operation in operations if isinstance(operation, AppendOnly)})


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """Guards that migrations declare and the database does not have."""
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D' AND NOT tgisinternal",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for table in guarded_tables() for name in trigger_names(connection, table) if name not in present]
