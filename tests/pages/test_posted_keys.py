"""Every form that asks an action to be done once carries the key by which it is known."""

import re
from pathlib import Path

import pytest
from django.http import QueryDict

import gerbang
from gerbang.pages.forms import Form
from gerbang.values import Invalid

WITHOUT_A_KEY = {
    "api/webhook.html",  # a trial delivery, as often as wanted
    "mfa/authenticate.html",
    "mfa/index.html",
    "people/draft_note.html",
    "plans/plan.html",  # taking up a draft that is there already changes nothing
}
"""Templates with a form that may be sent again without harm."""


def test_only_forms_that_may_be_repeated_carry_no_key() -> None:
    templates = Path(gerbang.__file__).parent.rglob("templates/**/*.html")
    bare = {"/".join(one.parts[-2:]) for one in templates if re.search(r"{% form_hidden %}", one.read_text("utf-8"))}
    assert bare == WITHOUT_A_KEY


def test_a_form_that_came_without_its_key_gets_one_when_it_is_shown_again() -> None:
    form = Form(QueryDict("key="))
    assert form.is_valid()
    form.refuse(Invalid({"key": "Kuncinya tidak ada."}))
    shown = re.search(r'value="(\w+)"', str(form["key"]))
    assert shown is not None and len(shown[1]) == 32


@pytest.mark.parametrize("key", ["a" * 32, "k"])
def test_a_key_that_came_stays(key: str) -> None:
    form = Form(QueryDict(f"key={key}"))
    assert form.is_valid()
    form.refuse(Invalid({"seen": "Lain."}))
    assert f'value="{key}"' in str(form["key"])
