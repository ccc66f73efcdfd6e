"""Vague dates in files: EDTF (ISO 8601-2:2019), which can say a month, a year, and "this day or some earlier one"."""

from datetime import date

PRECISIONS = {"not-later": "by"}
"""A precision of the register in the word of the table's column."""


def edtf(latest: date | None, precision: str) -> str:
    """`2024-05-17`, `2024-05`, `2024`, `[..2012]`; empty where nothing is known."""
    if latest is None:
        return ""
    day = latest.isoformat()
    if precision == "day":
        return day
    if precision == "month":
        return day[:7]
    if precision == "year":
        return day[:4]
    return f"[..{day[:4]}]" if day.endswith("-12-31") else f"[..{day}]"
