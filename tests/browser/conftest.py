"""A real browser before the real application: `live` serves the test's own database, `page` looks at it.

def test_a_case_is_opened(live, page, sign_in, axe):
    sign_in(page, "officer@example.org")
    page.goto(f"{live}/tugas/")
    axe(page)
"""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser import chromium
from tests.browser.persons import Person
from tests.browser.sizes import DESKTOP
from tests.template import PROJECT, OwnDatabase

# Playwright's synchronous interface keeps a loop running in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PICTURES = PROJECT / ".cache" / "pictures"

outcome = pytest.StashKey[pytest.TestReport]()

SignIn = Callable[..., None]
Axe = Callable[[Page], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    if report.when == "call":
        item.stash[outcome] = report
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find()
    if program is None:
        pytest.skip("no Chromium was found; CHROMIUM may name one")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=chromium.flags())
        yield started
        started.close()


@pytest.fixture(scope="session")
def collected_static() -> Iterator[None]:
    """The static files as an installation has them: collected, compressed, and named after their content."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import override_settings

    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    with override_settings(STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture
def live(own_database: OwnDatabase, collected_static: None) -> Iterator[str]:
    """The address of the application, served by threads of this process from the test's own database."""
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: object) -> None:
            """What a test does is told by its failure, not by an access log."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(WSGIHandler())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(params=[DESKTOP], ids=["desktop"])
def viewport(request: pytest.FixtureRequest) -> dict[str, int]:
    """Desktop, unless the test is decorated with `tests.browser.sizes.both_sizes`."""
    return request.param


@pytest.fixture
def page(live: str, browser: Browser, viewport: dict[str, int], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new browser window without cookies; a picture of it is kept when the test fails."""
    context = browser.new_context(viewport=viewport, locale="id-ID", timezone_id="Asia/Jakarta", base_url=live)
    context.set_default_timeout(10_000)
    page = context.new_page()
    yield page
    report = request.node.stash.get(outcome, None)
    if report is not None and report.failed:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{request.node.name.replace('/', '-')}.png", full_page=True)
    context.close()


@pytest.fixture
def sign_in(live: str) -> SignIn:
    """`sign_in(page, email)` gives the browser a session without typing a password; signing in has its own test."""
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from django.test import Client

    def give_session(page: Page, email: str) -> None:
        client = Client()
        client.force_login(get_user_model().objects.get(email=email))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live}])

    return give_session


@pytest.fixture
def axe() -> Axe:
    """`axe(page)` fails with every breach of WCAG 2.2 AA that axe-core can see on the page as it stands."""
    if not AXE.exists():
        pytest.fail("axe-core is not in node_modules: run `make dev`")
    source = AXE.read_text(encoding="utf-8")

    def see(page: Page) -> None:
        # The content security policy refuses a script tag; what is evaluated through the debugger it lets pass.
        page.evaluate(source)
        found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
        breaches = [
            f"{breach['id']}: {breach['help']}\n" + "\n".join(f"    {node['html'][:200]}" for node in breach["nodes"])
            for breach in found["violations"]
        ]
        assert not breaches, f"{page.url} at {page.viewport_size}\n" + "\n".join(breaches)

    return see


Enter = Callable[..., Person]


@pytest.fixture
def enter(live: str, browser: Browser, sign_in: SignIn, request: pytest.FixtureRequest) -> Iterator[Enter]:
    """`enter(account)` gives that account a window of its own; `enter()` is the public's."""
    opened: list[Page] = []

    def come(account: Any = None, **options: Any) -> Person:
        wanted = {"viewport": DESKTOP, "locale": "id-ID", "timezone_id": "Asia/Jakarta", "base_url": live} | options
        context = browser.new_context(**wanted)
        context.set_default_timeout(10_000)
        opened.append(context.new_page())
        if account is not None:
            sign_in(opened[-1], account.email)
        return Person(opened[-1], account)

    yield come
    report = request.node.stash.get(outcome, None)
    for number, page in enumerate(opened, 1):
        if report is not None and report.failed:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{request.node.name.replace('/', '-')}-{number}.png", full_page=True)
        page.context.close()
