"""One form for every way of typing (engineering decision 22)."""

import pytest

from gerbang.search import common_form, fold, tokens


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Nouméa", "noumea"),
        ("Kyōto-fu", "kyoto fu"),
        ("Xi’an", "xian"),
        ("P'yǒngyang", "pyongyang"),
        ("İSTANBUL", "istanbul"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Москва", "moskva"),
        ("  Kota   BANDUNG ", "kota bandung"),
        ("Côte d’Ivoire", "cote divoire"),
        ("", ""),
    ],
)
def test_accents_case_and_scripts_are_folded(typed: str, folded: str) -> None:
    assert fold(typed) == folded


def test_folding_again_changes_nothing() -> None:
    for text in ("Nouméa", "Hồ Chí Minh", "Gyeongsangbuk-do", "Al-Quds", "Ţūlkarm"):
        assert fold(fold(text)) == fold(text)
        assert fold(text).isascii()


def test_tokens_are_the_words() -> None:
    assert tokens("Kerja Sama: kota-kembar (2019)") == ["kerja", "sama", "kota", "kembar", "2019"]


@pytest.mark.parametrize(
    ("typed", "common"),
    [
        ("kerja sama", "kerjasama"),
        ("Pemkot Jogja", "pemkot yogyakarta"),
        ("DIY", "daerah istimewa yogyakarta"),
        ("D.I. Yogyakarta", "d i yogyakarta"),
        ("DI Yogyakarta", "daerah istimewa yogyakarta"),
        ("DKI Jakarta", "jakarta"),
        ("Daerah Khusus Ibukota Jakarta", "jakarta"),
        ("jabar dan jatim", "jawa barat dan jawa timur"),
        ("Kepulauan Bangka Belitung", "kepulauan bangka belitung"),
        ("Bangka Belitung", "kepulauan bangka belitung"),
    ],
)
def test_phrases_meet_in_their_common_form(typed: str, common: str) -> None:
    assert common_form(typed) == common


def test_a_phrase_is_replaced_as_whole_words_only() -> None:
    assert common_form("diyakini jogjaku") == "diyakini jogjaku"
