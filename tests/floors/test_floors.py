"""References between rooms go down only, in foreign keys, templates and URL names as in imports."""

from pathlib import Path
from types import ModuleType

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test.utils import isolate_apps
from django.urls import get_resolver, include, path
from tests.floors import walk
from tests.template import PACKAGE, PROJECT

TABLE = walk.floors(PROJECT / "pyproject.toml")


def test_foreign_keys_go_down() -> None:
    assert walk.forbidden(walk.of_models(apps.get_models(include_auto_created=True)), TABLE) == []


def test_templates_go_down() -> None:
    assert walk.forbidden(walk.of_templates(PACKAGE), TABLE) == []


def test_url_names_go_down() -> None:
    owners = dict(walk.url_names(get_resolver().url_patterns, "site"))
    assert walk.forbidden(walk.of_url_names(PACKAGE, owners), TABLE) == []


def test_every_room_has_a_floor() -> None:
    rooms = {folder.parent.name for folder in PACKAGE.glob("*/__init__.py")}
    assert rooms == TABLE.keys()


# --- The walk finds what it is there to find ---


def test_the_floors_are_those_of_the_import_contract() -> None:
    assert TABLE["values"] == 0
    assert TABLE["access"] == TABLE["pages"] == 1
    assert TABLE["ledger"] < TABLE["places"] < TABLE["people"] < TABLE["gate"] < TABLE["site"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Two rooms, the lower of which includes the higher one's panel and links to its page."""
    for room in ("register", "gate"):
        (tmp_path / room / "templates" / room).mkdir(parents=True)
    (tmp_path / "gate" / "templates" / "gate" / "panel.html").write_text("{% url 'register:tie' ref %}")
    tie = "{% extends 'pages/base.html' %}{% include \"gate/panel.html\" with case=case %}{% url 'gate:case' ref %}"
    (tmp_path / "register" / "templates" / "register" / "tie.html").write_text(tie)
    views = "from django.urls import reverse\n\n\ndef show():\n    return reverse('gate:case', args=['x'])\n"
    (tmp_path / "register" / "views.py").write_text(views)
    return tmp_path


OWNERS = {"gate:case": "gate", "register:tie": "register"}


def test_an_upward_include_is_found(package: Path) -> None:
    assert walk.forbidden(walk.of_templates(package), TABLE) == [
        "register/tie.html: gate/panel.html is of the room gate, which register may not know"
    ]


def test_upward_url_names_are_found_in_templates_and_in_python(package: Path) -> None:
    assert walk.forbidden(walk.of_url_names(package, OWNERS), TABLE) == [
        "register/tie.html: gate:case is of the room gate, which register may not know",
        "register/views.py:5: gate:case is of the room gate, which register may not know",
    ]


@isolate_apps()
def test_upward_and_sideways_foreign_keys_are_found() -> None:
    class Entry(models.Model):
        __module__ = "gerbang.ledger.models"
        place = models.ForeignKey("places.Region", on_delete=models.CASCADE)

        class Meta:
            app_label = "ledger"

    class Region(models.Model):
        __module__ = "gerbang.places.models"
        written_in = models.ManyToManyField(Entry)

        class Meta:
            app_label = "places"

    assert walk.forbidden(walk.of_models([Entry, Region]), TABLE) == [
        "ledger.Entry: place → places.Region is of the room places, which ledger may not know"
    ]


def test_rooms_on_one_floor_may_not_know_one_another() -> None:
    sideways = walk.Reference("access", "pages", "access/why.html", "pages/base.html")
    assert walk.forbidden([sideways], TABLE)


def test_a_url_name_belongs_to_the_room_that_declares_it() -> None:
    def view(request: object) -> HttpResponse:
        return HttpResponse()

    urls = ModuleType("gerbang.gate.urls")
    vars(urls).update(app_name="gate", urlpatterns=[path("<ref>/", view, name="case")])
    patterns = [path("berkas/", include(urls)), path("", view, name="front")]
    assert dict(walk.url_names(patterns, "site")) == {"gate:case": "gate", "front": "site"}
