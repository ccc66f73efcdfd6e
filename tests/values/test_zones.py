"""A day begins in Papua two hours before it begins in Jakarta."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gerbang.values import zones


def test_around_midnight_the_three_zones_disagree() -> None:
    now = datetime(2026, 3, 11, 15, 30, tzinfo=UTC)
    assert zones.today("WIB", now) == date(2026, 3, 11)
    assert zones.today("WITA", now) == date(2026, 3, 11)
    assert zones.today("WIT", now) == date(2026, 3, 12)


@given(st.integers(0, 4_000_000_000))
def test_east_is_never_behind_west(seconds: int) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    west, middle, east = (zones.today(zone, now) for zone in ("WIB", "WITA", "WIT"))
    assert west <= middle <= east <= west + timedelta(days=1)
