"""Every view says who may open it; one that does not is opened for nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from gerbang.access.decisions import Decision

View = TypeVar("View", bound=Callable[..., Any])
Rule = Callable[[Any], Decision]
"""Answers for an actor; rooms above know it as `people.acting.Actor`."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """Who may open a view: anyone, anyone signed in, those a rule allows, or programs with a token."""

    audience: Literal["public", "signed-in", "rule", "token"]
    rule: Rule | None = None


def _declare(view: View, declaration: Declaration) -> View:
    view.access = declaration  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may open it, signed in or not."""
    return _declare(view, Declaration("public"))


def signed_in(view: View) -> View:
    """Anyone signed in may open it; what it shows is decided by `visible_to`."""
    return _declare(view, Declaration("signed-in"))


def requires(rule: Rule) -> Callable[[View], View]:
    """Only those signed in whom the rule allows may open it."""

    def decorate(view: View) -> View:
        return _declare(view, Declaration("rule", rule))

    return decorate


def for_tokens(view: View) -> View:
    """Only programs with a token may ask it. It asks for the token itself: no sign-in page would help a program."""
    return _declare(view, Declaration("token"))


def declared(view: Callable[..., Any]) -> Declaration | None:
    """What a view declares, looking through class-based views and wrappers; None when it declares nothing."""
    found = getattr(view, "access", None)
    if found is None and hasattr(view, "view_class"):
        found = getattr(view.view_class, "access", None)
    return found if isinstance(found, Declaration) else None
