"""Who took part, read as offices write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gerbang.plans.taking_part import TookPart, read, write


@pytest.mark.parametrize(
    ("line", "name", "people"),
    [
        ("Dinas Lingkungan Hidup; 4", "Dinas Lingkungan Hidup", 4),
        ("Dinas Lingkungan Hidup (4 orang)", "Dinas Lingkungan Hidup", 4),
        ("Universitas Padjadjaran, 2", "Universitas Padjadjaran", 2),
        ("- SMAN 3: 12 people", "SMAN 3", 12),
        ("1. Bappeda", "Bappeda", None),
        ("City of Ichikawa\t7", "City of Ichikawa", 7),
        ("SMA Negeri 3", "SMA Negeri 3", None),
        ("Kelompok Tani 17 Agustus", "Kelompok Tani 17 Agustus", None),
        ("3M Indonesia", "3M Indonesia", None),
    ],
)
def test_a_line_is_a_name_and_how_many(line: str, name: str, people: int | None) -> None:
    assert read(line) == [TookPart(name, people)]


def test_empty_lines_are_nobody() -> None:
    assert read("\n  \nBappeda\n\n") == [TookPart("Bappeda")]


def test_a_line_that_is_no_name_is_named() -> None:
    with pytest.raises(ValueError, match="xxx"):
        read("x" * 201)


names = some.text(some.characters(categories=("L", "Zs")), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(some.lists(some.builds(TookPart, names, some.none() | some.integers(0, 999_999)), max_size=5))
def test_what_is_written_reads_as_it_was(named: list[TookPart]) -> None:
    assert read(write(named)) == named
