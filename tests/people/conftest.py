from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils.translation import override


@pytest.fixture(autouse=True)
def indonesian_first() -> Iterator[None]:
    """A request leaves its language active in the thread; limits of sign-in outlive a test as well."""
    cache.clear()
    with override("id"):
        yield
