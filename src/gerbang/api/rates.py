"""How often somebody has asked in this minute: one row a caller, counted in the database that all processes share.

One statement a request. On PostgreSQL the table is unlogged: no commit waits for the disk, and a crash forgets counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from gerbang.api.models import Window

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
