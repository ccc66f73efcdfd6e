import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def without_limits() -> None:
    """Limits of sign-in outlive a test."""
    cache.clear()
