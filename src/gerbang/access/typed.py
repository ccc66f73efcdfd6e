"""What was typed into a form and may be kept until it can be sent: never a secret, never for another account."""

from collections.abc import Mapping
from typing import Any

from django.core import signing

INTERRUPTED = "gerbang.interrupted"
"""Session key of a post that met an expired sign-in: its path, its fields, and the account that typed it."""
SEAL_FIELD = "_as"
KEPT_CHARACTERS = 400_000
"""What one form may keep: far above the longest cooperation plan, far below what would hurt."""

_SALT = "gerbang.form"
_SEAL_SECONDS = 7 * 24 * 60 * 60
_NEVER_KEPT = {"csrfmiddlewaretoken", SEAL_FIELD, "path", "key", "seen", "_search", "code"}


def seal(ref: str) -> str:
    """Names an account inside a form in a way that nobody else can write."""
    return signing.dumps(ref, salt=_SALT)


def sealed_by(text: str) -> str:
    """The account a seal names; "" when it is forged or older than a week."""
    try:
        return str(signing.loads(text, salt=_SALT, max_age=_SEAL_SECONDS))
    except signing.BadSignature:
        return ""


def typed(post: Mapping[str, Any]) -> dict[str, list[str]]:
    """A post's fields as lists by name, without passwords, codes and tokens."""
    lists = post.lists() if hasattr(post, "lists") else ((name, [value]) for name, value in post.items())
    return {name: [str(value) for value in values] for name, values in lists if _may_be_kept(name)}


def _may_be_kept(name: str) -> bool:
    return name not in _NEVER_KEPT and "password" not in name


def length(data: Mapping[str, list[str]]) -> int:
    """How many characters it would take to keep."""
    return sum(len(name) + sum(map(len, values)) for name, values in data.items())
