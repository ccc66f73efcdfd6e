"""What tests of the list of cooperations read off its pages."""

import re
from html import unescape
from typing import NamedTuple

from django.test import Client
from django.urls import reverse

LIST, FACETS, MAP = "portal:ties", "portal:narrowing", "portal:result-map"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def listing(client: Client, query: str = "") -> str:
    return page(client, reverse(LIST) + (f"?{query}" if query else ""))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def refs(html: str) -> list[str]:
    """The ties on a page, in their order."""
    return list(dict.fromkeys(re.findall(r"/kerja-sama/(ks-\w+)/", html)))


def number(html: str) -> int:
    """How many ties the list says that there are."""
    found = re.search(r"<b>([\d.]+) kerja sama</b>", html)
    assert found, "the list says no number"
    return int(found[1].replace(".", ""))


class Shown(NamedTuple):
    """One value beside the list. The address of a chosen one is the list without it."""

    address: str
    number: int
    chosen: bool


def facets(client: Client, query: str = "") -> dict[str, Shown]:
    """Every value beside the list, by its label."""
    html = page(client, reverse(FACETS) + (f"?{query}" if query else ""))
    pattern = r'<li><a href="([^"]+)"([^>]*)>(.*?)</a><span class="n">([\d.]+)</span></li>'
    return {
        words(re.sub(r'<span class="vh">.*?</span>', "", label)): Shown(
            unescape(address), int(shown.replace(".", "")), "aria-current" in state
        )
        for address, state, label, shown in re.findall(pattern, html)
    }
