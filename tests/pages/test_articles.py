import pytest

from gerbang.pages.articles import article


@pytest.mark.parametrize(
    ("at", "indonesian", "english"),
    [
        ("30", "Pasal 30", "Article 30"),
        ("30(4)", "Pasal 30 ayat (4)", "Article 30 paragraph (4)"),
        ("27(1)a", "Pasal 27 ayat (1) huruf a", "Article 27 paragraph (1) letter a"),
        ("27(1)a,c", "Pasal 27 ayat (1) huruf a dan c", "Article 27 paragraph (1) letter a and c"),
        ("30(1)(4)(5)", "Pasal 30 ayat (1), (4), dan (5)", "Article 30 paragraph (1), (4), and (5)"),
        ("27(1)a.2", "Pasal 27 ayat (1) huruf a angka 2", "Article 27 paragraph (1) letter a number 2"),
        ("15A", "Pasal 15A", "Article 15A"),
        ("27 (1) a", "Pasal 27 ayat (1) huruf a", "Article 27 paragraph (1) letter a"),
        ("Lampiran II", "Lampiran II", "Lampiran II"),
    ],
)
def test_a_place_in_a_law_is_written_out_as_officials_cite_it(at: str, indonesian: str, english: str) -> None:
    assert article(at, "id") == indonesian
    assert article(at, "en") == english


def test_the_name_of_the_law_follows_its_article() -> None:
    assert article("30(4)", "id", "PP 28/2018") == "Pasal 30 ayat (4) PP 28/2018"
    assert article("", "id", "PP 28/2018") == "PP 28/2018"
