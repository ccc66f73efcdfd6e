from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def indonesian_first() -> Iterator[None]:
    """A request leaves its language active in the thread."""
    with override("id"):
        yield
