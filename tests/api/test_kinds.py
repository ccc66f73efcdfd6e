"""Every kind of entry on a cooperation has words, and nobody outside hears of what is the parties' own."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.conf import settings

from gerbang.api.actions import KINDS
from gerbang.api.wording import KIND_LABELS
from gerbang.register import entries

ROOMS = {"register": ("note",), "gate": ("note",), "plans": ("register.note",), "monitoring": ("note",)}
"""What writes an entry on a cooperation in each room: `register.actions.note(by, kind, tie, payload)`. Plans have a
`note` of their own, for the streams of plans.
"""
OWN = {"tie.opened", "original.located", "plan.adopted"}
"""Kinds of the register and the gate that only those hear of whose cooperation it is; of the rooms above it is all."""


def noted() -> set[str]:
    """The kinds that the rooms write on cooperations, as their code names them."""
    found: set[str] = set()
    for room, noting in ROOMS.items():
        for path in sorted((Path(settings.PROJECT) / "src" / "gerbang" / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
                found |= set(_kinds(function, noting))
    return found


def _kinds(function: ast.FunctionDef, noting: Sequence[str]) -> Iterator[str]:
    named = {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and _is_any(node.func, noting) and len(node.args) > 1:
            kind = node.args[1]
            told = named.get(kind.id, kind) if isinstance(kind, ast.Name) else kind
            yield from (one.value for one in ast.walk(told) if isinstance(one, ast.Constant) and "." in str(one.value))


def _is_any(called: ast.expr, noting: Sequence[str]) -> bool:
    """Whether it is one of these, or, of a bare name, that of another module's too."""
    written = ast.unparse(called)
    return written in noting or (isinstance(called, ast.Attribute) and called.attr in noting)


def test_the_kinds_are_found_in_the_code() -> None:
    assert {
        "tie.opened",
        "claim.left-open",
        "claim.chosen",
        "plan.adopted",
        "tie.withdrawn",
        "delivery.recorded",
    } <= noted()
    assert "contact.noted" in noted() and "plan.approved" not in noted()


def test_every_kind_on_a_cooperation_may_be_asked_for_and_has_words() -> None:
    written = noted() | {"tie.reported"}  # written for many at once, through the bulk path
    assert set(KINDS) == set(KIND_LABELS) == written
    assert written <= set(entries.TITLES)


def test_what_is_the_parties_own_is_open_to_nobody() -> None:
    assert {kind for kind in KINDS if not entries.is_open(kind)} == OWN | set(entries.ABOVE)


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_are_told_in_both_languages(kind: str) -> None:
    from django.utils.translation import override

    said = {}
    for language in ("id", "en"):
        with override(language):
            said[language] = str(KIND_LABELS[kind])
    assert said["id"] != said["en"]
