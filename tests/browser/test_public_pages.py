"""The public's pages without scripts, on paper and on a phone."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Enter
from tests.browser.sizes import PHONE
from tests.register.helpers import counted

from gerbang.register import demonstration

CONTROLS = ("form[role=search]", ".narrowing", ".shapes", ".order", ".take", ".top", ".foot", ".pager")


@pytest.fixture
def loaded(live: str) -> None:
    demonstration.load()
    counted()


@pytest.mark.usefixtures("loaded")
def test_without_scripts_nothing_is_offered_that_needs_one(enter: Enter) -> None:
    visitor = enter(java_script_enabled=False)
    visitor.goes_to("/kerja-sama/")
    expect(visitor.page.locator("[data-themes]")).to_be_hidden()
    visitor.follows("Pilih saringan, dengan jumlahnya")
    visitor.sees("Jepang")


@pytest.mark.usefixtures("loaded")
def test_on_paper_stands_what_is_read_and_nothing_to_press(enter: Enter) -> None:
    visitor = enter()
    visitor.goes_to("/kerja-sama/")
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".ties li").first).to_be_visible()
    for control in CONTROLS:
        for found in visitor.page.locator(control).all():
            expect(found).to_be_hidden()


@pytest.mark.usefixtures("loaded")
def test_on_a_phone_the_map_is_whole_and_a_caption_as_wide_as_its_table(enter: Enter) -> None:
    visitor = enter(viewport=PHONE)
    visitor.goes_to("/")
    drawn = visitor.page.locator(".mapbox svg").bounding_box()
    assert drawn and drawn["x"] >= 0 and drawn["x"] + drawn["width"] <= PHONE["width"]
    visitor.goes_to("/statistik/")
    caption = visitor.page.locator("#hitungan-lain caption").bounding_box()
    assert caption and caption["width"] > PHONE["width"] / 2
