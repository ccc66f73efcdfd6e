"""A paper or tables as the file somebody asked for. What is not public is kept by no cache on the way."""

from collections.abc import Callable, Iterable, Mapping

from django.http import Http404, HttpResponse

from gerbang.documents import typeset, word, workbook
from gerbang.documents.paper import Paper
from gerbang.documents.workbook import Sheet

PAPERS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "docx": (word.CONTENT_TYPE, word.word),
    "pdf": (typeset.CONTENT_TYPE, typeset.pdf),
}


def paper(name: str, form: str, paper: Callable[[], Paper]) -> HttpResponse:
    """The paper as Word or PDF; Http404 for any other form. `name` without ending, in plain letters."""
    if form not in PAPERS:
        raise Http404
    content_type, write = PAPERS[form]
    return _attached(f"{name}.{form}", content_type, write(paper()))


def tables(name: str, sheets: Iterable[Sheet]) -> HttpResponse:
    """The tables as one Excel workbook."""
    return _attached(f"{name}.xlsx", workbook.CONTENT_TYPE, workbook.workbook(sheets))


def _attached(name: str, content_type: str, data: bytes) -> HttpResponse:
    answer = HttpResponse(data, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
