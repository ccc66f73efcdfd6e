"""Rows are set right or left out before their table is brought in; the file and the sums stay what they are."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.register.intake.making import as_csv, row

from gerbang.register.intake import actions, mending, tables
from gerbang.register.intake.columns import COLUMNS
from gerbang.register.intake.mending import Cell, Decided, Mending, set_right
from gerbang.register.intake.tables import Checked
from gerbang.register.models import Claim

NOW = Decided("ak-1", "in-1", datetime(2026, 3, 1, 20, tzinfo=UTC))
LATER = Decided("ak-2", "in-2", datetime(2026, 3, 3, tzinfo=UTC))

words = st.text(max_size=8)
cells = st.dictionaries(st.sampled_from(COLUMNS), words, max_size=5)


@given(cells, cells, st.booleans())
def test_what_is_kept_is_read_back_and_gives_the_cells_that_were_typed(
    before: dict[str, str], typed: dict[str, str], every: bool
) -> None:
    made = set_right(before, typed, None, NOW, every=every)
    assert Mending.of(made.kept()) == made
    assert made.applied(before) | before | typed == before | typed
    assert {column for column in typed if made.applied(before).get(column, "") != typed[column]} == set()


@given(cells, cells)
def test_cells_typed_as_the_table_has_them_are_not_set_right(before: dict[str, str], typed: dict[str, str]) -> None:
    made = set_right(before, typed, None, NOW)
    back = set_right(made.applied(before), {column: before.get(column, "") for column in typed}, made, LATER)
    assert not back.cells


def test_a_cell_set_right_twice_keeps_what_the_table_says_and_who_was_last() -> None:
    first = set_right({"status": "aktiv"}, {"status": "aktif", "fields": "air"}, None, NOW)
    second = set_right({"status": "aktif", "fields": "air"}, {"status": "active", "fields": "air"}, first, LATER)
    assert second.cells == {"status": Cell("aktiv", "active", LATER), "fields": Cell("", "air", NOW)}


def test_the_day_is_that_of_the_body() -> None:
    told = Mending({"status": Cell("a", "b", NOW)}).told()
    assert told["status"].on == date(2026, 3, 2)


def test_another_column_in_the_place_gives_another_word_of_the_table() -> None:
    made = Mending({"status": Cell("a", "b", NOW)})
    assert made.over({"status": "c"}).cells["status"].before == "c"


def checked(*rows: dict[str, str], mended: dict[int, Mending]) -> Checked:
    return tables.check(tables.bring(data=as_csv(rows), filename="x.csv", exact=True, mended=mended))


def right(**cells: str) -> Mending:
    return Mending({column: Cell("", cell, NOW) for column, cell in cells.items()})


LEFT_OUT = Mending(reason="Bukan daerah kami", decided=NOW)


@pytest.mark.django_db
def test_a_row_set_right_is_planned_as_it_was_set_and_one_left_out_is_counted_apart() -> None:
    bad = row(signed_date="31-02-2019")
    done = checked(bad, bad, row(), mended={2: right(signed_date="2019-03-01"), 3: LEFT_OUT})
    assert done.counts == {"read": 3, "created": 1, "matched": 0, "held": 1, "refused": 0, "dropped": 1}
    assert done.counts["read"] == sum(done.counts.values()) - done.counts["read"]
    assert done.mended[2].cells["signed_date"].before == "31-02-2019"


@pytest.mark.django_db
def test_without_decisions_the_counts_are_the_five() -> None:
    assert set(checked(row(), mended={}).counts) == {"read", "created", "matched", "held", "refused"}


@pytest.mark.django_db
def test_a_row_that_could_not_be_read_is_taken_as_it_was_typed() -> None:
    table = b"indonesian_side,foreign_side,country\nKota Bandung,Windhoek,Namibia,surplus\n"
    typed = right(indonesian_side="Kota Bandung", foreign_side="Windhoek", country="Namibia")
    done = tables.check(tables.bring(data=table, filename="x.csv", exact=True, mended={2: typed}))
    assert (done.counts["created"], done.counts["refused"]) == (1, 0)
    assert done.mended[2].is_of_broken


@pytest.mark.django_db
def test_every_statement_read_from_a_cell_set_right_says_so_and_no_other() -> None:
    brought = tables.bring(
        data=as_csv([row(signed_date="31-02-2019", valid_until="2024", status="active")]),
        filename="x.csv",
        exact=True,
        mended={2: right(signed_date="1 Maret 2019", foreign_side="Windhoek", status="active")},
    )
    assert actions.write(brought=brought).new
    found = {(claim.fact, claim.instrument_id is None): claim for claim in Claim.objects.all()}
    signed, parties = found["signing-date", False], found["parties", True]
    assert (signed.value, signed.as_written, signed.mended_on) == ("2019-03-01", "31-02-2019", date(2026, 3, 2))
    assert (signed.mended_by, parties.mended_on) == ("in-1", None)
    assert all(claim.mended_on is None for claim in found.values() if claim != signed)


def test_the_record_of_an_import_names_what_was_decided() -> None:
    told = mending.in_ledger({3: LEFT_OUT, 2: Mending({"status": Cell("a", "b", NOW), "fields": Cell("c", "c", NOW)})})
    by = {"by": "ak-1", "body": "in-1", "at": "2026-03-01T20:00:00+00:00"}
    assert told["mended"] == [{"row": 2, "column": "status", "before": "a", "after": "b", **by}]
    assert told["left_out"] == [{"row": 3, "reason": "Bukan daerah kami", **by}]
    assert mending.in_ledger({}) == {}
