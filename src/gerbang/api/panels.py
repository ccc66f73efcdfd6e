"""What the API shows on pages of other rooms: where a program finds the same record."""

from django.http import HttpRequest

from gerbang.pages.panels import Panel
from gerbang.register.models import Tie


def alternate(_request: HttpRequest, tie: Tie) -> Panel | None:
    """The record's address in the head of its page; only what is public is found there by anybody."""
    return ("api/alternate.html", {"tie": tie}) if tie.public else None


def read_by_programs(_request: HttpRequest, _release: object) -> Panel:
    """Where it is told how a program reads the register."""
    return "api/read_by_programs.html", {}


def for_programs(_request: HttpRequest, tie: Tie) -> Panel | None:
    """The same address for people to see."""
    return ("api/for_programs.html", {"tie": tie}) if tie.public else None
