"""How often somebody has asked in this minute: one row a caller, counted in the database that all processes share.

One statement a request. On PostgreSQL the table is unlogged: no commit waits for the disk, and a crash forgets counts.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from gerbang.people.models import Window

MINUTE = 60
KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Spent:
    """What a caller has used of its minute; `wait` seconds are left of it."""

    limit: int
    used: int
    wait: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def is_over(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers has them."""
        told = {
            "RateLimit-Policy": f'"minute";q={self.limit};w={MINUTE}',
            "RateLimit": f'"minute";r={self.left};t={self.wait}',
        }
        return told | {"Retry-After": str(self.wait)} if self.is_over else told


def spend(caller: str, limit: int, now: datetime) -> Spent:
    """Counts one request of the caller."""
    second = int(now.timestamp())
    minute = second // MINUTE
    table = Window._meta.db_table
    statement = (
        f"INSERT INTO {table} (caller, minute, used) VALUES (%s, %s, 1) "  # noqa: S608
        f"ON CONFLICT (caller) DO UPDATE SET minute = excluded.minute, "
        f"used = CASE WHEN {table}.minute = excluded.minute THEN {table}.used + 1 ELSE 1 END RETURNING used"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [caller, minute])
        used: int = cursor.fetchone()[0]
    return Spent(limit, used, (minute + 1) * MINUTE - second)


def forget(now: datetime) -> None:
    """Drops the counts of minutes long past; the clock's job."""
    Window.objects.filter(minute__lt=int((now - KEPT).timestamp()) // MINUTE).delete()


def caller_at(request: HttpRequest, of: str) -> str:
    """Whoever asks for pages of one kind from one address, as a keyed digest: the address itself is kept nowhere."""
    return str(salted_hmac(f"gerbang.{of}.address", address_of(request), algorithm="sha256").hexdigest())[:40]


def address_of(request: HttpRequest) -> str:
    """The address the request comes from, as far as it can be believed.

    Each proxy of ours adds the address it was asked from to X-Forwarded-For; what stands before these the client may
    have written itself. An IPv6 network of one household (/64) counts as one.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if proxies := int(settings.PROXIES):
        passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        address = passed[-proxies] if len(passed) >= proxies else address
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is None:
        return str(ipaddress.ip_network((known, 64), strict=False).network_address)
    return str(known.ipv4_mapped or known) if isinstance(known, ipaddress.IPv6Address) else str(known)
