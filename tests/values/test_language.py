"""Texts in both languages, and input that is wrong field by field."""

from django.utils.translation import override

from gerbang.values import Invalid
from gerbang.values.language import active, pick


def test_the_active_language_is_picked_and_indonesian_stands_in() -> None:
    with override("en-gb"):
        assert active() == "en"
        assert pick(id="Kota", en="City") == "City"
        assert pick(id="Kota", en="") == "Kota"
    with override("id"):
        assert pick(id="Kota", en="City") == "Kota"
    with override(None):
        assert active() == "id"


def test_wrong_input_names_its_fields() -> None:
    assert str(Invalid({"email": "is taken", "": "too much"})) == "email: is taken; too much"
    assert Invalid({"email": "is taken"}).problems == {"email": "is taken"}
