"""Takes pictures of the important pages into `.cache/pictures`, large and small, for people to look at.

    .venv/bin/pytest tests/browser/pictures.py

It is not part of the suite: its name keeps pytest from collecting it unasked.
"""

import re
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.conftest import PICTURES, Enter
from tests.browser.persons import TASKS
from tests.browser.sizes import DESKTOP, PHONE
from tests.gate.office import account, melbourne

from gerbang.gate import actions
from gerbang.gate.models import Case, Waiting
from gerbang.people.actions import make_unit
from gerbang.people.models import Account
from gerbang.people.queries import government_of
from gerbang.places.models import Region
from gerbang.register.models import Tie
from gerbang.site import accounts
from gerbang.site.walking import BEGAN, Offices, Walk, attest_relations

LONGEST = "71.09"
"""Kabupaten Kepulauan Siau Tagulandang Biaro, the longest name of a region there is."""


def pictures(page: Page, name: str, url: str, *, dark: bool = False) -> None:
    page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    page.goto(url)
    keep(page, name)
    if dark:
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
        page.screenshot(path=PICTURES / f"{name}-dark.png", full_page=True)
        page.emulate_media(color_scheme="light")


def keep(page: Page, name: str) -> None:
    """The page as it stands, in both windows."""
    for kind, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        page.screenshot(path=PICTURES / f"{name}-{kind}.png", full_page=True)


@pytest.fixture(autouse=True)
def folder() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)


def test_pictures_of_the_public_pages(live: str, enter: Enter, tmp_path: Any, settings: Any) -> None:
    settings.STATE, settings.DEMONSTRATION = tmp_path, True
    call_command("demonstration", verbosity=0)
    visitor = enter()
    tie = Tie.objects.filter(parties__region__name_id__contains="Bandung").order_by("pk").first()
    for name, url in {
        "front": "/",
        "ties": "/kerja-sama/",
        "regions": "/daerah/",
        "countries": "/negara/",
        "about": "/tentang-data/",
        "sign-in": "/masuk/",
    }.items():
        pictures(visitor.page, f"public-{name}", url, dark=name == "front")
    if tie is not None:
        pictures(visitor.page, "public-tie", reverse("portal:tie", args=[tie.ref]))
    for role in ("head", "council", "home-affairs"):
        person = enter(Account.objects.get(email=accounts.ROLES[role].address))
        pictures(person.page, f"desk-{role}", TASKS, dark=role == "head")
        pictures(person.page, f"watched-{role}", "/tugas/dipantau/")
    head = enter(Account.objects.get(email=accounts.ROLES["head"].address))
    for case in Case.objects.order_by("pk")[:4]:
        pictures(head.page, f"demo-case-{case.pk}", reverse("gate:case", args=[case.ref]))
    assert Waiting.objects.exists()


def test_pictures_of_a_case_with_the_longest_name(live: str, enter: Enter) -> None:
    region = Region.objects.get(code=LONGEST)
    offices = Offices(region)
    unit = make_unit(parent=government_of(region), name_id=f"Bagian Pemerintahan Setda {region.full_name_id}")
    offices.bodies["region"] = unit
    offices.accounts["region"] = account(unit, f"Kepala Bagian Pemerintahan Setda {region.full_name_id}")
    by = offices.by("region")
    beginning = actions.Beginning(
        book_id="id.ksdpl", kind="ksdpl-sister", region=region, partners=[melbourne(by)],
        fields_id="Pendidikan\nKota layak huni", facts={"initiative-source": "region"}, happened_on=BEGAN,
    )  # fmt: skip
    walk = Walk(offices, actions.open_case(by=by, beginning=beginning))
    person = enter(offices.accounts["region"])
    ref = walk.case.ref

    def page(name: str, *args: object) -> str:
        return reverse(f"gate:{name}", args=[ref, *args])

    pictures(person.page, "desk-empty-list", reverse("gate:letter-search"))
    pictures(person.page, "opening", reverse("gate:open", args=["id.ksdpl"]))
    pictures(person.page, "choose", reverse("gate:choose"))
    pictures(person.page, "case-first-stage", page("case"))
    for outcome in ("explore", "worthwhile"):
        walk.take(outcome)
    pictures(person.page, "ask", page("ask", "home-affairs"))
    pictures(person.page, "answer-on-letter", page("answer", "home-affairs"))
    walk.consult()
    walk.take("consulted")
    attest_relations(walk)
    walk.take("sign")
    walk.take("submit")
    pictures(person.page, "letter-paper", page("paper", "application-letter"))
    walk.give("application-letter", on=date(2025, 3, 12))
    pictures(person.page, "case-overdue", page("case"), dark=True)
    pictures(person.page, "reminder", page("reminder"))
    walk.take("approve")
    pictures(person.page, "verification-sheet-form", page("paper", "verification-sheet"))
    walk.take("draft")
    walk.take("submit")
    for name, url in {
        "case-meeting": page("case"),
        "history": page("history"),
        "letters": page("letters"),
        "letter": reverse("gate:letter", args=[walk.case.letters.latest("pk").ref]),
        "plan": page("show-paper", "cooperation-plan"),
        "sheet": page("print-paper", "verification-sheet"),
        "position": page("position"),
        "trail": page("trail"),
        "cases": reverse("gate:cases"),
        "desk-long": TASKS,
        "signatures-form": page("paper", "signature-record"),
        "facts": page("facts"),
        "not-found": "/tidak-ada/",
    }.items():
        pictures(person.page, name, url)
    person.goes_to(page("paper", "signature-record"))
    person.fills({"Tanggal dokumen": "kapan-kapan"})
    person.submits()
    keep(person.page, "form-with-mistake")
    assert re.search("signature-record", person.page.url)
