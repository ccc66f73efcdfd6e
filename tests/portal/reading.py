"""A page as somebody reads it: its words, without the tags between them."""

import re

from django.test import Client
from django.urls import reverse


def words(client: Client, name: str, *args: str, language: str = "", **query: str) -> str:
    """The words of a page of the portal; `language` is "/en" for English."""
    return read(client, language + reverse(f"portal:{name}", args=args), **query)


def read(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(plain.replace("&nbsp;", " ").replace("&#x27;", "'").split())
