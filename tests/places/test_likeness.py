"""Names of one area in two spellings are offered together, and nothing is chosen by likeness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gerbang.places import queries
from gerbang.places.likeness import is_near
from gerbang.register.finding import Gazetteer
from gerbang.search import tokens


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Samarkand", "samarqand"),
        ("Samarkand region", "samarqand"),
        ("Guangxi Zhuang", "guangxi zhuang autonomous region"),
        ("Guangxi", "guangxi zhuangzu zizhiqu"),
        ("Guangxi Zhuang Autonomous Region", "guangxi"),
        ("Provinsi Phu Tho", "phu tho"),
    ],
)
def test_spellings_of_one_area(written: str, name: str) -> None:
    assert is_near(written, name)
    assert is_near(name, written)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Kochi", "aichi"), ("Osaka", "oita"), ("Kawasaki", "nagasaki"), ("Region", "province"), ("", "kyoto"),
     ("Yamagata", "yamanashi"), ("Goa", "gia")],
)  # fmt: skip
def test_names_of_two_areas(written: str, name: str) -> None:
    assert not is_near(written, name)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_mutual(one: str, other: str) -> None:
    assert is_near(one, other) == is_near(other, one)


@given(st.sampled_from(["kyoto", "guangxi", "south australia"]), st.text("abc ", max_size=12))
def test_a_name_with_more_words_behind_is_near(name: str, more: str) -> None:
    assert is_near(name, f"{name} {more}") or not tokens(name)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "level", "alpha2", "offered"),
    [
        ("Samarkand", "province", "UZ", {"iso:UZ-SA"}),
        ("Samarkand region", "", "UZ", {"iso:UZ-SA"}),
        ("Samarkand", "province", "", {"iso:UZ-SA"}),
        ("Guangxi Zhuang", "province", "CN", {"iso:CN-GX"}),
        ("Guangxi Zhuang dan Nanning", "", "CN", {"iso:CN-GX"}),
    ],
)
def test_the_first_tier_is_offered_beside_the_city(written: str, level: str, alpha2: str, offered: set[str]) -> None:
    found = Gazetteer().find(written, level, alpha2)
    assert found.one is None
    assert offered <= {queries.place_key(one) for one in found.candidates}


@pytest.mark.django_db
def test_likeness_chooses_nothing() -> None:
    found = Gazetteer().find("Samarkand", "", "UZ")
    assert found.one is not None
    assert queries.place_key(found.one).startswith("kota:")
    assert Gazetteer().find("Samarkandd", "", "UZ").one is None


@pytest.mark.django_db
def test_the_picker_offers_the_first_tier_behind_the_exact_name() -> None:
    keys = [offer.key for offer in queries.pick("Samarkand")]
    assert keys[0].startswith("kota:")
    assert "iso:UZ-SA" in keys
    assert "iso:CN-GX" in [offer.key for offer in queries.pick("Guangxi")]
    assert len(keys) == len(set(keys))
