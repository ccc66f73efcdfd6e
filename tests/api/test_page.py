"""The page that tells people how a program reads the register; what it says to copy works."""

import html
import re

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.api.conftest import Program

from gerbang.api.problems import SORTS

pytestmark = pytest.mark.usefixtures("register", "unlimited")


@pytest.mark.parametrize(
    ("address", "title"), [("/api/", "Untuk program komputer: API"), ("/en/api/", "For programs: the API")]
)
def test_it_stands_in_both_languages_and_is_linked_at_the_foot_and_beside_the_files(address: str, title: str) -> None:
    assert title in Client().get(address).content.decode()
    data = Client().get(address.replace("/api/", "/data/")).content.decode()
    foot = data.partition("<footer")[2]
    assert f'href="{address}"' in foot
    assert f'href="{address}"' in data.removesuffix(foot)


def test_each_example_can_be_copied_and_answers() -> None:
    page = Client().get("/api/").content.decode()
    commands = [html.unescape(one) for one in re.findall(r"<code>(curl [^<]+)</code>", page)]
    assert len(commands) == 3
    for command in commands:
        path = re.search(r"'http://testserver/api/v1/([^']+)'", command)
        assert path and Program().get(path[1])["items"], command


def test_it_names_every_error_and_the_limits(settings: LazySettings) -> None:
    settings.API_RATES = {"anonymous": 60, "token": 600}
    page = Client().get("/en/api/").content.decode()
    assert all(f"<td>{status}</td>" in page for status in SORTS)
    assert "60 requests a minute from one address, 600 with a token" in page
