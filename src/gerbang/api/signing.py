"""How a message to a webhook is signed, and how whoever gets it checks that. Pure."""

import hashlib
import hmac
import secrets

HEADER = "Gerbang-Signature"
FRESH_SECONDS = 300
"""How old a message may be when it arrives; a copy sent again later is refused."""
PREFIX = "whs_"


def new_secret() -> str:
    """What both sides know."""
    return PREFIX + secrets.token_urlsafe(32)


def signature(secret: str, at: int, text: str) -> str:
    """The header: when it was signed, and HMAC-SHA256 over that time, a dot and the body as it is sent."""
    digest = hmac.new(secret.encode(), f"{at}.{text}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def is_signed(secret: str, header: str, text: str, now: int) -> bool:
    """Whether the header belongs to that body and is fresh."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    at = parts.get("t", "")
    if not (at.isascii() and at.isdecimal()) or abs(now - int(at)) > FRESH_SECONDS:
        return False
    return hmac.compare_digest(signature(secret, int(at), text).encode(), f"t={at},v1={parts.get('v1', '')}".encode())
