"""Who travels is written one a line: capacity, office and, if it is told at all, a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.plans import delegation
from gerbang.plans.delegation import Member, Wrong, read, write

WORD = st.text(st.characters(whitelist_categories=("Lu", "Ll")), min_size=1, max_size=20)
MEMBERS = st.lists(st.builds(Member, WORD, st.one_of(st.just(""), WORD), st.one_of(st.just(""), WORD)))


def test_semicolons_and_the_tabs_of_excel_part_a_line() -> None:
    assert read("1. Kepala Dinas; Dinas Lingkungan Hidup; Nama Contoh\n- Staf\tBappeda\n\nPenerjemah\n") == [
        Member("Kepala Dinas", "Dinas Lingkungan Hidup", "Nama Contoh"),
        Member("Staf", "Bappeda"),
        Member("Penerjemah"),
    ]


def test_a_name_without_an_office_keeps_its_place() -> None:
    assert read("Penerjemah;; Nama Contoh") == [Member("Penerjemah", "", "Nama Contoh")]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Kepala Dinas; DLH; Nama; 0812", "too-many"),
        ("; DLH; Nama", "no-capacity"),
        (f"Kepala Dinas; {'x' * (delegation.LENGTH + 1)}", "too-long"),
    ],
)
def test_a_line_that_cannot_be_taken_is_named(line: str, code: str) -> None:
    with pytest.raises(Wrong) as refused:
        read(f"Staf\n{line}")
    assert (refused.value.code, refused.value.line) == (code, line)


@given(MEMBERS)
def test_what_is_written_is_read_again(members: list[Member]) -> None:
    assert read(write(members)) == members
