"""Goals bear their official short names, and what is chosen from stands in the order of the names that are shown."""

from typing import Any

import pytest
from django.forms import ChoiceField
from django.test import Client
from django.utils.translation import override
from tests.portal.reading import words
from tests.register.helpers import agreed

from gerbang.register.areas import areas, by_name
from gerbang.register.forms import DescribeForm, VersionForm
from gerbang.register.goals import GOALS, goal_label
from gerbang.search import fold


def labels(form: DescribeForm | VersionForm, field: str) -> list[str]:
    asked = form.fields[field]
    assert isinstance(asked, ChoiceField)
    choices: Any = asked.choices
    return [str(label) for key, label in choices if key]


def test_there_are_seventeen_and_each_has_a_name_in_both_languages() -> None:
    assert list(GOALS) == list(range(1, 18))
    assert all(name_id and name_en for name_id, name_en in GOALS.values())
    with override("id"):
        assert goal_label(11) == "11. Kota dan Permukiman yang Berkelanjutan"
    with override("en"):
        assert goal_label(11) == "11. Sustainable Cities and Communities"


@pytest.mark.parametrize("language", ["id", "en"])
def test_fields_and_languages_are_in_the_order_of_the_names_shown_and_goals_in_that_of_their_numbers(
    language: str,
) -> None:
    with override(language):
        assert sorted(area.key for area in by_name()) == sorted(areas())
        described, version = DescribeForm(), VersionForm(texts=[])
        for shown in (labels(described, "areas"), labels(version, "language")):
            assert shown == sorted(shown, key=fold)
        assert labels(described, "sdgs") == [goal_label(number) for number in GOALS]


@pytest.mark.django_db
def test_the_page_of_a_cooperation_names_the_goals_a_person_stated(client: Client) -> None:
    tie = agreed()
    assert "Tujuan Pembangunan Berkelanjutan" not in words(client, "tie", tie.ref)
    tie.sdgs = [6, 11]
    tie.save(update_fields=["sdgs"])
    assert "6. Air Bersih dan Sanitasi Layak 11. Kota dan" in words(client, "tie", tie.ref)
    assert "6. Clean Water and Sanitation" in words(client, "tie", tie.ref, language="/en")
