"""Papers on file: one paper as it stands, one step's own details, and sheets for the printer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gerbang.access import signed_in
from gerbang.documents import queries as documents
from gerbang.gate import history
from gerbang.gate.casefile import CaseFile
from gerbang.gate.events import of_rows
from gerbang.gate.forms import ANSWERS
from gerbang.gate.models import Step
from gerbang.gate.paper_fields import SIGNATURES, label_of
from gerbang.gate.views.posting import case_or_404, crumbs
from gerbang.gate.wording import day_in_words, said, shown
from gerbang.people.acting import actor_of
from gerbang.register.models import Signature
from gerbang.rulebook.schema import Paper


@signed_in
def show(request: HttpRequest, ref: str, paper_id: str) -> HttpResponse:
    """A paper with all its details, and every time it was given."""
    return render(request, "gate/paper.html", _context(request, ref, paper_id))


@signed_in
def sheet(request: HttpRequest, ref: str, paper_id: str) -> HttpResponse:
    """The same paper for the printer: a plan, or a verification sheet with its three columns."""
    return render(request, "gate/sheet.html", _context(request, ref, paper_id))


@signed_in
def step(request: HttpRequest, ref: str, seq: int) -> HttpResponse:
    """One step with its own details, whatever came later."""
    page = _page(request, ref)
    row = next((known for known in page.rows if known.seq == seq), None)
    if row is None:
        raise Http404
    paper = page.book.papers.get(row.paper)
    event = next(one for one in of_rows(page.case, page.rows, page.book, page.position, page.offers) if one.seq == seq)
    readable = _readable(page, paper, [row])
    data = history.data_of(row) if readable else {}
    context = {
        "title": event.title,
        "case": page.case,
        "page": page,
        "event": event,
        "readable": readable,
        "rows": _rows(data),
        "parts": _parts(paper, data, page) if paper else [],
        "signatures": _signatures(data),
        "is_sheet": paper is not None and paper.kind == "sheet",
        "documents": _documents(page, _document_ids([row])),
        "crumbs": crumbs(page.case, event.title),
        "section": "cases",
    }
    return render(request, "gate/step.html", context)


def _context(request: HttpRequest, ref: str, paper_id: str) -> dict[str, Any]:
    page = _page(request, ref)
    paper = page.book.papers.get(paper_id)
    given = [one for one in page.position.present if one.paper == paper_id]
    if paper is None:
        raise Http404
    seqs = given[-1].seqs if given else ()
    rows = [row for row in page.rows if row.seq in seqs]
    readable = _readable(page, paper, rows)
    fields: Mapping[str, Any] = given[-1].fields if given and readable else {}
    title = said(paper.name)
    return {
        "title": title,
        "case": page.case,
        "page": page,
        "paper": paper,
        "provision": shown(page.book, paper.provision),
        "given": given[-1] if given else None,
        "readable": readable,
        "rows": _rows(fields),
        "parts": _parts(paper, fields, page),
        "signatures": _signatures(fields),
        "documents": _documents(page, _document_ids(rows)),
        "steps": rows,
        "is_sheet": paper.kind == "sheet",
        "today": page.on,
        "crumbs": crumbs(page.case, title),
        "section": "cases",
    }


def _page(request: HttpRequest, ref: str) -> CaseFile:
    actor = actor_of(request)
    return CaseFile.read(case_or_404(request, ref), actor, actor.today)


def _readable(page: CaseFile, paper: Paper | None, rows: Sequence[Step]) -> bool:
    """Whether the details of these steps are open to whoever asks: as the paper's disclosure says."""
    if paper is None:
        return True
    holders = {key for row in rows for key in (row.recorded_by_id, row.acting_id)}
    return documents.discloses(page.actor, paper.disclosure, page.case.ref, holders)


def _document_ids(rows: Sequence[Step]) -> list[int]:
    """The documents of these steps; of a letter, its scan."""
    found = [row.document_id or (row.letter.scan_id if row.letter else None) for row in rows]
    return [key for key in found if key]


def _rows(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    hidden = ("parts", SIGNATURES, "facts", "attested", "amend", "mode")
    return [(str(label_of(name)), _words(value)) for name, value in fields.items() if name not in hidden]


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else day_in_words(value)


def _signatures(fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """Each entry with its day and its capacity in words."""
    capacities = dict(Signature.Capacity.choices)
    return [
        {
            name: capacities.get(value, value) if name == "capacity" else day_in_words(value)
            for name, value in entry.items()
        }
        for entry in fields.get(SIGNATURES) or ()
    ]


def _parts(paper: Paper, fields: Mapping[str, Any], page: CaseFile) -> list[dict[str, Any]]:
    """Each part with what it holds: text of a plan, or answer and note of a sheet's line."""
    answers = dict(ANSWERS)
    filled = fields.get("parts") or {}
    found = []
    for part in paper.parts:
        value = filled.get(part.id)
        line = value if isinstance(value, Mapping) else {}
        found.append(
            {
                "name": said(part.name),
                "text": value if isinstance(value, str) else "",
                "answer_id": line.get("answer", ""),
                "answer": answers.get(line.get("answer", ""), ""),
                "note": line.get("note", ""),
                "provision": shown(page.book, part.provision),
            }
        )
    return found


def _documents(page: CaseFile, keys: list[int]) -> list[Any]:
    return list(documents.visible_to(page.actor).filter(pk__in=keys).prefetch_related("versions"))
