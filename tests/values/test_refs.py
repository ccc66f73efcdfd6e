"""Public references: a prefix and ten letters that are not taken for one another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.values.fields import RefField
from gerbang.values.refs import ALPHABET, is_ref, new_ref


@given(st.from_regex(r"\A[a-z]{2}\Z"))
def test_a_new_ref_has_its_form(prefix: str) -> None:
    ref = new_ref(prefix)
    assert is_ref(ref) and is_ref(ref, prefix)
    assert len(ref) == 13


def test_no_letter_is_taken_for_a_figure() -> None:
    assert not set("ilou") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


@pytest.mark.parametrize(
    "text",
    ["", "ks-", "ks-7f3k9q2m4", "ks-7f3k9q2m4xx", "KS-7f3k9q2m4x", "ks-7f3k9q2m4o", "ks-7f3k9q2m4x\n", "7f3k9q2m4x"],
)
def test_other_texts_are_no_refs(text: str) -> None:
    assert not is_ref(text)


def test_the_prefix_says_what_it_is() -> None:
    assert not is_ref("ks-7f3k9q2m4x", "br")


def test_refs_differ() -> None:
    assert len({new_ref("ks") for _ in range(1_000)}) == 1_000


def test_a_field_is_rebuilt_from_its_migration() -> None:
    _name, path, args, options = RefField("ks").deconstruct()
    again = RefField(*args, **options)
    assert (path, args, options) == ("gerbang.values.fields.RefField", ["ks"], {})
    assert is_ref(again.get_default(), "ks") and again.unique and not again.editable
