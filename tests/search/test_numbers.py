"""The number of a paper is one thing: asked for whole, and in part only where it shows that it is one."""

import pytest

from gerbang.search.numbers import is_number, number_in


@pytest.mark.parametrize("text", ["400.7/123/Bag.KS/2025", " 7/123/Bag ", "2019-07", "1.2", "br-abcdefghjk"])
def test_what_is_a_number_of_a_paper(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "123", "Bag/KS", "kota kembar", "surat 400.7/123", "kyoto", "-"])
def test_what_is_none(text: str) -> None:
    assert not is_number(text)


def test_a_bare_number_is_asked_for_whole_and_one_with_marks_also_in_part() -> None:
    assert number_in(" 123 ", "number") == {"number__iexact": "123"}
    assert number_in("7/123", "number", "ref") == {"number__icontains": "7/123", "ref__icontains": "7/123"}


def test_what_has_no_digit_is_no_number() -> None:
    assert number_in("kyoto", "number") == number_in("", "number") == {}


def test_a_ref_without_a_digit_is_a_number_all_the_same() -> None:
    assert number_in("br-abcdefghjk", "ref") == {"ref__icontains": "br-abcdefghjk"}
