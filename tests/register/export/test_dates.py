"""Vague dates as EDTF, never more precise than they are known."""

from datetime import date

import pytest

from gerbang.register.export.dates import edtf


@pytest.mark.parametrize(
    ("latest", "precision", "text"),
    [
        (date(2024, 5, 17), "day", "2024-05-17"),
        (date(2024, 5, 31), "month", "2024-05"),
        (date(2024, 12, 31), "year", "2024"),
        (date(2012, 12, 31), "not-later", "[..2012]"),
        (date(2012, 3, 1), "not-later", "[..2012-03-01]"),
        (None, "unknown", ""),
    ],
)
def test_as_precise_as_it_is_known(latest: date | None, precision: str, text: str) -> None:
    assert edtf(latest, precision) == text
