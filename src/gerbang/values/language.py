"""Texts kept in both languages."""

from django.utils.translation import get_language


def active() -> str:
    """The language of the page being made: "id" or "en"."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def pick(*, id: str, en: str) -> str:
    """The text in the active language; Indonesian stands in where English is missing."""
    return (en or id) if active() == "en" else id
