"""A first visit, page and everything it loads, is at most 100 KB as it is sent."""

import gzip
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from tests.template import OwnDatabase

from gerbang.site.tour import Visitors, pages

MOST_BYTES = 100 * 1024
PACKED = {".woff2"}
LOADED_LINKS = {"stylesheet", "preload", "icon"}


class Assets(HTMLParser):
    """What a browser fetches of our own with the page."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        loads = tag in ("script", "img", "use", "image", "source")
        if loads or (tag == "link" and LOADED_LINKS & set(values.get("rel", "").split())):
            address = values.get("src") or values.get("href") or ""
            if address.startswith(settings.STATIC_URL):
                self.paths.add(address.removeprefix(settings.STATIC_URL).partition("#")[0])


def sent(path: str) -> int:
    """Bytes of an asset on the wire; WhiteNoise compresses what is not compressed already."""
    found = finders.find(path)
    assert isinstance(found, str), f"{path} is loaded by a page and was not built: run `make dev`"
    content = Path(found).read_bytes()
    return len(content if Path(path).suffix in PACKED else gzip.compress(content, 9))


def test_a_first_visit_weighs_at_most_100_kb(demonstration: OwnDatabase) -> None:
    weights: dict[str, int] = {}
    with Visitors() as visitors:
        for page in pages():
            answer = visitors.browser(page.role).get(page.address)
            assert answer.headers["Content-Encoding"] == "gzip"
            assets = Assets()
            assets.feed(gzip.decompress(answer.content).decode())
            assert any(path.endswith(".css") for path in assets.paths)
            weights[page.name] = len(answer.content) + sum(map(sent, assets.paths))
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}
