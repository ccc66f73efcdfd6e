"""Asks the subject of a document whether it is public; the room that owns the subject registers its answer."""

from collections.abc import Callable

from django.db.models import Exists, Q

IsPublic = Callable[[str], Exists | Q]
"""Given the field that holds the subject's ref, the condition under which that subject is public."""

_registered: dict[str, IsPublic] = {}


def register(prefix: str, is_public: IsPublic) -> None:
    """Let `is_public` answer for subjects whose refs begin with the prefix; without an answer none of them is."""
    _registered[prefix] = is_public


def public(field: str = "subject_ref") -> Q:
    """The rows whose subject is public."""
    found = Q(pk__in=[])
    for prefix, is_public in _registered.items():
        found |= Q(**{f"{field}__startswith": f"{prefix}-"}) & Q(is_public(field))
    return found
