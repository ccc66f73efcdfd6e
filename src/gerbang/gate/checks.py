"""System checks: a faulty rulebook, or a detail nobody can type, stops the start with file, key and reason."""

from django.core.checks import CheckMessage, Error, register

from gerbang.gate.paper_fields import FIELDS, SIGNATURES
from gerbang.rulebook import loader
from gerbang.rulebook.schema import Rulebook


@register()
def every_rulebook_can_be_used(app_configs: object, **options: object) -> list[CheckMessage]:
    """gerbang.E010: a rulebook that does not load. gerbang.E011: a paper asks for a detail no form knows."""
    try:
        shipped = loader.shipped()
    except loader.RulebookError as error:
        return [Error(str(problem), id="gerbang.E010") for problem in error.problems]
    return [problem for one in shipped.values() for problem in _unknown_details(one.book, one.file)]


def _unknown_details(book: Rulebook, file: str) -> list[CheckMessage]:
    known = {*FIELDS, SIGNATURES}
    return [
        Error(f"{file}: paper[{paper.id}].fields: no form knows how to ask for “{name}”", id="gerbang.E011")
        for paper in book.papers.values()
        for name in (*paper.fields, *paper.wanted)
        if name not in known
    ]
