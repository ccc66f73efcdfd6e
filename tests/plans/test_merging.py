"""Two people edit one table: what each did stands, and nothing is overwritten that somebody did not see."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans.merging import Cells, Merged, Typed, merge

BASE: dict[str, Cells] = {"a": {"x": "1", "y": "2"}, "b": {"x": "3", "y": "4"}}

words = st.sampled_from(["", "satu", "dua", "tiga"])
row = st.fixed_dictionaries({"x": words, "y": words, "z": words})
table = st.dictionaries(st.sampled_from("abcd"), row, max_size=4)


def typed(rows: Mapping[str, Cells], *without: str) -> list[Typed]:
    return [Typed(at, key, cells, key in without) for at, (key, cells) in enumerate(rows.items())]


def after(now: Mapping[str, Cells], merged: Merged) -> dict[str, Cells]:
    return {key: {**cells, **merged.changed.get(key, {})} for key, cells in now.items() if key not in merged.removed}


def test_different_cells_of_one_row_merge() -> None:
    now = {**BASE, "a": {"x": "9", "y": "2"}}
    merged = merge(BASE, now, typed({"a": {"x": "1", "y": "8"}}))
    assert merged.changed == {"a": {"y": "8"}}
    assert not merged.clashes


def test_the_same_cell_set_to_two_values_is_a_clash_that_tells_all_three() -> None:
    now = {**BASE, "a": {"x": "9", "y": "2"}}
    (clash,) = merge(BASE, now, typed({"a": {"x": "7", "y": "2"}})).clashes
    assert (clash.key, clash.column, clash.was, clash.now, clash.typed) == ("a", "x", "1", "9", "7")


def test_the_same_change_made_twice_is_no_clash() -> None:
    now = {**BASE, "a": {"x": "9", "y": "2"}}
    assert merge(BASE, now, typed({"a": {"x": "9", "y": "2"}})).is_empty


def test_a_row_taken_out_meanwhile_stays_out_unless_it_was_typed_into() -> None:
    now = {"b": BASE["b"]}
    assert merge(BASE, now, typed(BASE)).is_empty
    (clash,) = merge(BASE, now, typed({"a": {"x": "5", "y": "2"}})).clashes
    assert (clash.key, clash.column) == ("a", "")


def test_a_row_somebody_wrote_into_is_not_taken_out() -> None:
    now = {**BASE, "a": {"x": "9", "y": "2"}}
    merged = merge(BASE, now, typed(BASE, "a"))
    assert [clash.key for clash in merged.clashes] == ["a"]
    assert not merged.removed


def test_empty_new_rows_are_nothing() -> None:
    assert merge({}, {}, [Typed(0, "", {"x": "", "y": ""}), Typed(1, "", {"x": "1"}, removed=True)]).is_empty


@given(table, table)
def test_an_untouched_page_changes_nothing(base: dict[str, Cells], now: dict[str, Cells]) -> None:
    merged = merge(base, now, typed(base))
    assert merged.is_empty
    assert not merged.clashes


@given(table, table, table)
def test_every_typed_cell_is_written_already_there_or_a_clash(
    base: dict[str, Cells], now: dict[str, Cells], mine: dict[str, Cells]
) -> None:
    merged = merge(base, now, typed(mine))
    clashing = {(clash.key, clash.column) for clash in merged.clashes}
    result = after(now, merged)
    for key, cells in mine.items():
        for name, text in cells.items():
            touched = text != base.get(key, {}).get(name, "")
            if touched and (key, name) not in clashing and (key, "") not in clashing:
                assert result[key][name] == text


@given(table, st.data())
def test_what_somebody_else_did_is_never_lost(base: dict[str, Cells], data: st.DataObject) -> None:
    now = {key: {**cells, **data.draw(row)} for key, cells in base.items()}
    mine = {key: {**cells, **data.draw(row)} for key, cells in base.items()}
    result = after(now, merge(base, now, typed(mine)))
    for key, cells in now.items():
        for name, text in cells.items():
            if text != base[key][name]:
                assert result[key][name] == text


@given(table, st.data())
def test_who_comes_first_makes_no_difference_without_clashes(base: dict[str, Cells], data: st.DataObject) -> None:
    one = {key: {**cells, "x": data.draw(words)} for key, cells in base.items()}
    other = {key: {**cells, "y": data.draw(words)} for key, cells in base.items()}
    there = after(base, merge(base, base, typed(one)))
    back = after(base, merge(base, base, typed(other)))
    assert after(there, merge(base, there, typed(other))) == after(back, merge(base, back, typed(one)))
