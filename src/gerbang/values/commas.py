"""A comma before groups of three digits: thousands as others write them, decimals as Indonesia does. Pure.

`10,000` is ten thousand to one and ten to another; in a budget nobody may guess between them.
"""

import re
from dataclasses import dataclass

UNCLEAR = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class Unclear:
    """How to write either so that it can mean nothing else; `decimals` is empty where it can be thousands only."""

    digits: str
    thousands: str
    decimals: str = ""


def unclear(text: str, places: int) -> Unclear | None:
    """What was meant by a number like `10,000` or `1,000,000`, if it is one; `places`: how many decimals may follow."""
    if not UNCLEAR.fullmatch(text):
        return None
    digits, thousands = text.replace(",", ""), text.replace(",", ".")
    whole, _comma, rest = text.partition(",")
    rest = rest.rstrip("0").ljust(2, "0") if len(rest) == 3 else rest
    if len(rest) > min(places, 3):
        return Unclear(digits, thousands)
    if len(rest) == 3:  # with a fourth digit no group of three is left
        rest += "0"
    return Unclear(digits, thousands, f"{whole},{rest}")
