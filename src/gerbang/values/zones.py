"""Indonesia's three zones, in which a day begins for the body that acts."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

ZONES = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}


def today(zone: str, now: datetime | None = None) -> date:
    """Today in that zone; `now` is an aware instant, by default this one."""
    return (now or datetime.now(UTC)).astimezone(ZONES[zone]).date()
