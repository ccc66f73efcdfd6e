"""What a spreadsheet would run is made harmless, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.pages.spreadsheets import defused, restored

FORMULAS = ["=1+1", "+62 21", "-x", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "''@x"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert restored(defused(text)) == text


@pytest.mark.parametrize("text", ["", "Kota Bandung", "'s-Hertogenbosch", "a=b", "1 - 2", "مراكش"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text == restored(text)


@given(st.text(alphabet="'=+-@\t\r\nab "))
def test_every_text_comes_back_and_none_can_be_run(text: str) -> None:
    cell = defused(text)
    assert restored(cell) == text
    assert cell[:1] not in tuple("=+-@\t\r\n")
