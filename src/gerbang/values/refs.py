"""Public references: a prefix that says what the row is, and ten random letters of Crockford's base 32."""

import re
import secrets

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
"""Two letters stand for ten bits."""
PATTERN = re.compile(rf"[a-z]{{2}}-[{ALPHABET}]{{{LENGTH}}}")


def new_ref(prefix: str) -> str:
    """A fresh ref such as `ks-7f3k9q2m4x`: 50 random bits, unique by the column's constraint."""
    letters, bits = "", secrets.randbits(5 * LENGTH)
    for _pair in range(LENGTH // 2):
        letters += PAIRS[bits & 1023]
        bits >>= 10
    return f"{prefix}-{letters}"


def is_ref(text: str, prefix: str | None = None) -> bool:
    """Whether the text has the form of a ref, and of this prefix when one is given."""
    return bool(PATTERN.fullmatch(text)) and (prefix is None or text.startswith(f"{prefix}-"))
