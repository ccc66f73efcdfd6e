"""A search that finds nothing says which word it was, and what would find something; never what one may not see."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.people.helpers import bandung, working
from tests.register.helpers import agreed, tie

from gerbang.people.acting import Actor
from gerbang.people.models import Right
from gerbang.places.models import Country
from gerbang.register.queries import Filters, narrowed, visible_to
from gerbang.register.suggesting import Help, help_for

pytestmark = pytest.mark.django_db
NOBODY = Actor(None)


@pytest.fixture(autouse=True)
def register(db: None) -> Iterator[None]:
    agreed(with_="Kitakyushu")
    agreed(with_="Busan", alpha2="KR")
    tie(with_="Houston", alpha2="US")
    yield


def country(alpha2: str) -> str:
    return Country.objects.get(alpha2=alpha2).ref


def test_the_word_that_nothing_bears_is_named() -> None:
    assert help_for(NOBODY, Filters(words="bandung zzzz")).nowhere == ("zzzz",)


def test_a_word_less_may_find_something() -> None:
    found = help_for(NOBODY, Filters(words="bandung kitakyushu busan"))
    assert found.nowhere == ()
    assert {one.change: one.number for one in found.fewer} == {"kitakyushu": 1, "busan": 1}


def test_a_name_written_wrongly_is_corrected() -> None:
    [one] = help_for(NOBODY, Filters(words="Bandung Kitakiushu")).spelled
    assert (one.by.words, one.number) == ("bandung kitakyushu", 1)


def test_two_names_written_wrongly_are_corrected_together() -> None:
    words = {one.by.words for one in help_for(NOBODY, Filters(words="Bandumg Kitakiushu")).spelled}
    assert "bandung kitakyushu" in words


def test_a_filter_less_may_find_something() -> None:
    by = Filters(words="busan", country=country("JP"), year=2024, possibly=True)
    found = help_for(NOBODY, by)
    assert {one.change for one in found.looser} == {"words", "country"}
    without = next(one.by for one in help_for(NOBODY, replace(by, country="", disputed=True, year=2024)).looser)
    assert not without.disputed


def test_a_single_condition_is_not_taken_away() -> None:
    assert help_for(NOBODY, Filters(words="zzzz")) == Help(("zzzz",))


def test_every_suggestion_finds_what_it_says() -> None:
    by = Filters(words="bandung kitakiushu", country=country("JP"))
    found = help_for(NOBODY, by)
    for one in (*found.spelled, *found.fewer, *found.looser):
        assert narrowed(visible_to(NOBODY), one.by).count() == one.number > 0


@pytest.mark.parametrize("words", ["Houston", "Houstan", "bandung houston", "houston zzzz"])
def test_what_is_not_public_is_suggested_to_nobody(words: str) -> None:
    found = help_for(NOBODY, Filters(words=words))
    suggested = " ".join(one.by.words for one in (*found.spelled, *found.fewer, *found.looser))
    assert "houston" not in suggested
    assert found.nowhere


def test_its_own_official_is_helped_to_it() -> None:
    official = Actor(working(bandung(), Right.READ))
    [one] = help_for(official, Filters(words="Bandung Houstan")).spelled
    assert one.by.words == "bandung houston"


def test_a_word_of_another_length_is_no_spelling() -> None:
    agreed(with_="Sun", alpha2="KR")
    assert help_for(NOBODY, Filters(words="suwon")).spelled == ()


def test_a_letter_more_or_less_is_a_spelling() -> None:
    agreed(with_="Suwon", alpha2="KR")
    for typed in ("suwoon", "suwn", "suwom"):
        assert [one.by.words for one in help_for(NOBODY, Filters(words=typed)).spelled] == ["suwon"], typed
