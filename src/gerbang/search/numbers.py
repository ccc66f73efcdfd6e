"""Numbers of papers (`400.7/123/Bag.KS/2025`): one thing, however many marks stand in it."""

from django.db.models import Q

MARKS = "/.-"


def is_number(text: str) -> bool:
    """Whether a text is the number of a paper, or a part of one: one word with a digit and a mark."""
    return len(text.split()) == 1 and any(mark in text for mark in MARKS) and _has_digit(text)


def number_is(text: str, *columns: str) -> Q | None:
    """That one of the columns holds the number; None where the text cannot be one.

    A number is asked for whole; what has the dashes or points of one may also be a part of it.
    """
    asked = text.strip()
    if not _has_digit(asked):
        return None
    lookup = "icontains" if any(mark in asked for mark in MARKS) else "iexact"
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__{lookup}": asked})
    return found


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
