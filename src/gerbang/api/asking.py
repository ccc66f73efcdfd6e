"""What the parameters of every operation have in common."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import BeforeValidator

from gerbang.api.problems import Wrong

MANY = frozenset({"area", "sdg"})
"""Parameters that may be given more than once."""


def _truth(given: Any) -> Any:
    """`true` and `false` alone: a filter that also took "on" or "1" would be promised to do so for ever."""
    return {"true": True, "false": False}.get(given, "") if isinstance(given, str) else given


def _number(given: Any) -> Any:
    """Digits alone, not "5.0" nor " 5 "."""
    digits = given.removeprefix("-") if isinstance(given, str) else ""
    return given if not isinstance(given, str) or (digits.isascii() and digits.isdecimal()) else ""


Truth = Annotated[bool, BeforeValidator(_truth)]
DIGITS = BeforeValidator(_number)
"""Stands after the bounds of a number, which would otherwise be missing in the description."""


def only_known(request: HttpRequest, *models: type[Schema]) -> None:
    """A mistyped filter that went unnoticed would give everything; one given twice, something else than was meant."""
    known = {name for model in models for name in model.model_fields}
    for name in request.GET:
        if name not in known:
            raise Wrong(f"query.{name}", "unknown")
        if name not in MANY and len(request.GET.getlist(name)) > 1:
            raise Wrong(f"query.{name}", "twice")
