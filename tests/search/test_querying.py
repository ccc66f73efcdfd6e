"""What is typed and what is searched meet in the same tokens."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.template import PACKAGE

from gerbang.search.aliases import PHRASES, SEARCHED, common_words, searched_words
from gerbang.search.folding import tokens
from gerbang.search.querying import Query, as_fts5, as_tsquery, query_of, telling_words, terms, words_query
from gerbang.search.stemming import LONGEST_WORD

KNOWN = [phrase for row in (*PHRASES, *SEARCHED) for phrase in row]
WORDS = st.sampled_from([*KNOWN, "Kitakyushu", "persampahan", "education", "Kota Bandung", "2012", "Nouméa", "dan"])
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


def meets(query: Query, found: set[str]) -> bool:
    return all(
        any(one[:-1] in found or any(word.startswith(one[:-1]) for word in found) if one.endswith("*") else one in found
            for one in group)
        for group in query
    )  # fmt: skip


@given(TEXTS)
def test_a_text_is_found_by_itself(text: str) -> None:
    assert meets(words_query(text), terms([text]))


@given(st.sampled_from((*PHRASES, *SEARCHED)), st.data())
def test_a_text_is_found_by_whatever_means_the_same(row: tuple[str, ...], data: st.DataObject) -> None:
    written, typed = data.draw(st.sampled_from(row)), data.draw(st.sampled_from(row))
    assert meets(words_query(typed), terms([written]))


@given(st.text(max_size=60))
def test_any_text_makes_a_query_that_neither_engine_can_misread(text: str) -> None:
    query = words_query(text)
    assert all(group and all(one.rstrip("*").isalnum() and one.isascii() for one in group) for group in query)
    assert as_tsquery(query).count("(") == as_fts5(query).count("(") == len(query)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("jogja kyoto", "Daerah Istimewa Yogyakarta – Kyoto"),
        ("kerjasama persampahan", "Kerja sama pengelolaan sampah"),
        ("pemkot surabaya", "Kota Surabaya"),
        ("kab. sidoarjo", "Kabupaten Sidoarjo"),
        ("pemprov jatim", "Provinsi Jawa Timur"),
        ("korsel", "Korea Selatan"),
        ("South Korea", "Korea Selatan"),
        ("RRC", "Tiongkok"),
        ("Chinese", "Cina"),
        ("USA", "Amerika Serikat"),
        ("Inggris", "United Kingdom"),
        ("sister city", "kota bersaudara"),
        ("provinsi kembar", "sister province"),
        ("letter of intent", "LoI"),
        ("waste management", "waste"),
        ("sdm", "sumber daya manusia"),
        ("jokja kioto", "Yogyakarta – Kyoto"),
        ("tokio", "Tokyo"),
        ("St. Petersburg", "Saint Petersburg"),
        ("sister city tahun 2014", "Kota kembar 2014"),
    ],
)
def test_words_that_mean_the_same(typed: str, written: str) -> None:
    assert meets(words_query(typed), terms([written]))


@pytest.mark.parametrize(
    ("typed", "written"), [("USA", "usaha kecil"), ("korea utara", "Korea Selatan"), ("kota bogor", "Kabupaten Bogor")]
)
def test_words_that_do_not(typed: str, written: str) -> None:
    assert not meets(words_query(typed), terms([written]))


def test_a_phrase_is_found_while_it_is_being_typed() -> None:
    for typed in ("ger", "germ", "germany", "sout", "south kor"):
        assert meets(words_query(typed), terms(["Germany and South Korea"]))


def test_little_words_are_asked_for_only_when_nothing_else_is() -> None:
    assert telling_words("kerja sama antara pemerintah Kota Bandung dan Namur") == [
        "kerjasama", "kota", "bandung", "namur",
    ]  # fmt: skip
    assert telling_words("dan") == ["dan"]
    assert words_query("") == query_of([]) == ()


def test_names_of_regions_are_stored_without_the_words_of_searches() -> None:
    assert common_words(tokens("kab bandung")) == ["kab", "bandung"]
    assert searched_words(tokens("kab bandung")) == ["kabupaten", "bandung"]


def test_every_country_among_the_words_of_searches_is_a_country() -> None:
    with (PACKAGE / "places" / "data" / "countries.csv").open(encoding="utf-8", newline="") as file:
        names = {" ".join(tokens(row["name_id"])): row for row in csv.DictReader(file)}
    rows = {row[0]: row for row in SEARCHED}
    assert {"jepang", "tiongkok", "korea selatan", "amerika serikat", "belanda"} <= names.keys() & rows.keys()
    for first, row in rows.items():
        english = names[first]["name_en"] if first in names else ""
        assert not english or " ".join(tokens(english)) in {" ".join(tokens(phrase)) for phrase in row}, first


def test_no_phrase_means_two_things() -> None:
    meanings: dict[str, set[str]] = {}
    for row in (*PHRASES, *SEARCHED):
        for phrase in row:
            meanings.setdefault(" ".join(tokens(phrase)), set()).add(row[0])
    assert {phrase: firsts for phrase, firsts in meanings.items() if len(firsts) > 1} == {}


def test_a_word_that_is_too_long_for_a_database_is_found_by_its_beginning() -> None:
    endless = "a" * 3_000
    assert all(len(token) <= LONGEST_WORD for token in terms([endless]))
    (group,) = words_query(endless)
    assert group[0] in terms([endless])
    assert all(len(token.rstrip("*")) <= LONGEST_WORD for token in group)
