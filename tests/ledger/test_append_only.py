"""The database itself refuses to change or remove what is in the book, by every way of SQL."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.ledger.helpers import execute, guards_off, write

from gerbang.ledger import actions, append_only, canonical
from gerbang.ledger.models import Entry, Erasure, Payload
from gerbang.values import Invalid

TABLES = ["ledger_entry", "ledger_sealedentry", "ledger_root", "ledger_erasure", "ledger_payload"]


@pytest.fixture
def book(db: None) -> None:
    actions.erase_payload(entry=write(), actor="ak-1", body="", asked_by="ak-2", reason="asked for by the person")
    actions.seal()


def refused(sql: str) -> None:
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
        execute(sql)


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("table", TABLES)
def test_rows_are_neither_changed_nor_removed(table: str) -> None:
    with connection.cursor() as cursor:
        column = connection.introspection.get_table_description(cursor, table)[0].name
    refused(f"UPDATE {table} SET {column} = {column}")
    refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_not_emptied(own_database: Any, table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; DELETE without a condition is refused above.")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("pragma", ["ON", "OFF"])
@pytest.mark.parametrize("table", TABLES)
def test_rows_are_not_replaced(own_database: Any, table: str, pragma: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's.")
    actions.erase_payload(entry=write(), actor="ak-1", body="", asked_by="ak-2", reason="asked for")
    actions.seal()
    execute(f"PRAGMA recursive_triggers={pragma}")
    refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
    refused(f"REPLACE INTO {table} SELECT * FROM {table}")


def test_a_row_is_not_replaced_through_another_key(own_database: Any) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's.")
    write()
    execute("PRAGMA recursive_triggers=OFF")
    columns = [field.column for field in Entry._meta.concrete_fields if field.column != "id"]
    chosen = ", ".join("'en-zzzzzzzzzz'" if name == "ref" else name for name in columns)
    refused(f"REPLACE INTO ledger_entry ({', '.join(columns)}) SELECT {chosen} FROM ledger_entry")


@pytest.mark.django_db
def test_a_payload_goes_only_by_a_logged_erasure() -> None:
    kept, erased = write(number=1), write(number=2)
    logged = actions.erase_payload(entry=erased, actor="ak-1", body="in-1", asked_by="ak-2", reason="  asked for ")
    assert set(Payload.objects.filter(entry__in=[kept, erased]).values_list("entry_id", flat=True)) == {kept.pk}
    assert logged.payload.text == canonical.text({"asked_by": "ak-2", "entry": erased.ref, "reason": "asked for"})
    assert Erasure.objects.get(entry=erased).record == logged
    refused(f"DELETE FROM ledger_payload WHERE entry_id = {kept.pk}")


@pytest.mark.django_db
def test_an_erasure_without_its_entry_opens_nothing() -> None:
    entry, other = write(number=1), write(number=2)
    Erasure.objects.create(entry=entry, record=other)
    refused(f"DELETE FROM ledger_payload WHERE entry_id = {entry.pk}")


@pytest.mark.django_db
def test_erasing_takes_two_and_a_reason() -> None:
    entry = write()
    with pytest.raises(Invalid):
        actions.erase_payload(entry=entry, actor="ak-1", body="", asked_by="ak-1", reason="asked for")
    with pytest.raises(Invalid):
        actions.erase_payload(entry=entry, actor="ak-1", body="", asked_by="ak-2", reason=" ")
    assert Payload.objects.filter(entry=entry).exists()


def test_a_missing_guard_is_noticed_and_can_be_put_on_again(own_database: Any) -> None:
    assert set(TABLES) <= set(append_only.guarded_tables())
    assert append_only.missing_triggers(connection) == []
    with guards_off("ledger_root"):
        assert append_only.missing_triggers(connection) == append_only.trigger_names(connection, "ledger_root")
    assert append_only.missing_triggers(connection) == []
