from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import URLPattern
from django.utils import translation

from gerbang.pages.icons import ICONS
from gerbang.values.dates import VagueDate
from gerbang.values.money import Money

urlpatterns: list[URLPattern] = []


def written(source: str, language: str = "id", **context: Any) -> str:
    with translation.override(language):
        return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (date(2026, 3, 12), "12 Maret 2026", "12 March 2026"),
        (VagueDate.month(2018, 1), "Januari 2018", "January 2018"),
        (VagueDate.not_later(date(2012, 12, 31)), "tidak lebih lambat dari 2012", "not later than 2012"),
        (VagueDate.unknown(), "belum diketahui", "not known"),
        (None, "", ""),
        (datetime(2026, 3, 11, 18, 0, tzinfo=UTC), "12 Maret 2026", "12 March 2026"),
    ],
)
def test_a_date_is_never_written_more_precisely_than_it_is_known(value: Any, indonesian: str, english: str) -> None:
    assert written("{{ d|tanggal }}", d=value) == indonesian
    assert written("{{ d|tanggal }}", "en", d=value) == english


def test_the_day_of_the_week_and_the_hour_are_written_in_the_language_of_the_page() -> None:
    assert written("{{ d|hari }}", d=date(2026, 5, 13)) == "Rabu, 13 Mei 2026"
    assert written("{{ d|hari }}", "en", d=date(2026, 5, 13)) == "Wednesday, 13 May 2026"
    assert written("{{ d|waktu }}", d=datetime(2026, 3, 12, 7, 5, tzinfo=UTC)) == "12 Maret 2026 pukul 14.05 WIB"


@pytest.mark.parametrize(
    ("size", "indonesian", "english"),
    [
        (0, "0 B", "0 B"),
        (577, "577 B", "577 B"),
        (22_323, "21,8 KB", "21.8 KB"),
        (160 * 1024**2, "160,0 MB", "160.0 MB"),
        (3 * 1024**3, "3,0 GB", "3.0 GB"),
        (None, "", ""),
    ],
)
def test_sizes_of_files_are_written_in_one_way(size: int | None, indonesian: str, english: str) -> None:
    assert written("{{ n|ukuran }}", n=size) == indonesian
    assert written("{{ n|ukuran }}", "en", n=size) == english


def test_numbers_and_amounts_are_grouped_as_the_language_groups_them() -> None:
    assert written("{{ n|angka }}", n=1250) == "1.250"
    assert written("{{ n|angka }}", "en", n=1250) == "1,250"
    assert written("{{ n|angka:1 }}", n=Decimal("1250.5")) == "1.250,5"
    assert written("{{ n|angka }}", n="banyak") == "banyak"
    assert written("{{ m|rupiah }}", m=1_250_000_000) == "Rp1.250.000.000"
    assert written("{{ m|rupiah }}", "en", m=Money(Decimal("10.5"), "JPY")) == "JPY 10.50"


def test_bilingual_data_are_shown_in_the_language_of_the_page_and_indonesian_stands_in() -> None:
    name = SimpleNamespace(id="Persetujuan DPRD", en="Council approval")
    assert written("{{ n|pick }}", n=name) == "Persetujuan DPRD"
    assert written("{{ n|pick }}", "en", n=name) == "Council approval"
    assert written("{{ n|pick }}", "en", n={"id": "Pedoman", "en": ""}) == "Pedoman"
    assert written("{{ n|pick }}", n="Kota Bandung") == "Kota Bandung"


def provision(nature: str, sure: str | None = None, at: str = "30(4)") -> SimpleNamespace:
    return SimpleNamespace(nature=nature, sure=sure, basis=SimpleNamespace(source="PP 28/2018", at=at))


def test_law_is_a_filled_square_with_its_article() -> None:
    html = written("{% nature p %}", "en", p=provision("regulation", "confirmed"))
    assert "nat-r" in html
    assert "Set by regulation · Article 30 paragraph (4) PP 28/2018<" in html


@pytest.mark.parametrize(("nature", "shape"), [("guideline", "nat-g"), ("practice", "nat-p"), ("house", "nat-h")])
def test_what_is_not_law_has_another_shape_and_needs_no_basis(nature: str, shape: str) -> None:
    html = written("{% nature p %}", "en", p=SimpleNamespace(nature=nature, sure=None, basis=None))
    assert shape in html
    assert "·" not in html


@pytest.mark.parametrize(("sure", "words"), [("recalled", "not yet checked"), ("conflicting", "sources differ")])
def test_a_doubt_about_the_law_is_said(sure: str, words: str) -> None:
    assert words in written("{% nature p %}", "en", p=provision("regulation", sure))


def test_a_source_with_a_name_in_two_languages_is_cited_in_the_one_of_the_page() -> None:
    name = SimpleNamespace(id="PP 28/2018", en="Government Regulation 28/2018")
    basis = SimpleNamespace(source=SimpleNamespace(name=name), at="30")
    assert written("{% citation b %}", "en", b=basis) == "Article 30 Government Regulation 28/2018"
    assert written("{% citation b %}", b=basis) == "Pasal 30 PP 28/2018"


def test_a_state_is_a_word_and_a_drawing_and_its_text_is_escaped() -> None:
    html = written('{% tag "over" t %}', t="<b>Melewati</b>")
    assert 'class="tag tag-over"' in html
    assert ICONS["alert"] in html
    assert "&lt;b&gt;Melewati" in html
    assert "<svg" not in written('{% tag "plain" "KSDPL" %}')


def test_a_bar_says_its_length_in_words_and_stays_inside_its_ground() -> None:
    assert 'width="75.6"' in written('{% bar 34 45 "34 dari 45" %}')
    assert 'width="100.0"' in written('{% bar 50 45 "lewat" %}')
    assert 'aria-label="lewat"' in written('{% bar 50 45 "lewat" %}')
    assert 'width="0.0"' in written('{% bar 1 0 "kosong" %}')


@pytest.mark.urls(__name__)
def test_the_other_language_of_a_page_keeps_its_filters() -> None:
    request = RequestFactory().get("/mitra/?q=jepang")
    html = written("{% other_language as o %}{{ o.name }} {{ o.code }} {{ o.url }}", request=request)
    assert html.startswith("English en ")
    assert html.endswith("?q=jepang")
    assert written("{% other_language as o %}{{ o.name }}", "en", request=request) == "Bahasa Indonesia"
