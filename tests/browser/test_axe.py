"""WCAG 2.2 AA on every page: visitor and signed in, with data and without, forms with mistakes; both windows, dark.

What axe-core can see is seen here; what it cannot (sense, order, wording) the walks and people see.
"""

from collections.abc import Iterable
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect
from tests.access.walk import Stop, stops
from tests.access.world import World
from tests.browser.conftest import Axe, Enter
from tests.browser.persons import TASKS, Person
from tests.browser.sizes import DESKTOP, PHONE
from tests.gate.office import Walk, account, attest_relations, bandung, begun, registered
from tests.register.helpers import counted

from gerbang.people.actions import grant
from gerbang.people.models import Account, Right
from gerbang.register import demonstration

NO_PAGES = {
    "documents_download": "a document",
    "documents_upload": "takes what a form sends",
    "people_draft": "takes what a form sends",
    "gate:pick-government": "a part of a page",
    "gate:pick-institution": "a part of a page",
    "gate:pick-region": "a part of a page",
    "register:import-progress": "a part of a page",
    "register:import-problems": "a table for a spreadsheet",
    "register:empty-table": "a table for a spreadsheet",
    "plans:download": "a table for a spreadsheet",
    "monitoring:download-report": "a file",
    "monitoring:picture-download": "a file",
    "monitoring:evaluation-word": "a file",
    "monitoring:monitoring-word": "a file",
    "monitoring:pick-tie": "a part of a page",
    "monitoring:memo-file": "a file",
    "monitoring:missing-table": "a table for a spreadsheet",
    "monitoring:begin-report": "takes what a form sends",
    "plans:hand-up": "takes what a form sends",
    "plans:take-up": "takes what a form sends",
    "desk:download": "a table for a spreadsheet",
    "portal:take": "a table for a spreadsheet",
    "portal:catalogue": "a file for a program",
    "portal:release-file": "a file for a program",
    "portal:statistics-table": "a table for a spreadsheet",
    "portal:receipt-file": "a file for a program",
    "portal:roots-file": "a file for a program",
    "monitoring:download-obstacles": "a table for a spreadsheet",
    "register:download-confirmed": "a table for a spreadsheet",
    "register:begin-confirmation": "takes what a form sends",
    **dict.fromkeys(
        [f"register:pick-{name}" for name in ("source", "region", "government", "institution")], "a part of a page"
    ),
    "mfa_download_recovery_codes": "a text file",
}
"""Every other URL answers with a page, which is looked at."""


@pytest.fixture
def world(live: str) -> World:
    with override("id"):
        return World()


@pytest.fixture
def officer(world: World) -> Account:
    """One account that may open everything a region can."""
    everything = world.accounts["head of division"]
    city = world.accounts["administrator"].memberships.get().body
    grant(by=None, account=everything, body=city, right=Right.ADMINISTER, since=date(2020, 1, 1))
    return everything


def looks(person: Person, axe: Axe, url: str) -> None:
    """At one page in both windows, and in the dark."""
    person.page.goto(url)
    looks_around(person.page, axe)


def looks_around(page: Page, axe: Axe) -> None:
    for size in (DESKTOP, PHONE):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        axe(page)
        assert not overflows(page), f"{page.url} is wider than the window of {size['width']} px"
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.emulate_media(color_scheme="light")


def overflows(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def pages(found: Iterable[Stop]) -> list[Stop]:
    return [stop for stop in found if stop.name not in NO_PAGES and not stop.name.startswith("api-v1:")]


def test_every_public_page_is_accessible(world: World, enter: Enter, axe: Axe) -> None:
    with override("id"):
        public = [stop for stop in pages(stops(world)) if stop.is_public]
    assert len(public) > 10
    visitor = enter()
    problems = [said for stop in public if (said := breaches(visitor, axe, stop))]
    assert problems == []


def test_every_page_behind_the_sign_in_is_accessible(world: World, officer: Account, enter: Enter, axe: Axe) -> None:
    with override("id"):
        inside = [stop for stop in pages(stops(world)) if not stop.is_public]
    assert len(inside) > 30
    person = enter(officer)
    problems = [said for stop in inside if (said := breaches(person, axe, stop))]
    assert problems == []


def breaches(person: Person, axe: Axe, stop: Stop) -> str:
    """All pages are looked at before the test fails, so that one run tells everything."""
    try:
        looks(person, axe, stop.url)
    except AssertionError as problem:
        return f"{stop.name}: {problem}"
    return ""


def to_the_meeting(walk: Walk) -> None:
    """A case with papers of every kind on file, a return, a Ralat, a dispute to come and answers owed."""
    for outcome in ("explore", "worthwhile"):
        walk.take(outcome)
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    for outcome in ("sign", "submit", "return", "submit", "approve", "draft", "submit"):
        walk.take(outcome)
    walk.give("meeting-record")


def seq_of(walk: Walk, **which: str) -> int:
    return int(walk.case.steps.filter(**which).order_by("seq").values_list("seq", flat=True).last() or 0)


def test_a_case_that_has_come_far_is_accessible_in_all_its_pages(live: str, enter: Enter, axe: Axe) -> None:
    walk = begun(bandung("home-affairs"))
    to_the_meeting(walk)
    council = account(walk.case.participants.get(role="council").body, "Setwan")
    region, secretary = enter(walk.offices.accounts["region"]), enter(council)
    ref = walk.case.ref

    def page(name: str, *args: object) -> str:
        return reverse(f"gate:{name}", args=[ref, *args])

    for url in (
        page("case"),
        page("history"),
        page("trail"),
        page("position"),
        page("letters"),
        page("show-paper", "cooperation-plan"),
        page("show-paper", "verification-sheet"),
        page("print-paper", "verification-sheet"),
        page("show-paper", "letter-of-intent"),
        page("paper", "verification-sheet"),
        page("paper", "signature-record"),
        page("ask", "ministries"),
        page("answer", "province"),
        page("correct", seq_of(walk, kind="paper")),
        page("withdraw", seq_of(walk, kind="paper")),
        reverse("gate:letter", args=[walk.case.letters.latest("pk").ref]),
        reverse("gate:letter-search") + "?q=contoh",
        reverse("gate:cases") + "?q=Bandung",
        TASKS,
    ):
        looks(region, axe, url)
    looks(secretary, axe, page("confirm", seq_of(walk, outcome="approve")))
    looks(secretary, axe, page("case"))
    looks(secretary, axe, TASKS)


def test_forms_with_mistakes_say_so_accessibly(live: str, enter: Enter, axe: Axe) -> None:
    walk = begun(bandung("home-affairs"))
    to_the_meeting(walk)
    region, ref = enter(walk.offices.accounts["region"]), walk.case.ref
    running = registered(walk.offices, "council").case.ref
    for name, *args in (
        ("open", "id.ksdpl"),
        ("register", "id.ksdpl"),
        ("paper", ref, "signature-record"),
        ("paper", ref, "submission-letter"),
        ("move", ref, "discussed"),
        ("ask", ref, "province"),
        ("answer", ref, "province"),
        ("note", ref),
        ("past", running, "initiative"),
        ("correct", ref, seq_of(walk, kind="paper")),
        ("file-letter", ref),
    ):
        region.page.goto(reverse(f"gate:{name}", args=args))
        for box in region.main.get_by_role("textbox").all():
            if box.is_visible():
                box.fill("")
        region.submits()
        expect(region.page.get_by_role("alert").first).to_be_visible()
        looks_around(region.page, axe)


def test_the_list_of_cooperation_is_accessible_in_all_its_shapes(live: str, enter: Enter, axe: Axe) -> None:
    demonstration.load()
    counted()
    visitor = enter()
    queries = (
        "",
        "q=jepang&bidang=waste&negara=ng-0000000000",
        "tampilan=tabel&kolom=nomor&kolom=tahap",
        "tampilan=peta&q=bandung",
        "q=Kitakiushu",
        "tahun=2012&mungkin=1&urut=terlama",
        "sumber=berbeda&daerah=tidak-ada",
    )
    for query in queries:
        visitor.page.goto(f"/kerja-sama/?{query}")
        expect(visitor.page.locator(".facet, .facets .muted").first).to_be_attached()
        if "peta" in query:
            expect(visitor.page.locator(".map-arc").first).to_be_attached()
        visitor.page.evaluate("document.querySelectorAll('.finding details').forEach(one => one.open = true)")
        looks_around(visitor.page, axe)


def test_pages_without_anything_to_show_are_accessible(live: str, enter: Enter, axe: Axe) -> None:
    person = enter(bandung().accounts["region"])
    for url in (
        TASKS,
        TASKS + "?q=tidak-ada",
        reverse("desk:watched"),
        reverse("desk:watched") + "?q=tidak-ada",
        reverse("gate:cases"),
        reverse("gate:cases") + "?q=tidak-ada",
        reverse("gate:letter-search"),
        reverse("gate:letter-search") + "?q=tidak-ada",
        "/kerja-sama/?q=tidak-ada",
        "/kerja-sama/?q=tidak-ada&negara=ng-0000000000&tahun=2012",
        "/kerja-sama/tersimpan/",
        "/daerah/?q=tidak-ada",
        "/mitra/?q=tidak-ada",
        "/statistik/",
        "/tidak-ada/",
        reverse("people_members"),
    ):
        looks(person, axe, url)
