"""A paper as a Word file, with Word's own styles, so that an office can go on working on it."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from gerbang.documents.paper import Block, Facts, Heading, Listed, Paper, Paragraph, SignedBy, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Arial"
A4 = Cm(21), Cm(29.7)
MARGIN = Cm(2.5)
QUIET = RGBColor(0x4A, 0x54, 0x68)
CONTROL = {code: None for code in range(32) if code not in (9, 10)}
"""Characters that XML cannot hold."""


def word(paper: Paper) -> bytes:
    """The .docx of a paper."""
    made = Document()
    width = _page(made, paper)
    made.core_properties.title = _clean(paper.title)
    made.core_properties.author = _clean(paper.cap)
    made.core_properties.language = paper.language
    for text, style in ((paper.draft, "Subtitle"), (paper.cap, "Subtitle"), (paper.title, "Title")):
        if text:
            made.add_paragraph(_clean(text), style)
    for block in paper.blocks:
        _write(made, block, width)
    if paper.footer:
        made.sections[0].footer.paragraphs[0].text = _clean(paper.footer)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any, paper: Paper) -> int:
    """Sets page and styles; gives the width of the text."""
    section, (width, height) = made.sections[0], A4
    if paper.landscape:
        section.orientation, width, height = WD_ORIENT.LANDSCAPE, height, width
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    sizes = {"Normal": 10.5, "Title": 18, "Subtitle": 11, "Heading 1": 14, "Heading 2": 12}
    for name, size in sizes.items():
        style = made.styles[name]
        style.font.name, style.font.size, style.font.italic = FONT, Pt(size), False
        style.font.color.rgb = RGBColor(0, 0, 0)
        for script in ("w:eastAsia", "w:hAnsi", "w:ascii", "w:cs"):
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn(script), FONT)
    return int(width - 2 * MARGIN)


def _write(made: Any, block: Block, width: int) -> None:
    match block:
        case Heading(text, level):
            made.add_heading(_clean(text), level)
        case Paragraph(text, quiet):
            run = made.add_paragraph().add_run(_clean(text))
            if quiet:
                run.font.size, run.font.color.rgb = Pt(9), QUIET
        case Listed(points, numbered):
            _list(made, list(points), numbered)
        case Facts(rows):
            _table(made, Table((), rows, (3, 7)), width)
        case Table():
            _table(made, block, width)
        case SignedBy(office, place):
            _signature(made, office, place)


def _list(made: Any, points: list[str], numbered: bool) -> None:
    """Numbers are written, so that each list begins with 1: Word counts on through all lists of a style."""
    for place, point in enumerate(points, start=1):
        if not numbered:
            made.add_paragraph(_clean(point), "List Bullet")
            continue
        line = made.add_paragraph(f"{place}.\t{_clean(point)}")
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.8), Cm(-0.8)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _table(made: Any, block: Table, width: int) -> None:
    columns = len(block.head) or max((len(row) for row in block.rows), default=0)
    if not columns:
        return
    table = made.add_table(rows=0, cols=columns, style="Table Grid")
    table.autofit = False
    shares = list(block.widths) or [1] * columns
    for place, row in enumerate(([block.head] if block.head else []) + list(block.rows)):
        is_head = bool(block.head) and place == 0
        cells = table.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            cell.width = width * shares[column] // sum(shares)
            line = cell.paragraphs[0]
            run = line.add_run(_clean(text))
            run.bold, run.font.size = is_head or (not block.head and column == 0), Pt(9)
            line.paragraph_format.space_after = Pt(0)
            if column in block.right:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if is_head:
            _repeat(table.rows[0])
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _repeat(row: Any) -> None:
    """The head of a table stands again on each page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _signature(made: Any, office: str, place: str) -> None:
    for text in (place or "…………, …………………", office, "", "", "", "………………………………"):
        line = made.add_paragraph(_clean(text))
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(8.5), Pt(0)
        line.paragraph_format.keep_with_next = True


def _clean(text: str) -> str:
    return text.translate(CONTROL)
