"""What Excel puts on the clipboard comes back as the cells it was."""

from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans.pasting import cells, copied

words = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=20)


@given(st.lists(st.lists(words, min_size=2, max_size=5), max_size=8))
def test_copied_cells_are_pasted_as_they_were(rows: list[list[str]]) -> None:
    assert cells(copied(rows)) == [row for row in rows if any(cell.strip() for cell in row)]


@given(st.text())
def test_whatever_is_pasted_gives_rows_and_never_an_error(text: str) -> None:
    assert all(any(cell.strip() for cell in row) for row in cells(text))


def test_line_ends_of_windows_and_empty_rows() -> None:
    assert cells("satu\tdua\r\n\r\n\t\r\ntiga\t\r\n") == [["satu", "dua"], ["tiga", ""]]


def test_a_lone_quotation_mark_is_a_character() -> None:
    assert cells('19" monitor\tsatu\n"dua\ttiga') == [['19" monitor', "satu"], ['"dua', "tiga"]]


def test_a_cell_may_hold_lines_and_quotation_marks() -> None:
    assert cells('"satu\ndua"\t"kata ""kutip"""') == [["satu\ndua", 'kata "kutip"']]
