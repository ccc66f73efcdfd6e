"""One description of a paper becomes a Word file and a PDF, whatever its words are."""

import re
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from gerbang.documents.paper import Facts, Heading, Listed, Paper, Paragraph, SignedBy, Table
from gerbang.documents.typeset import pdf
from gerbang.documents.word import word

BLOCKS = (
    Facts((("Periode", "2026"), ("Daerah", "Kota Bandung"))),
    Heading("Pendahuluan"),
    Paragraph("Baris satu\nbaris dua"),
    Heading("Kota kembar", 2),
    Table(("Kegiatan", "Biaya"), (("Pelatihan", "Rp1.000"), ("Kunjungan", "")), (7, 3), frozenset({1})),
    Listed(("satu", "dua"), numbered=True),
    Listed(("tiga",)),
    Paragraph("Menurut laporan", quiet=True),
    SignedBy("Wali Kota Bandung"),
)
PAPER = Paper("Laporan", BLOCKS, cap="Pemerintah Kota Bandung", footer="Dari Gerbang", draft="Konsep")


def test_the_word_file_holds_every_block_in_order_with_words_own_styles() -> None:
    made = Document(BytesIO(word(PAPER)))
    told = [(line.style.name, line.text) for line in made.paragraphs if line.text.strip()]
    assert told[:5] == [
        ("Subtitle", "Konsep"), ("Subtitle", "Pemerintah Kota Bandung"), ("Title", "Laporan"),
        ("Heading 1", "Pendahuluan"), ("Normal", "Baris satu\nbaris dua"),
    ]  # fmt: skip
    assert ("List Bullet", "tiga") in told and ("Normal", "2.\tdua") in told
    facts, activities = made.tables
    assert [cell.text for cell in facts.rows[1].cells] == ["Daerah", "Kota Bandung"]
    assert [[cell.text for cell in row.cells] for row in activities.rows] == [
        ["Kegiatan", "Biaya"], ["Pelatihan", "Rp1.000"], ["Kunjungan", ""],
    ]  # fmt: skip


def test_every_numbered_list_begins_with_one() -> None:
    made = Document(BytesIO(word(Paper("x", [Listed(("a",), numbered=True), Listed(("b",), numbered=True)]))))
    assert [line.text for line in made.paragraphs if "\t" in line.text] == ["1.\ta", "1.\tb"]


def test_the_landscape_page_is_wider_than_high() -> None:
    page = Document(BytesIO(word(Paper("x", BLOCKS, landscape=True)))).sections[0]
    assert page.page_width > page.page_height


def test_the_files_are_what_they_say() -> None:
    assert pdf(PAPER).startswith(b"%PDF-")
    assert word(PAPER).startswith(b"PK")


def test_a_long_table_goes_over_pages() -> None:
    long = Paper("x", [Table(("a", "b"), [("satu", "dua")] * 200)])
    assert _pages(long) > 3 and _pages(Paper("x", [])) == 1


def _pages(of: Paper) -> int:
    found = re.search(rb"/Type/Pages/Count (\d+)", pdf(of))
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("empty", [Paper("", []), Paper("x", [Table((), ()), Listed(()), Facts(())])])
def test_what_holds_nothing_is_a_paper_all_the_same(empty: Paper) -> None:
    assert pdf(empty) and word(empty)


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_words_are_words_whatever_signs_they_hold(said: str) -> None:
    blocks = (Paragraph(said), Heading(said), Listed((said,)), Facts(((said, said),)), Table((said,), ((said,),)))
    paper = Paper(said, blocks, cap=said, footer=said)
    assert pdf(paper)
    shown = Document(BytesIO(word(paper))).tables[-1].rows[0].cells[0].text
    assert shown == "".join(sign for sign in said if sign in "\t\n" or ord(sign) > 31)
