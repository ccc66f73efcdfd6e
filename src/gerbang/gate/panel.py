"""What the page of a tie shows of its cases, to those who may see them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gerbang.gate import books, facts, projection, queries, upon
from gerbang.gate.wording import said
from gerbang.people.acting import actor_of


def cases_of_tie(request: HttpRequest, tie: Any) -> tuple[str, Mapping[str, Any]] | None:
    """The tie's cases with where each stands; nothing for the public, which sees no case."""
    actor = actor_of(request)
    if not actor.is_authenticated:
        return None
    cases = list(queries.visible_to(actor).filter(tie=tie).order_by("-pk"))
    lines = [
        {"case": case, "stage": _stage(case), "purpose": _purpose(case), "chosen": _chosen(case)} for case in cases
    ]
    offered = upon.offered(actor, tie)
    context = {"lines": lines, "offered": offered, "tie": tie}
    return ("gate/parts/cases_of_tie.html", context) if lines or offered else None


def _stage(case: Any) -> str:
    stage = books.read(case.book).stage(case.stage)
    return said(stage.name) if stage else ""


def _purpose(case: Any) -> str:
    """What a case about the cooperation is for; nothing of the one that made it."""
    book = books.read(case.book)
    return said(book.name) if book.upon else ""


def _chosen(case: Any) -> str:
    """What a closed case about the cooperation came to: the path it took, and the ground where it ended one."""
    book = books.read(case.book)
    if book.upon is None or case.state != "closed":
        return ""
    return facts.stated(book, projection.standing_of(case, case.opened_on).facts, said)
