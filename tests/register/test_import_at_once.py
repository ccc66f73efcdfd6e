"""Two at one import: whoever writes is seen to be at it, and nobody else orders anything meanwhile."""

import pytest
from django.db import connection
from tests.register.import_pages import MELBOURNE, SUWON, officer, press, signed_in, uploaded
from tests.template import OwnDatabase

from gerbang.register.intake import actions, tables
from gerbang.register.models import Tie


def test_while_a_table_is_written_the_page_sees_how_far_it_is_and_nothing_of_the_table(
    own_database: OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite nobody else writes while a table is written")
    client = signed_in(officer())
    of = uploaded(client, MELBOURNE, SUWON)
    remember, seen = actions.remember, []

    def looked_at(brought: tables.Brought) -> None:
        apart = connection.copy()
        with apart.cursor() as cursor:
            cursor.execute("SELECT rows, (SELECT COUNT(*) FROM register_tie) FROM register_importjob")
            seen.append(cursor.fetchone())
        apart.close()
        remember(brought)

    monkeypatch.setattr(actions, "remember", looked_at)
    press(client, "write-import", of.ref)
    assert seen == [(2, 0)]
    assert Tie.objects.count() == 2


def test_an_order_is_refused_while_a_worker_holds_the_import(own_database: OwnDatabase) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks no row")
    client = signed_in(officer())
    of = uploaded(client, MELBOURNE)
    apart = connection.copy()
    apart.set_autocommit(False)
    try:
        with apart.cursor() as cursor:
            cursor.execute("SELECT 1 FROM register_import WHERE id = %s FOR UPDATE", [of.pk])
        assert press(client, "import", of.ref).status_code == 409
    finally:
        apart.rollback()
        apart.close()
