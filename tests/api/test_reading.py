"""What programs read without a token."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("register")


def get(path: str) -> Any:
    answer = Client().get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_list_and_its_pages_hold_every_public_cooperation_once() -> None:
    refs, after = [], ""
    while after is not None:
        page = get(f"cooperations?limit=7{'&after=' + after if after else ''}")
        refs += [row["ref"] for row in page["items"]]
        after = page["next"]
    assert len(refs) == len(set(refs)) == get("figures")["cooperations"] > 20
