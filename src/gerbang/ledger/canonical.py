"""The text that is hashed: JSON in the canonical form of RFC 8785, instants in RFC 3339 UTC to the microsecond."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import rfc8785

_REFUSED = "A ledger payload holds text, whole numbers, true/false, nothing, lists and mappings; {path} is {kind}."
_SIMPLE = json.JSONEncoder(ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"))
_EXACT = 2**53 - 1


def instant(at: datetime) -> str:
    """An instant as RFC 3339 text in UTC with six digits of a second, always: the same moment has one spelling."""
    if at.tzinfo is None:
        raise ValueError("An instant needs a time zone.")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def plain(value: object, path: str = "payload") -> object:
    """The value as JSON may hold it. Binary fractions are refused: their decimal spelling is not what was typed."""
    if value is None or isinstance(value, bool | int) or type(value) is str:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): plain(each, f"{path}.{key}") for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each, f"{path}[{index}]") for index, each in enumerate(value)]
    raise TypeError(_REFUSED.format(path=path, kind=type(value).__name__))


def text(value: object) -> str:
    """The canonical JSON text (RFC 8785) of a value."""
    if _is_simple(value):
        return _SIMPLE.encode(value)
    return rfc8785.dumps(plain(value)).decode()  # type: ignore[arg-type]


def _is_simple(value: object) -> bool:
    """Whether Python's own encoder, several times as quick, spells it the same: plain values in ASCII.

    Outside ASCII, RFC 8785 sorts keys by UTF-16; it refuses numbers that a binary fraction cannot hold.
    """
    kind = type(value)
    if kind is str:
        return value.isascii()  # type: ignore[attr-defined, no-any-return]
    if kind is dict:
        for key, each in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii() or not _is_simple(each):
                return False
        return True
    if kind is int:
        return -_EXACT <= value <= _EXACT  # type: ignore[operator]
    if kind is list:
        return all(map(_is_simple, value))  # type: ignore[call-overload]
    return value is None or kind is bool


def sha256(data: bytes) -> str:
    """SHA-256 (FIPS 180-4) in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def header_digest(header: str) -> str:
    return sha256(header.encode())


def payload_digest(salt: str, payload: str) -> str:
    """SHA-256(salt || payload). The random salt keeps a short payload from being guessed out of a public receipt."""
    return sha256(bytes.fromhex(salt) + payload.encode())


def is_payload(salt: str, payload: str, digest: str) -> bool:
    """Whether this is the payload that the digest was made of."""
    try:
        return payload_digest(salt, payload) == digest
    except ValueError:
        return False
