"""Numbers of papers (`400.7/123/Bag.KS/2025`): one thing, however many marks stand in it. Pure."""

MARKS = "/.-"


def is_number(text: str) -> bool:
    """Whether a text is the number of a paper, or a part of one: one word with a digit and a mark."""
    return len(text.split()) == 1 and any(mark in text for mark in MARKS) and _has_digit(text)


def number_in(text: str, *columns: str) -> dict[str, str]:
    """What to ask of the columns, one of which must hold the number; empty where the text cannot be one.

    A number is asked for whole; what has the dashes or points of one may also be a part of it.
    """
    asked = text.strip()
    lookup = "icontains" if any(mark in asked for mark in MARKS) else "iexact"
    return {f"{column}__{lookup}": asked for column in columns} if _has_digit(asked) else {}


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
