"""The ground of the browser tests: the application answers, in both windows, with its own files."""

from playwright.sync_api import Page
from tests.browser.conftest import Axe
from tests.browser.sizes import both_sizes


@both_sizes
def test_the_front_page_opens_without_a_breach_of_accessibility(page: Page, axe: Axe) -> None:
    refused: list[str] = []
    page.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto("/")
    assert refused == []
    assert complaints == []
    axe(page)
