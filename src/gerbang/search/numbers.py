"""Numbers of papers (`400.7/123/Bag.KS/2025`): one thing, however many marks stand in it. Pure."""

from gerbang.values.refs import is_ref

MARKS = "/.-"


def is_number(text: str) -> bool:
    """Whether a text is the number of a paper, or a part of one: one word with a digit and a mark."""
    return len(text.split()) == 1 and any(mark in text for mark in MARKS) and _may_be_one(text.strip())


def number_in(text: str, *columns: str) -> dict[str, str]:
    """What to ask of the columns, one of which must hold the number; empty where the text cannot be one.

    A number is asked for whole; what has the dashes or points of one may also be a part of it."""
    asked = text.strip()
    lookup = "icontains" if any(mark in asked for mark in MARKS) else "iexact"
    return {f"{column}__{lookup}": asked for column in columns} if _may_be_one(asked) else {}


def _may_be_one(text: str) -> bool:
    """A number has a digit; of our refs one in forty has none."""
    return any(letter.isdigit() for letter in text) or is_ref(text)
